//! Quotas: what counts, where, and what is refused. The sentences are those that Kubernetes' own functions print.

use k8s_openapi::api::apps::v1::Deployment;
use k8s_openapi::api::core::v1::{Event, PersistentVolumeClaim, Pod, ResourceQuota, Secret, Service};
use k8s_openapi::apimachinery::pkg::apis::meta::v1::Time;
use pavedroad_manifests::admission::{Quota, QuotaUsage, default_pod};
use pavedroad_rollout::RollingUpdate;
use serde_json::{Value, from_value, json};

/// A JSON object of these fields.
fn object<const N: usize>(fields: [(&str, Value); N]) -> Value {
    fields.into_iter().collect()
}

fn quota(hard: Value, used: Value) -> Quota {
    scoped(hard, used, json!({}))
}

fn scoped(hard: Value, used: Value, mut spec: Value) -> Quota {
    spec["hard"] = hard;
    let fields = [("metadata", json!({"name": "my-quota"})), ("spec", spec), ("status", object([("used", used)]))];
    let quota: ResourceQuota = from_value(object(fields)).unwrap();
    Quota::read(&quota).unwrap()
}

fn pod(spec: Value) -> Pod {
    let mut pod: Pod = from_value(object([("metadata", json!({"name": "web"})), ("spec", spec)])).unwrap();
    default_pod(pod.spec.as_mut().unwrap()).unwrap();
    pod
}

fn asking(resources: Value) -> Pod {
    pod(object([("containers", Value::Array(vec![object([("name", json!("web")), ("resources", resources)])]))]))
}

/// What the quota says to a pod, without the line's beginning.
fn said(quota: &Quota, pod: &Pod) -> Option<String> {
    let refusal = quota.admit(&QuotaUsage::of_pod(pod).unwrap())?;
    Some(refusal.to_string().strip_prefix("pods \"web\" is forbidden: ").unwrap().to_owned())
}

#[test]
fn pods_count_sidecars_init_containers_and_overhead() {
    let pod = pod(json!({
        "containers": [{"name": "web", "resources": {"limits": {"cpu": "500m", "nvidia.com/gpu": "1"}}}],
        "initContainers": [
            {"name": "proxy", "restartPolicy": "Always", "resources": {"requests": {"cpu": "100m", "memory": "64Mi"}}},
            {"name": "migrate", "resources": {"requests": {"cpu": "2", "hugepages-2Mi": "4Mi"}, "limits": {"hugepages-2Mi": "4Mi"}}},
        ],
        "overhead": {"cpu": "10m", "memory": "16Mi"},
    }));
    assert_eq!(
        QuotaUsage::of_pod(&pod).unwrap().amounts().to_string(),
        "count/pods=1,cpu=2110m,hugepages-2Mi=4Mi,limits.cpu=510m,memory=80Mi,pods=1,requests.cpu=2110m,\
         requests.hugepages-2Mi=4Mi,requests.memory=80Mi,requests.nvidia.com/gpu=1"
    );
}

#[test]
fn a_pod_that_ended_or_is_overdue_is_only_counted() {
    let mut pod = asking(json!({"requests": {"cpu": "1"}}));
    let all = "count/pods=1,cpu=1,pods=1,requests.cpu=1";
    assert_eq!(QuotaUsage::of_pod(&pod).unwrap().amounts().to_string(), all);
    let time = |text: &str| from_value::<Time>(json!(text)).unwrap();
    pod.metadata.deletion_timestamp = Some(time("2019-05-10T13:25:00Z"));
    pod.metadata.deletion_grace_period_seconds = Some(30);
    for (now, expected) in [("2019-05-10T13:25:30Z", all), ("2019-05-10T13:25:31Z", "count/pods=1")] {
        assert_eq!(QuotaUsage::of_pod_at(&pod, &time(now)).unwrap().amounts().to_string(), expected, "{now}");
    }
    for phase in ["Failed", "Succeeded"] {
        pod.status.get_or_insert_default().phase = Some(phase.to_owned());
        assert_eq!(QuotaUsage::of_pod(&pod).unwrap().amounts().to_string(), "count/pods=1", "{phase}");
    }
}

