//! The contracts of the names that a cluster's DNS and its mesh have.

use crate::{
    ClusterDomain, ClusterName, ClusterNameForm, ClusterNameRef, DnsSubdomain, Namespace, SearchList, ServiceDns,
    ServiceDnsExtent, ServiceDnsKind, ServiceDnsRef, TrafficDirection, VirtualHost,
};

use super::name;

/// DNS names of services: the parts make up the text, and the whole name means the same from anywhere.
pub fn service_dns(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    name::<ClusterDomain>(text);
    let accepted = name::<ServiceDns>(text);
    let Ok(dns) = ServiceDnsRef::parse(text) else {
        assert!(!accepted, "{text:?}: the borrowed parser refuses what the owned one accepts");
        return;
    };
    let owned = dns.into_owned();
    assert!(accepted && owned.borrowed() == dns, "{text:?}");
    let bare = text.strip_suffix('.').unwrap_or(text);
    let plain = if dns.kind() == ServiceDnsKind::Port { bare.replacen('_', "", 2) } else { bare.to_owned() };
    assert!(DnsSubdomain::new(&plain).is_ok(), "{text:?}: no DNS name");

    // The parts are all there is.
    let zone = if dns.kind() == ServiceDnsKind::Pod { "pod" } else { "svc" };
    let mut parts: Vec<String> = Vec::new();
    parts.extend(dns.port().map(|port| format!("_{port}")));
    parts.extend(dns.protocol().map(|protocol| format!("_{protocol}")));
    parts.extend(dns.hostname().map(str::to_owned));
    parts.extend(dns.service().map(str::to_owned));
    if dns.kind() == ServiceDnsKind::Pod {
        assert!(dns.address().is_some(), "{text:?}");
        parts.extend(bare.split('.').next().map(str::to_owned));
    }
    let heads = parts.len();
    parts.extend(dns.namespace().map(str::to_owned));
    if dns.extent() >= ServiceDnsExtent::Zone {
        parts.push(zone.to_owned());
    }
    parts.extend(dns.domain().map(str::to_owned));
    assert_eq!(parts.join("."), bare, "{text:?}");
    assert_eq!(dns.namespace().is_some(), dns.extent() >= ServiceDnsExtent::Namespace, "{text:?}");
    assert_eq!(dns.domain().is_some(), dns.extent() == ServiceDnsExtent::Domain, "{text:?}");
    assert!(!dns.is_rooted() || dns.domain() == Some("cluster.local"), "{text:?}");

    let from = Namespace::from_static("ai-test");
    let candidates = owned.candidates(&from);
    assert!(candidates.iter().all(|asked| asked.ends_with('.') && asked.starts_with(bare)), "{text:?}");
    let Ok(whole) = owned.qualified(&from) else { return };
    assert_eq!(whole.kind(), dns.kind(), "{text:?}");
    assert_eq!(whole.extent(), ServiceDnsExtent::Domain, "{text:?}");
    assert_eq!((whole.service(), whole.borrowed().address()), (dns.service(), dns.address()), "{text:?}");
    assert_eq!(whole.namespace(), Some(dns.namespace().unwrap_or("ai-test")), "{text:?}");
    assert_eq!(whole.as_str().split('.').take(heads).collect::<Vec<_>>(), parts.get(..heads).unwrap_or_default());
    assert_eq!(whole.to_string().parse(), Ok(whole.clone()), "{text:?}");
    assert_eq!(whole.qualified(&from), Ok(whole.clone()), "{text:?}");
    let asked = format!("{whole}.");
    assert!(candidates.contains(&asked), "{text:?}: nobody asks for {asked:?}");
    let list = SearchList::of_pod(&from, &ClusterDomain::CLUSTER_LOCAL);
    assert_eq!(list.resolve(text, |name| name == asked), Some(asked.clone()), "{text:?}");
}

