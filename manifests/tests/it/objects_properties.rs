//! What holds between the objects of any app.

use std::collections::{BTreeMap, BTreeSet};

use pavedroad_manifests::{App, AppSpec, VolumeSource, yaml};
use pavedroad_naming::{DnsLabel, DnsSubdomain};
use proptest::prelude::*;
use serde_json::Value;

use crate::objects_set::{Set, list, text};
use crate::whole_spec::{documents, platform, specs};

const WORKLOADS: [&str; 3] = ["Deployment", "StatefulSet", "DaemonSet"];

fn workloads(set: &Set) -> impl Iterator<Item = &Value> {
    set.iter().filter(|object| WORKLOADS.contains(&text(&object["kind"])))
}

/// The specs of all pods, those of jobs too, each with the templates of its claims.
fn pods(set: &Set) -> impl Iterator<Item = (&Value, &[Value])> {
    let jobs = set.all("CronJob").map(|job| (&job["spec"]["jobTemplate"]["spec"]["template"]["spec"], [].as_slice()));
    workloads(set)
        .map(|workload| (&workload["spec"]["template"]["spec"], list(&workload["spec"]["volumeClaimTemplates"])))
        .chain(jobs)
}

/// Whether pods with these labels are selected.
fn selects(labels: &Value, pods: &Value) -> bool {
    let labels = labels.as_object().unwrap();
    !labels.is_empty() && labels.iter().all(|(key, value)| &pods[key] == value)
}

/// Each is there once, under a name that it may have.
fn names_are_unique_and_legal(set: &Set) {
    let mut seen = BTreeSet::new();
    for name in set.names() {
        assert!(seen.insert(name.clone()), "{name} twice");
        let (kind, name) = name.split_once(' ').unwrap();
        let legal = match kind {
            // Names that are a part of others', or of a host's.
            "Service" | "ServiceAccount" | "Deployment" | "StatefulSet" | "DaemonSet" | "CronJob" => {
                name.parse::<DnsLabel>().is_ok()
            }
            _ => name.parse::<DnsSubdomain>().is_ok(),
        };
        assert!(legal, "{kind} {name}");
    }
}

/// Each selects its own pods and no other's; a budget selects what one of them selects.
fn selectors_match_templates(set: &Set) {
    let labels = |workload: &Value| workload["spec"]["template"]["metadata"]["labels"].clone();
    for workload in workloads(set) {
        let selected = workloads(set)
            .filter(|other| selects(&workload["spec"]["selector"]["matchLabels"], &labels(other)))
            .map(|other| text(&other["metadata"]["name"]));
        assert_eq!(selected.collect::<Vec<_>>(), [text(&workload["metadata"]["name"])]);
        for spread in list(&workload["spec"]["template"]["spec"]["topologySpreadConstraints"]) {
            assert_eq!(spread["labelSelector"], workload["spec"]["selector"]);
        }
    }
    for budget in set.all("PodDisruptionBudget") {
        let same = workloads(set).filter(|workload| workload["spec"]["selector"] == budget["spec"]["selector"]);
        assert_eq!(same.count(), 1, "{budget}");
    }
    for service in set.all("Service") {
        for workload in workloads(set) {
            assert!(selects(&service["spec"]["selector"], &labels(workload)), "{service}");
            let ports = &workload["spec"]["template"]["spec"]["containers"][0]["ports"];
            for port in list(&service["spec"]["ports"]) {
                assert!(list(ports).iter().any(|has| has["name"] == port["targetPort"]), "{service}");
            }
        }
    }
}

/// What a container mounts is there, and everything that is there is mounted.
fn mounts_and_volumes_match(app: &App, set: &Set) {
    let existing: BTreeSet<&str> = app
        .storage()
        .iter()
        .filter_map(|volume| match &volume.source {
            VolumeSource::ExistingClaim(name) => Some(name.as_str()),
            _ => None,
        })
        .collect();
    for (pod, claims) in pods(set) {
        let mut volumes = BTreeSet::new();
        for volume in list(&pod["volumes"]) {
            let name = text(&volume["name"]);
            assert!(volumes.insert(name) && name.parse::<DnsLabel>().is_ok(), "{volume}");
            assert_eq!(volume.as_object().unwrap().len(), 2, "a name and a source: {volume}");
            // The mesh's own certificate, its control plane puts into every namespace.
            if let Some(map) =
                volume.get("configMap").map(|map| text(&map["name"])).filter(|map| *map != "istio-ca-root-cert")
            {
                set.named("ConfigMap", map);
            }
            if let Some(claim) = volume.get("persistentVolumeClaim").map(|claim| text(&claim["claimName"])) {
                assert!(existing.contains(claim) || set.named("PersistentVolumeClaim", claim).is_object());
            }
        }
        for template in claims {
            assert!(volumes.insert(text(&template["metadata"]["name"])), "{template}");
        }
        let (mut names, mut mounted) = (BTreeSet::new(), BTreeSet::new());
        for container in list(&pod["initContainers"]).iter().chain(list(&pod["containers"])) {
            assert!(names.insert(text(&container["name"])), "{container}");
            let mut paths = BTreeSet::new();
            for mount in list(&container["volumeMounts"]) {
                assert!(paths.insert(text(&mount["mountPath"])), "twice: {mount}");
                assert!(volumes.contains(text(&mount["name"])), "no volume: {mount}");
                mounted.insert(text(&mount["name"]));
            }
        }
        assert_eq!(mounted, volumes);
    }
}

