//! NetworkPolicies: who reaches whom, asked as a plugin would be.

use std::net::IpAddr;

use pavedroad_manifests::{App, AppSpec, Object, Platform};
use proptest::prelude::*;
use serde_json::{Value, json};

const PLATFORM: &str = "\
domain: {public: '{app}.{environment}.example.com', gateway: istio-gateways/public}
monitoring: {namespace: monitoring}
consul: {address: consul.consul.svc, port: 8500}
tracing: {address: zipkin.istio-system.svc.cluster.local, port: 9411}
apollo: {meta: 'http://apollo-{environment}:8080/config'}
logs: {image: {reference: 'filebeat:8.15.0'}, elasticsearch: ['https://user:pw@logs.example.com', 'http://10.9.8.7:9201']}
mesh: {cni: true, proxy: {image: {reference: 'istio/proxyv2:1.27.1'}}}
";

fn app(platform: &str, lines: &str) -> App {
    let platform = Platform::read("platform.yaml", platform).unwrap_or_else(|e| panic!("{e}"));
    let text = format!("app: ai-dc-web\nimage: {{tag: 20190510-1033_v20}}\n{lines}\n");
    let spec = AppSpec::read(&platform, "app.yaml", text).unwrap_or_else(|e| panic!("{e}\n{lines}"));
    spec.app("test").unwrap().clone()
}

fn policy(app: &App) -> Value {
    let objects = app.objects();
    let policy = objects.iter().find(|object| matches!(object, Object::NetworkPolicy(_))).unwrap();
    serde_json::to_value(policy).unwrap()["spec"].clone()
}

/// The other end of a connection.
#[derive(Clone, Debug)]
struct End {
    namespace: &'static str,
    name: &'static str,
    address: &'static str,
}

const fn pod(namespace: &'static str, name: &'static str) -> End {
    End { namespace, name, address: "10.1.2.3" }
}

const fn outside(address: &'static str) -> End {
    End { namespace: "", name: "", address }
}

/// Whether a selector takes the labels `key: value`, all that a pod or a namespace has here.
fn selects(selector: &Value, key: &str, value: &str) -> bool {
    let labels = selector.get("matchLabels").and_then(Value::as_object);
    labels.is_none_or(|labels| labels.iter().all(|(k, v)| k == key && v == value))
        && selector.get("matchExpressions").is_none()
}

fn peer_takes(peer: &Value, end: &End) -> bool {
    if let Some(block) = peer.get("ipBlock") {
        let (address, length) = block["cidr"].as_str().unwrap().split_once('/').unwrap();
        let full = if address.contains(':') { "128" } else { "32" };
        return length == full && address.parse::<IpAddr>().unwrap() == end.address.parse::<IpAddr>().unwrap();
    }
    let namespace = peer.get("namespaceSelector").map_or(end.namespace == "ai-test", |selector| {
        !end.namespace.is_empty() && selects(selector, "kubernetes.io/metadata.name", end.namespace)
    });
    namespace && peer.get("podSelector").is_none_or(|selector| selects(selector, "app.kubernetes.io/name", end.name))
}

/// Whether a policy lets a connection through. `direction` is `Ingress` or `Egress`.
fn allows(policy: &Value, direction: &str, end: &End, port: u16, protocol: &str) -> bool {
    if !policy["policyTypes"].as_array().unwrap().iter().any(|one| one == direction) {
        return true;
    }
    let peers = if direction == "Ingress" { "from" } else { "to" };
    let rules = policy[direction.to_lowercase()].as_array().map_or(&[][..], Vec::as_slice);
    rules.iter().any(|rule| {
        let peer = rule.get(peers).is_none_or(|all| all.as_array().unwrap().iter().any(|one| peer_takes(one, end)));
        let port = rule.get("ports").is_none_or(|all| {
            all.as_array().unwrap().iter().any(|one| one["port"] == port && one["protocol"] == protocol)
        });
        peer && port
    })
}

const PORTS: &str = "ports: {http: {port: 8080, service: 80}}";

#[track_caller]
fn check(lines: &str, direction: &str, cases: &[(End, u16, bool)]) {
    let policy = policy(&app(PLATFORM, lines));
    for (end, port, expected) in cases {
        assert_eq!(allows(&policy, direction, end, *port, "TCP"), *expected, "{lines}\n{end:?}:{port}\n{policy:#}");
    }
}

