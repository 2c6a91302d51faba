//! Routes as Istio says them.

use serde_json::{Value, json};

use crate::routed::{DOMAIN, app, objects, of_kind};

const CANARY: &str = "canary: {image: {tag: 20190726-1325_v21}, steps: [5%, 25%]}\n";

/// The VirtualServices of an app: names and specs.
#[track_caller]
fn services(platform: &str, rest: &str, weight: &str) -> Vec<(String, Value)> {
    let objects = objects(platform, &app(rest), weight);
    let service = |object: &&Value| (object["metadata"]["name"].as_str().unwrap().to_owned(), object["spec"].clone());
    of_kind(&objects, "networking.istio.io/v1", "VirtualService").iter().map(service).collect()
}

/// A destination of the app at port 8080.
fn to(subset: Option<&str>, weight: Option<u64>) -> Value {
    let mut to = json!({"destination": {"host": "ai-dc-web.ai-test.svc.cluster.local", "port": {"number": 8080}}});
    if let Some(subset) = subset {
        to["destination"]["subset"] = json!(subset);
    }
    if let Some(weight) = weight {
        to["weight"] = json!(weight);
    }
    to
}

#[test]
fn an_app_without_routes_and_rules_has_no_virtual_service() {
    for rest in ["", "ports: {http: 8080}", "ports: {http: 8080}\nmesh: {mode: sidecar, connections: 100}"] {
        assert_eq!(services(DOMAIN, rest, "0%"), [], "{rest}");
    }
    // Nothing would divide the requests of an app outside the mesh.
    assert_eq!(services(DOMAIN, &format!("ports: {{http: 8080}}\n{CANARY}"), "5%"), []);
}

#[test]
fn a_public_route_is_at_the_platforms_gateway() {
    let found = services(DOMAIN, "ports: {http: 8080}\nroutes: {web: {public: true}}", "0%");
    let spec = json!({
        "gateways": ["istio-system/public"],
        "hosts": ["ai-dc-web.test.example.com"],
        "http": [{"route": [to(None, None)]}],
    });
    assert_eq!(found, [("ai-dc-web.web".to_owned(), spec)]);
}

/// Kplcloud printed the protocol as the port's number, and `match: null` for a route without a path.
#[test]
fn kplcloud_3_a_gateway_says_its_protocol_and_a_route_without_a_path_has_no_match() {
    let text = app("ports: {http: 8080}\nroutes: {web: {host: dc.example.com, public: true}}");
    let objects = objects("routing: istio", &text, "0%");
    let [gateway] = *of_kind(&objects, "networking.istio.io/v1", "Gateway") else { panic!("one gateway") };
    assert_eq!(gateway["metadata"]["name"], "ai-dc-web");
    assert_eq!(
        gateway["spec"],
        json!({
            "selector": {"istio": "ingressgateway"},
            "servers": [{"port": {"number": 80, "name": "http", "protocol": "HTTP"}, "hosts": ["dc.example.com"]}],
        })
    );
    let [service] = *of_kind(&objects, "networking.istio.io/v1", "VirtualService") else { panic!("one route") };
    assert_eq!(service["spec"]["gateways"], json!(["ai-test/ai-dc-web"]));
    assert_eq!(service["spec"]["http"], json!([{"route": [to(None, None)]}]));
}

/// Kplcloud wrote two rules, of which the first got every request, to a host without a namespace.
#[test]
fn kplcloud_2_a_canary_is_one_rule_with_two_weighted_destinations_of_a_whole_host() {
    let rest = format!("ports: {{http: 8080}}\nmesh: {{mode: sidecar}}\nroutes: {{web: {{public: true}}}}\n{CANARY}");
    for (weight, stable, canary) in [
        ("0%", 100, 0),
        ("5%", 95, 5),
        ("10%", 90, 10),
        ("33.3%", 667, 333),
        ("1/3", 2, 1),
        ("0.5%", 199, 1),
        ("100%", 0, 100),
    ] {
        let rule = json!([{"route": [to(Some("stable"), Some(stable)), to(Some("canary"), Some(canary))]}]);
        let found = services(DOMAIN, &rest, weight);
        assert_eq!(found.len(), 2, "at the gateway and in the mesh");
        for (name, spec) in found {
            assert_eq!(spec["http"], rule, "{name} at {weight}");
        }
    }
}

