//! Every rule of a route gets requests, and from a gateway that is there.

use std::collections::BTreeMap;

use crate::istio::{HTTPMatchRequest, StringMatch, VirtualService};
use crate::lint::code::LintCode;
use crate::lint::finding::{LintFinding, ObjectRef};
use crate::lint::index::{ISTIO_GATEWAY, Index, Item, namespace};
use crate::object::Object;

/// What stands for every sidecar among the gateways of a VirtualService.
const MESH: &str = "mesh";

pub(super) fn check(index: &Index<'_>, closed: bool, findings: &mut Vec<LintFinding>) {
    let mut taken = BTreeMap::new();
    for item in &index.items {
        match item.1 {
            Object::VirtualService(service) => {
                unreachable(*item, service, findings);
                let home = namespace(item.1);
                for (at, gateway) in service.spec.gateways.iter().enumerate().filter(|(_, gateway)| *gateway != MESH) {
                    let (space, name) = gateway.split_once('/').unwrap_or((home, gateway));
                    let path = format!("spec.gateways[{at}]");
                    attached(index, closed, *item, ISTIO_GATEWAY, (space, name), path, findings);
                }
            }
            Object::HTTPRoute(route) => {
                for (at, parent) in route.spec.parent_refs.iter().enumerate() {
                    let space = parent.namespace.as_deref().unwrap_or(namespace(item.1));
                    let path = format!("spec.parentRefs[{at}].name");
                    match parent.kind.as_deref().unwrap_or("Gateway") {
                        "Gateway" => attached(index, closed, *item, "Gateway", (space, &parent.name), path, findings),
                        "Service" => attached(index, closed, *item, "Service", (space, &parent.name), path, findings),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
        for key in keys(item.1) {
            let first: &mut Item<'_> = taken.entry(key.clone()).or_insert(*item);
            if first.0 != item.0 {
                let (_, _, host, path) = key;
                findings.push(LintFinding::new(
                    *item,
                    LintCode::DoubledRoute,
                    "spec",
                    format!("{host} and {path}, which {} routes too", ObjectRef::of(first.1)),
                    "a host or a path of its own",
                ));
            }
        }
    }
}

/// A Gateway of another namespace is a platform's, and may be there all the same.
fn attached<'a>(
    index: &Index<'a>,
    closed: bool,
    item: Item<'a>,
    kind: &'static str,
    (space, name): (&'a str, &'a str),
    path: String,
    findings: &mut Vec<LintFinding>,
) {
    if (closed || space == namespace(item.1)) && index.named(kind, space, name).is_none() {
        let found = format!("{kind} `{space}/{name}`");
        findings.push(LintFinding::new(
            item,
            LintCode::DanglingGateway,
            path,
            found,
            format!("a {kind} that is there"),
        ));
    }
}

/// What a router is asked by: which router, through which gateway, host and path. Rules that look at more than the path
/// are not compared.
fn keys(object: &Object) -> Vec<(&'static str, String, String, String)> {
    let home = namespace(object);
    let mut keys = Vec::new();
    match object {
        Object::VirtualService(service) => {
            let mesh = [MESH.to_owned()];
            let gateways = if service.spec.gateways.is_empty() { &mesh[..] } else { &service.spec.gateways[..] };
            for (gateway, host) in
                gateways.iter().flat_map(|gateway| service.spec.hosts.iter().map(move |host| (gateway, host)))
            {
                let host = super::super::hosts::canonical(home, host);
                if gateway == MESH {
                    // Of two objects for one host the sidecars know one alone.
                    keys.push(("istio", gateway.clone(), host, "every path".to_owned()));
                    continue;
                }
                let gateway = if gateway.contains('/') { gateway.clone() } else { format!("{home}/{gateway}") };
                for route in &service.spec.http {
                    let plain = |request: &&HTTPMatchRequest| {
                        rest(request) == HTTPMatchRequest::default() && request.headers.is_empty()
                    };
                    let paths = route.matches.iter().filter(plain).map(|request| path(request.uri.as_ref()));
                    let all = route.matches.is_empty().then(|| path(None));
                    keys.extend(paths.chain(all).map(|path| ("istio", gateway.clone(), host.clone(), path)));
                }
            }
        }
        Object::Ingress(ingress) => {
            let Some(spec) = &ingress.spec else { return keys };
            let class = spec.ingress_class_name.clone().unwrap_or_default();
            for rule in spec.rules.iter().flatten() {
                let host = rule.host.clone().unwrap_or_else(|| "every host".to_owned());
                let paths = rule.http.iter().flat_map(|http| &http.paths);
                keys.extend(paths.map(|path| {
                    let path = format!("{} {}", path.path_type, path.path.as_deref().unwrap_or("/"));
                    ("ingress", class.clone(), host.clone(), path)
                }));
            }
        }
        _ => {}
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn path(uri: Option<&StringMatch>) -> String {
    match uri {
        None => "prefix /".to_owned(),
        Some(StringMatch::Exact(path)) => format!("exact {path}"),
        Some(StringMatch::Prefix(path)) => format!("prefix {path}"),
        Some(other) => format!("{other:?}"),
    }
}

/// Rules of which an earlier one takes every request.
fn unreachable(item: Item<'_>, service: &VirtualService, findings: &mut Vec<LintFinding>) {
    for (at, rule) in service.spec.http.iter().enumerate() {
        let earlier = service.spec.http.iter().take(at).position(|earlier| {
            let covered = |request: &HTTPMatchRequest| earlier.matches.iter().any(|wider| covers(wider, request));
            earlier.matches.is_empty() || !rule.matches.is_empty() && rule.matches.iter().all(covered)
        });
        if let Some(earlier) = earlier {
            findings.push(LintFinding::new(
                item,
                LintCode::UnreachableRoute,
                format!("spec.http[{at}]"),
                format!("a rule whose requests `spec.http[{earlier}]` takes"),
                "a match that no earlier rule has",
            ));
        }
    }
}

/// Whether one match takes every request of another.
fn covers(wide: &HTTPMatchRequest, narrow: &HTTPMatchRequest) -> bool {
    let uri = match (&wide.uri, &narrow.uri) {
        (None, _) => true,
        (Some(StringMatch::Prefix(prefix)), Some(StringMatch::Exact(path) | StringMatch::Prefix(path))) => {
            path.starts_with(prefix.as_str())
        }
        (Some(StringMatch::Prefix(prefix)), _) if prefix == "/" => true,
        (wide, narrow) => wide == narrow,
    };
    let headers = wide.headers.iter().all(|(name, value)| narrow.headers.get(name) == Some(value));
    let others = rest(wide);
    uri && headers && (others == HTTPMatchRequest::default() || others == rest(narrow))
}

/// A match without what is compared by its meaning; names say nothing.
fn rest(request: &HTTPMatchRequest) -> HTTPMatchRequest {
    HTTPMatchRequest { name: None, stat_prefix: None, uri: None, headers: BTreeMap::new(), ..request.clone() }
}
