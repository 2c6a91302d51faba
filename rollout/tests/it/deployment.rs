//! A Deployment: steps, scaling, pausing, revisions.

use pavedroad_rollout::{
    Deployment, DeploymentChange, DeploymentStrategy, ReplicaSet, RollingStep, RollingUpdate, RolloutErrorKind,
};
use proptest::prelude::*;

const DEFAULT: DeploymentStrategy = DeploymentStrategy::RollingUpdate(RollingUpdate::KUBERNETES);

fn with(available: u32, replicas: u32, created: u64) -> ReplicaSet {
    let mut set = ReplicaSet::running(replicas, created);
    (set.ready, set.available) = (available, available);
    set
}

/// Sizes after one step: the new set's, and those of the old ones.
fn step(update: RollingUpdate, replicas: u32, new: ReplicaSet, old: &[ReplicaSet]) -> (u32, Vec<u32>) {
    let same = || old.iter().map(|set| set.replicas).collect();
    match update.step(replicas, &new, old) {
        RollingStep::Nothing => (new.replicas, same()),
        RollingStep::New(size) => (size, same()),
        RollingStep::Old(sizes) => (new.replicas, sizes.collect()),
    }
}

/// The comment in Kubernetes' `reconcileOldReplicaSets`: 10 replicas, 3 surge, 2 unavailable.
#[test]
fn undo_of_a_crash_loop_takes_four_crashing_pods() {
    let update = RollingUpdate::from_static("3", "2");
    // Five crashing pods; of the eight good ones one died: nothing goes.
    assert_eq!(step(update, 10, with(0, 5, 2), &[with(7, 8, 1)]), (5, vec![8]));
    // After the undo the good set is the new one: four of the five go, then it grows to ten.
    assert_eq!(step(update, 10, with(7, 8, 1), &[with(0, 5, 2)]), (8, vec![1]));
    assert_eq!(step(update, 10, with(7, 8, 1), &[with(0, 1, 2)]), (10, vec![1]));
}

#[test]
fn unavailable_old_pods_go_first_and_the_oldest_set_after_them() {
    let update = RollingUpdate::from_static("0", "2");
    assert_eq!(step(update, 10, with(0, 0, 3), &[with(5, 5, 1), with(4, 5, 2)]), (0, vec![4, 4]));
    assert_eq!(step(update, 10, with(0, 0, 3), &[with(5, 5, 1), with(5, 5, 2)]), (0, vec![3, 5]));
}

#[test]
fn a_status_that_is_behind_stops_the_old_sets() {
    let update = RollingUpdate::KUBERNETES;
    // The first set was just scaled from 10 to 8 and its status still says 10.
    assert_eq!(step(update, 10, with(3, 5, 2), &[with(10, 8, 1)]), (5, vec![8]));
    assert_eq!(step(update, 10, with(3, 5, 2), &[with(8, 8, 1)]), (5, vec![5]));
    // What comes before it is cleaned up, what comes after it is not.
    let old = [with(0, 3, 1), with(3, 2, 2), with(0, 4, 3)];
    assert_eq!(step(update, 10, with(8, 10, 4), &old), (10, vec![0, 2, 4]));
}

#[test]
fn scaling_up_during_an_update_keeps_the_proportions() {
    // The example of Kubernetes' documentation: three more, two fewer.
    let update = RollingUpdate::from_static("3", "2");
    let mut deployment = Deployment::running(10, DeploymentStrategy::RollingUpdate(update));
    deployment.update();
    for expected in [(3, 10), (3, 8), (5, 8)] {
        deployment.reconcile();
        assert_eq!((deployment.new_replicas(), deployment.old_replicas()), expected);
    }
    deployment.scale(15);
    assert_eq!(deployment.reconcile(), DeploymentChange::Scaled);
    assert_eq!((deployment.new_replicas(), deployment.old_replicas()), (7, 11));
    assert_eq!(deployment.new_set().and_then(|set| set.max_replicas), Some(18));
}

