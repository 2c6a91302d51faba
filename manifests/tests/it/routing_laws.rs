//! What holds for the routes of every app.

use std::collections::BTreeSet;

use pavedroad_manifests::{AppSpec, Platform};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::Value;

use crate::routed::{DOMAIN, app, as_value};

const HTTP: [&str; 3] = ["http: {port: 8080, service: 80}", "grpc: 9090", "http-admin: 8081"];
const OTHER: [&str; 2] = ["mysql: 3306", "https: 8443"];
const MESH: [&str; 4] = [
    "",
    "mesh: {mode: sidecar}\n",
    "mesh: {mode: ambient, timeout: 5s}\n",
    "mesh: {mode: sidecar, retries: 3, fault: {abort: 503, percent: 1%}}\n",
];
const MATCH: [&str; 3] = ["", ", match: {header: {x-canary: '1'}}", ", match: {cookie: {canary: always, team: 'a|b'}}"];
const WEIGHTS: [&str; 8] = ["0%", "5%", "33.3%", "50%", "1/3", "99%", "0.1%", "100%"];

/// A platform and the parts of an app. Some of the apps are refused by a rule.
#[derive(Clone, Debug)]
struct Routed {
    platform: String,
    head: String,
    canary: Option<String>,
    routes: String,
    weights: [&'static str; 2],
}

impl Routed {
    fn text(&self) -> String {
        app(&format!("{}{}{}", self.head, self.canary.as_deref().unwrap_or_default(), self.routes))
    }
}

fn routed() -> impl Strategy<Value = Routed> {
    let platform = (select(vec!["istio", "gateway-api", "ingress"]), prop::bool::ANY)
        .prop_map(|(routing, domain)| format!("routing: {routing}\n{}", if domain { DOMAIN } else { "" }));
    let ports = (subsequence(HTTP.to_vec(), 1..=3), subsequence(OTHER.to_vec(), 0..=2))
        .prop_map(|(http, other)| [http, other].concat());
    let tracks = 0..3_usize;
    let canary = prop::option::of(select(MATCH.to_vec()));
    let weights = [select(WEIGHTS.to_vec()), select(WEIGHTS.to_vec())];
    (platform, ports, select(MESH.to_vec()), tracks, canary, weights).prop_flat_map(
        |(platform, ports, mesh, tracks, canary, weights)| {
            let track = |at| format!("v{at}: {{image: {{reference: 'a:{at}'}}}}");
            let tracks: Vec<usize> = (0..tracks).collect();
            let listed: Vec<String> = tracks.iter().map(|at| track(*at)).collect();
            let head = format!("ports: {{{}}}\n{mesh}tracks: {{{}}}\n", ports.join(", "), listed.join(", "));
            let canary =
                canary.map(|matches| format!("canary: {{image: {{reference: 'a:9'}}, steps: [5%]{matches}}}\n"));
            let ingress = platform.contains("ingress");
            let domain = platform.contains("domain");
            let api = platform.contains("gateway-api");
            let names: Vec<String> =
                ports.iter().filter_map(|port| port.split_once(':')).map(|(name, _)| name.to_owned()).collect();
            let split = prop::collection::vec(0..4_u32, tracks.len());
            let path = select(vec!["/", "/api", "/api/v1/", "/apiary"]);
            let route =
                (select(names), path, prop::bool::ANY, select(vec!["", "a.example.com", "*.b.example.com"]), split);
            let routes = prop::collection::vec(route, 0..4);
            routes.prop_map(move |routes| {
                let route = |(at, (port, path, public, host, split)): (usize, (String, &str, bool, &str, Vec<u32>))| {
                    // A public route has a host, and within the mesh Gateway API knows none.
                    let host = match host {
                        "" if public && !domain => "host: c.example.com, ",
                        "" => "",
                        _ if api && !public => "",
                        "a.example.com" => "host: a.example.com, ",
                        _ => "host: '*.b.example.com', ",
                    };
                    let shares: Vec<String> =
                        split.iter().enumerate().map(|(track, share)| format!("v{track}: {share}")).collect();
                    let split = if shares.is_empty() || ingress {
                        String::new()
                    } else {
                        format!(", split: {{stable: 3, {}}}", shares.join(", "))
                    };
                    format!("r{at}: {{{host}path: {path}, port: {port}, public: {public}{split}}}")
                };
                let routes: Vec<String> = routes.into_iter().enumerate().map(route).collect();
                Routed {
                    platform: platform.clone(),
                    head: head.clone(),
                    canary: canary.clone(),
                    routes: format!("routes: {{{}}}\n", routes.join(", ")),
                    weights,
                }
            })
        },
    )
}

/// The objects at a weight, or none for an app that a rule refuses.
fn written(routed: &Routed, weight: &str) -> Option<Vec<Value>> {
    let platform = Platform::read("platform.yaml", &routed.platform).unwrap();
    let spec = AppSpec::read(&platform, "app.yaml", routed.text()).ok()?;
    let app = spec.apps()[0].clone().at_weight(weight.parse().unwrap());
    Some(app.objects().iter().map(as_value).collect())
}

fn named<'a>(objects: &'a [Value], kind: &str, name: &Value) -> Option<&'a Value> {
    objects.iter().find(|object| object["kind"] == kind && &object["metadata"]["name"] == name)
}

