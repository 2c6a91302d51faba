//! Objects: what has to agree between them, whatever the app.

use std::collections::BTreeMap;

use pavedroad_manifests::{AppSpec, Object, Objects, Platform};
use serde_json::{Value, json};

const APPS: [&str; 4] = [
    "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nports: {http: 8080}\nresources: {cpu: 250m, memory: 512Mi}\n",
    "app: ai-dc-api\nimage: {tag: 20190726-1325_v20}\nports: {grpc: 9090, http: {port: 8080, service: 80}}\nautoscale: {max: 9, cpu: 60%}\nresources: {cpu: 1}\n",
    "app: ai-dc-job\nimage: {reference: 'redis:7.4'}\nreplicas: 0\n",
    "app: dt-x-y\nimage: {tag: 20190726-1325_v20}\nports: {tls-mqtt: 8883, https: 8443}\nprobes: {readiness: {http: /ready, port: https}}\n",
];

fn platform() -> Platform {
    Platform::read("platform.yaml", "monitoring: {namespace: monitoring}\npullSecret: regcred\n").unwrap()
}

/// Every object of every app in every environment, by kind.
fn deliveries() -> Vec<BTreeMap<&'static str, Value>> {
    let platform = platform();
    let specs = APPS.map(|text| AppSpec::read(&platform, "app.yaml", text).unwrap_or_else(|e| panic!("{e}")));
    let by_kind = |objects: Objects| {
        objects.iter().map(|object| (object.kind(), serde_json::to_value(object).unwrap())).collect()
    };
    specs.iter().flat_map(AppSpec::apps).map(|app| by_kind(platform.objects([app]))).collect()
}

/// Whether a pod with these labels is selected.
fn selects(selector: &Value, labels: &Value) -> bool {
    selector.as_object().unwrap().iter().all(|(key, value)| &labels[key] == value)
}

#[test]
fn every_selector_finds_the_pods() {
    for objects in deliveries() {
        let template = &objects["Deployment"]["spec"]["template"];
        let labels = &template["metadata"]["labels"];
        let deployment = &objects["Deployment"]["spec"]["selector"]["matchLabels"];
        assert_eq!(deployment, &json!({"app": objects["Deployment"]["metadata"]["name"], "track": "stable"}));
        assert!(selects(deployment, labels));
        assert_eq!(&objects["PodDisruptionBudget"]["spec"]["selector"]["matchLabels"], deployment);
        let app = json!({"app": objects["Deployment"]["metadata"]["name"]});
        let every = json!({"app.kubernetes.io/name": objects["Deployment"]["metadata"]["name"]});
        assert_eq!(objects["NetworkPolicy"]["spec"]["podSelector"]["matchLabels"], every);
        assert!(selects(&every, labels));
        if let Some(service) = objects.get("Service") {
            assert_eq!(service["spec"]["selector"], app);
        }
        for constraint in template["spec"]["topologySpreadConstraints"].as_array().unwrap() {
            assert_eq!(&constraint["labelSelector"]["matchLabels"], deployment);
        }
        if let Some(autoscaler) = objects.get("HorizontalPodAutoscaler") {
            assert_eq!(autoscaler["spec"]["scaleTargetRef"]["name"], objects["Deployment"]["metadata"]["name"]);
            assert_eq!(objects["Deployment"]["spec"].get("replicas"), None);
        }
    }
}

#[test]
fn nothing_selects_the_version() {
    for objects in deliveries() {
        for object in objects.values() {
            let text = object["spec"]["selector"].to_string() + &object["spec"]["podSelector"].to_string();
            assert!(!text.contains("version"), "{text}");
        }
    }
}

#[test]
fn every_object_but_the_namespace_is_in_the_apps_namespace_under_its_name() {
    for objects in deliveries() {
        let namespace = &objects["Namespace"]["metadata"]["name"];
        for (kind, object) in objects.iter().filter(|(kind, _)| **kind != "Namespace") {
            assert_eq!(&object["metadata"]["namespace"], namespace, "{kind}");
            assert_eq!(object["metadata"]["name"], objects["Deployment"]["metadata"]["name"], "{kind}");
        }
        let account = &objects["Deployment"]["spec"]["template"]["spec"]["serviceAccountName"];
        assert_eq!(account, &objects["ServiceAccount"]["metadata"]["name"]);
    }
}