#[test]
fn node_ports_and_load_balancers_count_by_type() {
    let usage = |spec: Value| {
        let service: Service = from_value(json!({"spec": spec})).unwrap();
        let usage = QuotaUsage::of_service(&service);
        ["services.nodeports", "services.loadbalancers"].map(|name| usage.amounts().get(name).unwrap().to_string())
    };
    let ports = json!([{"port": 80}, {"port": 443, "nodePort": 30443}]);
    for (spec, expected) in [
        (json!({"ports": ports}), ["0", "0"]),
        (json!({"type": "ClusterIP", "ports": ports}), ["0", "0"]),
        (json!({"type": "NodePort", "ports": ports}), ["2", "0"]),
        (json!({"type": "LoadBalancer", "ports": ports}), ["2", "1"]),
        (json!({"type": "LoadBalancer", "allocateLoadBalancerNodePorts": false, "ports": ports}), ["1", "1"]),
        (json!({"type": "ExternalName"}), ["0", "0"]),
    ] {
        assert_eq!(usage(spec.clone()), expected, "{spec}");
    }
}

#[test]
fn claims_count_by_class_and_in_bytes() {
    let usage = |claim: Value| {
        let claim: PersistentVolumeClaim = from_value(claim).unwrap();
        QuotaUsage::of_claim(&claim).unwrap().amounts().to_string()
    };
    assert_eq!(
        usage(json!({"spec": {"storageClassName": "gold", "resources": {"requests": {"storage": "1.0001"}}}})),
        "count/persistentvolumeclaims=1,gold.storageclass.storage.k8s.io/persistentvolumeclaims=1,\
         gold.storageclass.storage.k8s.io/requests.storage=2,persistentvolumeclaims=1,requests.storage=2"
    );
    assert_eq!(
        usage(json!({
            "metadata": {"annotations": {"volume.beta.kubernetes.io/storage-class": ""}},
            "spec": {"storageClassName": "gold", "resources": {"requests": {"storage": "1Gi"}}},
            "status": {"allocatedResources": {"storage": "2Gi"}},
        })),
        "count/persistentvolumeclaims=1,persistentvolumeclaims=1,requests.storage=2Gi"
    );
}

#[test]
fn everything_counts_under_its_kind() {
    let usage = |usage: QuotaUsage<'_>| usage.amounts().to_string();
    assert_eq!(usage(QuotaUsage::of_object(&Deployment::default())), "count/deployments.apps=1");
    assert_eq!(usage(QuotaUsage::of_object(&Secret::default())), "count/secrets=1,secrets=1");
    assert_eq!(usage(QuotaUsage::of_object(&ResourceQuota::default())), "count/resourcequotas=1,resourcequotas=1");
    assert_eq!(usage(QuotaUsage::of_kind("istio.io", "gateways", "web")), "count/gateways.istio.io=1");
    assert_eq!(usage(QuotaUsage::of_object(&Event::default())), "");
    let full = quota(json!({"count/deployments.apps": "3"}), json!({"count/deployments.apps": "3"}));
    let refusal = full.admit(&QuotaUsage::of_kind("apps", "deployments", "web")).unwrap();
    assert_eq!(
        refusal.to_string(),
        "deployments.apps \"web\" is forbidden: exceeded quota: my-quota, requested: count/deployments.apps=1, \
         used: count/deployments.apps=3, limited: count/deployments.apps=3"
    );
}

#[test]
fn only_what_the_quota_names_is_asked_for() {
    let pod = asking(json!({"requests": {"cpu": "500m"}, "limits": {"memory": "1Gi"}}));
    for (hard, used, expected) in [
        (json!({"cpu": "4"}), json!({"cpu": "3500m"}), None),
        (
            json!({"cpu": "4"}),
            json!({"cpu": "4"}),
            Some("exceeded quota: my-quota, requested: cpu=500m, used: cpu=4, limited: cpu=4"),
        ),
        (
            json!({"requests.cpu": "1", "limits.memory": "1Gi", "pods": "10"}),
            json!({"requests.cpu": "800m", "limits.memory": "512Mi", "pods": "2"}),
            Some(
                "exceeded quota: my-quota, requested: limits.memory=1Gi,requests.cpu=500m, \
                 used: limits.memory=512Mi,requests.cpu=800m, limited: limits.memory=1Gi,requests.cpu=1",
            ),
        ),
        (
            json!({"limits.cpu": "4", "memory": "1Gi", "limits.memory": "1Gi"}),
            json!({}),
            Some("failed quota: my-quota: must specify limits.cpu for: web"),
        ),
        // Ephemeral storage, huge pages and devices need not be given.
        (json!({"ephemeral-storage": "1Gi", "requests.nvidia.com/gpu": "1"}), json!({}), None),
        (json!({"configmaps": "0", "services": "0"}), json!({}), None),
        // What is over already refuses nothing that adds nothing to it.
        (json!({"requests.nvidia.com/gpu": "1", "pods": "5"}), json!({"requests.nvidia.com/gpu": "2"}), None),
    ] {
        assert_eq!(said(&quota(hard.clone(), used), &pod).as_deref(), expected, "{hard}");
    }
}

