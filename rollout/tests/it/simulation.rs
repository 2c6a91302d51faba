//! Whole rollouts: their sequence, their end, and every size up to the largest.

use std::time::Duration;

use pavedroad_rollout::{
    Deployment, DeploymentSimulation, DeploymentStrategy, HandOver, PodManagement, Readiness, RollingUpdate,
    RolloutEvent, RolloutMoment, StatefulSetUpdate,
};
use proptest::prelude::*;

const SLOW: Readiness = Readiness::After(Duration::from_secs(30));

fn updating(update: RollingUpdate, replicas: u32) -> Deployment {
    let mut deployment = Deployment::running(replicas, DeploymentStrategy::RollingUpdate(update));
    deployment.update();
    deployment
}

fn sizes(moments: impl Iterator<Item = RolloutMoment>) -> Vec<(u64, u64)> {
    let mut sizes: Vec<(u64, u64)> = moments.map(|moment| (moment.new, moment.old)).collect();
    sizes.dedup();
    sizes
}

#[test]
fn ten_pods_go_as_on_a_real_cluster() {
    let deployment = updating(RollingUpdate::KUBERNETES, 10);
    let expected = [(0, 10), (3, 10), (3, 8), (5, 8), (5, 5), (8, 5), (8, 3), (10, 3), (10, 0)];
    assert_eq!(sizes(deployment.clone().simulate(SLOW)), expected);
    assert_eq!(sizes(deployment.clone().simulate(Readiness::Never)), expected[..4]);
    // Were pods ready in no time, the controller would take five old ones at once.
    let at_once = [(0, 10), (3, 10), (3, 5), (8, 5), (8, 0), (10, 0)];
    assert_eq!(sizes(deployment.simulate(Readiness::AtOnce)), at_once);
}

#[test]
fn each_update_of_the_fenceposts_comment_goes_as_it_says() {
    let go = |surge, unavailable, replicas| {
        sizes(updating(RollingUpdate::from_static(surge, unavailable), replicas).simulate(SLOW))
    };
    assert_eq!(go("0%", "1%", 2), [(0, 2), (0, 1), (1, 1), (1, 0), (2, 0)]);
    assert_eq!(go("0%", "1%", 1), [(0, 1), (0, 0), (1, 0)]);
    assert_eq!(go("1%", "25%", 2), [(0, 2), (1, 2), (1, 1), (2, 1), (2, 0)]);
    assert_eq!(go("1%", "0%", 1), [(0, 1), (1, 1), (1, 0)]);
    assert_eq!(go("25%", "25%", 0), [(0, 0)]);
}

#[test]
fn the_moments_say_when() {
    let moments: Vec<RolloutMoment> = updating(RollingUpdate::from_static("1", "0"), 1).simulate(SLOW).collect();
    let seen: Vec<(u64, RolloutEvent, u64)> =
        moments.iter().map(|moment| (moment.at.as_secs(), moment.event, moment.ready)).collect();
    assert_eq!(
        seen,
        [
            (0, RolloutEvent::Start, 1),
            (0, RolloutEvent::NewPods, 1),
            (30, RolloutEvent::Ready, 2),
            (30, RolloutEvent::OldPods, 1)
        ]
    );
}

#[test]
fn an_undo_of_a_stuck_update_completes() {
    let mut simulation = updating(RollingUpdate::KUBERNETES, 10).simulate(Readiness::Never);
    assert_eq!(simulation.by_ref().last().map(|moment| (moment.new, moment.old, moment.ready)), Some((5, 8, 8)));
    let mut deployment = simulation.into_deployment();
    assert!(!deployment.is_complete());
    assert_eq!(deployment.undo(None), Ok(1));
    let mut simulation = deployment.simulate(SLOW);
    assert_eq!(sizes(simulation.by_ref()), [(8, 5), (8, 0), (10, 0)]);
    assert!(simulation.deployment().is_complete());
}

#[test]
fn scaling_in_the_middle_goes_on_to_the_new_size() {
    let mut simulation = updating(RollingUpdate::KUBERNETES, 10).simulate(SLOW);
    while simulation.deployment().old_replicas() > 5 {
        assert!(simulation.next().is_some());
    }
    simulation.deployment_mut().scale(20);
    let moments: Vec<RolloutMoment> = simulation.by_ref().collect();
    assert_eq!(moments.iter().filter(|moment| moment.event == RolloutEvent::Scaled).count(), 1);
    assert!(simulation.deployment().is_complete());
    assert_eq!(moments.last().map(|moment| (moment.new, moment.old, moment.ready)), Some((20, 0, 20)));
}

#[test]
fn a_stateful_set_updates_from_the_highest_ordinal_to_the_partition() {
    let update = StatefulSetUpdate::new(1, "2".parse().unwrap()).unwrap();
    // In order: two go, and come back one by one.
    let steps = |update: StatefulSetUpdate| {
        update.simulate(4, SLOW).map(|moment| (moment.new, moment.old, moment.ready)).collect::<Vec<_>>()
    };
    assert_eq!(
        steps(update),
        [(0, 4, 4), (0, 2, 2), (1, 2, 2), (1, 2, 3), (2, 2, 3), (2, 2, 4), (2, 1, 3), (3, 1, 3), (3, 1, 4)]
    );
    assert_eq!(
        steps(update.with(PodManagement::Parallel)),
        [(0, 4, 4), (0, 2, 2), (2, 2, 2), (2, 2, 4), (2, 1, 3), (3, 1, 3), (3, 1, 4)]
    );
}