#[test]
fn services_policies_and_probes_name_ports_that_the_container_has() {
    for objects in deliveries() {
        let container = &objects["Deployment"]["spec"]["template"]["spec"]["containers"][0];
        let none = Vec::new();
        let ports = container["ports"].as_array().unwrap_or(&none);
        let declared = |target: &Value| ports.iter().any(|p| &p["name"] == target || &p["containerPort"] == target);
        for port in objects.get("Service").and_then(|s| s["spec"]["ports"].as_array()).unwrap_or(&none) {
            assert!(declared(&port["targetPort"]), "{port}");
        }
        for port in objects["NetworkPolicy"]["spec"]["ingress"][0]["ports"].as_array().unwrap_or(&none) {
            assert!(declared(&port["port"]), "{port}");
        }
        for probe in ["startupProbe", "readinessProbe"].map(|name| &container[name]) {
            let asked = ["tcpSocket", "httpGet", "grpc"].map(|kind| &probe[kind]["port"]);
            assert!(asked.iter().filter(|port| !port.is_null()).all(|port| declared(port)), "{probe}");
            assert_eq!(probe.is_null(), ports.is_empty());
        }
    }
}

#[test]
fn pods_meet_the_restricted_level() {
    for objects in deliveries() {
        let pod = &objects["Deployment"]["spec"]["template"]["spec"];
        assert_eq!(pod["securityContext"]["runAsNonRoot"], json!(true));
        assert_eq!(pod["securityContext"]["seccompProfile"]["type"], json!("RuntimeDefault"));
        for container in pod["containers"].as_array().unwrap() {
            assert_eq!(container["securityContext"]["allowPrivilegeEscalation"], json!(false));
            assert_eq!(container["securityContext"]["capabilities"]["drop"], json!(["ALL"]));
        }
        for volume in pod["volumes"].as_array().unwrap() {
            assert!(volume.get("emptyDir").is_some_and(|source| source.get("sizeLimit").is_some()), "{volume}");
        }
    }
}

#[test]
fn the_drain_is_shorter_than_the_grace_period() {
    for objects in deliveries() {
        let pod = &objects["Deployment"]["spec"]["template"]["spec"];
        let drain = pod["containers"][0]["lifecycle"]["preStop"]["sleep"]["seconds"].as_i64().unwrap();
        assert!(drain < pod["terminationGracePeriodSeconds"].as_i64().unwrap());
    }
}

#[test]
fn tls_ports_are_asked_over_tls_and_grpc_ports_by_number() {
    let all = deliveries();
    let probe =
        |app: usize, name: &str| all[app * 3]["Deployment"]["spec"]["template"]["spec"]["containers"][0][name].clone();
    assert_eq!(probe(3, "readinessProbe")["httpGet"], json!({"path": "/ready", "port": "https", "scheme": "HTTPS"}));
    assert_eq!(probe(3, "startupProbe")["tcpSocket"], json!({"port": "tls-mqtt"}));
    assert_eq!(probe(1, "startupProbe")["grpc"], json!({"port": 9090}));
}

#[test]
fn a_stream_holds_each_namespace_once_before_all_else() {
    let platform = platform();
    let specs = APPS.map(|text| AppSpec::read(&platform, "app.yaml", text).unwrap());
    let objects = platform.objects(specs.iter().filter_map(|spec| spec.app("test")));
    let names: Vec<(&str, &str)> =
        objects.iter().map(|object| (object.kind(), object.metadata().name.as_deref().unwrap())).collect();
    assert_eq!(names[..2], [("Namespace", "ai-test"), ("Namespace", "dt-test")]);
    assert_eq!(names.iter().filter(|(kind, _)| *kind == "Namespace").count(), 2);
    let kinds: Vec<&str> = specs[1].app("test").unwrap().objects().iter().map(Object::kind).collect();
    assert_eq!(
        kinds,
        ["ServiceAccount", "NetworkPolicy", "Service", "Deployment", "PodDisruptionBudget", "HorizontalPodAutoscaler"]
    );
}

#[test]
fn the_stream_reads_back_as_the_objects() {
    let platform = platform();
    let specs = APPS.map(|text| AppSpec::read(&platform, "app.yaml", text).unwrap());
    let objects = platform.objects(specs.iter().flat_map(AppSpec::apps));
    let stream = objects.to_yaml().unwrap();
    assert_eq!(stream, objects.to_yaml().unwrap());
    let mut documents = 0;
    for (text, object) in stream.split("\n---\n").zip(&objects) {
        let value = serde_json::to_value(object).unwrap();
        assert_eq!(serde_yaml::from_str::<Value>(text).unwrap(), value, "YAML 1.1:\n{text}");
        assert_eq!(serde_saphyr::from_str::<Value>(text).unwrap(), value, "YAML 1.2:\n{text}");
        documents += 1;
    }
    assert_eq!(documents, objects.len());
}

#[test]
fn a_slow_start_is_not_called_a_failed_rollout() {
    for (within, deadline) in [("150s", None), ("5m", None), ("301s", Some(601)), ("1h30m", Some(5700))] {
        let text = format!(
            "app: ai-dc-web\nimage: {{tag: 20190510-1033_v20}}\nports: {{http: 80}}\nprobes: {{startup: {{within: {within}}}}}\n"
        );
        let spec = AppSpec::read(&Platform::default(), "app.yaml", text).unwrap();
        let objects = spec.app("test").unwrap().objects();
        let deployment = objects.iter().find(|object| object.kind() == "Deployment").unwrap();
        let spec = &serde_json::to_value(deployment).unwrap()["spec"];
        assert_eq!(spec.get("progressDeadlineSeconds"), deadline.map(Value::from).as_ref(), "{within}");
    }
}

