//! What the mesh is told of an app.

use pavedroad_manifests::{App, AppSpec, Object, Platform};
use serde_json::{Value, json};

const HEAD: &str = "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nports: {http: 8080}\n";

const PLATFORM: &str = "\
domain: {public: '{app}.{environment}.example.com', gateway: istio-system/public}
mesh: {cni: true, proxy: {image: {reference: 'docker.io/istio/proxyv2:1.27.1'}}}
monitoring: {namespace: monitoring}
tracing: {address: zipkin.istio-system.svc, port: 9411}
";

/// The app in production, below a name, an image and a port.
#[track_caller]
pub(crate) fn app(platform: &str, sections: &str) -> App {
    let platform = Platform::read("platform.yaml", platform).unwrap_or_else(|findings| panic!("{findings}"));
    let spec = AppSpec::read(&platform, "app.yaml", format!("{HEAD}{sections}"));
    spec.unwrap_or_else(|findings| panic!("{findings}")).app("prod").unwrap().clone()
}

/// Its objects of a kind.
#[track_caller]
fn written(sections: &str, kind: &str) -> Vec<Value> {
    let objects = app(PLATFORM, sections).objects();
    let objects = objects.iter().filter(|object| object.kind() == kind);
    objects.map(|object| serde_json::to_value(object).unwrap()).collect()
}

/// The spec of the only one.
#[track_caller]
fn spec(sections: &str, kind: &str) -> Value {
    let mut objects = written(sections, kind);
    assert_eq!(objects.len(), 1, "{objects:?}");
    objects.remove(0)["spec"].take()
}

fn kinds(sections: &str) -> Vec<&'static str> {
    let objects = app(PLATFORM, sections).objects();
    objects.iter().filter(|object| object.api_version().contains("istio.io")).map(Object::kind).collect()
}

const ALL: &str = "mtls: strict, outlier: {errors: 7, ejection: 90s}, connections: 1024, limit: 5/m";

#[test]
fn each_mode_has_what_it_can_do() {
    let rest = "tracing: {sampling: 1%}\ncallers: [ai-dc-api]\ncalls: [{external: a.b, port: 80}]\n";
    let everything =
        ["PeerAuthentication", "AuthorizationPolicy", "Telemetry", "EnvoyFilter", "ServiceEntry", "DestinationRule"];
    for mode in ["sidecar", "manual"] {
        assert_eq!(kinds(&format!("mesh: {{mode: {mode}, {ALL}}}\n{rest}")), everything, "{mode}");
    }
    // The node's proxy reads no requests: it neither counts nor traces them.
    let ambient = kinds(&format!("mesh: {{mode: ambient, {ALL}}}\n{rest}"));
    assert_eq!(ambient, ["PeerAuthentication", "AuthorizationPolicy", "ServiceEntry", "DestinationRule"]);
    assert_eq!(kinds(rest), [""; 0]);
    assert_eq!(kinds("mesh: {mode: sidecar}"), ["PeerAuthentication"]);
}

#[test]
fn policies_are_for_the_pods_of_the_app_and_of_its_jobs() {
    let sections = format!("mesh: {{mode: sidecar, {ALL}}}\ntracing: {{sampling: 1%}}\ncallers: [ai-dc-api]");
    let labels = json!({"app.kubernetes.io/name": "ai-dc-web"});
    for kind in ["PeerAuthentication", "AuthorizationPolicy", "Telemetry"] {
        assert_eq!(spec(&sections, kind)["selector"], json!({"matchLabels": labels}), "{kind}");
    }
    assert_eq!(spec(&sections, "EnvoyFilter")["workloadSelector"], json!({"labels": labels}));
}

#[test]
fn plain_text_is_refused_unless_the_app_takes_it() {
    let mtls = |sections: &str| spec(sections, "PeerAuthentication")["mtls"].take();
    assert_eq!(mtls("mesh: {mode: ambient}"), json!({"mode": "STRICT"}));
    assert_eq!(mtls("mesh: {mode: sidecar, mtls: permissive}"), json!({"mode": "PERMISSIVE"}));
}

