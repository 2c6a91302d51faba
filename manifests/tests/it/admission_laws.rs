//! Laws of admission, on objects that are legal or near it.

use k8s_openapi::api::core::v1::{LimitRange, Pod};
use pavedroad_manifests::admission::{
    LimitRangeRules, NamespaceRules, PodResources, Quota, QuotaUsage, ResourceList, rolling_update_peak,
};
use pavedroad_manifests::{Quantity, check};
use pavedroad_rollout::RollingUpdate;
use proptest::prelude::*;
use serde_json::{Value, from_value, json};

use crate::mutate::mutations;

const CORPUS: [&[u8]; 6] = [
    br#"[{"metadata":{"name":"limits"},"spec":{"limits":[{"type":"Pod","default":{"cpu":"100m"},"max":{"cpu":"1"},"min":{"memory":"256Mi"}}]}},{"metadata":{"name":"web"},"spec":{"containers":[{"name":"web","resources":{"requests":{"cpu":"250m"},"limits":{"cpu":"500m","memory":"128Mi"}}}]}}]"#,
    br#"[{"spec":{"limits":[{"type":"Container","default":{"cpu":"1e1"},"defaultRequest":{"memory":"1.5Gi"},"maxLimitRequestRatio":{"cpu":"1.5"}}]}},{"spec":{"containers":[{"name":"a"}],"initContainers":[{"name":"b","restartPolicy":"Always","resources":{"limits":{"hugepages-2Mi":"4Mi"}}}],"resources":{"limits":{"cpu":"2"}},"overhead":{"cpu":"10m"}}}]"#,
    br#"[{"metadata":{"name":"q"},"spec":{"hard":{"cpu":"4","pods":"3","services.nodeports":"2","requests.storage":"5Gi"},"scopes":["NotTerminating"]},"status":{"used":{"cpu":"1"}}},{"metadata":{"name":"web"},"spec":{"containers":[{"name":"web","resources":{"requests":{"cpu":"1"}}}]}}]"#,
    br#"[{"metadata":{"name":"q"},"spec":{"hard":{"services":"1","services.nodeports":"2","persistentvolumeclaims":"1"}}},{"metadata":{"name":"s"},"spec":{"type":"NodePort","ports":[{"port":80},{"port":443}]}}]"#,
    br#"[{"spec":{"hard":{"requests.storage":"5Gi","gold.storageclass.storage.k8s.io/requests.storage":"1Gi"}}},{"spec":{"storageClassName":"gold","resources":{"requests":{"storage":"2Gi"}}}}]"#,
    br#"[{"spec":{"hostNetwork":true,"hostUsers":false,"securityContext":{"runAsUser":0,"seccompProfile":{"type":"x"}},"containers":[{"name":"a","securityContext":{"privileged":true,"capabilities":{"add":["X"],"drop":["ALL"]}},"ports":[{"containerPort":1,"hostPort":1}]}],"volumes":[{"name":"v","nfs":{"server":"s","path":"/"}}]}}]"#,
];

#[test]
fn the_contract_holds_on_the_corpus_and_its_mutations() {
    CORPUS.into_iter().for_each(check::admission);
    for data in mutations(&CORPUS, 20_190_510, 20_000) {
        check::admission(&data);
    }
}

/// Millicores and mebibytes of requests and of what limits have above them.
type Ask = (u32, u32, u32, u32);

fn ask() -> impl Strategy<Value = Ask> {
    (0u32..2000, 0u32..2000, 0u32..2000, 0u32..2000)
}

fn amounts((cpu, memory, more_cpu, more_memory): Ask) -> Value {
    json!({
        "requests": {"cpu": format!("{cpu}m"), "memory": format!("{memory}Mi")},
        "limits": {"cpu": format!("{}m", cpu + more_cpu), "memory": format!("{}Mi", memory + more_memory)},
    })
}

fn pod(containers: &[Ask], init: &[(Ask, bool)]) -> Pod {
    let apps: Vec<Value> = containers
        .iter()
        .enumerate()
        .map(|(at, ask)| json!({"name": format!("c{at}"), "resources": amounts(*ask)}))
        .collect();
    let inits = init.iter().enumerate().map(|(at, (ask, sidecar))| {
        let policy = sidecar.then_some("Always");
        json!({"name": format!("i{at}"), "restartPolicy": policy, "resources": amounts(*ask)})
    });
    let inits: Vec<Value> = inits.collect();
    from_value(json!({"metadata": {"name": "web"}, "spec": {"containers": apps, "initContainers": inits}})).unwrap()
}