/// The objects of one app in the environment `test`, by kind.
fn delivered(platform: &str, lines: &str) -> BTreeMap<&'static str, Value> {
    let platform = Platform::read("platform.yaml", platform).unwrap_or_else(|e| panic!("{e}"));
    let text = format!("app: ai-dc-web\nimage: {{tag: 20190510-1033_v20}}\n{lines}\n");
    let spec = AppSpec::read(&platform, "app.yaml", text).unwrap_or_else(|e| panic!("{e}"));
    let objects = platform.objects(spec.app("test"));
    objects.iter().map(|object| (object.kind(), serde_json::to_value(object).unwrap())).collect()
}

#[test]
fn only_the_own_namespace_and_monitoring_may_call_and_only_declared_ports() {
    let own = json!({"podSelector": {}});
    let monitoring = json!({"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "monitoring"}}});
    for (platform, peers) in [
        ("{}", json!([own])),
        ("monitoring: {namespace: monitoring}", json!([own, monitoring])),
        // The own namespace is not said twice.
        ("monitoring: {namespace: ai-test}", json!([own])),
    ] {
        let policy = &delivered(platform, "ports: {http: {port: 8080, service: 80}}")["NetworkPolicy"]["spec"];
        let ports = json!([{"port": 8080, "protocol": "TCP"}]);
        assert_eq!(policy["ingress"], json!([{"from": peers, "ports": ports}]), "{platform}");
        assert_eq!(policy["policyTypes"], json!(["Ingress"]));
    }
    let closed = &delivered("{}", "")["NetworkPolicy"]["spec"];
    assert_eq!((closed.get("ingress"), &closed["policyTypes"]), (None, &json!(["Ingress"])));
}

#[test]
fn a_start_is_given_at_least_the_time_it_asks_for() {
    for (within, attempts) in [("1s", 1), ("5s", 1), ("6s", 2), ("150s", 30), ("151s", 31), ("1h", 720)] {
        let lines = format!("ports: {{http: 80}}\nprobes: {{startup: {{within: {within}}}}}");
        let objects = delivered("{}", &lines);
        let probe = &objects["Deployment"]["spec"]["template"]["spec"]["containers"][0]["startupProbe"];
        assert_eq!((&probe["failureThreshold"], &probe["periodSeconds"]), (&json!(attempts), &json!(5)), "{within}");
    }
}

#[test]
fn an_autoscaler_keeps_two_pods_unless_one_is_the_most() {
    for (lines, min, max) in [("max: 1", 1, 1), ("max: 2", 2, 2), ("max: 9", 2, 9), ("min: 1, max: 9", 1, 9)] {
        let objects = delivered("{}", &format!("resources: {{cpu: 1}}\nautoscale: {{{lines}, cpu: 60%}}"));
        let spec = &objects["HorizontalPodAutoscaler"]["spec"];
        assert_eq!((&spec["minReplicas"], &spec["maxReplicas"]), (&json!(min), &json!(max)), "{lines}");
    }
}

#[test]
fn a_namespace_enforces_the_platforms_level_and_warns_of_it() {
    for level in ["privileged", "baseline", "restricted"] {
        let namespace = &delivered(&format!("podSecurity: {level}"), "")["Namespace"]["metadata"];
        let labels = ["audit", "enforce", "warn"].map(|mode| (format!("pod-security.kubernetes.io/{mode}"), level));
        assert_eq!(namespace["labels"], json!(BTreeMap::from(labels)));
    }
}

#[test]
fn there_is_a_memory_limit_and_no_cpu_limit_unless_one_is_given() {
    for (resources, expected) in [
        (
            "{cpu: 250m, memory: 512Mi}",
            json!({"requests": {"cpu": "250m", "memory": "512Mi"}, "limits": {"memory": "512Mi"}}),
        ),
        ("{cpu: 250m}", json!({"requests": {"cpu": "250m"}})),
        ("{memory: 1Gi, limits: {memory: 2Gi}}", json!({"requests": {"memory": "1Gi"}, "limits": {"memory": "2Gi"}})),
        ("{cpu: 1, limits: {cpu: 2}}", json!({"requests": {"cpu": "1"}, "limits": {"cpu": "2"}})),
    ] {
        let objects = delivered("{}", &format!("resources: {resources}"));
        assert_eq!(objects["Deployment"]["spec"]["template"]["spec"]["containers"][0]["resources"], expected);
    }
}
