//! Pods for a weight, and the steps on the way there.

use pavedroad_rollout::{
    CanaryPods, CanarySets, IntOrPercent, PodSet, RollingUpdate, Weight, pods_for_shifting_traffic, pods_for_traffic,
    pods_for_weight,
};
use proptest::prelude::*;

#[test]
fn the_number_is_the_nearest_with_a_half_up_and_never_all_or_none() {
    for (replicas, weight, canary) in [
        (0, "50%", 0),
        (1, "49%", 0),
        (1, "50%", 1),
        (1, "0.5%", 0),
        (2, "0.5%", 1),
        (2, "99.5%", 1),
        (2, "75%", 1),
        (5, "90%", 4),
        (10, "95%", 9),
        (25, "98%", 24),
        (50, "99%", 49),
        (10, "14%", 1),
        (10, "15%", 2),
        (3, "1/3", 1),
        (3, "1/2", 2),
        (200, "0.5%", 1),
        (1000, "0.05%", 1),
        (10, "0%", 0),
        (10, "100%", 10),
        (u32::MAX, "50%", u32::MAX / 2 + 1),
        (u32::MAX, "100%", u32::MAX),
        (u32::MAX, "1/18446744073709551615", 1),
    ] {
        let pods = pods_for_weight(replicas, weight.parse().unwrap());
        assert_eq!(pods, CanaryPods { stable: replicas - canary, canary }, "{weight} of {replicas}");
    }
}

#[test]
fn a_canary_that_does_not_start_keeps_every_stable_pod() {
    let update = RollingUpdate::new("1".parse().unwrap(), "0".parse().unwrap()).unwrap();
    let wanted = pods_for_weight(4, Weight::from_static("50%"));
    let mut sets = CanarySets { stable: PodSet { replicas: 4, available: 4 }, ..CanarySets::default() };
    for _ in 0..20 {
        let step = sets.toward(wanted, update.bounds(4));
        sets.canary.replicas = step.canary;
        (sets.stable.replicas, sets.stable.available) = (step.stable, step.stable);
    }
    assert_eq!((sets.stable.replicas, sets.canary.replicas), (4, 1));
}

#[test]
fn pods_that_are_not_available_make_room_at_once() {
    let bounds = RollingUpdate::new("0".parse().unwrap(), "1".parse().unwrap()).unwrap().bounds(10);
    let sets = CanarySets {
        stable: PodSet { replicas: 7, available: 7 },
        canary: PodSet { replicas: 3, available: 0 },
        older: PodSet::default(),
    };
    // The canary is taken back: its three pods go without waiting, and there is no room for others until they are gone.
    let step = sets.toward(pods_for_weight(10, Weight::ZERO), bounds);
    assert_eq!((step.stable, step.canary), (7, 0));
}

fn weight() -> impl Strategy<Value = Weight> {
    let denominator = prop_oneof![Just(100_u64), 1_u64..1_000, 1_u64..];
    denominator.prop_flat_map(|denominator| {
        (0..=denominator).prop_map(move |numerator| Weight::from_fraction(numerator, denominator).unwrap())
    })
}

fn set(most: u32) -> impl Strategy<Value = PodSet> {
    (0..most).prop_flat_map(|replicas| (0..=replicas + 1).prop_map(move |available| PodSet { replicas, available }))
}

fn update() -> impl Strategy<Value = RollingUpdate> {
    let setting = || prop::sample::select(&["0", "1", "2", "3", "25%", "50%", "100%"][..]);
    (setting(), setting())
        .prop_map(|(surge, unavailable)| (IntOrPercent::from_static(surge), IntOrPercent::from_static(unavailable)))
        .prop_filter_map("both zero", |(surge, unavailable)| RollingUpdate::new(surge, unavailable).ok())
}

