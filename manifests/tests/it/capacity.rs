//! How much objects need, and what quotas and nodes leave.

use k8s_openapi::api::core::v1::Node;
use pavedroad_manifests::admission::{Capacity, Demand, DemandRange, NamespaceCapacity};
use pavedroad_manifests::{AppSpec, Cpu, Manifests, Object, Platform, Quantity};
use proptest::prelude::*;

/// The objects of a stream; what they ask for need not be a quantity.
fn objects(yaml: &str) -> Vec<Object> {
    let manifests = Manifests::read("test.yaml", yaml).unwrap_or_else(|findings| panic!("{findings}"));
    manifests.objects().cloned().collect()
}

fn nodes(yaml: &str) -> Vec<Node> {
    let node = |object: Object| if let Object::Node(node) = object { *node } else { panic!("{object:?}") };
    objects(yaml).into_iter().map(node).collect()
}

#[track_caller]
fn shop(yaml: &str, nodes: &[Node]) -> NamespaceCapacity {
    let capacity = Capacity::of(&objects(yaml), nodes).unwrap();
    capacity.namespaces().iter().find(|namespace| namespace.namespace() == "shop").unwrap().clone()
}

/// A workload of pods that ask for one cpu; `spec` stands beside the template.
fn workload(api: &str, kind: &str, name: &str, spec: &str) -> String {
    format!(
        "apiVersion: {api}
kind: {kind}
metadata: {{name: {name}, namespace: shop}}
spec: {{{spec} template: {{metadata: {{labels: {{app: {name}}}}}, spec: {POD}}}}}
---
"
    )
}

const POD: &str = "{restartPolicy: Always, containers: [{name: web, image: 'web:1', resources: {requests: {cpu: 1}}}]}";
const SELECTOR: &str = "selector: {matchLabels: {app: web}},";

fn pods(range: &DemandRange) -> [u64; 3] {
    [range.least(), range.most(), range.peak()].map(Demand::pods)
}

#[test]
fn each_workload_counts_its_pods_in_its_own_way() {
    let job =
        |spec: &str| workload("batch/v1", "Job", "sync", spec).replace("restartPolicy: Always", "restartPolicy: Never");
    let cron = |cron: &str, spec: &str| {
        format!(
            "apiVersion: batch/v1
kind: CronJob
metadata: {{name: sync, namespace: shop}}
spec: {{schedule: '*/5 * * * *', {cron} jobTemplate: {{spec: {{{spec} template: {{spec: {}}}}}}}}}
",
            POD.replace("Always", "Never")
        )
    };
    let deployment = |spec: &str| workload("apps/v1", "Deployment", "web", &format!("{SELECTOR} {spec}"));
    for (yaml, expected) in [
        (deployment(""), [1, 1, 2]),
        (deployment("replicas: 8,"), [8, 8, 10]),
        (deployment("replicas: 8, strategy: {type: Recreate},"), [8, 8, 8]),
        (deployment("replicas: 2, strategy: {rollingUpdate: {maxSurge: 5}},"), [2, 2, 4]),
        (deployment("replicas: 0,"), [0, 0, 0]),
        (workload("apps/v1", "StatefulSet", "web", &format!("{SELECTOR} serviceName: web, replicas: 3,")), [3, 3, 3]),
        (workload("apps/v1", "ReplicaSet", "web", &format!("{SELECTOR} replicas: 3,")), [3, 3, 3]),
        (workload("v1", "ReplicationController", "web", "replicas: 3,"), [3, 3, 3]),
        (job(""), [1, 1, 1]),
        (job("parallelism: 4,"), [4, 4, 4]),
        (job("parallelism: 4, completions: 3,"), [3, 3, 3]),
        (job("parallelism: 4, suspend: true,"), [0, 0, 0]),
        (cron("", ""), [0, 1, 1]),
        (cron("", "parallelism: 3,"), [0, 3, 3]),
        (cron("suspend: true,", ""), [0, 0, 0]),
    ] {
        let namespace = shop(&yaml, &[]);
        assert_eq!(pods(namespace.demand()), expected, "{yaml}");
        let cpu = |demand: &Demand| demand.requests().get("cpu").cloned().unwrap_or_default();
        let cpus = [namespace.least(), namespace.most(), namespace.peak()].map(cpu);
        assert_eq!(cpus, expected.map(|pods| Quantity::from_static("1") * i64::try_from(pods).unwrap()), "{yaml}");
    }
}

