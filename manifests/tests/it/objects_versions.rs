//! The versions of an app beside each other: how many pods each has, and that nothing but the pods tells them apart.

use serde_json::{Value, json};

use crate::objects_set::{Set, app, at, text};

const CANARY: &str = "canary: {image: {tag: 20190726-1325_v21}, steps: [5%, 25%]}";
const MATCH: &str = "canary: {image: {tag: 20190726-1325_v21}, steps: [5%, 25%], match: {header: {x-canary: '1'}}}";

/// Pods of the stable version and of the canary.
fn pods(lines: &str, weight: &str) -> (Value, Value) {
    let set = at(app(lines), weight);
    let of = |name: &str| set.named("Deployment", name)["spec"]["replicas"].clone();
    (of("ai-dc-web"), of("ai-dc-web-canary"))
}

#[test]
fn a_canary_has_the_pods_for_its_part_of_the_requests() {
    let meshed = format!("ports: {{http: 80}}\nreplicas: 10\nmesh: {{mode: sidecar}}\n{CANARY}");
    let routed = format!("ports: {{http: 80}}\nreplicas: 10\nroutes: {{web: {{host: a.example.com}}}}\n{CANARY}");
    for lines in [meshed, routed] {
        for (weight, canary) in [("0%", 0), ("5%", 1), ("25%", 3), ("50%", 5), ("100%", 10)] {
            assert_eq!(pods(&lines, weight), (json!(10), json!(canary)), "{weight} of {lines}");
        }
    }
    let off = format!("ports: {{http: 80}}\nreplicas: 0\nmesh: {{mode: sidecar}}\n{MATCH}");
    assert_eq!(pods(&off, "50%"), (json!(0), json!(0)));
}

#[test]
fn requests_that_match_find_a_pod_whatever_the_weight() {
    let lines = format!("ports: {{http: 80}}\nreplicas: 10\nmesh: {{mode: sidecar}}\n{MATCH}");
    for (weight, canary) in [("0%", 1), ("5%", 1), ("25%", 3)] {
        assert_eq!(pods(&lines, weight), (json!(10), json!(canary)), "{weight}");
    }
}

#[test]
fn without_routing_the_pods_are_the_weight_and_share_the_number() {
    let lines = format!("ports: {{http: 80}}\nreplicas: 10\n{CANARY}");
    for (weight, stable, canary) in [("0%", 10, 0), ("5%", 9, 1), ("25%", 7, 3), ("50%", 5, 5), ("100%", 0, 10)] {
        assert_eq!(pods(&lines, weight), (json!(stable), json!(canary)), "{weight}");
    }
    // What one pod cannot say, it does not: it is the canary from the half on.
    let one = format!("ports: {{http: 80}}\nreplicas: 1\n{CANARY}");
    assert_eq!((pods(&one, "5%"), pods(&one, "50%")), ((json!(1), json!(0)), (json!(0), json!(1))));
}

/// The range of a version's autoscaler, or its number of pods.
fn range(set: &Set, name: &str) -> (Value, Option<(Value, Value)>) {
    let autoscaler = set.all("HorizontalPodAutoscaler").find(|object| object["metadata"]["name"] == name);
    let range = autoscaler.map(|object| (object["spec"]["minReplicas"].clone(), object["spec"]["maxReplicas"].clone()));
    (set.named("Deployment", name)["spec"]["replicas"].clone(), range)
}

#[test]
fn each_version_of_an_autoscaled_app_has_its_autoscaler_for_its_part_of_the_range() {
    let base = "ports: {http: 80}\nresources: {cpu: 1}\nautoscale: {min: 4, max: 40, cpu: 60%}";
    let auto = |min: u32, max: u32| (Value::Null, Some((json!(min), json!(max))));
    let none = (json!(0), None);
    for (more, weight, stable, canary) in [
        ("mesh: {mode: sidecar}", "0%", auto(4, 40), none.clone()),
        ("mesh: {mode: sidecar}", "25%", auto(4, 40), auto(1, 10)),
        ("mesh: {mode: sidecar}", "100%", auto(4, 40), auto(4, 40)),
        ("", "0%", auto(4, 40), none.clone()),
        ("", "25%", auto(3, 30), auto(1, 10)),
        ("", "100%", none.clone(), auto(4, 40)),
    ] {
        let set = at(app(&format!("{base}\n{more}\n{CANARY}")), weight);
        assert_eq!(range(&set, "ai-dc-web"), stable, "{more} {weight}");
        assert_eq!(range(&set, "ai-dc-web-canary"), canary, "{more} {weight}");
    }
    // A part of one pod is at least one: an autoscaler cannot start from none.
    let small = base.replace("min: 4", "min: 1");
    let set = at(app(&format!("{small}\n{CANARY}")), "5%");
    assert_eq!((range(&set, "ai-dc-web"), range(&set, "ai-dc-web-canary")), (auto(1, 38), auto(1, 2)));
}

#[test]
fn a_track_is_as_large_as_the_app() {
    let tracks = "tracks: {v2: {image: {tag: 20190601-1200_v21}}, v3: {image: {tag: 20190601-1200_v22}}}";
    let set = Set::read(&format!("ports: {{http: 80}}\nreplicas: 3\n{tracks}"));
    for name in ["ai-dc-web", "ai-dc-web-v2", "ai-dc-web-v3"] {
        assert_eq!(set.named("Deployment", name)["spec"]["replicas"], 3);
    }
    let set = Set::read(&format!("resources: {{cpu: 1}}\nautoscale: {{min: 2, max: 9, cpu: 60%}}\n{tracks}"));
    for name in ["ai-dc-web", "ai-dc-web-v2", "ai-dc-web-v3"] {
        assert_eq!(range(&set, name), (Value::Null, Some((json!(2), json!(9)))));
        assert_eq!(set.named("HorizontalPodAutoscaler", name)["spec"]["scaleTargetRef"]["name"], name);
    }
}

#[test]
fn each_version_has_a_budget_that_selects_what_its_deployment_selects() {
    let set =
        Set::read(&format!("ports: {{http: 80}}\ntracks: {{v2: {{image: {{tag: 20190601-1200_v21}}}}}}\n{CANARY}"));
    for (name, track) in [("ai-dc-web", "stable"), ("ai-dc-web-v2", "v2"), ("ai-dc-web-canary", "canary")] {
        let selector = json!({"matchLabels": {"app": "ai-dc-web", "track": track}});
        assert_eq!(set.named("Deployment", name)["spec"]["selector"], selector);
        assert_eq!(set.named("PodDisruptionBudget", name)["spec"]["selector"], selector);
    }
    assert_eq!(set.all("PodDisruptionBudget").count(), 3);
    assert_eq!(set.one("Service")["spec"]["selector"], json!({"app": "ai-dc-web"}));
}

#[test]
fn the_versions_differ_in_their_pods_image_and_labels_alone() {
    let set = Set::read(&format!("ports: {{http: 80}}\nenv: {{A: b}}\n{CANARY}"));
    let [stable, canary] = ["ai-dc-web", "ai-dc-web-canary"].map(|name| {
        let mut template = set.named("Deployment", name)["spec"]["template"].clone();
        let image = text(&template["spec"]["containers"][0]["image"]).to_owned();
        assert!(image.ends_with(text(&template["metadata"]["labels"]["version"])), "{image}");
        template["spec"]["containers"][0]["image"] = Value::Null;
        template["spec"]["topologySpreadConstraints"] = Value::Null;
        template["metadata"] = Value::Null;
        template
    });
    assert_eq!(stable, canary);
}
