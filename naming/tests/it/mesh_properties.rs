//! Names of DNS and mesh, at most one edit away from valid, against the rules as regular expressions.

use pavedroad_naming::{ClusterName, ClusterNameRef, ServiceDnsExtent, ServiceDnsKind, ServiceDnsRef};
use proptest::prelude::*;
use proptest::string::string_regex;
use regex::Regex;

use crate::near_valid::{run, whole};

const LABEL: &str = "[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?";
const SERVICE: &str = "[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?";

/// Each form as an expression of its own, tried in the order in which a reader would.
struct Forms(Vec<(Regex, ServiceDnsKind)>);

impl Forms {
    fn new() -> Self {
        let domain = r"cluster\.local\.?";
        let behind = format!(r"(?P<ns>{LABEL})\.svc(?:\.{domain})?");
        let service = format!(r"(?P<service>{SERVICE})");
        let port = r"_(?P<port>[a-z0-9](?:[-a-z0-9]{0,60}[a-z0-9])?)\._(?P<proto>tcp|udp|sctp)";
        let host = format!("(?P<host>{LABEL})");
        let forms = [
            (format!(r"(?P<pod>{LABEL})\.(?P<ns>{LABEL})\.pod(?:\.{domain})?"), ServiceDnsKind::Pod),
            (format!(r"{service}\.{behind}"), ServiceDnsKind::Service),
            (format!(r"{host}\.{service}\.{behind}"), ServiceDnsKind::Endpoint),
            (format!(r"{port}\.{service}\.{behind}"), ServiceDnsKind::Port),
            (format!(r"{service}(?:\.(?P<ns>{LABEL}))?"), ServiceDnsKind::Service),
            (format!(r"{host}\.{service}\.(?P<ns>{LABEL})"), ServiceDnsKind::Endpoint),
            (format!(r"{port}\.{service}(?:\.(?P<ns>{LABEL}))?"), ServiceDnsKind::Port),
        ];
        Self(forms.into_iter().map(|(form, kind)| (whole(&form), kind)).collect())
    }

