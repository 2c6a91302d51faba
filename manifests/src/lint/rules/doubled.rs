//! One host and path is routed by one object.

use std::collections::BTreeMap;

use super::routes::{MESH, gateway_of, rest};
use crate::gateway_api::{HTTPPathMatch, HTTPRouteMatch, PathMatchType};
use crate::istio::{HTTPMatchRequest, StringMatch};
use crate::lint::code::LintCode;
use crate::lint::finding::{LintFinding, ObjectRef};
use crate::lint::hosts::canonical;
use crate::lint::index::{Index, Item, namespace};
use crate::object::Object;

pub(super) fn check(index: &Index<'_>, findings: &mut Vec<LintFinding>) {
    let mut taken = BTreeMap::new();
    for item in &index.items {
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
                let host = canonical(home, host);
                if gateway == MESH {
                    // Of two objects for one host the sidecars of a namespace know one alone.
                    let own = service.spec.export_to.iter().all(|to| to == "." || to == home);
                    let seen = if own && !service.spec.export_to.is_empty() { home } else { "*" };
                    if !service.spec.http.is_empty() {
                        keys.push(("istio", format!("{gateway} of {seen}"), host, "every path".to_owned()));
                    }
                    continue;
                }
                let (space, name) = gateway_of(home, gateway);
                let gateway = format!("{space}/{name}");
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
            let annotation = |key: &str| ingress.metadata.annotations.as_ref()?.get(key).cloned();
            // A canary stands beside what it is the canary of.
            if annotation("nginx.ingress.kubernetes.io/canary").as_deref() == Some("true") {
                return keys;
            }
            let class = spec.ingress_class_name.clone().or_else(|| annotation("kubernetes.io/ingress.class"));
            let class = class.unwrap_or_default();
            // Without a host, each may well have an address of its own.
            for (rule, host) in spec.rules.iter().flatten().filter_map(|rule| Some((rule, rule.host.as_ref()?))) {
                let paths = rule.http.iter().flat_map(|http| &http.paths);
                keys.extend(paths.map(|path| {
                    let path = format!("{} {}", path.path_type, path.path.as_deref().unwrap_or("/"));
                    ("ingress", class.clone(), host.to_ascii_lowercase(), path)
                }));
            }
        }
        Object::HTTPRoute(route) => {
            let every = ["every host".to_owned()];
            let hosts = if route.spec.hostnames.is_empty() { &every[..] } else { &route.spec.hostnames };
            let plain = |request: &&HTTPRouteMatch| {
                request.headers.is_empty() && request.query_params.is_empty() && request.method.is_none()
            };
            let paths = route.spec.rules.iter().flat_map(|rule| {
                let all = rule.matches.is_empty().then(|| path_of(None));
                rule.matches.iter().filter(plain).map(|request| path_of(request.path.as_ref())).chain(all)
            });
            let paths: Vec<String> = paths.collect();
            for (to, host) in route.spec.parent_refs.iter().flat_map(|to| hosts.iter().map(move |host| (to, host))) {
                let (kind, space) = (to.kind.as_deref().unwrap_or("Gateway"), to.namespace.as_deref().unwrap_or(home));
                let (section, port) = (to.section_name.as_deref().unwrap_or_default(), to.port.unwrap_or(0));
                let parent = format!("{kind} {space}/{} {section} {port}", to.name);
                let of = |path: &String| ("gateway", parent.clone(), host.to_ascii_lowercase(), path.clone());
                keys.extend(paths.iter().map(of));
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

fn path_of(path: Option<&HTTPPathMatch>) -> String {
    let value = path.and_then(|path| path.value.as_deref()).unwrap_or("/");
    match path.and_then(|path| path.r#type) {
        Some(PathMatchType::Exact) => format!("exact {value}"),
        Some(PathMatchType::RegularExpression) => format!("regex {value}"),
        Some(PathMatchType::PathPrefix) | None => format!("prefix {value}"),
    }
}
