//! Argo Rollouts' counts: the figures of its own unit tests (`utils/replicaset/canary_test.go`), and its defect.

use pavedroad_rollout::{
    ArgoCanary, CanaryPods, CanarySets, IntOrPercent, PodSet, SurgeZeroDefect, Weight, argo_compatible,
    argo_pods_for_weight, pods_for_shifting_traffic, pods_for_traffic, pods_for_weight,
};

fn percent(weight: u64) -> Weight {
    Weight::from_fraction(weight, 100).unwrap()
}

/// Replicas, weight, largest surge; the canary's pods and the stable version's.
const WANTED: [(u32, u64, u32, u32, u32); 56] = [
    (0, 0, 0, 0, 0),
    (0, 50, 0, 0, 0),
    (0, 100, 0, 0, 0),
    (0, 0, 1, 0, 0),
    (0, 50, 1, 0, 0),
    (0, 100, 1, 0, 0),
    (1, 0, 0, 0, 1),
    (1, 1, 0, 0, 1),
    (1, 49, 0, 0, 1),
    (1, 50, 0, 1, 0),
    (1, 99, 0, 1, 0),
    (1, 100, 0, 1, 0),
    (1, 0, 1, 0, 1),
    (1, 1, 1, 1, 1),
    (1, 49, 1, 1, 1),
    (1, 50, 1, 1, 1),
    (1, 99, 1, 1, 1),
    (1, 100, 1, 1, 0),
    (2, 0, 0, 0, 2),
    (2, 1, 0, 1, 1),
    (2, 50, 0, 1, 1),
    (2, 99, 0, 1, 1),
    (2, 100, 0, 2, 0),
    (2, 0, 1, 0, 2),
    (2, 1, 1, 1, 2),
    (2, 50, 1, 1, 1),
    (2, 99, 1, 2, 1),
    (2, 100, 1, 2, 0),
    (3, 10, 0, 1, 2),
    (3, 25, 0, 1, 2),
    (3, 33, 0, 1, 2),
    (3, 34, 0, 1, 2),
    (3, 49, 0, 1, 2),
    (3, 50, 0, 2, 1),
    (3, 10, 1, 1, 3),
    (3, 25, 1, 1, 3),
    (3, 33, 1, 1, 2),
    (3, 34, 1, 1, 2),
    (3, 49, 1, 2, 2),
    (3, 50, 1, 2, 2),
    (10, 0, 1, 0, 10),
    (10, 1, 0, 1, 9),
    (10, 14, 0, 1, 9),
    (10, 15, 0, 2, 8),
    (10, 16, 0, 2, 8),
    (10, 99, 0, 9, 1),
    (10, 100, 1, 10, 0),
    (10, 1, 1, 1, 10),
    (10, 18, 1, 2, 9),
    (10, 19, 1, 2, 9),
    (10, 20, 1, 2, 8),
    (10, 23, 1, 2, 8),
    (10, 24, 1, 3, 8),
    (10, 25, 1, 3, 8),
    (10, 99, 1, 10, 1),
    (4, 50, 1, 2, 2),
];

#[test]
fn aims_at_the_published_numbers() {
    for (replicas, weight, surge, canary, stable) in WANTED {
        for defect in [SurgeZeroDefect::Mended, SurgeZeroDefect::Kept] {
            let pods = argo_pods_for_weight(replicas, percent(weight), surge > 0, defect);
            assert_eq!(pods, CanaryPods { stable, canary }, "{weight} % of {replicas}, surge {surge}");
        }
    }
}

/// The situation (replicas, weight, surge, unavailable), the sets (pods, available) and the next sizes.
struct Step {
    rollout: (u32, u64, &'static str, &'static str),
    stable: (u32, u32),
    canary: (u32, u32),
    older: u32,
    next: (u32, u32),
}

const fn step(
    rollout: (u32, u64, &'static str, &'static str),
    stable: (u32, u32),
    canary: (u32, u32),
    older: u32,
    next: (u32, u32),
) -> Step {
    Step { rollout, stable, canary, older, next }
}