#[test]
fn callers_are_let_in_to_the_declared_ports_and_nobody_else() {
    let (neighbour, other) = (pod("ai-test", "ai-dc-api"), pod("ad-test", "ad-bid-api"));
    let monitoring = pod("monitoring", "prometheus");
    let gateway = pod("istio-gateways", "public");
    check(
        PORTS,
        "Ingress",
        &[
            (neighbour.clone(), 8080, true),
            (neighbour.clone(), 80, false),
            (other.clone(), 8080, false),
            (monitoring.clone(), 8080, true),
            (monitoring.clone(), 15020, false),
            (gateway.clone(), 8080, false),
        ],
    );
    check(
        &format!("{PORTS}\ncallers: [ad-bid-api]"),
        "Ingress",
        &[
            (neighbour.clone(), 8080, false),
            (pod("ai-test", "ai-dc-web"), 8080, true),
            (other.clone(), 8080, true),
            (other.clone(), 8081, false),
            (pod("ad-prod", "ad-bid-api"), 8080, false),
            (pod("ad-test", "ad-bid-web"), 8080, false),
            (monitoring.clone(), 8080, true),
        ],
    );
    check(
        &format!("{PORTS}\ncallers: []\nroutes: {{web: {{public: true}}, in: {{path: /in}}}}"),
        "Ingress",
        &[(neighbour.clone(), 8080, false), (gateway.clone(), 8080, true), (monitoring.clone(), 8080, true)],
    );
    // Within the mesh callers follow a route themselves.
    check(
        &format!("{PORTS}\ncallers: []\nroutes: {{web: {{host: dc.example.com}}}}"),
        "Ingress",
        &[(neighbour.clone(), 8080, false), (gateway, 8080, false), (monitoring, 8080, true)],
    );
    check("callers: [ad-bid-api]", "Ingress", &[(other, 8080, false), (neighbour, 8080, false)]);
}

#[test]
fn a_pod_of_the_mesh_is_called_through_the_tunnel_and_its_proxy_is_watched() {
    let (caller, monitoring) = (pod("ad-test", "ad-bid-api"), pod("monitoring", "prometheus"));
    let probe = outside("169.254.7.127");
    for (mode, metrics, probed) in [("sidecar", true, false), ("manual", true, false), ("ambient", false, true)] {
        check(
            &format!("{PORTS}\ncallers: [ad-bid-api]\nmesh: {{mode: {mode}}}"),
            "Ingress",
            &[
                (caller.clone(), 15008, true),
                (caller.clone(), 8080, true),
                (caller.clone(), 15020, false),
                (pod("ai-test", "ai-dc-api"), 15008, false),
                (monitoring.clone(), 15020, metrics),
                (monitoring.clone(), 15090, metrics),
                (probe.clone(), 8080, probed),
            ],
        );
    }
}

#[test]
fn without_calls_egress_is_open_and_with_calls_it_leads_to_those() {
    let (api, other) = (pod("ai-test", "ai-dc-api"), pod("ad-test", "ad-bid-api"));
    check(PORTS, "Egress", &[(other.clone(), 1234, true), (outside("192.0.2.1"), 443, true)]);
    check(
        "calls: [ai-dc-api, {external: mysql.internal, port: 3306}, {external: 192.0.2.7, port: 6379}, {external: db.legacy.svc, port: 5432}]",
        "Egress",
        &[
            (api, 1234, true),
            (pod("ai-test", "ai-dc-web"), 9000, true),
            (other.clone(), 1234, false),
            (outside("192.0.2.1"), 3306, true),
            (outside("192.0.2.1"), 6379, false),
            (outside("192.0.2.7"), 6379, true),
            (pod("internal", "x"), 5000, false),
            (pod("ai-test", "ad-bid-api"), 8080, false),
            (pod("legacy", "db"), 5433, true),
            (other.clone(), 15012, false),
            (other, 53, true),
            (outside("192.0.2.1"), 6443, false),
        ],
    );
    let rules = "rules: {config: {apiGroups: [''], resources: [configmaps], verbs: [get]}}";
    for access in ["election: true", rules] {
        for port in [443, 6443] {
            let lines = format!("calls: []\naccess: {{{access}}}");
            check(&lines, "Egress", &[(outside("192.0.2.1"), port, true), (outside("192.0.2.1"), 8443, false)]);
        }
    }
}