#[test]
fn metrics_are_read_from_outside_the_mesh_where_somebody_collects_them() {
    let ports = "ports: {http: 8080, metrics: 9090, http-metrics: {port: 9100, service: 80}, metrics-grpc: 9101}\ncallers: []\n";
    let specs = |platform: &str, mesh: &str| {
        let text = format!("app: ai-dc-web\nimage: {{tag: 20190510-1033_v20}}\n{ports}mesh: {{{mesh}}}");
        let platform = Platform::read("platform.yaml", platform).unwrap();
        let spec = AppSpec::read(&platform, "app.yaml", text).unwrap_or_else(|findings| panic!("{findings}"));
        let objects = spec.app("prod").unwrap().objects();
        ["PeerAuthentication", "AuthorizationPolicy"].map(|kind| {
            let object = objects.iter().find(|object| object.kind() == kind);
            object.map_or(Value::Null, |object| serde_json::to_value(object).unwrap()["spec"].take())
        })
    };
    // The numbers are the container's.
    let plain = json!({"mode": "PERMISSIVE"});
    let levels = json!({"9090": plain, "9100": plain, "9101": plain});
    let anyone = json!({"to": [{"operation": {"ports": ["9090", "9100", "9101"]}}]});
    for mode in ["sidecar", "manual", "ambient"] {
        let [peers, callers] = specs(PLATFORM, &format!("mode: {mode}"));
        assert_eq!((&peers["mtls"]["mode"], &peers["portLevelMtls"]), (&json!("STRICT"), &levels), "{mode}");
        // The port of the app itself is not among them.
        let rules = callers["rules"].as_array().unwrap();
        assert_eq!((rules.len(), &rules[1]), (2, &anyone), "{mode}");
        assert!(rules[0].get("to").is_none() && rules[0].get("from").is_some());
    }
    let [peers, callers] = specs("mesh: {cni: true}", "mode: sidecar");
    assert_eq!((peers.get("portLevelMtls"), callers["rules"].as_array().unwrap().len()), (None, 1));
    let [peers, callers] = specs(PLATFORM, "mode: sidecar, mtls: permissive");
    assert_eq!((peers.get("portLevelMtls"), callers), (None, Value::Null));
}

#[test]
fn callers_are_known_by_their_service_accounts() {
    let policy = |sections: &str| {
        let mut spec = spec(&format!("mesh: {{mode: sidecar}}\n{sections}"), "AuthorizationPolicy");
        assert_eq!(spec["action"], "ALLOW");
        spec["rules"].take()
    };
    let monitoring = json!({"source": {"namespaces": ["monitoring"]}});
    let callers = json!({"source": {"principals": [
        "cluster.local/ns/ai-prod/sa/ai-dc-web", "cluster.local/ns/ad-prod/sa/ad-bid-api", "cluster.local/ns/ai-prod/sa/ai-dc-api",
    ]}});
    assert_eq!(policy("callers: [ad-bid-api, ai-dc-api]"), json!([{"from": [callers, monitoring]}]));
    // The gateway calls whatever a route leads to.
    let both = json!({"source": {"namespaces": ["istio-system", "monitoring"]}});
    let routed = policy("callers: [ad-bid-api, ai-dc-api]\nroutes: {web: {public: true}}");
    assert_eq!(routed, json!([{"from": [callers, both]}]));
    // Within the mesh callers follow a route themselves.
    let inside = policy("callers: [ad-bid-api, ai-dc-api]\nroutes: {web: {}}");
    assert_eq!(inside, json!([{"from": [callers, monitoring]}]));
    // Its peers and its jobs have its own account.
    let itself = json!({"source": {"principals": ["cluster.local/ns/ai-prod/sa/ai-dc-web"]}});
    assert_eq!(policy("callers: []"), json!([{"from": [itself, monitoring]}]));
}

#[test]
fn an_app_that_nobody_may_call_refuses_everyone_but_itself() {
    let objects = app("mesh: {cni: true}", "mesh: {mode: sidecar}\ncallers: []").objects();
    let policy = objects.iter().find(|object| object.kind() == "AuthorizationPolicy").unwrap();
    let spec = serde_json::to_value(policy).unwrap()["spec"].take();
    // A source that says nothing would be anyone.
    let from = json!([{"source": {"principals": ["cluster.local/ns/ai-prod/sa/ai-dc-web"]}}]);
    assert_eq!(spec["rules"], json!([{ "from": from }]));
}

#[test]
fn a_caller_without_an_identity_is_not_asked_for_one() {
    assert_eq!(kinds("mesh: {mode: sidecar, mtls: permissive}\ncallers: [ai-dc-api]"), ["PeerAuthentication"]);
}

