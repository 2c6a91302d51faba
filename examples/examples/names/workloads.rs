//! Names that a cluster and its mesh make: of services, Envoy clusters and pods.

use pavedroad_naming::{
    ClusterNameForm, ClusterNameRef, Convention, NameError, Namespace, PodName, PodReading, ServiceDns,
    ServiceDnsExtent, ServiceDnsKind, TrafficDirection,
};

use crate::reading::{Parts, Reading, Weight, given};

/// The DNS name of a service, and what it leads to in a pod of that namespace; `default` if none is given.
pub(crate) fn service_dns(convention: &Convention, name: &str, from: Option<&Namespace>) -> Reading {
    let result = name.parse::<ServiceDns>();
    let weight = result.as_ref().map_or(Weight::Slight, |dns| {
        let known = dns.namespace().is_some_and(|namespace| convention.parse_namespace(namespace).is_ok());
        let whole = matches!(dns.extent(), ServiceDnsExtent::Zone | ServiceDnsExtent::Domain);
        if known || whole || dns.kind() == ServiceDnsKind::Port {
            Weight::Sure
        } else if dns.extent() != ServiceDnsExtent::Service || from.is_some() {
            Weight::Telling
        } else {
            Weight::Slight
        }
    });
    let default = Namespace::from_static("default");
    Reading::new("service DNS", weight, result.and_then(|dns| service_parts(&dns, from.unwrap_or(&default))))
}

fn service_parts(dns: &ServiceDns, from: &Namespace) -> Result<Parts, NameError> {
    let whole = dns.qualified(from)?;
    let rooted = format!("{whole}.");
    // The resolver tries the search list first, so a name may cost questions without an answer.
    let lookups = dns.candidates(from).iter().position(|candidate| *candidate == rooted).map(|place| place + 1);
    let name = dns.borrowed();
    let text = |part: Option<&str>| part.map(str::to_owned);
    Ok(given([
        ("port", text(name.port())),
        ("protocol", text(name.protocol())),
        ("pod", text(name.hostname().filter(|_| name.address().is_none()))),
        ("pod address", name.address().map(|address| address.to_string())),
        ("service", text(name.service())),
        ("namespace", text(name.namespace())),
        ("from", name.namespace().is_none().then(|| from.to_string())),
        ("resolves to", Some(whole.to_string())),
        ("lookups", lookups.map(|lookups| lookups.to_string())),
    ]))
}

/// The name of an Envoy cluster, in every way that Istio writes it.
pub(crate) fn cluster(name: &str) -> Reading {
    Reading::new("Envoy cluster", Weight::Sure, ClusterNameRef::parse(name).and_then(cluster_parts))
}

fn cluster_parts(cluster: ClusterNameRef<'_>) -> Result<Parts, NameError> {
    let joined = |texts: Vec<String>| Some(texts.join(" and ")).filter(|text| !text.is_empty());
    let ports = joined(cluster.port_names().map(str::to_owned).collect());
    let labels = joined(cluster.labels().map(|(key, value)| format!("{key}={value}")).collect());
    let classic = cluster.form() == ClusterNameForm::Classic;
    let outbound = cluster.direction() == TrafficDirection::Outbound;
    let host = cluster.host().filter(|_| outbound);
    let owned = cluster.into_owned();
    // What one form says and the other does not stands there in capitals.
    let today = match (classic, cluster.port()) {
        (true, Some(port)) => Some(format!("inbound|{port}||")),
        (true, None) => host.map(|host| format!("outbound|PORT|{}|{host}", labels.as_ref().map_or("", |_| "SUBSET"))),
        (false, _) => (cluster.form() != ClusterNameForm::Pipe).then(|| owned.to_pipe()).transpose()?.map(String::from),
    };
    let sni = if cluster.form() == ClusterNameForm::Pipe { owned.to_dns_srv().ok() } else { None };
    let old = match (classic, cluster.port()) {
        (true, _) => None,
        (false, _) if host.is_some() => {
            let labels = cluster.subset().map_or("", |_| "|LABELS");
            host.map(|host| format!("out.{host}|PORT-NAME{labels}"))
        }
        (false, port) => {
            port.filter(|_| cluster.direction() == TrafficDirection::Inbound).map(|port| format!("in.{port}"))
        }
    };
    Ok(given([
        ("direction", Some(cluster.direction().as_str().to_owned())),
        ("host", cluster.host().map(str::to_owned)),
        ("port", cluster.port().map(|port| port.to_string())),
        ("port name", ports),
        ("subset", cluster.subset().map(str::to_owned)),
        ("labels", labels),
        ("end", cluster.is_truncated().then(|| "cut, then a SHA-1 hash".to_owned())),
        ("today", today),
        ("as SNI", sni.map(String::from)),
        ("in Istio 0.7", old),
    ]))
}

/// The name of a pod, by the workload that most likely made it; none if no controller makes such names.
pub(crate) fn pod(name: &str) -> Option<Reading> {
    let pod = name.parse::<PodName>().ok()?;
    let readings = pod.readings();
    let (likeliest, others) = readings.split_first()?;
    let (flaw, marked) = (likeliest.flaw(), likeliest.template_hash().is_some() || likeliest.scheduled().is_some());
    let weight = match &flaw {
        _ if marked => Weight::Sure,
        None => Weight::Telling,
        // Many words end with five letters: that alone makes no pod.
        Some(_) => Weight::Slight,
    };
    let workload = |reading: &PodReading<'_>| {
        let more = if reading.is_cut() { "..." } else { "" };
        format!("{} {}{more}", reading.kind(), reading.workload())
    };
    let others: Vec<String> = others.iter().filter(|_| flaw.is_none()).map(workload).collect();
    let parts = given([
        ("of", Some(workload(likeliest))),
        ("template hash", likeliest.template_hash().map(str::to_owned)),
        ("due", likeliest.scheduled().map(|time| format!("{} UTC", time.format("%Y-%m-%d %H:%M")))),
        ("index", likeliest.index().map(|index| index.to_string())),
        ("random", likeliest.suffix().map(str::to_owned)),
        ("or of", Some(others.join(" or ")).filter(|others| !others.is_empty())),
    ]);
    Some(Reading { flaw: flaw.filter(|_| marked), ..Reading::new("pod", weight, Ok(parts)) })
}
