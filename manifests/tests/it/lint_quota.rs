//! Quotas hold the pods among the objects, and an update beside them.

use crate::lint::{beside_web, finds};
use pavedroad_manifests::Object;
use pavedroad_manifests::admission::Capacity;

fn quota(hard: &str) -> String {
    format!("{{apiVersion: v1, kind: ResourceQuota, metadata: {{name: q, namespace: shop}}, spec: {{hard: {hard}}}}}")
}

#[test]
fn a_quota_holds_the_pods_and_their_update() {
    // Two pods of one cpu, and one more while they are updated.
    for (hard, expected) in [
        ("{requests.cpu: 3}", &[][..]),
        ("{requests.cpu: 2}", &["surge-over-quota spec.strategy.rollingUpdate.maxSurge"]),
        ("{pods: 2}", &["surge-over-quota spec.strategy.rollingUpdate.maxSurge"]),
        ("{requests.cpu: 1500m}", &["over-quota spec.hard[requests.cpu]"]),
        ("{services: 0}", &["over-quota spec.hard[services]"]),
        ("{count/deployments.apps: 1, services: 1}", &[]),
        ("{limits.memory: 1Gi}", &[]),
    ] {
        beside_web(&quota(hard), expected);
    }
}

#[test]
fn an_autoscaler_counts_with_both_of_its_numbers() {
    let text = "
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  strategy: {rollingUpdate: {maxSurge: 1}}
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, resources: {requests: {cpu: 500m}, limits: {cpu: 1}}}]}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: web, namespace: shop}
spec: {minReplicas: 2, maxReplicas: 5, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}}
---
";
    let objects: Vec<Object> = crate::lint::objects(&format!("{text}{}", quota("{requests.cpu: 2, pods: 10}")));
    let capacity = Capacity::of(&objects, &[]).unwrap();
    let namespace = &capacity.namespaces()[0];
    let seen = [namespace.least(), namespace.most(), namespace.peak()]
        .map(|demand| format!("{} {} {}", demand.pods(), demand.requests(), demand.limits()));
    assert_eq!(seen, ["2 cpu=1 cpu=2", "5 cpu=2500m cpu=5", "6 cpu=3 cpu=6"]);
    assert_eq!(namespace.most().overcommit("cpu"), Some(200));
    let rooms: Vec<String> = namespace
        .quotas()
        .iter()
        .map(|room| {
            format!(
                "{} {} of {}, {} left, {:?}%",
                room.resource(),
                room.most(),
                room.hard(),
                room.left(),
                room.percent()
            )
        })
        .collect();
    assert_eq!(rooms, ["pods 5 of 10, 5 left, Some(50)%", "requests.cpu 2500m of 2, -500m left, Some(125)%"]);
    assert_eq!(
        serde_json::to_value(&capacity).unwrap()["namespaces"][0]["most"],
        serde_json::json!({"pods": 5, "requests": {"cpu": "2500m"}, "limits": {"cpu": "5"}, "limited": {"cpu": 5}})
    );
}

#[test]
fn defaults_of_a_limit_range_are_counted() {
    let text = "
apiVersion: v1
kind: LimitRange
metadata: {name: l, namespace: shop}
spec: {limits: [{type: Container, default: {memory: 1Gi}, defaultRequest: {memory: 512Mi}}]}
---
apiVersion: v1
kind: Pod
metadata: {name: p, namespace: shop}
spec: {containers: [{name: a}, {name: b}]}
---
";
    finds(&format!("{text}{}", quota("{requests.memory: 1Gi}")), &[]);
    finds(&format!("{text}{}", quota("{requests.memory: 1023Mi}")), &["over-quota spec.hard[requests.memory]"]);
}

#[test]
fn what_a_controller_made_is_counted_with_its_owner() {
    let text = "
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web, resources: {requests: {cpu: 1}}}]}}
---
apiVersion: v1
kind: Pod
metadata: {name: web-5d4f8c7b9d-gwpcf, namespace: shop, labels: {app: web}, ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: web-5d4f8c7b9d, uid: u, controller: true}]}
spec: {containers: [{name: web, resources: {requests: {cpu: 1}}}]}
";
    let capacity = Capacity::of(&crate::lint::objects(text), &[]).unwrap();
    assert_eq!(capacity.namespaces()[0].most().requests().to_string(), "cpu=2");
}