#[test]
fn an_autoscaler_does_not_wake_what_is_set_to_no_pods() {
    let autoscaler = "
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: web, namespace: shop}
spec: {minReplicas: 2, maxReplicas: 5, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}}
";
    for (replicas, expected) in [("", [2, 5, 7]), ("replicas: 3,", [2, 5, 7]), ("replicas: 0,", [0, 0, 0])] {
        let web = workload("apps/v1", "Deployment", "web", &format!("{SELECTOR} {replicas}"));
        assert_eq!(pods(shop(&format!("{web}{autoscaler}"), &[]).demand()), expected, "{replicas:?}");
    }
}

const NODES: &str = "
apiVersion: v1
kind: List
items:
- {apiVersion: v1, kind: Node, metadata: {name: a, labels: {disk: ssd}}, status: {allocatable: {cpu: 3900m, memory: 15Gi, pods: '110'}}}
- {apiVersion: v1, kind: Node, metadata: {name: b}, status: {allocatable: {cpu: '4', memory: 16Gi, pods: '110'}}}
- {apiVersion: v1, kind: Node, metadata: {name: cordoned}, spec: {unschedulable: true, taints: [{key: node.kubernetes.io/unschedulable, effect: NoSchedule}]}, status: {allocatable: {cpu: '4', memory: 16Gi, pods: '110'}}}
- {apiVersion: v1, kind: Node, metadata: {name: control}, spec: {taints: [{key: node-role.kubernetes.io/control-plane, effect: NoSchedule}]}, status: {allocatable: {cpu: '4', memory: 16Gi, pods: '110'}}}
- {apiVersion: v1, kind: Node, metadata: {name: preferred-by-few}, spec: {taints: [{key: spot, effect: PreferNoSchedule}]}, status: {allocatable: {cpu: '1', memory: 1Gi, pods: '10'}}}
";

#[test]
fn pods_of_a_daemon_set_count_for_each_node_they_go_to() {
    let nodes = nodes(NODES);
    for (place, expected) in [
        ("", 4),
        ("nodeSelector: {disk: ssd},", 1),
        ("tolerations: [{operator: Exists}],", 5),
        ("nodeName: b,", 1),
        ("nodeSelector: {disk: tape},", 0),
    ] {
        let set = workload("apps/v1", "DaemonSet", "logs", SELECTOR).replace("{app: logs}", "{app: web}");
        let set = set.replace("{restartPolicy", &format!("{{{place} restartPolicy"));
        assert_eq!(pods(shop(&set, &nodes).demand()), [expected; 3], "{place:?}");
        // Where the nodes are not known, nobody knows how many there are.
        assert_eq!(pods(shop(&set, &[]).demand()), [0; 3]);
        let surge = "updateStrategy: {rollingUpdate: {maxSurge: 50%, maxUnavailable: 0}}, template";
        let surge = shop(&set.replace("template", surge), &nodes);
        assert_eq!(surge.peak().pods(), expected + expected.div_ceil(2), "{place:?}");
    }
}

#[test]
fn nodes_give_what_is_allocatable_on_those_that_take_any_pod() {
    let web = workload("apps/v1", "Deployment", "web", &format!("{SELECTOR} replicas: 8,"));
    let gpu = "{apiVersion: v1, kind: Pod, metadata: {name: train, namespace: lab}, spec: {containers: \
               [{name: t, image: 't:1', resources: {limits: {nvidia.com/gpu: 2}}}]}}";
    let capacity = Capacity::of(&objects(&format!("{web}{gpu}")), &nodes(NODES)).unwrap();
    let rooms = capacity.node_headroom().iter().map(|room| {
        let (left, at_peak) = (room.left(), room.left_at_peak());
        format!("{} {} {} {} {:?}", room.resource(), room.allocatable(), left, at_peak, room.percent())
    });
    assert_eq!(
        rooms.collect::<Vec<_>>(),
        [
            "cpu 8900m 900m -1100m Some(89)",
            "memory 32Gi 32Gi 32Gi Some(0)",
            "nvidia.com/gpu 0 -2 -2 None",
            "pods 230 221 219 Some(3)",
        ]
    );
    assert_eq!((capacity.nodes(), capacity.open_nodes()), (5, 3));
    let unknown = Capacity::of(&objects(&web), &[]).unwrap();
    assert_eq!((unknown.nodes(), unknown.node_headroom()), (0, &[][..]));
}