#[test]
fn the_remainder_goes_to_the_largest_and_among_equals_to_the_newest() {
    let annotated = |replicas: u32, created| {
        let mut set = with(replicas, replicas, created);
        (set.desired_replicas, set.max_replicas) = (Some(10), Some(10));
        set
    };
    let sizes = |replicas: u32| {
        let strategy = DeploymentStrategy::RollingUpdate(RollingUpdate::from_static("0", "1"));
        let sets = vec![annotated(5, 1), annotated(5, 2)];
        let mut deployment = Deployment::from_sets(replicas, strategy, None, sets);
        deployment.reconcile();
        deployment.old_sets().iter().map(|set| set.replicas).collect::<Vec<u32>>()
    };
    // 5 * 11 / 10 = 5.5 rounds to 6 for the first; then there is nothing left.
    assert_eq!(sizes(11), [5, 6]);
    // 5 * 9 / 10 = 4.5 rounds to 5 for both; the missing one comes from the oldest.
    assert_eq!(sizes(9), [4, 5]);
    assert_eq!(sizes(0), [0, 0]);
}

#[test]
fn a_paused_deployment_scales_but_does_not_update() {
    let mut deployment = Deployment::running(10, DEFAULT);
    deployment.update();
    deployment.pause();
    assert_eq!(deployment.reconcile(), DeploymentChange::Nothing);
    deployment.scale(4);
    assert_eq!(deployment.reconcile(), DeploymentChange::Scaled);
    assert_eq!((deployment.new_set(), deployment.old_replicas()), (None, 4));
    deployment.resume();
    assert_eq!(deployment.reconcile(), DeploymentChange::NewSet);
    assert_eq!(deployment.new_replicas(), 1);
}

#[test]
fn recreate_waits_for_the_last_old_pod() {
    let mut deployment = Deployment::running(3, DeploymentStrategy::Recreate);
    deployment.update();
    assert_eq!(deployment.reconcile(), DeploymentChange::OldSets);
    assert_eq!(deployment.reconcile(), DeploymentChange::Nothing, "three pods are still there");
    deployment.sets_mut().for_each(|set| (set.pods, set.ready, set.available) = (0, 0, 0));
    assert_eq!(deployment.reconcile(), DeploymentChange::NewSet);
    assert_eq!((deployment.new_replicas(), deployment.old_replicas()), (3, 0));
}

#[test]
fn undo_gives_an_old_set_the_next_revision() {
    let mut deployment = Deployment::running(2, DEFAULT);
    for _ in 0..2 {
        deployment.update();
        deployment.reconcile();
    }
    assert_eq!(deployment.revisions(), [1, 2, 3]);
    assert_eq!(deployment.undo(Some(1)), Ok(1));
    deployment.reconcile();
    assert_eq!(deployment.revisions(), [2, 3, 4]);
    assert_eq!(deployment.new_set().map(|set| (set.created, set.replicas)), Some((1, 2)));
    assert_eq!(deployment.undo(Some(4)), Ok(4), "it is already there");
    assert_eq!(deployment.undo(None), Ok(3));
}

#[test]
fn undo_refuses_what_kubectl_refuses() {
    let mut deployment = Deployment::running(2, DEFAULT);
    let error = deployment.undo(None).unwrap_err();
    assert_eq!(error.kind(), RolloutErrorKind::NoRevision);
    assert_eq!(
        error.to_string(),
        "invalid revision to go back to \"the previous one\": found no revision before the latest, expected the \
         revision of a replica set"
    );
    let error = deployment.undo(Some(7)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "invalid revision to go back to \"7\": found only 1, expected the revision of a replica set"
    );
    deployment.pause();
    let error = deployment.undo(Some(1)).unwrap_err();
    assert_eq!(error.kind(), RolloutErrorKind::Paused);
    assert_eq!(
        error.to_string(),
        "invalid revision to go back to \"1\": found a paused Deployment, expected one that is not paused; resume it \
         first"
    );
}