/// Kplcloud wrote `networking.istio.io/v1alpha3`, and an Ingress of `apps/v1`.
#[test]
fn kplcloud_8_routes_are_of_versions_that_are_served() {
    let text = app("ports: {http: 8080}\nroutes: {web: {host: dc.example.com, public: true}}");
    for (routing, expected) in [
        ("istio", ["networking.istio.io/v1 Gateway", "networking.istio.io/v1 VirtualService"].as_slice()),
        ("gateway-api", &["gateway.networking.k8s.io/v1 Gateway", "gateway.networking.k8s.io/v1 HTTPRoute"]),
        ("ingress", &["networking.k8s.io/v1 Ingress"]),
    ] {
        let objects = objects(&format!("routing: {routing}"), &text, "0%");
        let kinds: Vec<String> = objects
            .iter()
            .map(|object| format!("{} {}", object["apiVersion"].as_str().unwrap(), object["kind"].as_str().unwrap()))
            .filter(|kind| kind.contains("networking") && !kind.contains("NetworkPolicy"))
            .collect();
        assert_eq!(kinds, expected, "{routing}");
    }
}

#[test]
fn requests_that_ask_for_the_canary_get_it_before_any_are_divided() {
    let canary = "canary: {image: {tag: 20190726-1325_v21}, steps: [5%], match: {header: {X-Canary: '1'}, cookie: {canary: a.b}}}";
    let found = services(DOMAIN, &format!("ports: {{http: 8080}}\nmesh: {{mode: ambient}}\n{canary}"), "5%");
    let asks = json!([{"headers": {
        "cookie": {"regex": "^(.*;)? *canary=a\\.b *(;.*)?$"},
        "x-canary": {"exact": "1"},
    }}]);
    let spec = json!({
        "gateways": ["mesh"],
        "hosts": ["ai-dc-web.ai-test.svc.cluster.local"],
        "http": [
            {"match": asks, "route": [to(Some("canary"), None)]},
            {"route": [to(Some("stable"), Some(95)), to(Some("canary"), Some(5))]},
        ],
    });
    assert_eq!(found, [("ai-dc-web".to_owned(), spec)]);
}

#[test]
fn a_canary_takes_its_weight_of_the_stable_share() {
    let rest = format!(
        "ports: {{http: 8080}}\n{CANARY}tracks: {{v2: {{image: {{tag: 20190601-1200_v21}}}}}}\nroutes: {{web: {{public: true, split: {{v2: 1, stable: 3}}}}}}"
    );
    let found = services(DOMAIN, &rest, "10%");
    let route = json!([to(Some("v2"), Some(10)), to(Some("stable"), Some(27)), to(Some("canary"), Some(3))]);
    assert_eq!(found[0].1["http"][0]["route"], route);
    // Without a share of the stable version there is none to take.
    let found = services(DOMAIN, &rest.replace("v2: 1, stable: 3", "v2: 1"), "10%");
    assert_eq!(found[0].1["http"][0]["route"], json!([to(Some("v2"), None)]));
}

#[test]
fn the_longest_path_stands_first_and_ends_at_a_slash() {
    let rest = "ports: {http: 8080}
routes:
  web: {host: dc.example.com, public: true}
  api: {host: dc.example.com, path: /api, public: true}
  beta: {host: dc.example.com, path: /api/beta/, public: true}
  old: {host: dc.example.com, path: /old, public: true}";
    let found = services(DOMAIN, rest, "0%");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].0, "ai-dc-web.web");
    let rules = found[0].1["http"].as_array().unwrap();
    let matches: Vec<Value> = rules.iter().map(|rule| rule["match"].clone()).collect();
    let path = |path: &str| json!([{"uri": {"exact": path}}, {"uri": {"prefix": format!("{path}/")}}]);
    assert_eq!(matches, [path("/api/beta"), path("/api"), path("/old"), Value::Null]);
}

#[test]
fn the_order_of_the_file_means_nothing_to_who_gets_a_request() {
    let of =
        |routes: &str| services(DOMAIN, &format!("ports: {{http: 8080, http-api: 8081}}\nroutes: {{{routes}}}"), "0%");
    let (web, api) = ("web: {public: true}", "api: {path: /api, public: true, port: http-api}");
    assert_eq!(of(&format!("{web}, {api}")), of(&format!("{api}, {web}")));
}