#[test]
fn a_pod_without_a_limit_is_no_percentage() {
    let pod = |name: &str, resources: &str| {
        format!(
            "{{apiVersion: v1, kind: Pod, metadata: {{name: {name}, namespace: shop}}, spec: {{containers: \
             [{{name: a, image: 'a:1', resources: {{requests: {{cpu: 1}}, limits: {{cpu: 2}}}}}}, \
             {{name: b, image: 'b:1', resources: {resources}}}]}}}}\n---\n"
        )
    };
    for (resources, unlimited, overcommit) in [
        ("{requests: {cpu: 1}, limits: {cpu: 3}}", 0, Some(250)),
        ("{requests: {cpu: 1}}", 2, None),
        ("{requests: {cpu: 0}, limits: {cpu: 0}}", 2, None),
    ] {
        let both = pod("one", resources) + &pod("two", resources);
        let demand = shop(&both, &[]);
        assert_eq!(demand.most().unlimited("cpu"), unlimited, "{resources}");
        assert_eq!(demand.most().overcommit("cpu"), overcommit, "{resources}");
    }
}

#[test]
fn what_is_somebodys_counts_with_its_owner_if_that_is_here() {
    let owned = |kind: &str, name: &str, pod: &str| {
        format!(
            "{{apiVersion: v1, kind: Pod, metadata: {{name: {pod}, namespace: shop, ownerReferences: [{{apiVersion: v1, \
             kind: {kind}, name: {name}, uid: u, controller: true}}]}}, spec: {POD}}}\n---\n"
        )
    };
    let two = owned("ReplicaSet", "web-5d4f8c7b9d", "web-1") + &owned("ReplicaSet", "web-5d4f8c7b9d", "web-2");
    // As `kubectl get pods -o yaml` prints them.
    assert_eq!(pods(shop(&two, &[]).demand()), [2, 2, 2]);
    let web = workload("apps/v1", "Deployment", "web", SELECTOR);
    assert_eq!(pods(shop(&format!("{web}{two}"), &[]).demand()), [1, 1, 2]);
    let set = workload("apps/v1", "ReplicaSet", "web-5d4f8c7b9d", &format!("{SELECTOR} replicas: 2,"));
    let set = set.replace("labels: {app: web-5d4f8c7b9d}", "labels: {app: web}");
    assert_eq!(pods(shop(&format!("{set}{two}"), &[]).demand()), [2, 2, 2]);
    let of_other = owned("ReplicaSet", "api-5d4f8c7b9d", "api-1");
    assert_eq!(pods(shop(&format!("{web}{two}{of_other}"), &[]).demand()), [2, 2, 3]);

    let ended = owned("Job", "sync-28391040", "sync-1").replace("spec:", "status: {phase: Succeeded}, spec:");
    assert_eq!(pods(shop(&format!("{web}{ended}"), &[]).demand()), [1, 1, 2]);
}

#[test]
fn claims_of_a_stateful_set_are_counted_once() {
    let claims = "serviceName: db, replicas: 2, volumeClaimTemplates: [{metadata: {name: data}, spec: \
                  {accessModes: [ReadWriteOnce], resources: {requests: {storage: 10Gi}}}}],";
    let set = workload("apps/v1", "StatefulSet", "db", &format!("{SELECTOR} {claims}"));
    let set = set.replace("labels: {app: db}", "labels: {app: web}");
    let claim = |name: &str| {
        format!(
            "{{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {{name: {name}, namespace: shop}}, spec: \
             {{accessModes: [ReadWriteOnce], resources: {{requests: {{storage: 10Gi}}}}}}}}\n---\n"
        )
    };
    let quota = "{apiVersion: v1, kind: ResourceQuota, metadata: {name: q, namespace: shop}, spec: {hard: \
                 {requests.storage: 50Gi, persistentvolumeclaims: 9}}}\n---\n";
    let left =
        |yaml: &str| shop(&format!("{quota}{yaml}"), &[]).quotas().iter().map(|it| it.left().to_string()).collect();
    let both: Vec<String> = left(&format!("{set}{}{}", claim("data-db-0"), claim("data-db-1")));
    assert_eq!(both, ["7", "30Gi"]);
    let other: Vec<String> = left(&format!("{set}{}{}", claim("data-db"), claim("data-cache-0")));
    assert_eq!(other, ["5", "10Gi"]);
}