/// Names of clusters: the parts make up the text, and conversions lose nothing that has a place in the other form.
pub fn cluster_name(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let accepted = name::<ClusterName>(text);
    let Ok(cluster) = ClusterNameRef::parse(text) else {
        assert!(!accepted, "{text:?}: the borrowed parser refuses what the owned one accepts");
        return;
    };
    let owned = cluster.into_owned();
    assert!(accepted && owned.borrowed() == cluster, "{text:?}");
    let (subset, host) = (cluster.subset().unwrap_or_default(), cluster.host().unwrap_or_default());
    let separator = match cluster.form() {
        ClusterNameForm::Pipe => "|",
        ClusterNameForm::DnsSrv => "_.",
        ClusterNameForm::Classic => return classic(&owned),
    };
    let port = cluster.port().map(|port| port.to_string()).unwrap_or_default();
    assert_eq!([cluster.direction().as_str(), &port, subset, host].join(separator), text);
    assert!(!cluster.is_truncated() && cluster.port_names().next().is_none() && cluster.labels().next().is_none());
    for other in [owned.to_dns_srv(), owned.to_pipe()].into_iter().flatten() {
        assert_eq!((other.direction(), other.port()), (cluster.direction(), cluster.port()), "{text:?}");
        assert_eq!((other.subset(), other.host()), (cluster.subset(), cluster.host()), "{text:?}");
    }
    if cluster.direction() == TrafficDirection::Outbound {
        let again = owned.to_outbound(cluster.port().unwrap_or_default(), subset);
        assert_eq!(again.ok(), owned.to_pipe().ok(), "{text:?}");
    }
}

fn classic(name: &ClusterName) {
    let (text, cluster) = (name.as_str(), name.borrowed());
    assert!(text.len() <= 189, "{text:?}");
    assert!(name.to_dns_srv().is_err() && name.to_pipe().is_err() && name.subset().is_none(), "{text:?}");
    if let Some(port) = cluster.port() {
        assert_eq!((text, cluster.direction()), (format!("in.{port}").as_str(), TrafficDirection::Inbound));
        return;
    }
    let ports: Vec<&str> = cluster.port_names().collect();
    let labels: Vec<(&str, &str)> = cluster.labels().collect();
    if cluster.is_truncated() {
        assert!(text.len() == 189 && labels.is_empty(), "{text:?}");
        return;
    }
    let host = cluster.host().unwrap_or_default();
    let mut shuffled = labels.clone();
    shuffled.reverse();
    let again = ClusterName::classic(host, &ports, &shuffled);
    // An empty set of labels may be written, and is not printed.
    let printed = text.strip_suffix('|').map_or(text, |cut| cut.strip_suffix('|').unwrap_or(cut));
    assert_eq!(again.as_ref().map(ClusterName::as_str), Ok(printed), "{text:?}");
}

/// Virtual hosts: all domains are different, and each has its twin with the port.
pub fn virtual_host(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let (host, proxy) = text.split_once(' ').unwrap_or((text, ""));
    let Ok(host) = DnsSubdomain::new(host) else { return };
    let virtual_host = VirtualHost::new(host.clone(), 9080);
    let classic = virtual_host.classic_domains(proxy);
    assert!(classic.contains(&virtual_host.name()) && classic.contains(&host.to_string()), "{text:?}");
    for pair in classic.chunks(2) {
        assert!(pair.len() == 2 && pair.first() == pair.last().map(|bare| format!("{bare}:9080")).as_ref(), "{text:?}");
    }
    let bare = virtual_host.domains(proxy);
    let both = virtual_host.domains_with_ports(proxy);
    assert!(bare.first().is_some_and(|first| *first == host.as_str()), "{text:?}");
    assert!(bare.iter().all(|domain| both.contains(domain)), "{text:?}");
    assert!(both.iter().all(|domain| domain.ends_with(":9080") || bare.contains(domain)), "{text:?}");
    let mut sorted = bare.clone();
    sorted.sort();
    sorted.dedup();
    assert_eq!(sorted.len(), bare.len(), "{text:?}: a domain twice");
    let wild = virtual_host.headless().domains(proxy);
    assert_eq!(wild.len(), 2 * bare.len(), "{text:?}");
    assert!(wild.iter().skip(bare.len()).zip(&bare).all(|(wild, bare)| *wild == format!("*.{bare}")), "{text:?}");
}