/// What has no router and no step of its own; a full promotion is a weight of 100 %.
const STEPS: [Step; 34] = [
    step((10, 100, "3", "0"), (7, 8), (6, 3), 0, (7, 6)),
    step((10, 20, "2", "0"), (10, 10), (0, 0), 0, (10, 2)),
    step((10, 20, "20%", "0"), (10, 10), (0, 0), 0, (10, 2)),
    step((10, 20, "20%", "0"), (10, 10), (2, 2), 0, (8, 2)),
    step((10, 30, "2", "0"), (10, 10), (0, 0), 0, (10, 2)),
    step((10, 20, "0", "2"), (10, 10), (0, 0), 0, (8, 0)),
    step((10, 20, "0", "20%"), (10, 10), (0, 0), 0, (8, 0)),
    step((10, 30, "0", "2"), (10, 10), (0, 0), 0, (8, 0)),
    step((10, 50, "2", "1"), (10, 10), (0, 0), 0, (9, 2)),
    step((10, 0, "1", "1"), (10, 10), (1, 1), 0, (10, 0)),
    step((10, 100, "1", "1"), (1, 1), (10, 10), 0, (0, 10)),
    step((1, 20, "1", "0"), (1, 1), (0, 0), 0, (1, 1)),
    step((1, 90, "1", "0"), (1, 1), (0, 0), 0, (1, 1)),
    step((1, 49, "0", "1"), (1, 1), (0, 0), 0, (1, 0)),
    step((1, 51, "0", "1"), (1, 1), (0, 0), 0, (0, 0)),
    step((1, 51, "0", "1"), (0, 0), (0, 0), 0, (0, 1)),
    step((10, 30, "1", "0"), (1, 1), (0, 0), 3, (7, 1)),
    step((10, 30, "0", "3"), (8, 5), (4, 4), 0, (7, 3)),
    step((10, 100, "1", "0"), (10, 2), (10, 8), 0, (2, 9)),
    step((10, 30, "0", "1"), (8, 6), (4, 2), 3, (8, 4)),
    step((10, 5, "0", "1"), (10, 10), (0, 0), 0, (9, 0)),
    step((10, 5, "0", "1"), (9, 9), (0, 0), 0, (9, 1)),
    step((10, 10, "0%", "0%"), (10, 10), (0, 0), 0, (9, 0)),
    step((4, 100, "1", "0"), (4, 1), (0, 0), 0, (4, 1)),
    step((3, 99, "0", "2"), (3, 3), (0, 0), 0, (1, 0)),
    step((3, 99, "0", "2"), (1, 1), (0, 0), 0, (1, 2)),
    step((4, 100, "1", "0"), (4, 1), (1, 1), 0, (3, 1)),
    step((4, 0, "1", "0"), (0, 0), (4, 4), 0, (1, 4)),
    step((4, 0, "1", "0"), (1, 0), (4, 4), 0, (1, 4)),
    step((4, 0, "1", "0"), (1, 1), (4, 4), 0, (1, 3)),
    step((4, 100, "4", "4"), (4, 4), (0, 0), 0, (0, 4)),
    step((4, 100, "3", "0"), (4, 4), (0, 0), 0, (4, 3)),
    // A first rollout has no stable set.
    step((10, 100, "0", "1"), (0, 0), (10, 0), 0, (0, 10)),
    step((10, 100, "0", "1"), (0, 0), (9, 9), 0, (0, 10)),
];

fn situation(step: &Step) -> ArgoCanary {
    let (replicas, weight, surge, unavailable) = step.rollout;
    let set = |(replicas, available)| PodSet { replicas, available };
    ArgoCanary {
        replicas,
        weight: percent(weight),
        max_surge: IntOrPercent::from_static(surge),
        max_unavailable: IntOrPercent::from_static(unavailable),
        current: CanarySets {
            stable: set(step.stable),
            canary: set(step.canary),
            older: set((step.older, step.older)),
        },
        defect: SurgeZeroDefect::Mended,
    }
}

