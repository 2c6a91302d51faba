//! A StatefulSet's update: what the controller does to which pod.

use std::time::Duration;

use pavedroad_rollout::{
    OrdinalPod, PodManagement, Readiness, RolloutErrorKind, RolloutMoment, StatefulSetAction, StatefulSetUpdate,
};

const OLD: Option<OrdinalPod> = Some(OrdinalPod::OLD);
const NEW: Option<OrdinalPod> = Some(OrdinalPod::UPDATED);
const BROKEN: Option<OrdinalPod> = Some(OrdinalPod { updated: false, available: false, terminating: false });
const STARTING: Option<OrdinalPod> = Some(OrdinalPod { updated: true, available: false, terminating: false });
const LEAVING: Option<OrdinalPod> = Some(OrdinalPod { updated: false, available: true, terminating: true });

fn update(partition: u32, unavailable: &str) -> StatefulSetUpdate {
    StatefulSetUpdate::new(partition, unavailable.parse().unwrap()).unwrap()
}

/// `+1` creates the pod of ordinal 1, `-1` deletes it.
fn actions(update: StatefulSetUpdate, pods: &[Option<OrdinalPod>]) -> String {
    let shown = update.actions(pods).map(|action| match action {
        StatefulSetAction::Create(ordinal) => format!("+{ordinal}"),
        StatefulSetAction::Delete(ordinal) => format!("-{ordinal}"),
        action => format!("{action:?}"),
    });
    shown.collect::<Vec<String>>().join(" ")
}

#[test]
fn in_order_one_thing_at_a_time_and_the_highest_ordinal_first() {
    let one = StatefulSetUpdate::KUBERNETES;
    assert_eq!(actions(one, &[OLD, OLD, OLD]), "-2");
    assert_eq!(actions(one, &[OLD, OLD, None]), "+2");
    assert_eq!(actions(one, &[OLD, OLD, STARTING]), "");
    assert_eq!(actions(one, &[OLD, OLD, NEW]), "-1");
    assert_eq!(actions(one, &[NEW, NEW, NEW]), "");
    assert_eq!(actions(one, &[]), "");
    // A pod below that is broken, leaving or missing comes first, and an update does not mend it.
    assert_eq!(actions(one, &[BROKEN, OLD, None]), "");
    assert_eq!(actions(one, &[LEAVING, OLD, None]), "");
    assert_eq!(actions(one, &[None, OLD, None]), "+0");
    assert_eq!(actions(update(0, "2"), &[OLD, OLD, OLD]), "-2 -1");
    assert_eq!(actions(update(0, "2"), &[OLD, None, None]), "+1");
    assert_eq!(actions(update(2, "2"), &[OLD, OLD, OLD]), "-2");
    assert_eq!(actions(update(3, "2"), &[OLD, OLD, OLD]), "");
    assert_eq!(actions(update(7, "2"), &[OLD, OLD, OLD]), "");
}

#[test]
fn in_parallel_all_missing_pods_come_and_broken_old_ones_go_first() {
    let two = update(0, "2").with(PodManagement::Parallel);
    assert_eq!(actions(two, &[OLD, OLD, OLD, OLD]), "-3 -2");
    assert_eq!(actions(two, &[OLD, OLD, None, None]), "+2 +3");
    assert_eq!(actions(two, &[OLD, OLD, OLD, None]), "+3 -2");
    assert_eq!(actions(two, &[OLD, OLD, STARTING, STARTING]), "");
    assert_eq!(actions(two, &[BROKEN, OLD, OLD, OLD]), "-0 -3");
    assert_eq!(actions(two, &[BROKEN, BROKEN, BROKEN, OLD]), "-2 -1 -0", "they are unavailable anyway");
    assert_eq!(actions(two, &[LEAVING, OLD, OLD, OLD]), "-3");
    assert_eq!(actions(update(1, "2").with(PodManagement::Parallel), &[BROKEN, OLD, OLD]), "-2");
}

#[test]
fn a_percentage_rounds_down_to_at_least_one() {
    for (unavailable, replicas, expected) in [("3", 10, 3), ("3", 0, 3), ("10%", 25, 2), ("100%", 5, 5), ("50%", 1, 1)]
    {
        assert_eq!(update(0, unavailable).max_unavailable(replicas), expected, "{unavailable} of {replicas}");
    }
    assert_eq!(StatefulSetUpdate::default(), update(0, "1"));
}

#[test]
fn refuses_what_the_api_server_refuses() {
    let refused = |text: &str| StatefulSetUpdate::new(0, text.parse().unwrap()).unwrap_err();
    assert_eq!(refused("0").kind(), RolloutErrorKind::TooSmall);
    assert_eq!(
        refused("0%").to_string(),
        "invalid maxUnavailable of a StatefulSet \"0%\": found 0%, expected 1 or more"
    );
    assert_eq!(
        refused("101%").to_string(),
        "invalid maxUnavailable of a StatefulSet \"101%\": found 101%, expected at most 100%"
    );
}

/// Pods as the controller's actions make them, each available a while after its creation, in order of creation.
fn stepped(update: StatefulSetUpdate, replicas: usize) -> Vec<(u64, u64)> {
    let mut pods = vec![OLD; replicas];
    let mut starting = Vec::new();
    let mut seen = Vec::new();
    loop {
        let count = |updated| pods.iter().flatten().filter(|pod| pod.updated == updated).count() as u64;
        seen.push((count(true), count(false)));
        let actions: Vec<StatefulSetAction> = update.actions(&pods).collect();
        for action in &actions {
            match *action {
                StatefulSetAction::Create(ordinal) => {
                    pods[ordinal as usize] = STARTING;
                    starting.push(ordinal as usize);
                }
                StatefulSetAction::Delete(ordinal) => pods[ordinal as usize] = None,
                action => panic!("{action:?}"),
            }
        }
        if actions.is_empty() {
            if starting.is_empty() {
                seen.dedup();
                return seen;
            }
            starting.drain(..).for_each(|ordinal| pods[ordinal] = NEW);
        }
    }
}

#[test]
fn the_simulation_does_what_the_actions_say() {
    for unavailable in ["1", "2", "3", "50%", "100%"] {
        for policy in [PodManagement::OrderedReady, PodManagement::Parallel] {
            for (replicas, partition) in
                (0..8_u32).flat_map(|replicas| (0..9).map(move |partition| (replicas, partition)))
            {
                let update = update(partition, unavailable).with(policy);
                let moments = update.simulate(replicas, Readiness::After(Duration::from_secs(9)));
                let mut sizes: Vec<(u64, u64)> =
                    moments.map(|moment: RolloutMoment| (moment.new, moment.old)).collect();
                sizes.dedup();
                assert_eq!(sizes, stepped(update, replicas as usize), "{update:?} of {replicas}");
            }
        }
    }
}
