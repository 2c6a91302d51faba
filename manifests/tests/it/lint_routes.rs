//! What does not fit between routes and what they lead to.

use pavedroad_manifests::Lint;

use crate::lint::{WEB, beside_web, finds, found, objects};

/// A DestinationRule and a VirtualService of `web`, and its canary.
fn routed(subsets: &str, http: &str) -> String {
    format!(
        "{WEB}{}\n---\n\
         {{apiVersion: networking.istio.io/v1, kind: DestinationRule, metadata: {{name: web, namespace: shop}}, spec: {{host: web, subsets: {subsets}}}}}\n---\n\
         {{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {{name: web, namespace: shop}}, spec: {{hosts: [web], http: {http}}}}}",
        "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web-canary, namespace: shop}, spec: {selector: {matchLabels: {app: web, track: canary}}, \
         template: {metadata: {labels: {app: web, track: canary}}, spec: {containers: [{name: web, ports: [{name: http, containerPort: 8080}]}]}}}}"
    )
}

const BOTH: &str = "[{name: stable, labels: {track: stable}}, {name: canary, labels: {track: canary}}]";

#[test]
fn a_route_ends_at_a_host_a_port_and_a_subset_that_are_there() {
    let to = |destination: &str| format!("[{{route: [{{destination: {destination}}}]}}]");
    for (subsets, http, expected) in [
        (BOTH, to("{host: web, subset: canary, port: {number: 80}}"), &[][..]),
        (BOTH, to("{host: web.shop.svc.cluster.local, subset: stable}"), &[]),
        (BOTH, to("{host: web, subset: canari}"), &["unknown-subset spec.http[0].route[0].destination.subset"]),
        (
            BOTH,
            to("{host: web, port: {number: 8080}}"),
            &["unknown-port spec.http[0].route[0].destination.port.number"],
        ),
        (BOTH, to("{host: wev}"), &["unknown-host spec.http[0].route[0].destination.host"]),
        (BOTH, to("{host: web.other.svc.cluster.local}"), &[]),
        (BOTH, to("{host: accounts.example.com}"), &[]),
        ("[{name: canary, labels: {track: canary}}]", to("{host: web}"), &["canary-without-stable spec.subsets"]),
        (
            "[{name: stable, labels: {track: stable}}, {name: canary, labels: {track: canary}}, {name: v3, labels: {track: v3}}]",
            to("{host: web}"),
            &["empty-subset spec.subsets[2].labels"],
        ),
        ("[]", to("{host: web, subset: stable}"), &["unknown-subset spec.http[0].route[0].destination.subset"]),
    ] {
        finds(&routed(subsets, &http), expected);
    }
    let closed = Lint::new().closed();
    let external = routed(BOTH, &to("{host: accounts.example.com}"));
    assert_eq!(found(&closed.run(&objects(&external))), ["unknown-host spec.http[0].route[0].destination.host"]);
    let entry = "{apiVersion: networking.istio.io/v1, kind: ServiceEntry, metadata: {name: a, namespace: shop}, spec: {hosts: ['*.example.com']}}";
    assert_eq!(closed.run(&objects(&format!("{external}\n---\n{entry}"))), []);
}

#[test]
fn every_rule_of_a_route_gets_requests() {
    let rule = |matches: &str| format!("{{{matches} route: [{{destination: {{host: web}}}}]}}");
    for (first, second, reached) in [
        ("match: [{uri: {prefix: /api}}],", "", true),
        ("", "match: [{uri: {prefix: /api}}],", false),
        ("match: [{uri: {prefix: /}}],", "match: [{uri: {prefix: /api}}],", false),
        ("match: [{uri: {prefix: /}}],", "match: [{uri: {regex: '/v[0-9]+'}}],", false),
        ("match: [{uri: {prefix: /api}}],", "match: [{uri: {exact: /api/v1}}],", false),
        ("match: [{uri: {exact: /api}}],", "match: [{uri: {prefix: /api}}],", true),
        ("match: [{uri: {prefix: /api}, headers: {x: {exact: '1'}}}],", "match: [{uri: {prefix: /api}}],", true),
        ("match: [{uri: {prefix: /api}}],", "match: [{uri: {prefix: /api}, headers: {x: {exact: '1'}}}],", false),
        ("match: [{uri: {prefix: /api}, method: {exact: GET}}],", "match: [{uri: {prefix: /api/v1}}],", true),
        (
            "match: [{uri: {prefix: /a}}, {uri: {prefix: /b}}],",
            "match: [{uri: {prefix: /a/1}}, {uri: {prefix: /b/1}}],",
            false,
        ),
        ("match: [{uri: {prefix: /a}}],", "match: [{uri: {prefix: /a/1}}, {uri: {prefix: /b/1}}],", true),
    ] {
        let http = format!("[{}, {}]", rule(first), rule(second));
        finds(&routed(BOTH, &http), if reached { &[] } else { &["unreachable-route spec.http[1]"] });
    }
}