#[test]
fn a_namespace_without_a_quota_is_bound_by_nothing() {
    let web = workload("apps/v1", "Deployment", "web", SELECTOR);
    assert_eq!(shop(&web, &[]).quotas(), []);
    // One without pods is there for its quota alone, and one without both not at all.
    let text = "{apiVersion: v1, kind: ResourceQuota, metadata: {name: q, namespace: empty}, spec: {hard: {pods: 5}}}
---
{apiVersion: v1, kind: ConfigMap, metadata: {name: c, namespace: files}}
";
    let capacity = Capacity::of(&objects(text), &[]).unwrap();
    let names: Vec<&str> = capacity.namespaces().iter().map(NamespaceCapacity::namespace).collect();
    assert_eq!(names, ["empty"]);
    assert_eq!(capacity.namespaces()[0].quotas()[0].left().to_string(), "5");
}

#[test]
fn a_sidecar_is_a_part_of_the_request() {
    let pod = "{apiVersion: v1, kind: Pod, metadata: {name: web, namespace: shop}, spec: {initContainers: \
               [{name: proxy, image: 'p:1', restartPolicy: Always, resources: {requests: {cpu: 100m}}}, \
               {name: migrate, image: 'm:1', resources: {requests: {cpu: 3}}}], containers: \
               [{name: web, image: 'w:1', resources: {requests: {cpu: 1}}}]}}";
    assert_eq!(shop(pod, &[]).most().requests().to_string(), "cpu=3100m");
    assert_eq!(shop(&pod.replace("cpu: 3}", "cpu: 0.5}"), &[]).most().requests().to_string(), "cpu=1100m");
}

#[test]
fn every_amount_that_is_none_is_named_with_its_object() {
    let web = workload("apps/v1", "Deployment", "web", SELECTOR);
    let mut all = objects(&format!("{web}{}", web.replace("name: web, namespace", "name: api, namespace")));
    for object in &mut all {
        let Object::Deployment(deployment) = object else { panic!("{object:?}") };
        let mut spec = serde_json::to_value(&**deployment).unwrap();
        spec["spec"]["template"]["spec"]["containers"][0]["resources"]["requests"]["cpu"] = "1 core".into();
        **deployment = serde_json::from_value(spec).unwrap();
    }
    let error = Capacity::of(&all, &[]).unwrap_err();
    let named: Vec<&str> = error.objects().map(|(object, _)| object).collect();
    assert_eq!(named, ["Deployment shop/web", "Deployment shop/api"]);
    assert!(error.to_string().contains("requests[cpu]: "), "{error}");
}

/// Some apps of three business lines: name, cpu in millicores, memory in MiB, replicas or bounds of an autoscaler.
fn apps() -> impl Strategy<Value = Vec<(usize, u32, u32, u32, Option<u32>)>> {
    prop::collection::vec((0..3_usize, 1..4000_u32, 4..4096_u32, 1..6_u32, prop::option::of(0..5_u32)), 1..8)
}

fn capacity(apps: &[(usize, u32, u32, u32, Option<u32>)]) -> (Platform, Capacity) {
    let quota = "quota: {test: {requests.cpu: 10, pods: 20}, prod: {requests.memory: 8Gi}}";
    let platform = Platform::read("platform.yaml", quota).unwrap();
    let specs: Vec<_> = apps
        .iter()
        .enumerate()
        .map(|(at, (line, cpu, memory, pods, more))| {
            let line = ["ai", "dt", "ad"][*line];
            let scale = match more {
                Some(more) => format!("autoscale: {{min: {pods}, max: {}, cpu: 60%}}", pods + more),
                None => format!("replicas: {pods}"),
            };
            let text = format!(
                "app: {line}-dc-app{at}\nimage: {{tag: 20190510-1033_v20}}\n\
                 resources: {{cpu: {cpu}m, memory: {memory}Mi}}\n{scale}\n"
            );
            AppSpec::read(&platform, "app.yaml", text).unwrap()
        })
        .collect();
    let objects = platform.objects(specs.iter().flat_map(AppSpec::apps));
    let capacity = Capacity::of(&objects, &nodes(NODES)).unwrap();
    (platform, capacity)
}