#[test]
fn the_gateway_of_a_platform_without_a_domain_is_found_by_its_routing() {
    let route =
        |public: bool| format!("{PORTS}\ncallers: []\nroutes: {{web: {{host: dc.example.com, public: {public}}}}}");
    let of = |platform: &str, public: bool| policy(&app(platform, &route(public)))["ingress"][0]["from"].clone();
    let from = |routing: &str| of(&format!("routing: {routing}"), true)[1].clone();
    let name = |key: &str, name: &str| json!({"matchLabels": {key: name}});
    assert_eq!(from("istio"), json!({"namespaceSelector": name("kubernetes.io/metadata.name", "istio-system")}));
    let made = name("gateway.networking.k8s.io/gateway-name", "ai-dc-web");
    assert_eq!(from("gateway-api"), json!({ "podSelector": made }));
    let traefik = name("app.kubernetes.io/name", "traefik");
    assert_eq!(from("ingress"), json!({"namespaceSelector": {}, "podSelector": traefik}));
    for (class, chart) in [("nginx", "ingress-nginx"), ("kong", "kong")] {
        let peer = from(&format!("ingress\ningressClass: {class}"));
        assert_eq!(peer["podSelector"], name("app.kubernetes.io/name", chart));
    }
    for routing in ["istio", "gateway-api", "ingress"] {
        let domain = "domain: {public: '{app}.{environment}.example.com', gateway: edge/public}";
        let platform = format!("routing: {routing}\n{domain}");
        let edge = json!({"namespaceSelector": name("kubernetes.io/metadata.name", "edge")});
        assert_eq!(of(&platform, true)[1], edge, "{routing}");
        if routing != "gateway-api" {
            assert_eq!(of(&platform, false).as_array().unwrap().len(), 1, "{routing}");
        }
    }
}

#[test]
fn pods_of_jobs_are_meant_too() {
    let selector = &policy(&app("{}", "calls: []"))["podSelector"];
    assert_eq!(selector, &json!({"matchLabels": {"app.kubernetes.io/name": "ai-dc-web"}}));
}

/// What may be used of the platform, and what then has to be reached.
fn uses() -> [(&'static str, Vec<(End, u16)>); 3] {
    [
        (
            "config: {consul: {prefix: ai}, apollo: {appId: a}}\n",
            vec![(pod("consul", "consul-server"), 8500), (pod("ai-test", "apollo-test"), 8080)],
        ),
        ("tracing: {sampling: 1%}\n", vec![(pod("istio-system", "zipkin"), 9411)]),
        ("logs: {paths: [/var/log/*.log]}\n", vec![(outside("198.51.100.1"), 9200), (outside("10.9.8.7"), 9201)]),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn dns_the_mesh_and_the_backends_in_use_are_always_reached(
        used in prop::sample::subsequence(uses().to_vec(), 0..=3),
        mode in prop::sample::select(vec!["none", "sidecar", "ambient", "manual"]),
        called in prop::sample::subsequence(
            vec!["ai-dc-api", "ad-bid-api", "{external: a.example.com, port: 443}"], 0..=3,
        ),
        resolver in prop::sample::select(vec![pod("kube-system", "coredns"), outside("169.254.20.10"), outside("fd00::a")]),
    ) {
        let sections: String = used.iter().map(|(section, _)| *section).collect();
        let lines = format!("mesh: {{mode: {mode}}}\ncalls: [{}]\n{sections}", called.join(", "));
        let policy = policy(&app(PLATFORM, &lines));
        for protocol in ["UDP", "TCP"] {
            prop_assert!(allows(&policy, "Egress", &resolver, 53, protocol), "{lines}{policy:#}");
        }
        for port in [15012, 15008] {
            let reached = allows(&policy, "Egress", &pod("mesh", "istiod"), port, "TCP");
            prop_assert_eq!(reached, mode != "none", "{}{:#}", lines, policy);
        }
        for (end, port) in used.iter().flat_map(|(_, ends)| ends) {
            prop_assert!(allows(&policy, "Egress", end, *port, "TCP"), "{end:?}\n{lines}{policy:#}");
        }
    }

    #[test]
    fn what_an_app_gets_depends_on_its_own_file_alone(
        files in proptest::collection::vec(prop::sample::select(vec![
            "calls: [ai-dc-b]", "callers: [ai-dc-a]", "ports: {http: 80}", "calls: []\nmesh: {mode: ambient}", "replicas: 1",
        ]), 2..6),
    ) {
        let platform = Platform::read("platform.yaml", PLATFORM).unwrap();
        let read = |(at, lines): (usize, &&str)| {
            let name = char::from(b'c' + u8::try_from(at).unwrap());
            AppSpec::read(&platform, "app.yaml", format!("app: ai-dc-{name}\nimage: {{tag: 20190510-1033_v20}}\n{lines}\n")).unwrap()
        };
        let specs: Vec<AppSpec> = files.iter().enumerate().map(read).collect();
        let together = platform.objects(specs.iter().flat_map(AppSpec::apps));
        for app in specs.iter().flat_map(AppSpec::apps) {
            for object in &app.objects() {
                prop_assert!(together.iter().any(|other| other == object));
            }
        }
    }
}