fn pods() -> impl Strategy<Value = (Vec<Ask>, Vec<(Ask, bool)>)> {
    (prop::collection::vec(ask(), 1..4), prop::collection::vec((ask(), any::<bool>()), 0..4))
}

/// Only upper bounds: a smaller pod may well be too small.
fn rules(cpu: u32, memory: u32) -> NamespaceRules {
    let limits: LimitRange = from_value(json!({"spec": {"limits": [
        {"type": "Container", "max": {"cpu": format!("{cpu}m"), "memory": format!("{memory}Mi")}},
        {"type": "Pod", "max": {"cpu": format!("{}m", 2 * cpu), "memory": format!("{}Mi", 2 * memory)}},
    ]}}))
    .unwrap();
    let hard =
        [("requests.cpu", format!("{cpu}m")), ("limits.memory", format!("{memory}Mi")), ("pods", "5".to_owned())];
    let hard: ResourceList = hard.into_iter().map(|(name, amount)| (name, amount.parse().unwrap())).collect();
    NamespaceRules {
        limit_ranges: vec![LimitRangeRules::read(&limits).unwrap()],
        quotas: vec![Quota::new("my-quota", hard)],
        ..NamespaceRules::default()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn less_is_never_refused_where_more_was_admitted(
        (containers, init) in pods(),
        cpu in 0u32..8000,
        memory in 0u32..8000,
        parts in prop::collection::vec(0u32..=100, 8),
    ) {
        let less = |at: usize, (cpu, memory, more_cpu, more_memory): Ask| -> Ask {
            let part = |amount: u32| amount * parts[at % 8] / 100;
            (part(cpu), part(memory), part(more_cpu), part(more_memory))
        };
        let smaller: Vec<Ask> = containers.iter().enumerate().map(|(at, ask)| less(at, *ask)).collect();
        let smaller_init: Vec<_> = init.iter().enumerate().map(|(at, (ask, sidecar))| (less(at + 3, *ask), *sidecar)).collect();
        let rules = rules(cpu, memory);
        let admitted = |pod: &Pod| rules.admit_pod(pod).unwrap().is_admitted();
        let (more, less) = (pod(&containers, &init), pod(&smaller, &smaller_init));
        prop_assert!(admitted(&less) || !admitted(&more));
    }

    #[test]
    fn the_usage_of_a_set_is_the_sum_of_its_parts(set in prop::collection::vec(pods(), 0..5)) {
        let pods: Vec<Pod> = set.iter().map(|(containers, init)| pod(containers, init)).collect();
        let usages: Vec<QuotaUsage<'_>> = pods.iter().map(|pod| QuotaUsage::of_pod(pod).unwrap()).collect();
        let hard = ["cpu", "limits.memory", "pods"].map(|name| (name, Quantity::from_static("1")));
        let mut quota = Quota::new("my-quota", hard.into_iter().collect());
        let mut sum = ResourceList::new();
        for usage in &usages {
            quota.charge(usage);
            sum.add(usage.amounts());
        }
        for (name, used) in quota.used().iter() {
            prop_assert_eq!(used, sum.get(name).unwrap_or(&Quantity::ZERO), "{}", name);
        }
    }

    #[test]
    fn a_pod_asks_for_no_less_than_any_part_of_it((containers, init) in pods()) {
        let pod = pod(&containers, &init);
        let resources = PodResources::read(pod.spec.as_ref().unwrap()).unwrap();
        let all = resources.requests();
        for container in resources.containers() {
            for (name, amount) in container.requests().iter() {
                prop_assert!(all.get(name).unwrap() >= amount);
            }
        }
        let mut everything = ResourceList::new();
        resources.containers().iter().for_each(|container| everything.add(container.requests()));
        for (name, amount) in all.iter() {
            prop_assert!(amount <= everything.get(name).unwrap());
        }
    }

    #[test]
    fn no_step_of_an_update_takes_more_than_its_peak(
        old in 0u32..4000, new in 0u32..4000, replicas in 0u32..20, surge in 1u32..10, steps in prop::collection::vec(0u32..=100, 2),
    ) {
        let update = RollingUpdate::new(surge.to_string().parse().unwrap(), "0".parse().unwrap()).unwrap();
        let amounts = |cpu: u32| ResourceList::from_iter([("cpu", format!("{cpu}m").parse::<Quantity>().unwrap())]);
        let peak = rolling_update_peak(&amounts(old), &amounts(new), replicas, update);
        let of_new = replicas * steps[0] / 100;
        let of_old = (replicas * steps[1] / 100).min(replicas + surge - of_new);
        let taken: Quantity = format!("{}m", of_new * new + of_old * old).parse().unwrap();
        prop_assert!(&taken <= peak.get("cpu").unwrap());
    }
}