/// The Service of a name has the port, and pods.
fn assert_served(objects: &[Value], service: &Value, has: impl Fn(&Value) -> bool) {
    let service = named(objects, "Service", service).unwrap_or_else(|| panic!("no Service {service}"));
    assert!(service["spec"]["ports"].as_array().unwrap().iter().any(has), "{service}");
    let selector = service["spec"]["selector"].as_object().unwrap();
    let selects = |object: &&Value| {
        let labels = &object["spec"]["template"]["metadata"]["labels"];
        object["kind"] == "Deployment" && selector.iter().all(|(key, value)| &labels[key] == value)
    };
    assert!(objects.iter().any(|object| selects(&object)), "{service}");
}

/// One rule, whose destinations have weights above 0 in all; the canary's of its and the stable one's is as asked.
fn assert_divided(parts: &[(String, Option<u64>)], weight: &str) {
    if let [_] = parts {
        return;
    }
    let of = |track: &str| parts.iter().find(|(name, _)| name == track).map(|(_, weight)| weight.unwrap());
    assert!(parts.iter().map(|(_, weight)| weight.unwrap()).sum::<u64>() > 0);
    if let (Some(stable), Some(canary)) = (of("stable"), of("canary")) {
        let weight: pavedroad_rollout::Weight = weight.parse().unwrap();
        assert_eq!(canary * weight.denominator(), weight.numerator() * (stable + canary), "{parts:?} at {weight}");
    }
}

fn assert_sound(objects: &[Value], weight: &str) {
    let names: BTreeSet<(String, String)> = objects
        .iter()
        .map(|object| (format!("{} {}", object["apiVersion"], object["kind"]), object["metadata"]["name"].to_string()))
        .collect();
    assert_eq!(names.len(), objects.len(), "two objects of one name");
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    for object in objects {
        let spec = &object["spec"];
        match (object["kind"].as_str().unwrap(), object["apiVersion"].as_str().unwrap()) {
            ("VirtualService", _) => {
                for gateway in list(&spec["gateways"]) {
                    let own = gateway == "ai-test/ai-dc-web";
                    assert!(own || gateway == "mesh" || gateway == "istio-system/public");
                    assert!(!own || named(objects, "Gateway", &"ai-dc-web".into()).is_some());
                }
                let mut whole = 0;
                for rule in list(&spec["http"]) {
                    assert_eq!(whole, 0, "a rule after the one for every request");
                    whole += usize::from(rule.get("match").is_none());
                    assert!(rule.get("match").is_none_or(|matches| !list(matches).is_empty()));
                    let mut parts = Vec::new();
                    for to in list(&rule["route"]) {
                        let destination = &to["destination"];
                        assert_eq!(destination["host"], "ai-dc-web.ai-test.svc.cluster.local");
                        assert_served(objects, &"ai-dc-web".into(), |port| {
                            port["port"] == destination["port"]["number"]
                        });
                        if let Some(subset) = destination.get("subset") {
                            let rule = named(objects, "DestinationRule", &"ai-dc-web".into()).unwrap();
                            assert_eq!(rule["spec"]["host"], destination["host"]);
                            let subsets = list(&rule["spec"]["subsets"]);
                            let declared = subsets.iter().find(|declared| &declared["name"] == subset).unwrap();
                            let runs = |object: &Value| object["spec"]["selector"]["matchLabels"] == declared["labels"];
                            assert!(objects.iter().any(runs), "{subset}");
                        }
                        let track = destination["subset"].as_str().unwrap_or("stable").to_owned();
                        parts.push((track, to["weight"].as_u64()));
                    }
                    assert_divided(&parts, weight);
                }
            }
            ("HTTPRoute", _) => {
                for parent in list(&spec["parentRefs"]) {
                    let kind = parent["kind"].as_str().unwrap();
                    assert!(parent.get("namespace").is_some() || named(objects, kind, &parent["name"]).is_some());
                }
                for rule in list(&spec["rules"]) {
                    let mut parts = Vec::new();
                    for to in list(&rule["backendRefs"]) {
                        assert_served(objects, &to["name"], |port| port["port"] == to["port"]);
                        let track = to["name"].as_str().unwrap().strip_prefix("ai-dc-web").unwrap();
                        parts.push((track.trim_start_matches('-').to_owned(), to["weight"].as_u64()));
                    }
                    assert_divided(&parts, weight);
                }
            }
            ("Ingress", _) => {
                for path in list(&spec["rules"]).iter().flat_map(|rule| list(&rule["http"]["paths"])) {
                    let service = &path["backend"]["service"];
                    assert_served(objects, &service["name"], |port| port["name"] == service["port"]["name"]);
                }
            }
            _ => {}
        }
    }
}