/// Every other reference finds its object.
fn references_resolve(set: &Set) {
    for (pod, _) in pods(set) {
        set.named("ServiceAccount", text(&pod["serviceAccountName"]));
    }
    for stateful in set.all("StatefulSet") {
        let service = set.named("Service", text(&stateful["spec"]["serviceName"]));
        assert_eq!(service["spec"]["clusterIP"], "None");
    }
    for autoscaler in set.all("HorizontalPodAutoscaler") {
        let spec = &autoscaler["spec"];
        let target = set.named(text(&spec["scaleTargetRef"]["kind"]), text(&spec["scaleTargetRef"]["name"]));
        assert_eq!(target["spec"].get("replicas"), None);
        assert!((1..=spec["maxReplicas"].as_u64().unwrap()).contains(&spec["minReplicas"].as_u64().unwrap()), "{spec}");
        for metric in list(&spec["metrics"]) {
            let container = &target["spec"]["template"]["spec"]["containers"][0];
            assert_eq!(metric["containerResource"]["container"], container["name"]);
        }
    }
    for claims in set.all("PersistentVolumeClaim") {
        assert_eq!(claims["apiVersion"], "v1");
    }
}

/// The API server stores no empty list or mapping, and no null: a GitOps tool would see a difference for ever.
fn nothing_is_empty(path: &str, value: &Value) {
    match value {
        Value::Null => panic!("{path} is null"),
        Value::Array(items) => {
            assert!(!items.is_empty(), "{path} is empty");
            items.iter().enumerate().for_each(|(at, item)| nothing_is_empty(&format!("{path}[{at}]"), item));
        }
        Value::Object(entries) => {
            // Where that says something: every pod, and a folder without a bound.
            let means = [".podSelector", ".emptyDir"].iter().any(|end| path.ends_with(end));
            assert!(!entries.is_empty() || means, "{path} is empty");
            entries.iter().for_each(|(key, value)| nothing_is_empty(&format!("{path}.{key}"), value));
        }
        _ => {}
    }
}

fn hold_together(app: &App) {
    let set = Set::of(app);
    names_are_unique_and_legal(&set);
    selectors_match_templates(&set);
    mounts_and_volumes_match(app, &set);
    references_resolve(&set);
    for (object, value) in app.objects().iter().zip(set.iter()) {
        value.get("spec").into_iter().for_each(|spec| nothing_is_empty(object.kind(), spec));
        let text = yaml::to_string(object).unwrap();
        assert_eq!(&serde_yaml::from_str::<Value>(&text).unwrap(), value, "{text}");
    }
}

#[test]
fn the_objects_of_every_document_hold_together() {
    for (platform, text) in documents() {
        AppSpec::read(&platform, "app.yaml", text).unwrap().apps().iter().for_each(hold_together);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_objects_of_generated_apps_hold_together(text in specs(), weight in 0_u64..=20) {
        if let Ok(spec) = AppSpec::read(&platform(), "app.yaml", &text) {
            for app in spec.apps() {
                hold_together(app);
                hold_together(&app.clone().at_weight(pavedroad_rollout::Weight::from_fraction(weight, 20).unwrap()));
            }
        }
    }

    #[test]
    fn neither_the_mesh_nor_a_canary_changes_a_selector(text in specs()) {
        let kept = text.lines().filter(|line| !["mesh:", "canary:"].iter().any(|key| line.trim_start().starts_with(key)));
        let base: String = kept.map(|line| format!("{line}\n")).collect();
        let canary = "canary: {image: {tag: 20190726-1325_v21}, steps: [5%]}\n";
        let variants = ["", "mesh: {mode: sidecar}\n", "mesh: {mode: ambient}\n", "mesh: {mode: manual}\n", canary];
        let (platform, mut fixed) = (platform(), BTreeMap::new());
        for more in variants {
            let Ok(spec) = AppSpec::read(&platform, "app.yaml", format!("{more}{base}")) else { continue };
            for app in spec.apps() {
                for (place, value) in immutable(&Set::of(app)) {
                    let first = fixed.entry((app.environment().clone(), place)).or_insert_with(|| value.clone());
                    prop_assert_eq!(&*first, &value, "{}{}", more, base);
                }
            }
        }
    }
}

/// What the API server refuses to change, and what finds the pods that are there already, by kind and name.
fn immutable(set: &Set) -> BTreeMap<(String, &'static str), Value> {
    let fields = ["selector", "serviceName", "podManagementPolicy", "volumeClaimTemplates", "clusterIP"];
    let places = set.iter().flat_map(|object| {
        let name = format!("{} {}", text(&object["kind"]), text(&object["metadata"]["name"]));
        fields.map(|field| ((name.clone(), field), object["spec"][field].clone()))
    });
    places.collect()
}

#[test]
fn the_generator_makes_apps_of_every_workload_and_version() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;

    let (mut runner, platform, specs) = (TestRunner::deterministic(), platform(), specs());
    let mut kinds = BTreeSet::new();
    for _ in 0..400 {
        let text = specs.new_tree(&mut runner).unwrap().current();
        let Ok(spec) = AppSpec::read(&platform, "app.yaml", &text) else { continue };
        let objects = spec.apps().iter().flat_map(App::objects).map(|object| {
            let name = object.metadata().name.clone().unwrap();
            format!("{}{}", object.kind(), name.strip_prefix("ai-dc-web").unwrap_or_default())
        });
        kinds.extend(objects.filter(|kind| !kind.starts_with("ConfigMap")));
    }
    for kind in ["Deployment-canary", "Deployment-v2", "StatefulSet", "DaemonSet", "Service-headless"] {
        assert!(kinds.contains(kind), "{kind} in {kinds:?}");
    }
    assert!(kinds.iter().any(|kind| kind.starts_with("PersistentVolumeClaim")), "{kinds:?}");
}