#[test]
fn what_the_mesh_does_to_requests_stands_in_every_rule() {
    let mesh = "mesh: {mode: sidecar, timeout: 90s, retries: 2, fault: {delay: 1500ms, abort: 503, percent: 7%}}";
    let canary = "canary: {image: {tag: 20190726-1325_v21}, steps: [5%], match: {header: {x-canary: '1'}}}";
    let found =
        services(DOMAIN, &format!("ports: {{http: 8080}}\n{mesh}\n{canary}\nroutes: {{web: {{public: true}}}}"), "5%");
    let rules: Vec<&Value> = found.iter().flat_map(|(_, spec)| spec["http"].as_array().unwrap()).collect();
    assert_eq!(rules.len(), 4);
    for rule in rules {
        assert_eq!((&rule["timeout"], &rule["retries"]), (&json!("1m30s"), &json!({"attempts": 2})));
        let percentage = json!({"value": 7});
        assert_eq!(
            rule["fault"],
            json!({
                "delay": {"fixedDelay": "1s500ms", "percentage": percentage},
                "abort": {"httpStatus": 503, "percentage": percentage},
            })
        );
    }
    // `retries: 0` switches off what the mesh would do by itself.
    let found = services(DOMAIN, "ports: {http: 8080}\nmesh: {mode: sidecar, retries: 0}", "0%");
    assert_eq!(found[0].1["http"], json!([{"route": [to(None, None)], "retries": {"attempts": 0}}]));
}

#[test]
fn in_the_mesh_every_port_of_http_has_a_rule_and_no_other() {
    let rest = "ports: {http: 8080, grpc: {port: 9090, service: 90}, mysql: 3306, https: 8443}
mesh: {mode: sidecar, timeout: 5s}
routes: {beta: {path: /beta}}";
    let found = services(DOMAIN, rest, "0%");
    let [(name, spec)] = found.as_slice() else { panic!("one") };
    assert_eq!(name, "ai-dc-web");
    let rules = spec["http"].as_array().unwrap();
    let said: Vec<(Value, &Value)> =
        rules.iter().map(|rule| (rule["match"].clone(), &rule["route"][0]["destination"]["port"]["number"])).collect();
    let beta = json!([{"port": 8080, "uri": {"exact": "/beta"}}, {"port": 8080, "uri": {"prefix": "/beta/"}}]);
    let (http, grpc) = (json!([{"port": 8080}]), json!([{"port": 90}]));
    assert_eq!(said, [(beta, &json!(8080)), (http, &json!(8080)), (grpc, &json!(90))]);
}

#[test]
fn a_route_that_is_not_public_is_in_the_mesh_by_its_host() {
    let found = services(DOMAIN, "ports: {http: 8080}\nroutes: {web: {host: dc.internal.example.com}}", "0%");
    let spec = json!({
        "gateways": ["mesh"], "hosts": ["dc.internal.example.com"], "http": [{"route": [to(None, None)]}],
    });
    assert_eq!(found, [("ai-dc-web.web".to_owned(), spec)]);
}

#[test]
fn who_routes_some_of_the_requests_for_a_service_routes_all() {
    let found = services(DOMAIN, "ports: {http: 8080, grpc: 9090}\nroutes: {beta: {path: /beta}}", "0%");
    let rules = found[0].1["http"].as_array().unwrap();
    assert_eq!(
        rules[1..].iter().map(|rule| &rule["match"]).collect::<Vec<_>>(),
        [&json!([{"port": 8080}]), &json!([{"port": 9090}])]
    );
}

/// Seed 002: half of the requests for reviews to v1, half to v3, none to v2.
#[test]
fn bookinfo_divides_the_reviews_between_two_of_three_versions() {
    let platform = "convention: {lines: {}, environments: [bookinfo], app: '{component}', namespace: '{environment}'}";
    let text = "app: reviews
image: {reference: 'docker.io/istio/examples-bookinfo-reviews-v1:1.20.3'}
ports: {http: 9080}
resources: {cpu: 200m, memory: 512Mi}
mesh: {mode: sidecar}
tracks:
  v2: {image: {reference: 'docker.io/istio/examples-bookinfo-reviews-v2:1.20.3'}}
  v3: {image: {reference: 'docker.io/istio/examples-bookinfo-reviews-v3:1.20.3'}}
routes: {reviews: {split: {stable: 50, v3: 50}}}
";
    let objects = objects(platform, text, "0%");
    let [service] = *of_kind(&objects, "networking.istio.io/v1", "VirtualService") else { panic!("one") };
    let to = |subset: &str| {
        json!({
            "destination": {
                "host": "reviews.bookinfo.svc.cluster.local", "subset": subset, "port": {"number": 9080},
            },
            "weight": 50,
        })
    };
    assert_eq!(service["metadata"]["name"], "reviews");
    assert_eq!(
        service["spec"],
        json!({
            "gateways": ["mesh"],
            "hosts": ["reviews.bookinfo.svc.cluster.local"],
            "http": [{"route": [to("stable"), to("v3")]}],
        })
    );
}