#[test]
fn clients_leave_alone_what_fails_and_open_no_more_connections_than_told() {
    let spec = spec(&format!("mesh: {{mode: sidecar, {ALL}}}"), "DestinationRule");
    let expected = json!({
        "host": "ai-dc-web.ai-prod.svc.cluster.local",
        "trafficPolicy": {
            "connectionPool": {"tcp": {"maxConnections": 1024}},
            "outlierDetection": {
                "consecutive5xxErrors": 7, "interval": "10s", "baseEjectionTime": "1m30s", "maxEjectionPercent": 50,
            },
        },
    });
    assert_eq!(spec, expected);
}

#[test]
fn each_version_is_a_subset_of_what_its_workload_selects() {
    let versions = "tracks: {v2: {image: {tag: 20190601-1200_v21}}}\n\
                    canary: {image: {tag: 20190726-1325_v21}, steps: [5%]}\n";
    let subset = |name: &str| json!({"name": name, "labels": {"app": "ai-dc-web", "track": name}});
    let expected = json!(["stable", "canary", "v2"].map(subset));
    for meshed in ["mesh: {mode: sidecar}", "mesh: {mode: ambient}", "routes: {web: {}}"] {
        let sections = format!("{versions}{meshed}");
        assert_eq!(spec(&sections, "DestinationRule")["subsets"], expected, "{meshed}");
        let workloads = written(&sections, "Deployment");
        let selectors = workloads.iter().map(|workload| &workload["spec"]["selector"]["matchLabels"]);
        for subset in expected.as_array().unwrap() {
            assert!(selectors.clone().any(|selector| *selector == subset["labels"]), "{subset}");
        }
    }
    // Without a second version there is nothing to tell apart, and without a route nobody to tell.
    assert_eq!(kinds("mesh: {mode: sidecar}\ncanary: {steps: [5%]}"), ["PeerAuthentication"]);
    assert_eq!(kinds(versions), [""; 0]);
}

#[test]
fn each_host_outside_has_an_entry_of_its_own() {
    let calls = "calls: [ai-dc-api, {external: mysql.internal, port: 3306}, {external: api.example.com, port: 443}, \
                 {external: api.example.com, port: 80}]";
    let entries = written(&format!("mesh: {{mode: sidecar}}\n{calls}"), "ServiceEntry");
    let names: Vec<_> = entries.iter().map(|entry| &entry["metadata"]["name"]).collect();
    assert_eq!(names, ["ai-dc-web.api.example.com", "ai-dc-web.mysql.internal"]);
    let spec = |host: &str, ports: Value| {
        json!({
            "hosts": [host], "ports": ports, "location": "MESH_EXTERNAL", "resolution": "DNS", "exportTo": ["."],
        })
    };
    let web = json!([
        {"number": 443, "name": "tls-443", "protocol": "TLS"}, {"number": 80, "name": "http-80", "protocol": "HTTP"},
    ]);
    assert_eq!(entries[0]["spec"], spec("api.example.com", web));
    let sql = json!([{"number": 3306, "name": "tcp-3306", "protocol": "TCP"}]);
    assert_eq!(entries[1]["spec"], spec("mysql.internal", sql));
}

#[test]
fn the_longest_host_outside_still_names_an_object() {
    let label = "a".repeat(61);
    let host = format!("{label}.{label}.{label}.bcd");
    let text = |host: &str| format!("mesh: {{mode: sidecar}}\ncalls: [{{external: {host}, port: 80}}]");
    let entries = written(&text(&host), "ServiceEntry");
    assert_eq!(entries[0]["metadata"]["name"].as_str().unwrap().len(), 199);
    let platform = Platform::read("platform.yaml", PLATFORM).unwrap();
    let error = AppSpec::read(&platform, "app.yaml", format!("{HEAD}{}", text(&format!("d{host}")))).unwrap_err();
    assert!(error.to_string().contains("found 190 characters, expected at most 189"), "{error}");
}

#[test]
fn a_sampling_is_the_percentage_that_was_written() {
    for (share, expected) in [("1%", "1"), ("0.3%", "0.3"), ("100%", "100"), ("1/3", "33.333333")] {
        let spec = spec(&format!("mesh: {{mode: sidecar}}\ntracing: {{sampling: {share}}}"), "Telemetry");
        assert_eq!(spec["tracing"][0].to_string(), format!("{{\"randomSamplingPercentage\":{expected}}}"), "{share}");
    }
}