proptest! {
    #[test]
    fn the_number_is_at_most_half_a_pod_from_the_weight_or_leaves_each_one(replicas: u32, weight in weight()) {
        let CanaryPods { stable, canary } = pods_for_weight(replicas, weight);
        prop_assert_eq!(u64::from(stable) + u64::from(canary), u64::from(replicas));
        let (part, whole) = (u128::from(weight.numerator()), u128::from(weight.denominator()));
        let off = (u128::from(canary) * whole).abs_diff(part * u128::from(replicas));
        prop_assert!(2 * off <= whole || canary == 1 || stable == 1);
        prop_assert!(2 * off < 2 * whole);
        prop_assert!(replicas < 2 || (canary == 0) == weight.is_zero() && (stable == 0) == weight.is_one());
    }

    #[test]
    fn more_weight_never_means_fewer_pods(replicas in 0_u32..5_000, a in weight(), b in weight()) {
        let (less, more) = (a.min(b), a.max(b));
        prop_assert!(pods_for_weight(replicas, less).canary <= pods_for_weight(replicas, more).canary);
        prop_assert!(pods_for_weight(replicas, less).canary <= pods_for_weight(replicas + 1, less).canary);
        prop_assert!(pods_for_traffic(replicas, less).canary <= pods_for_traffic(replicas, more).canary);
    }

    #[test]
    fn routed_traffic_always_finds_pods_enough(replicas: u32, desired in weight(), actual in weight()) {
        let pods = pods_for_shifting_traffic(replicas, desired, actual);
        let enough = |pods: u32, weight: Weight| {
            u128::from(pods) * u128::from(weight.denominator()) >= u128::from(weight.numerator()) * u128::from(replicas)
        };
        for weight in [desired, actual] {
            prop_assert!(enough(pods.canary, weight) && enough(pods.stable, weight.complement()));
        }
        prop_assert!(pods.canary <= replicas && pods.stable <= replicas);
    }

    #[test]
    fn a_step_breaks_no_bound(
        replicas in 0_u32..60, weight in weight(), update in update(),
        stable in set(60), canary in set(60), older in set(60),
    ) {
        let (sets, bounds) = (CanarySets { stable, canary, older }, update.bounds(replicas));
        let wanted = pods_for_weight(replicas, weight);
        let step = sets.toward(wanted, bounds);
        let pods = |stable: u32, canary: u32, older: u32| u64::from(stable) + u64::from(canary) + u64::from(older);
        let before = pods(stable.replicas, canary.replicas, older.replicas);
        let after = pods(step.stable, step.canary, step.older);
        prop_assert!(after <= bounds.most_pods.max(before), "{step:?}");
        // A set loses its pods that are not available first; new ones are not available yet.
        let left = |set: PodSet, next: u32| set.available.min(set.replicas).min(next);
        let available = pods(left(stable, step.stable), left(canary, step.canary), left(older, step.older));
        let had = pods(left(stable, u32::MAX), left(canary, u32::MAX), left(older, u32::MAX));
        prop_assert!(available >= bounds.least_available.min(had), "{step:?}");
        for (set, next, wanted) in [(stable, step.stable, wanted.stable), (canary, step.canary, wanted.canary)] {
            let between = set.replicas.min(wanted)..=set.replicas.max(wanted);
            prop_assert!(between.contains(&next), "{step:?} goes past {wanted}");
        }
        prop_assert!(step.older <= older.replicas);
    }

    #[test]
    fn pods_that_start_lead_to_the_wanted_number(
        replicas in 0_u32..40, weight in weight(), update in update(),
        stable in set(40), canary in set(40), older in set(40),
    ) {
        let (mut sets, wanted) = (CanarySets { stable, canary, older }, pods_for_weight(replicas, weight));
        let ready = |replicas| PodSet { replicas, available: replicas };
        // Every step moves at least one pod, each at most once up and once down.
        for _ in 0..400 {
            let step = sets.toward(wanted, update.bounds(replicas));
            sets = CanarySets { stable: ready(step.stable), canary: ready(step.canary), older: ready(step.older) };
        }
        prop_assert_eq!((sets.stable, sets.canary), (ready(wanted.stable), ready(wanted.canary)));
        prop_assert_eq!(sets.older.replicas, 0);
    }
}