#[test]
fn old_sets_beyond_the_limit_are_deleted_when_the_rollout_is_complete() {
    let old = |revision| ReplicaSet::running(0, revision);
    let mut sets = vec![old(1), old(2), old(3), old(4)];
    sets[0].pods = 1;
    let mut deployment = Deployment::from_sets(2, DEFAULT, Some(ReplicaSet::running(2, 5)), sets.clone());
    assert!(deployment.clean_up(2).is_empty(), "a pod of revision 1 is still there: not complete");

    deployment.pause();
    let deleted = |deleted: Vec<ReplicaSet>| deleted.iter().map(|set| set.revision).collect::<Vec<u64>>();
    assert_eq!(deleted(deployment.clean_up(2)), [2], "revision 1 still has a pod, and counts all the same");
    assert_eq!(deployment.revisions(), [1, 3, 4, 5]);

    sets[0].pods = 0;
    // An undo has given the oldest set the newest revision but one: it stays.
    (sets[0].revision, sets[1].revision) = (8, 2);
    let mut deployment = Deployment::from_sets(2, DEFAULT, Some(ReplicaSet::running(2, 9)), sets);
    assert!(deployment.clean_up(2_147_483_647).is_empty());
    assert!(deployment.clean_up(4).is_empty());
    assert_eq!(deleted(deployment.clean_up(1)), [2, 3, 4]);
    assert_eq!(deleted(deployment.clean_up(0)), [8]);
}

fn setting() -> impl Strategy<Value = String> {
    prop_oneof![(0..=3_u32).prop_map(|n| n.to_string()), (0..=100_u32).prop_map(|n| format!("{n}%"))]
}

prop_compose! {
    /// A set whose status is not behind, small or as large as can be.
    fn honest()(size in prop_oneof![0..20_u32, any::<u32>()], share in 0..=4_u32) -> (u32, u32) {
        (if share == 4 { size } else { (u64::from(size) * u64::from(share) / 4).try_into().unwrap() }, size)
    }
}

proptest! {
    #[test]
    fn a_step_stays_within_the_bounds(
        surge in setting(),
        unavailable in setting(),
        replicas in prop_oneof![0..20_u32, any::<u32>()],
        new in honest(),
        old in prop::collection::vec(honest(), 0..5),
    ) {
        let Ok(update) = RollingUpdate::new(surge.parse().unwrap(), unavailable.parse().unwrap()) else { return Ok(()) };
        let bounds = update.bounds(replicas);
        let new = with(new.0, new.1, 9);
        let old: Vec<ReplicaSet> = (1..).zip(old).map(|(created, (available, size))| with(available, size, created)).collect();
        let (size, sizes) = step(update, replicas, new, &old);
        let all = |new: u32, old: &mut dyn Iterator<Item = u32>| u64::from(new) + old.map(u64::from).sum::<u64>();
        let before = all(new.replicas, &mut old.iter().map(|set| set.replicas));
        let after = all(size, &mut sizes.iter().copied());
        prop_assert!(after <= before.max(bounds.most_pods), "{before} to {after} of at most {}", bounds.most_pods);
        prop_assert!(size <= replicas.max(new.replicas));
        prop_assert!(old.iter().zip(&sizes).all(|(set, &size)| size <= set.replicas), "an old set grows");
        // What surely stays available: unavailable pods go first.
        let left = |sets: &mut dyn Iterator<Item = (&ReplicaSet, u32)>| -> u64 {
            sets.map(|(set, size)| u64::from(set.available.min(size))).sum()
        };
        if size >= new.replicas {
            let available = all(new.available, &mut old.iter().map(|set| set.available));
            let kept = u64::from(new.available) + left(&mut old.iter().zip(sizes.iter().copied()));
            prop_assert!(kept >= available.min(bounds.least_available), "{available} to {kept}");
        }
    }
}