#[test]
fn two_objects_do_not_route_one_host_and_path() {
    let service = |name: &str, hosts: &str, gateways: &str, path: &str| {
        format!(
            "{{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {{name: {name}, namespace: shop}}, spec: \
             {{hosts: {hosts}, gateways: {gateways}, http: [{{match: [{{uri: {{prefix: {path}}}}}], route: [{{destination: {{host: web}}}}]}}]}}}}"
        )
    };
    let one = service("one", "[shop.example.com]", "[edge/public]", "/a");
    for (other, expected) in [
        (service("two", "[shop.example.com]", "[edge/public]", "/b"), &[][..]),
        (service("two", "[www.example.com]", "[edge/public]", "/a"), &[]),
        (service("two", "[shop.example.com]", "[edge/public]", "/a"), &["doubled-route spec"]),
        (service("two", "[shop.example.com]", "[public]", "/a"), &["dangling-gateway spec.gateways[0]"]),
    ] {
        beside_web(&format!("{one}\n---\n{other}"), expected);
    }
    let inside = |name: &str, path: &str| service(name, "[web]", "[mesh]", path);
    beside_web(&format!("{}\n---\n{}", inside("one", "/a"), inside("two", "/b")), &["doubled-route spec"]);
}

#[test]
fn routes_of_gateway_api_and_ingresses_end_at_services() {
    let route = |parent: &str, backend: &str| {
        format!(
            "{{apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: {{name: web, namespace: shop}}, spec: \
             {{parentRefs: [{parent}], rules: [{{backendRefs: [{backend}]}}]}}}}"
        )
    };
    for (parent, backend, expected) in [
        ("{name: public, namespace: edge}", "{name: web, port: 80}", &[][..]),
        ("{kind: Service, group: '', name: web}", "{name: web, port: 80}", &[]),
        (
            "{kind: Service, group: '', name: wev}",
            "{name: web, port: 80}",
            &["dangling-gateway spec.parentRefs[0].name"],
        ),
        ("{name: public}", "{name: web, port: 80}", &["dangling-gateway spec.parentRefs[0].name"]),
        (
            "{name: public, namespace: edge}",
            "{name: web, port: 8080}",
            &["unknown-port spec.rules[0].backendRefs[0].port"],
        ),
        (
            "{name: public, namespace: edge}",
            "{name: web-canary, port: 80}",
            &["unknown-host spec.rules[0].backendRefs[0].name"],
        ),
    ] {
        beside_web(&route(parent, backend), expected);
    }
    let ingress = |name: &str, port: &str| {
        format!(
            "{{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {{name: web, namespace: shop}}, spec: {{rules: [{{host: a.example.com, \
             http: {{paths: [{{path: /, pathType: Prefix, backend: {{service: {{name: {name}, port: {port}}}}}}}]}}}}]}}}}"
        )
    };
    beside_web(&ingress("web", "{name: http}"), &[]);
    beside_web(&ingress("web", "{number: 80}"), &[]);
    beside_web(
        &ingress("web", "{name: https}"),
        &["unknown-port spec.rules[0].http.paths[0].backend.service.port.name"],
    );
    beside_web(&ingress("wev", "{number: 80}"), &["unknown-host spec.rules[0].http.paths[0].backend.service.name"]);
}