#[test]
fn a_limit_is_a_bucket_of_each_pod_that_is_filled_up_each_time() {
    for (limit, requests, interval) in [("100/s", 100, "1s"), ("5/m", 5, "60s"), ("2/h", 2, "3600s")] {
        let spec = spec(&format!("mesh: {{mode: sidecar, limit: {limit}}}"), "EnvoyFilter");
        let patch = &spec["configPatches"][0];
        assert_eq!((&patch["applyTo"], &patch["match"]["context"]), (&json!("HTTP_FILTER"), &json!("SIDECAR_INBOUND")));
        let config = &patch["patch"]["value"]["typed_config"];
        let expected = json!({"max_tokens": requests, "tokens_per_fill": requests, "fill_interval": interval});
        assert_eq!(config["token_bucket"], expected, "{limit}");
    }
}

#[test]
fn the_gateway_of_a_platform_without_a_domain_is_let_in_by_what_it_is() {
    let policy = |platform: &str| {
        let sections = "mesh: {mode: sidecar}\ncallers: []\nroutes: {web: {host: a.example.com, public: true}}";
        let objects = app(platform, sections).objects();
        let policy = objects.iter().find(|object| object.kind() == "AuthorizationPolicy").unwrap();
        serde_json::to_value(policy).unwrap()["spec"]["rules"].take()
    };
    // Where the pods are that its Gateway selects.
    let itself = "cluster.local/ns/ai-prod/sa/ai-dc-web";
    let own = json!([{"source": {"principals": [itself]}}, {"source": {"namespaces": ["istio-system"]}}]);
    assert_eq!(policy("routing: istio"), json!([{ "from": own }]));
    let with = |account: &str| json!([{"from": [{"source": {"principals": [itself, account]}}]}]);
    assert_eq!(policy("routing: gateway-api"), with("cluster.local/ns/ai-prod/sa/ai-dc-web-istio"));
    let edge = policy("routing: gateway-api\ngatewayClass: edge");
    assert_eq!(edge, with("cluster.local/ns/ai-prod/sa/ai-dc-web-edge"));
    assert_eq!(policy("routing: ingress"), with("*/sa/traefik"));
}

#[test]
fn every_service_of_a_version_is_under_the_rule_of_its_app() {
    let hosts = |platform: &str, sections: &str| -> Vec<(String, Value)> {
        let objects = app(platform, sections).objects();
        let rules = objects.iter().filter(|object| object.kind() == "DestinationRule");
        let rules = rules.map(|rule| serde_json::to_value(rule).unwrap());
        rules
            .map(|rule| (rule["spec"]["host"].as_str().unwrap().to_owned(), rule["spec"]["trafficPolicy"].clone()))
            .collect()
    };
    let several =
        "canary: {image: {tag: 20190726-1325_v21}, steps: [5%]}\ntracks: {v2: {image: {tag: 20190601-1200_v21}}}\n";
    let sections = format!("mesh: {{mode: sidecar, outlier: {{errors: 7}}, connections: 9}}\n{several}");
    let api = hosts("routing: gateway-api", &sections);
    let names: Vec<&str> = api.iter().map(|(host, _)| host.split_once('.').unwrap().0).collect();
    assert_eq!(names, ["ai-dc-web", "ai-dc-web-stable", "ai-dc-web-v2", "ai-dc-web-canary"]);
    for (host, policy) in &api {
        assert!(host.ends_with(".ai-prod.svc.cluster.local"));
        assert_eq!((policy, &policy["outlierDetection"]["consecutive5xxErrors"]), (&api[0].1, &json!(7)));
    }
    // One host, with subsets, is asked for in other ways; and one version has no Service of its own.
    assert_eq!(hosts("routing: istio", &sections).len(), 1);
    assert_eq!(hosts("routing: gateway-api", "mesh: {mode: sidecar, connections: 9}").len(), 1);
    // A rule that says nothing is none.
    assert_eq!(hosts("routing: gateway-api", &format!("mesh: {{mode: sidecar}}\n{several}")), []);
}

#[test]
fn routers_are_told_nothing_of_an_app_outside_the_mesh() {
    let routes = "routes: {web: {host: a.example.com, public: true}}\nmesh: {mode: none, timeout: 5s, retries: 2, fault: {abort: 503, percent: 1%}}";
    for routing in ["istio", "gateway-api"] {
        let text = app(&format!("routing: {routing}"), routes).objects().to_yaml().unwrap();
        for key in ["timeout:", "retries:", "fault:"] {
            assert!(!text.contains(key), "{key} in {text}");
        }
    }
}