#[test]
fn every_container_has_to_give_what_is_counted() {
    let spec = json!({
        "containers": [{"name": "web", "resources": {"limits": {"cpu": "1"}}}, {"name": "proxy"}],
        "initContainers": [{"name": "migrate"}],
    });
    let counted = quota(json!({"cpu": "4", "memory": "32G", "pods": "30"}), json!({}));
    assert_eq!(
        said(&counted, &pod(spec.clone())).unwrap(),
        "failed quota: my-quota: must specify cpu for: migrate,proxy; memory for: migrate,proxy,web"
    );
    // Amounts of the pod as a whole do instead.
    let mut own = spec;
    own["resources"] = json!({"limits": {"cpu": "2", "memory": "1Gi"}});
    assert_eq!(said(&counted, &pod(own)), None);
}

#[test]
fn scopes_choose_pods() {
    let ask = json!({"requests": {"cpu": "1"}});
    let with = |field: &str, value: Value| {
        pod(json!({"containers": [{"name": "web", "resources": ask.clone()}], field: value}))
    };
    let plain = || with("nodeName", json!("n"));
    let affinity = |term: Value| {
        let terms = json!({"requiredDuringSchedulingIgnoredDuringExecution": [term]});
        with("affinity", json!({"podAntiAffinity": terms}))
    };
    let select = |operator: &str, values: Value| json!({"scopeSelector": {"matchExpressions": [{"scopeName": "PriorityClass", "operator": operator, "values": values}]}});
    let cases = [
        (json!({"scopes": ["Terminating"]}), with("activeDeadlineSeconds", json!(60)), true),
        (json!({"scopes": ["Terminating"]}), plain(), false),
        (json!({"scopes": ["NotTerminating"]}), plain(), true),
        (json!({"scopes": ["BestEffort"]}), plain(), false),
        (json!({"scopes": ["BestEffort"]}), asking(json!({})), true),
        (json!({"scopes": ["NotBestEffort", "NotTerminating"]}), plain(), true),
        (json!({"scopes": ["NotBestEffort", "Terminating"]}), plain(), false),
        (json!({"scopes": ["PriorityClass"]}), plain(), false),
        (json!({"scopes": ["PriorityClass"]}), with("priorityClassName", json!("high")), true),
        (select("In", json!(["high"])), with("priorityClassName", json!("high")), true),
        (select("In", json!(["high"])), with("priorityClassName", json!("low")), false),
        (select("In", json!(["high"])), plain(), false),
        (select("NotIn", json!(["high"])), with("priorityClassName", json!("low")), true),
        (select("NotIn", json!(["high"])), plain(), true),
        (select("Exists", json!(null)), plain(), false),
        (select("DoesNotExist", json!(null)), plain(), true),
        (json!({"scopes": ["CrossNamespacePodAffinity"]}), affinity(json!({"topologyKey": "z"})), false),
        (
            json!({"scopes": ["CrossNamespacePodAffinity"]}),
            affinity(json!({"topologyKey": "z", "namespaces": ["a"]})),
            true,
        ),
        (
            json!({"scopes": ["CrossNamespacePodAffinity"]}),
            affinity(json!({"topologyKey": "z", "namespaceSelector": {}})),
            true,
        ),
    ];
    for (scopes, pod, expected) in cases {
        let quota = scoped(json!({"pods": "1"}), json!({}), scopes.clone());
        assert_eq!(quota.matches(&QuotaUsage::of_pod(&pod).unwrap()), expected, "{scopes} {pod:?}");
    }
    let service = Service::default();
    let scoped = scoped(json!({"services": "0"}), json!({}), json!({"scopes": ["NotTerminating"]}));
    assert_eq!(scoped.admit(&QuotaUsage::of_service(&service)), None, "a quota with scopes counts no Service");
}

