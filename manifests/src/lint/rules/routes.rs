//! Every rule of a route gets requests, and from a gateway that is there.

use std::collections::BTreeMap;

use crate::gateway_api::ParentReference;
use crate::istio::{HTTPMatchRequest, HTTPRoute, StringMatch, VirtualService};
use crate::lint::code::LintCode;
use crate::lint::finding::LintFinding;
use crate::lint::index::{ISTIO_GATEWAY, Index, Item, namespace};
use crate::object::Object;

/// What stands for every sidecar among the gateways of a VirtualService.
pub(super) const MESH: &str = "mesh";

pub(super) fn check(index: &Index<'_>, closed: bool, findings: &mut Vec<LintFinding>) {
    for item in &index.items {
        match item.1 {
            Object::VirtualService(service) => {
                unreachable(*item, service, findings);
                let home = namespace(item.1);
                for (at, gateway) in service.spec.gateways.iter().enumerate().filter(|(_, gateway)| *gateway != MESH) {
                    let (space, name) = gateway_of(home, gateway);
                    let path = format!("spec.gateways[{at}]");
                    attached(index, closed, *item, ISTIO_GATEWAY, (space, name), path, findings);
                }
            }
            Object::HTTPRoute(route) => {
                for (at, parent) in route.spec.parent_refs.iter().enumerate() {
                    let space = parent.namespace.as_deref().unwrap_or(namespace(item.1));
                    let path = format!("spec.parentRefs[{at}].name");
                    match parent.kind.as_deref().unwrap_or("Gateway") {
                        // Of any other group it is another's.
                        "Gateway" | "Service" if !is_of_group(parent) => {}
                        "Gateway" => attached(index, closed, *item, "Gateway", (space, &parent.name), path, findings),
                        "Service" => attached(index, closed, *item, "Service", (space, &parent.name), path, findings),
                        _ => {}
                    }
                }
            }
            _ => {}
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
    let here = space == namespace(item.1) && index.expects(item.1, kind, space);
    if (closed || here) && index.named(kind, space, name).is_none() {
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

/// The namespace and the name of a gateway: `name`, `namespace/name`, `./name`, and as in the first days of Istio
/// `name.namespace.svc.cluster.local`. Source: `resolveGatewayName` in Istio's `pilot/pkg/model`.
pub(super) fn gateway_of<'g>(home: &'g str, gateway: &'g str) -> (&'g str, &'g str) {
    match gateway.split_once('/') {
        Some((".", name)) => (home, name),
        Some(pair) => pair,
        None => match gateway.split_once('.') {
            Some((name, rest)) => (rest.split('.').next().unwrap_or(rest), name),
            None => (home, gateway),
        },
    }
}

/// Whether a parent is of the group that its kind is known in.
fn is_of_group(parent: &ParentReference) -> bool {
    match (parent.kind.as_deref(), parent.group.as_deref()) {
        (Some("Service"), group) => group == Some(""),
        (_, group) => group.is_none_or(|group| group == "gateway.networking.k8s.io"),
    }
}

/// Rules of which an earlier one takes every request.
fn unreachable(item: Item<'_>, service: &VirtualService, findings: &mut Vec<LintFinding>) {
    let matches = |rule: &HTTPRoute| -> Vec<Match> {
        // Without a match a rule takes every request.
        let all = rule.matches.is_empty().then(HTTPMatchRequest::default);
        rule.matches.iter().cloned().chain(all).map(Match::new).collect()
    };
    let rules: Vec<Vec<Match>> = service.spec.http.iter().map(matches).collect();
    for (at, rule) in rules.iter().enumerate() {
        let covered = |earlier: &[Match], request: &Match| earlier.iter().any(|wide| wide.covers(request));
        let earlier = rules.iter().take(at).position(|earlier| rule.iter().all(|request| covered(earlier, request)));
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

/// A match, and apart from it what is compared as a whole.
struct Match {
    request: HTTPMatchRequest,
    rest: HTTPMatchRequest,
    is_plain: bool,
}

impl Match {
    fn new(request: HTTPMatchRequest) -> Self {
        let rest = rest(&request);
        let is_plain = rest == HTTPMatchRequest::default();
        Self { request, rest, is_plain }
    }

    /// Whether it takes every request of another.
    fn covers(&self, other: &Self) -> bool {
        let (wide, narrow) = (&self.request, &other.request);
        let same_case = wide.ignore_uri_case == Some(true) || narrow.ignore_uri_case != Some(true);
        let uri = match (&wide.uri, &narrow.uri) {
            (None, _) => true,
            (Some(StringMatch::Prefix(prefix)), _) if prefix == "/" => true,
            (Some(StringMatch::Prefix(prefix)), Some(StringMatch::Exact(path) | StringMatch::Prefix(path))) => {
                same_case && path.starts_with(prefix.as_str())
            }
            (wide, narrow) => same_case && wide == narrow,
        };
        let headers = wide.headers.iter().all(|(name, value)| narrow.headers.get(name) == Some(value));
        uri && headers && (self.is_plain || self.rest == other.rest)
    }
}

/// A match without what is compared by its meaning; names say nothing.
pub(super) fn rest(request: &HTTPMatchRequest) -> HTTPMatchRequest {
    let request = request.clone();
    let headers = BTreeMap::new();
    HTTPMatchRequest { name: None, stat_prefix: None, uri: None, ignore_uri_case: None, headers, ..request }
}
