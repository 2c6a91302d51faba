//! What keeps the pods of an app running: Deployments, StatefulSets, DaemonSets.

use k8s_openapi::api::core::v1::PodTemplateSpec;
use pavedroad_manifests::admission::pod_security_level;
use pavedroad_manifests::{AppSpec, Platform, PodSecurity};
use serde_json::{Value, json};

use crate::objects_set::{Set, each, list};

const STATEFUL: &str = "workload: stateful\nports: {http: {port: 8080, service: 80}}\nresources: {cpu: 1}\n\
                        storage: {data: {size: 10Gi, class: ceph-rbd, mount: /data}, old: {claim: old, mount: /old}}\n\
                        labels: {team: search}";

#[test]
fn an_app_with_state_is_a_stateful_set_with_a_claim_for_each_pod() {
    let set = Set::read(STATEFUL);
    let spec = &set.one("StatefulSet")["spec"];
    assert_eq!(spec["serviceName"], "ai-dc-web-headless");
    assert_eq!(spec["replicas"], 2);
    assert_eq!(spec["selector"]["matchLabels"], json!({"app": "ai-dc-web", "track": "stable"}));
    assert_eq!(spec["minReadySeconds"], 5);
    assert_eq!(spec["updateStrategy"], json!({"type": "RollingUpdate"}));
    // Templates cannot change, so nothing in them may follow the file's labels.
    let template = json!({
        "apiVersion": "v1", "kind": "PersistentVolumeClaim", "metadata": {"name": "data"},
        "spec": {
            "accessModes": ["ReadWriteOnce"], "storageClassName": "ceph-rbd",
            "resources": {"requests": {"storage": "10Gi"}},
        },
    });
    assert_eq!(spec["volumeClaimTemplates"], json!([template]));
    assert_eq!(set.all("PersistentVolumeClaim").count(), 0);
    // The controller gives each pod its volume; one that is named here would be another.
    let pod = set.pod();
    assert_eq!(each(&pod["volumes"], "name"), ["old", "tmp"]);
    assert_eq!(each(&pod["containers"][0]["volumeMounts"], "mountPath"), ["/data", "/old", "/tmp"]);
}

#[test]
fn data_outlives_its_pods_and_the_set() {
    let set = Set::read(STATEFUL);
    let retention = &set.one("StatefulSet")["spec"]["persistentVolumeClaimRetentionPolicy"];
    assert_eq!(retention, &json!({"whenDeleted": "Retain", "whenScaled": "Retain"}));
}

#[test]
fn members_find_each_other_before_they_are_ready_and_callers_only_ready_ones() {
    let set = Set::read(STATEFUL);
    assert_eq!(set.one("StatefulSet")["spec"]["podManagementPolicy"], "Parallel");
    let headless = &set.named("Service", "ai-dc-web-headless")["spec"];
    assert_eq!(headless["clusterIP"], "None");
    assert_eq!(headless["publishNotReadyAddresses"], true);
    assert_eq!(headless["selector"], json!({"app": "ai-dc-web"}));
    // Nothing stands between a caller and the pod that would turn port 80 into 8080.
    assert_eq!(headless["ports"][0]["port"], 8080);
    let service = &set.named("Service", "ai-dc-web")["spec"];
    assert_eq!((service.get("clusterIP"), service.get("publishNotReadyAddresses")), (None, None));
    assert_eq!(service["ports"][0]["port"], 80);
    // A set without ports has a headless Service all the same: it is what its pods are named under.
    let portless = Set::read("workload: stateful");
    assert_eq!(portless.one("Service")["spec"].get("ports"), None);
}

#[test]
fn a_per_node_app_is_a_daemon_set_without_number_spread_or_budget() {
    let set = Set::read("workload: per-node\nports: {http: 80}");
    assert_eq!(
        set.names(),
        ["ServiceAccount ai-dc-web", "NetworkPolicy ai-dc-web", "Service ai-dc-web", "DaemonSet ai-dc-web"]
    );
    let spec = &set.one("DaemonSet")["spec"];
    assert_eq!(spec.get("replicas"), None);
    assert_eq!(spec["template"]["spec"].get("topologySpreadConstraints"), None);
    assert_eq!(spec["selector"]["matchLabels"], json!({"app": "ai-dc-web", "track": "stable"}));
}

#[test]
fn a_daemon_set_surges_unless_two_pods_would_write_to_one_path_of_the_node() {
    let strategy = |lines: &str| {
        let platform = Platform::read("platform.yaml", "podSecurity: privileged").unwrap();
        let text = format!("app: ai-dc-web\nimage: {{tag: 20190510-1033_v20}}\nworkload: per-node\n{lines}\n");
        let spec = AppSpec::read(&platform, "app.yaml", &text).unwrap();
        Set::of(spec.app("test").unwrap()).one("DaemonSet")["spec"]["updateStrategy"].clone()
    };
    let rolling = |surge: Value, unavailable: Value| json!({"type": "RollingUpdate", "rollingUpdate": {"maxSurge": surge, "maxUnavailable": unavailable}});
    assert_eq!(strategy(""), rolling(json!("25%"), json!(0)));
    let reads = "storage: {logs-of-all: {hostPath: /var/log, mount: /logs, readOnly: true}}";
    assert_eq!(strategy(reads), rolling(json!("25%"), json!(0)));
    let writes = "storage: {state: {hostPath: /var/lib/agent, mount: /state}}";
    assert_eq!(strategy(writes), rolling(json!(0), json!("10%")));
}

