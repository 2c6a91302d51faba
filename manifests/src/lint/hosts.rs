//! What a host name of the mesh stands for. Source: Istio's `ResolveShortnameToFQDN` in `pkg/config/model`.

use std::collections::BTreeSet;

use super::index::{Index, ServiceItem};
use crate::object::Object;

/// What has a host name.
pub(super) enum Host<'a> {
    /// A Service among the objects.
    Service(ServiceItem<'a>),
    /// A ServiceEntry has it, or it stands for many.
    Elsewhere,
    /// Nothing among the objects, and its namespace is not among them either.
    Foreign,
    /// Nothing, where it would have to be.
    Missing,
}

/// The name and the namespace that a host is of, if it is that of a Service: a name alone is one of the namespace it is
/// written in, and one with dots is whole.
pub(super) fn service_of<'h>(home: &'h str, host: &'h str) -> Option<(&'h str, &'h str)> {
    let Some((name, rest)) = host.split_once('.') else { return Some((home, host)) };
    let (namespace, rest) = rest.split_once('.')?;
    (rest == "svc" || rest.starts_with("svc.")).then_some((namespace, name))
}

/// One text for one host, however it is written.
pub(super) fn canonical(home: &str, host: &str) -> String {
    match service_of(home, host) {
        Some((namespace, name)) => format!("{name}.{namespace}"),
        None => host.to_ascii_lowercase(),
    }
}

/// The hosts of all ServiceEntries.
pub(super) fn entries<'a>(index: &Index<'a>) -> BTreeSet<&'a str> {
    let hosts = index.items.iter().filter_map(|(_, object)| match object {
        Object::ServiceEntry(entry) => Some(entry.spec.hosts.iter().map(String::as_str)),
        _ => None,
    });
    hosts.flatten().collect()
}

pub(super) fn resolve<'a>(index: &Index<'a>, entries: &BTreeSet<&str>, home: &'a str, host: &'a str) -> Host<'a> {
    let wild = |entry: &&str| entry.strip_prefix('*').is_some_and(|tail| host.ends_with(tail));
    if host.starts_with('*') || entries.contains(host) || entries.iter().any(wild) {
        return Host::Elsewhere;
    }
    match service_of(home, host) {
        Some((namespace, name)) => match index.service(namespace, name) {
            Some(service) => Host::Service(service),
            None if namespace == home || index.knows(namespace) => Host::Missing,
            None => Host::Foreign,
        },
        None => Host::Foreign,
    }
}