#[test]
fn takes_the_published_steps() {
    for step in &STEPS {
        let (stable, canary) = step.next;
        for defect in [SurgeZeroDefect::Mended, SurgeZeroDefect::Kept] {
            let next = argo_compatible(&ArgoCanary { defect, ..situation(step) });
            assert_eq!(
                next,
                CanaryPods { stable, canary },
                "{:?}, {:?} and {:?}",
                step.rollout,
                step.stable,
                step.canary
            );
        }
    }
}

#[test]
fn a_router_keeps_the_stable_version_and_rounds_the_canary_up() {
    for (weight, canary) in [(0, 0), (5, 1), (10, 1), (20, 2), (25, 3), (33, 4), (99, 10), (100, 10)] {
        assert_eq!(pods_for_traffic(10, percent(weight)), CanaryPods { stable: 10, canary });
    }
}

#[test]
fn a_stable_version_that_shrinks_serves_the_traffic_it_still_gets() {
    for (desired, actual, canary, stable) in [
        (10, 10, 1, 9),
        (20, 10, 2, 9),
        // Aborted, with some of the traffic still at the canary.
        (0, 20, 2, 10),
        (0, 10, 1, 10),
        // Aborted from 60 % by way of the step before, as newer versions do.
        (20, 60, 6, 8),
        (0, 60, 6, 10),
    ] {
        let pods = pods_for_shifting_traffic(10, percent(desired), percent(actual));
        assert_eq!(pods, CanaryPods { stable, canary }, "to {desired} % from {actual} %");
    }
}

#[test]
fn without_surge_its_defect_is_all_that_differs_from_the_exact_number() {
    let mut found = Vec::new();
    for replicas in 0..=300 {
        for weight in 0..=100 {
            let exact = pods_for_weight(replicas, percent(weight));
            let mended = argo_pods_for_weight(replicas, percent(weight), false, SurgeZeroDefect::Mended);
            assert_eq!(mended, exact, "{weight} % of {replicas}");
            let argo = argo_pods_for_weight(replicas, percent(weight), false, SurgeZeroDefect::Kept);
            if argo != exact {
                assert_eq!(argo, CanaryPods { stable: replicas, canary: 0 });
                assert_eq!(exact, CanaryPods { stable: 1, canary: replicas - 1 });
                found.push((replicas, weight));
            }
        }
    }
    assert_eq!(found, [(2, 75), (5, 90), (10, 95), (25, 98), (50, 99)]);
}

#[test]
fn a_step_from_90_to_95_percent_does_not_lose_the_canary() {
    let step = step((10, 95, "0", "1"), (1, 1), (9, 9), 0, (1, 9));
    assert_eq!(argo_compatible(&situation(&step)), CanaryPods { stable: 1, canary: 9 });
    // As there: it lets the canary go, one pod after another as far as the bound allows.
    let kept = ArgoCanary { defect: SurgeZeroDefect::Kept, ..situation(&step) };
    assert_eq!(argo_compatible(&kept), CanaryPods { stable: 1, canary: 8 });
}

#[test]
fn numbers_of_pods_that_overflow_32_bits_there_are_exact_here() {
    // 100 * 21474837 is above 2^31.
    let half = argo_pods_for_weight(21_474_837, percent(99), false, SurgeZeroDefect::Kept);
    assert_eq!(half, CanaryPods { stable: 214_748, canary: 21_260_089 });
    let all = ArgoCanary {
        replicas: u32::MAX,
        weight: percent(50),
        max_surge: IntOrPercent::from_static("2147483647%"),
        max_unavailable: IntOrPercent::from_static("2147483647%"),
        current: CanarySets {
            stable: PodSet { replicas: u32::MAX, available: u32::MAX },
            canary: PodSet { replicas: u32::MAX, available: 0 },
            older: PodSet { replicas: u32::MAX, available: u32::MAX },
        },
        defect: SurgeZeroDefect::Kept,
    };
    assert_eq!(argo_compatible(&all), CanaryPods { stable: u32::MAX, canary: u32::MAX });
}