#[test]
fn claims_are_scoped_by_volume_attributes_class() {
    let gold = json!({
        "scopeSelector": {"matchExpressions": [{"scopeName": "VolumeAttributesClass", "operator": "In", "values": ["gold"]}]},
    });
    let quota = scoped(json!({"persistentvolumeclaims": "1"}), json!({}), gold);
    for (claim, expected) in [
        (json!({"spec": {"volumeAttributesClassName": "gold"}}), true),
        (json!({"spec": {"volumeAttributesClassName": "silver"}}), false),
        (
            json!({"spec": {"volumeAttributesClassName": "silver"}, "status": {"currentVolumeAttributesClassName": "gold"}}),
            true,
        ),
        (json!({"spec": {}}), false),
    ] {
        let claim: PersistentVolumeClaim = from_value(claim).unwrap();
        assert_eq!(quota.matches(&QuotaUsage::of_claim(&claim).unwrap()), expected, "{claim:?}");
    }
}

#[test]
fn a_change_is_asked_for_the_difference() {
    let service = |kind: &str, ports: usize| -> Service {
        let ports: Vec<Value> = (0..ports).map(|port| json!({"port": 80 + port})).collect();
        from_value(json!({"metadata": {"name": "web"}, "spec": {"type": kind, "ports": ports}})).unwrap()
    };
    let quota =
        quota(json!({"services": "1", "services.nodeports": "2"}), json!({"services": "1", "services.nodeports": "1"}));
    let said = |old: &Service, new: &Service| {
        let refusal = quota.admit_change(&QuotaUsage::of_service(old), &QuotaUsage::of_service(new));
        refusal.map(|refusal| refusal.to_string())
    };
    assert_eq!(said(&service("NodePort", 1), &service("NodePort", 2)), None);
    assert_eq!(said(&service("NodePort", 2), &service("ClusterIP", 2)), None);
    assert_eq!(
        said(&service("ClusterIP", 2), &service("NodePort", 2)).unwrap(),
        "services \"web\" is forbidden: exceeded quota: my-quota, requested: services.nodeports=2, \
         used: services.nodeports=1, limited: services.nodeports=2"
    );
}

#[test]
fn a_negative_request_is_refused() {
    let pod = asking(json!({"requests": {"cpu": "-1"}}));
    let quota = quota(json!({"cpu": "4"}), json!({}));
    assert_eq!(said(&quota, &pod).unwrap(), "quota usage is negative for resource(s): cpu,requests.cpu");
}

#[test]
fn a_surge_counts_the_greater_pod_in_full() {
    let (small, large) = (asking(json!({"requests": {"cpu": "1"}})), asking(json!({"requests": {"cpu": "2"}})));
    let (small, large) = (QuotaUsage::of_pod(&small).unwrap(), QuotaUsage::of_pod(&large).unwrap());
    let update = RollingUpdate::new("1".parse().unwrap(), "0".parse().unwrap()).unwrap();
    // Four pods of 1 and another app's pod of 1.
    let quota = quota(json!({"cpu": "9", "pods": "6"}), json!({"cpu": "5", "pods": "5"}));
    let says = |old, new, update| -> Vec<String> {
        quota.surge_excess(old, new, 4, update).iter().map(ToString::to_string).collect()
    };
    assert_eq!(says(&small, &small, update), Vec::<String>::new());
    assert_eq!(says(&small, &large, update), ["cpu: needs 10, may use 9, 1 too much"]);
    let two = RollingUpdate::new("50%".parse().unwrap(), "0".parse().unwrap()).unwrap();
    assert_eq!(says(&small, &small, two), ["pods: needs 7, may use 6, 1 too much"]);
}

#[test]
fn room_is_what_the_scarcest_amount_leaves() {
    let pod = asking(json!({"requests": {"cpu": "500m", "memory": "3Gi"}}));
    let usage = QuotaUsage::of_pod(&pod).unwrap();
    for (hard, used, expected) in [
        (json!({"cpu": "4"}), json!({"cpu": "1"}), Some(6)),
        (json!({"cpu": "4", "memory": "10Gi"}), json!({}), Some(3)),
        (json!({"cpu": "4", "pods": "1"}), json!({}), Some(1)),
        (json!({"cpu": "1"}), json!({"cpu": "2"}), Some(0)),
        (json!({"limits.cpu": "4"}), json!({}), Some(0)),
        (json!({"services": "1"}), json!({}), None),
    ] {
        assert_eq!(quota(hard.clone(), used).room_for(&usage), expected, "{hard}");
    }
}