/// The same without weights and numbers of pods, which follow them.
fn without_weights(mut objects: Vec<Value>) -> Vec<Value> {
    fn strip(value: &mut Value) {
        match value {
            Value::Object(object) => {
                for key in ["weight", "replicas", "minReplicas", "maxReplicas"] {
                    object.remove(key);
                }
                object.values_mut().for_each(strip);
            }
            Value::Array(items) => items.iter_mut().for_each(strip),
            _ => {}
        }
    }
    objects.iter_mut().for_each(strip);
    objects
}

/// What has nothing to do with a release.
fn lasting(objects: Vec<Value>) -> Vec<Value> {
    let of_the_release = |object: &Value| {
        let name = object["metadata"]["name"].as_str().unwrap();
        let routes = ["VirtualService", "HTTPRoute", "DestinationRule"].contains(&object["kind"].as_str().unwrap());
        routes || ["ai-dc-web-canary", "ai-dc-web-stable"].contains(&name) || name.starts_with("ai-dc-web-v")
    };
    objects.into_iter().filter(|object| !of_the_release(object)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_route_leads_to_pods_and_a_release_changes_weights_alone(routed in routed()) {
        let [first, second] = routed.weights;
        let Some(objects) = written(&routed, first) else { return Ok(()) };
        assert_sound(&objects, first);
        let later = written(&routed, second).unwrap();
        assert_sound(&later, second);
        prop_assert_eq!(without_weights(objects.clone()), without_weights(later));
        let over = written(&Routed { canary: None, ..routed }, first).unwrap();
        assert_sound(&over, first);
        prop_assert_eq!(lasting(without_weights(objects)), lasting(without_weights(over)));
    }
}

#[test]
fn most_generated_apps_are_accepted() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;

    let mut runner = TestRunner::deterministic();
    let accepted =
        (0..64).filter(|_| written(&routed().new_tree(&mut runner).unwrap().current(), "5%").is_some()).count();
    assert!(accepted >= 40, "{accepted} of 64");
}

#[test]
fn an_apps_objects_are_the_same_whatever_else_is_written() {
    let platform = Platform::read("platform.yaml", DOMAIN).unwrap();
    let rest = "ports: {http: 8080}\ncanary: {image: {reference: 'a:9'}, steps: [5%]}\nroutes: {web: {public: true}}\n";
    let spec = AppSpec::read(&platform, "app.yaml", app(rest)).unwrap();
    let other = AppSpec::read(&platform, "other.yaml", app(rest).replace("ai-dc-web", "ai-dc-api")).unwrap();
    let app = spec.apps()[0].clone().at_weight("5%".parse().unwrap());
    let alone = app.objects().to_yaml().unwrap();
    assert!(alone.contains("weight: 95\n"));
    assert!(platform.objects([&app, &other.apps()[0]]).to_yaml().unwrap().contains(&alone));
    assert!(platform.objects([&other.apps()[0], &app]).to_yaml().unwrap().contains(&alone));
}