#[test]
fn a_hand_over_goes_one_up_and_one_down() {
    let expected = [(0, 3), (1, 3), (1, 2), (2, 2), (2, 1), (3, 1), (3, 0)];
    assert_eq!(sizes(HandOver::new(3, 3).simulate(SLOW)), expected);
    assert_eq!(sizes(HandOver::new(3, 3).simulate(Readiness::Never)), [(0, 3), (1, 3)]);
    assert_eq!(sizes(HandOver::new(3, 0).simulate(SLOW)), [(0, 3), (0, 0)]);
    assert_eq!(sizes(HandOver::new(0, 3).simulate(SLOW)), [(0, 0), (3, 0)]);
    let down_first = HandOver::new(2, 2).with(RollingUpdate::from_static("0", "1"));
    assert_eq!(sizes(down_first.simulate(SLOW)), [(0, 2), (0, 1), (1, 1), (1, 0), (2, 0)]);
    // To fewer: the old one shrinks first.
    assert_eq!(sizes(HandOver::new(4, 2).simulate(SLOW)), [(0, 4), (0, 2), (1, 2), (1, 1), (2, 1), (2, 0)]);
}

/// Runs to the end, and checks that the measure falls at every moment after the first.
fn ends<S: Iterator<Item = RolloutMoment>>(mut simulation: S, measure: impl Fn(&S) -> u128) -> S {
    simulation.next();
    let mut left = measure(&simulation);
    while simulation.next().is_some() {
        let now = measure(&simulation);
        assert!(now < left, "from {left:#x} to {now:#x}");
        left = now;
    }
    simulation
}

fn readiness() -> impl Strategy<Value = Readiness> {
    prop_oneof![
        Just(Readiness::AtOnce),
        Just(Readiness::Never),
        Just(Readiness::After(Duration::MAX)),
        (0..100_u64).prop_map(|millis| Readiness::After(Duration::from_millis(millis))),
    ]
}

fn setting() -> impl Strategy<Value = String> {
    prop_oneof![
        (0..=3_u32).prop_map(|n| n.to_string()),
        (0..=100_u32).prop_map(|n| format!("{n}%")),
        (0..=i32::MAX).prop_map(|n| n.to_string())
    ]
}

fn update() -> impl Strategy<Value = RollingUpdate> {
    (setting(), setting())
        .prop_filter_map("legal", |(up, down)| RollingUpdate::new(up.parse().unwrap(), down.parse().unwrap()).ok())
}

proptest! {
    #[test]
    fn every_deployment_comes_to_its_end(
        update in update(),
        readiness in readiness(),
        replicas in 0..60_u32,
        later in prop::option::of((0..20_usize, 0..60_u32, any::<bool>())),
    ) {
        let mut simulation = updating(update, replicas).simulate(readiness);
        if let Some((at, replicas, pause)) = later {
            simulation.by_ref().take(at).for_each(drop);
            simulation.deployment_mut().scale(replicas);
            if pause {
                simulation.deployment_mut().pause();
            }
        }
        let mut simulation = ends(simulation, DeploymentSimulation::measure);
        let complete = simulation.deployment().is_complete();
        if readiness != Readiness::Never && !simulation.deployment().is_paused() {
            prop_assert!(complete, "{:?}", simulation.deployment());
        }
        simulation.deployment_mut().resume();
        let simulation = ends(simulation, DeploymentSimulation::measure);
        prop_assert!(readiness == Readiness::Never || simulation.deployment().is_complete());
    }

    #[test]
    fn every_stateful_set_and_hand_over_comes_to_its_end(
        update in update(),
        readiness in readiness(),
        replicas in 0..40_u32,
        other in 0..40_u32,
        parallel: bool,
    ) {
        if let Ok(update) = StatefulSetUpdate::new(other, update.max_unavailable()) {
            let policy = if parallel { PodManagement::Parallel } else { PodManagement::OrderedReady };
            let range = update.ready_range(replicas);
            let simulation = update.with(policy).simulate(replicas, readiness);
            prop_assert!(simulation.clone().all(|moment| range.contains(&moment.ready)));
            let simulation = ends(simulation, |simulation| simulation.measure().into());
            prop_assert!(simulation.is_complete() || readiness == Readiness::Never);
        }
        let simulation = HandOver::new(other, replicas).with(update).simulate(readiness);
        let simulation = ends(simulation, |simulation| simulation.measure().into());
        prop_assert!(simulation.is_complete() || readiness == Readiness::Never);
    }

    #[test]
    fn any_input_up_to_two_to_the_31_runs_a_thousand_steps(
        update in update(),
        readiness in readiness(),
        replicas in 0..=0x8000_0000_u32,
        other in 0..=0x8000_0000_u32,
        at in 0..9_usize,
    ) {
        let mut simulation = updating(update, replicas).simulate(readiness);
        simulation.by_ref().take(at).for_each(drop);
        simulation.deployment_mut().scale(other);
        simulation.by_ref().take(500).for_each(drop);
        simulation.deployment_mut().update();
        simulation.by_ref().take(500).for_each(drop);
        HandOver::new(replicas, other).with(update).simulate(readiness).take(1_000).for_each(drop);
        if let Ok(update) = StatefulSetUpdate::new(other, update.max_unavailable()) {
            update.simulate(replicas, readiness).take(1_000).for_each(drop);
            update.with(PodManagement::Parallel).simulate(replicas, readiness).take(1_000).for_each(drop);
        }
    }
}