/// Every figure, to be compared one by one.
fn figures(capacity: &Capacity) -> Vec<(String, Quantity)> {
    let mut figures = Vec::new();
    let mut all = vec![("all", capacity.total(|_| true))];
    all.extend(capacity.namespaces().iter().map(|space| (space.namespace(), space.demand().clone())));
    for (name, range) in &all {
        for (at, demand) in [range.least(), range.most(), range.peak()].into_iter().enumerate() {
            for resource in ["cpu", "memory"] {
                let amount = demand.requests().get(resource).cloned().unwrap_or_default();
                figures.push((format!("{name} {at} {resource}"), amount));
            }
        }
    }
    for space in capacity.namespaces() {
        for quota in space.quotas() {
            figures.push((format!("{} {}", space.namespace(), quota.resource()), quota.peak().clone()));
        }
    }
    for room in capacity.node_headroom() {
        figures.push((format!("nodes {}", room.resource()), room.most().clone()));
    }
    figures
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn a_total_is_the_sum_of_its_parts(apps in apps()) {
        let (platform, capacity) = capacity(&apps);
        let total = capacity.total(|_| true);
        let lines = capacity.lines(platform.convention());
        for sum in [
            lines.values().flat_map(|range| range.peak().requests().get("cpu")).sum::<Quantity>(),
            capacity.namespaces().iter().flat_map(|space| space.peak().requests().get("cpu")).sum(),
        ] {
            prop_assert_eq!(Some(&sum), total.peak().requests().get("cpu"));
        }
        let pods: u64 = lines.values().map(|range| range.most().pods()).sum();
        prop_assert_eq!(pods, total.most().pods());
        // And each app's: three environments of the same pods.
        let least: u32 = apps.iter().map(|(.., pods, _)| pods * 3).sum();
        let most: u32 = apps.iter().map(|(.., pods, more)| (pods + more.unwrap_or(0)) * 3).sum();
        prop_assert_eq!((total.least().pods(), total.most().pods()), (least.into(), most.into()));
        let cpu: u32 = apps.iter().map(|(_, cpu, _, pods, more)| cpu * (pods + more.unwrap_or(0)) * 3).sum();
        let cpu = Cpu::from_millicores(cpu.into()).quantity();
        prop_assert_eq!(Some(&cpu), total.most().requests().get("cpu"));
        let room = capacity.node_headroom().iter().find(|room| room.resource() == "cpu").unwrap();
        prop_assert_eq!(room.most(), &cpu);
        prop_assert_eq!(&room.left() + &cpu, room.allocatable().clone());
    }

    #[test]
    fn a_greater_request_never_lowers_a_sum(apps in apps(), at in any::<prop::sample::Index>(), cpu in 0..500_u32, memory in 0..500_u32) {
        let before = figures(&capacity(&apps).1);
        let mut grown = apps.clone();
        let app = &mut grown[at.index(apps.len())];
        (app.1, app.2) = (app.1 + cpu, app.2 + memory);
        for ((name, before), (of, after)) in before.iter().zip(figures(&capacity(&grown).1)) {
            prop_assert_eq!(name, &of);
            prop_assert!(*before <= after, "{} {} {}", name, before, after);
        }
    }

    #[test]
    fn the_least_is_no_more_than_the_most_and_that_no_more_than_the_peak(apps in apps()) {
        let (_, capacity) = capacity(&apps);
        for space in capacity.namespaces() {
            let (least, most, peak) = (space.least(), space.most(), space.peak());
            prop_assert!(least.pods() <= most.pods() && most.pods() <= peak.pods());
            for (name, amount) in least.requests().iter() {
                prop_assert!(Some(amount) <= most.requests().get(name));
            }
            for (name, amount) in most.requests().iter() {
                prop_assert!(Some(amount) <= peak.requests().get(name));
            }
        }
    }
}