#[test]
fn only_the_pods_of_a_deployment_are_counted_by_their_template() {
    let keys = |lines: &str| -> Vec<Value> {
        let set = Set::read(lines);
        list(&set.pod()["topologySpreadConstraints"]).iter().map(|one| one["matchLabelKeys"].clone()).collect()
    };
    assert_eq!(keys("ports: {http: 80}"), [json!(["pod-template-hash"]), json!(["pod-template-hash"])]);
    assert_eq!(keys(STATEFUL), [Value::Null, Value::Null]);
}

#[test]
fn a_claim_of_one_node_is_let_go_before_the_next_pod_asks_for_it() {
    for (storage, strategy) in [
        ("", "RollingUpdate"),
        ("storage: {data: {size: 1Gi, mount: /data}}", "Recreate"),
        ("storage: {data: {size: 1Gi, access: ReadWriteOncePod, mount: /data}}", "Recreate"),
        ("storage: {data: {size: 1Gi, access: ReadWriteMany, mount: /data}}", "RollingUpdate"),
        ("storage: {data: {size: 1Gi, access: ReadOnlyMany, mount: /data}}", "RollingUpdate"),
        ("storage: {data: {emptyDir: 1Gi, mount: /data}}", "RollingUpdate"),
    ] {
        let set = Set::read(&format!("replicas: 1\n{storage}"));
        let found = &set.one("Deployment")["spec"]["strategy"];
        assert_eq!(found["type"], strategy, "{storage}");
        // The API server refuses numbers beside Recreate.
        assert_eq!(found.get("rollingUpdate").is_some(), strategy == "RollingUpdate", "{storage}");
    }
}

#[test]
fn an_autoscaler_aims_at_what_keeps_the_pods_running() {
    for (workload, kind) in [("stateless", "Deployment"), ("stateful", "StatefulSet")] {
        let lines = format!("workload: {workload}\nresources: {{cpu: 1}}\nautoscale: {{max: 5, cpu: 60%}}");
        let set = Set::read(&lines);
        let target = json!({"apiVersion": "apps/v1", "kind": kind, "name": "ai-dc-web"});
        assert_eq!(set.one("HorizontalPodAutoscaler")["spec"]["scaleTargetRef"], target);
        // A number here would undo the autoscaler's at every apply.
        assert_eq!(set.one(kind)["spec"].get("replicas"), None);
        assert_eq!(set.one("PodDisruptionBudget")["spec"]["maxUnavailable"], 1);
    }
}

#[test]
fn an_autoscaler_looks_at_the_apps_own_container() {
    let sidecar = "sidecars: {cache: {image: {reference: 'redis:7.4'}}}";
    let set = Set::read(&format!(
        "resources: {{cpu: 1, memory: 1Gi}}\nautoscale: {{max: 5, cpu: 60%, memory: 80%}}\n{sidecar}"
    ));
    let metric = |name: &str, percent: u32| {
        json!({"type": "ContainerResource", "containerResource": {
            "container": "ai-dc-web", "name": name, "target": {"type": "Utilization", "averageUtilization": percent},
        }})
    };
    let spec = &set.one("HorizontalPodAutoscaler")["spec"];
    assert_eq!(spec["metrics"], json!([metric("cpu", 60), metric("memory", 80)]));
}

#[test]
fn an_autoscaler_goes_up_at_once_and_down_by_a_quarter_a_minute() {
    let set = Set::read("resources: {cpu: 1}\nautoscale: {max: 5, cpu: 60%}");
    let behavior = json!({
        "scaleUp": {
            "stabilizationWindowSeconds": 0, "selectPolicy": "Max",
            "policies": [
                {"type": "Percent", "value": 100, "periodSeconds": 15},
                {"type": "Pods", "value": 4, "periodSeconds": 15},
            ],
        },
        "scaleDown": {
            "stabilizationWindowSeconds": 300, "selectPolicy": "Max",
            "policies": [{"type": "Percent", "value": 25, "periodSeconds": 60}],
        },
    });
    assert_eq!(set.one("HorizontalPodAutoscaler")["spec"]["behavior"], behavior);
}

#[test]
fn who_is_not_root_may_listen_on_low_ports_and_the_level_restricted_agrees() {
    let open = json!([{"name": "net.ipv4.ip_unprivileged_port_start", "value": "0"}]);
    let sysctls = |lines: &str| {
        let set = Set::read(lines);
        let template = &set.one("Deployment")["spec"]["template"];
        let read: PodTemplateSpec = serde_json::from_value(template.clone()).unwrap();
        assert_eq!(pod_security_level(&read), PodSecurity::Restricted, "{lines}");
        template["spec"]["securityContext"].get("sysctls").cloned()
    };
    assert_eq!(sysctls("ports: {http: 80}"), Some(open.clone()));
    assert_eq!(sysctls("ports: {http: 8080, ldap: {port: 1023, service: 389}}"), Some(open));
    // The container's port counts, not the Service's.
    assert_eq!(sysctls("ports: {http: {port: 1024, service: 80}}"), None);
    assert_eq!(sysctls("args: [work]"), None);
    let platform = Platform::read("platform.yaml", "podSecurity: baseline").unwrap();
    let root = "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nports: {http: 80}\nsecurity: {user: 0}\n";
    let spec = AppSpec::read(&platform, "app.yaml", root).unwrap();
    assert_eq!(Set::of(spec.app("test").unwrap()).pod()["securityContext"].get("sysctls"), None);
}