    fn read<'a>(&self, text: &'a str) -> Option<(ServiceDnsKind, [Option<&'a str>; 5])> {
        // What ends in the domain or a zone is no short name, and what is behind "svc" is the domain.
        let labels: Vec<&str> = text.split('.').collect();
        let least = if text.starts_with('_') { 4 } else { 2 };
        let misplaced = matches!(labels.get(least), Some(&("svc" | "pod")))
            || (labels.len() > least && matches!(labels.last(), Some(&("svc" | "pod"))));
        for (index, (form, kind)) in self.0.iter().enumerate() {
            let Some(found) = form.captures(text) else { continue };
            if let Some(pod) = found.name("pod") {
                let dotted = pod.as_str().replace('-', ".");
                let colons = pod.as_str().replace('-', ":");
                let address =
                    dotted.parse::<std::net::Ipv4Addr>().is_ok() || colons.parse::<std::net::Ipv6Addr>().is_ok();
                return address.then_some((*kind, [None, None, None, found.name("ns").map(|ns| ns.as_str()), None]));
            }
            if index > 3 && (text.ends_with("cluster.local") || misplaced) {
                return None;
            }
            let part = |name| found.name(name).map(|part: regex::Match<'a>| part.as_str());
            return Some((*kind, [part("host"), part("service"), part("port"), part("ns"), part("proto")]));
        }
        None
    }
}

#[track_caller]
fn names_agree(pattern: &'static str) {
    let forms = Forms::new();
    let counts = run(1_500, pattern, |text| {
        let ours = ServiceDnsRef::parse(text);
        let parts = ours.as_ref().ok().map(|name| {
            let service = name.service();
            (name.kind(), [name.hostname(), service, name.port(), name.namespace(), name.protocol()])
        });
        prop_assert_eq!(parts, forms.read(text), "{:?}: {:?}", text, ours);
        if let Ok(name) = ours {
            prop_assert_eq!(name.extent() == ServiceDnsExtent::Domain, name.domain().is_some());
        }
        Ok(parts.is_some())
    });
    assert!(counts.iter().all(|&count| count > 100), "{counts:?} accepted and refused test little");
}

#[test]
fn names_of_services_agree_with_their_expressions() {
    names_agree("([a-z0-9]{1,3}\\.)?[a-z][a-z0-9-]{0,3}[a-z](\\.[a-z]{1,4}(\\.svc(\\.cluster\\.local\\.?)?)?)?");
    names_agree(
        "(_[a-z]{1,4}\\.)?(_tcp\\.|_udp\\.|_sctp\\.|_icmp\\.)?[a-z]{1,4}(\\.[a-z]{1,4}(\\.svc(\\.cluster\\.local)?)?)?",
    );
    names_agree(
        "(10-1-0-[0-9]{1,3}|fd00-{1,2}[0-9a-f]{1,3})\\.([a-z]{1,3}\\.)?[a-z]{1,3}\\.(pod|svc)(\\.cluster\\.local\\.?)?",
    );
    names_agree("(svc|pod|cluster|local|web)(\\.(svc|pod|cluster|local|web)){0,5}");
    names_agree("[a-z]{62,64}\\.[a-z]{62,63}\\.svc\\.cluster\\.local");
}

#[track_caller]
fn clusters_agree(pattern: &'static str, rule: &str) {
    let rule = whole(rule);
    let counts = run(1_500, pattern, |text| {
        let ours = ClusterNameRef::parse(text);
        let theirs = rule.captures(text).and_then(|found| {
            let port = found.name("port").map(|port| port.as_str().parse::<u16>());
            let part = |name| found.name(name).map(|part| part.as_str()).filter(|part: &&str| !part.is_empty());
            Some((port.transpose().ok()?, part("subset"), part("host")))
        });
        let parts = ours.as_ref().ok().map(|name| (name.port(), name.subset(), name.host()));
        prop_assert_eq!(parts, theirs, "{:?}: {:?}", text, ours);
        Ok(parts.is_some())
    });
    assert!(counts.iter().all(|&count| count > 100), "{counts:?} accepted and refused test little");
}

#[test]
fn names_of_clusters_agree_with_their_expressions() {
    let port = "(?P<port>0|[1-9][0-9]{0,4})";
    let part = "[!-{}~]";
    let (item, word) = (r"[!-+\--{}~]", r"[!-+\--:<>-{}~]");
    clusters_agree(
        "(outbound|inbound-vip)\\|[0-9]{1,5}\\|[a-z]{0,3}\\|[a-z.*]{0,4}",
        &format!(r"(?:outbound|inbound-vip)\|{port}\|(?P<subset>{part}*)\|(?P<host>{part}+)"),
    );
    clusters_agree(
        "inbound\\|[0-9]{1,5}\\|[a-z]{0,3}\\|[a-z.]{0,4}",
        &format!(r"inbound\|{port}\|(?P<subset>{part}*)\|(?P<host>{part}*)"),
    );
    clusters_agree(
        "outbound_\\.[0-9]{1,5}_\\.[a-z]{0,3}_\\.[a-z.]{1,4}",
        // Neither has a "_." in it.
        &format!(
            r"outbound_\.{port}_\.(?P<subset>(?:[!-^`-~]|_+[!-\-/-^`-~])*?_*?)_\.(?P<host>(?:[!-^`-~]|_+[!-\-/-^`-~])+_*|_+)"
        ),
    );
    clusters_agree("in\\.[0-9]{1,6}", &format!(r"in\.{port}"));
    clusters_agree(
        "out\\.[a-z.]{1,6}(\\|[a-z]{1,3}(\\|[a-z]{1,3}=[a-z]{1,2})?)?",
        // One port and one label; lists have their own tables.
        &format!(r"out\.(?P<host>{part}+)(\|({item}+(\|({word}+(={word}+)?)?)?|\|({word}+(={word}+)?)?))?"),
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(500) })]

    #[test]
    fn built_names_read_back(
        host in string_regex("[a-z]{1,80}(\\.[a-z]{1,60}){0,2}").unwrap(),
        port in string_regex("[a-z]{0,15}").unwrap(),
        labels in prop::collection::btree_map("[a-z./]{1,20}", "[a-z0-9]{0,20}", 0..5),
        order in any::<prop::sample::Index>(),
    ) {
        let mut pairs: Vec<(&str, &str)> = labels.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
        let name = ClusterName::classic(&host, &[&port], &pairs).unwrap();
        let middle = order.index(pairs.len() + 1);
        pairs.rotate_left(middle);
        prop_assert_eq!(&ClusterName::classic(&host, &[&port], &pairs).unwrap(), &name);
        prop_assert!(name.as_str().len() <= 189);
        if name.borrowed().is_truncated() {
            prop_assert_eq!(name.as_str().len(), 189);
        } else {
            prop_assert_eq!(name.host(), Some(host.as_str()));
            prop_assert_eq!(name.borrowed().port_names().collect::<Vec<_>>().join(","), port);
            let mut read: Vec<(&str, &str)> = name.borrowed().labels().collect();
            read.sort_unstable();
            pairs.sort_unstable();
            prop_assert_eq!(read, pairs);
        }
    }
}
