//! What a host name of the mesh stands for. Source: Istio's `ResolveShortnameToFQDN` in `pkg/config/model`.

use std::collections::BTreeSet;

use super::index::{Index, Item, ServiceItem, namespace};
use crate::object::Object;

/// The Service of the API server, which every cluster makes by itself.
const API_SERVER: &str = "kubernetes.default.svc.";

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
    rest.starts_with("svc.").then_some((namespace, name))
}

/// One text for one host, however it is written.
pub(super) fn canonical(home: &str, host: &str) -> String {
    match service_of(home, host).filter(|_| !host.starts_with('*')) {
        Some((namespace, name)) => format!("{name}.{namespace}"),
        None => host.to_ascii_lowercase(),
    }
}

/// The hosts of all ServiceEntries.
pub(super) struct Entries<'a> {
    whole: BTreeSet<&'a str>,
    /// What comes after the star.
    wild: BTreeSet<&'a str>,
}

impl<'a> Entries<'a> {
    pub(super) fn new(index: &Index<'a>) -> Self {
        let entries = index.items.iter().filter_map(|(_, object)| match object {
            Object::ServiceEntry(entry) => Some(entry.spec.hosts.iter().map(String::as_str)),
            _ => None,
        });
        let (wild, whole): (BTreeSet<&str>, BTreeSet<&str>) = entries.flatten().partition(|host| host.starts_with('*'));
        Self { whole, wild: wild.into_iter().map(|host| host.trim_start_matches('*')).collect() }
    }

    fn have(&self, host: &str) -> bool {
        self.whole.contains(host) || tails(host).any(|tail| self.wild.contains(tail))
    }
}

/// What is left of a host where a star stands for its beginning: from each of its dots on, and nothing.
pub(super) fn tails(host: &str) -> impl Iterator<Item = &str> {
    host.match_indices('.').filter_map(|(at, _)| host.get(at..)).chain([""])
}

pub(super) fn resolve<'a>(index: &Index<'a>, entries: &Entries<'_>, item: Item<'_>, host: &str) -> Host<'a> {
    if host.starts_with('*') || entries.have(host) || host.starts_with(API_SERVER) {
        return Host::Elsewhere;
    }
    let home = namespace(item.1);
    match service_of(home, host) {
        Some((namespace, name)) => match index.service(namespace, name) {
            Some(service) => Host::Service(service),
            None if namespace == home && index.expects(item.1, "Service", home) => Host::Missing,
            None if namespace != home && index.knows(namespace) => Host::Missing,
            None => Host::Foreign,
        },
        None => match half(index, host) {
            true => Host::Missing,
            false => Host::Foreign,
        },
    }
}

/// Whether a host is a Service's name and namespace and ends there. DNS knows it, the mesh does not: to Istio a host with
/// a dot is whole.
fn half(index: &Index<'_>, host: &str) -> bool {
    let pair = host.strip_suffix(".svc").unwrap_or(host).split_once('.');
    pair.is_some_and(|(name, namespace)| index.service(namespace, name).is_some())
}
