//! What holds for every step and every simulated rollout.

use std::time::Duration;

use crate::{
    Deployment, DeploymentSimulation, DeploymentStrategy, HandOver, IntOrPercent, PodManagement, Readiness, ReplicaSet,
    RollingStep, RollingUpdate, RolloutMoment, StatefulSetUpdate,
};

/// Numbers out of bytes; 0 when there are none left.
struct Numbers<'a>(&'a [u8]);

impl Numbers<'_> {
    fn byte(&mut self) -> u8 {
        let Some((&first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        first
    }

    /// Small ones mostly, and those near the greatest.
    fn pods(&mut self) -> u32 {
        match self.byte() {
            byte @ 0..=0xbf => u32::from(byte),
            byte @ 0xc0..=0xdf => u32::from(byte & 0x1f) << 16 | u32::from(self.byte()),
            byte => u32::MAX.wrapping_sub(u32::from(byte & 0x1f)) >> (byte & 1),
        }
    }

    fn setting(&mut self) -> Option<IntOrPercent> {
        let number = self.pods();
        let text = if self.byte() & 1 == 0 { number.to_string() } else { format!("{number}%") };
        text.parse().ok()
    }

    fn set(&mut self, created: u64) -> ReplicaSet {
        let mut set = ReplicaSet::running(self.pods(), created);
        set.available = self.pods();
        set.pods = set.pods.max(set.available);
        set.desired_replicas = Some(self.pods()).filter(|&pods| pods > 0);
        set.max_replicas = Some(u64::from(self.pods()));
        set
    }
}

/// Asserts of one step, whatever the sets are: no old set grows, there are not more pods than the bounds allow or
/// than there were, and where no status is behind, no more pods become unavailable than may.
pub fn rolling_step(data: &[u8]) {
    let mut numbers = Numbers(data);
    let (Some(surge), Some(unavailable)) = (numbers.setting(), numbers.setting()) else { return };
    let Ok(update) = RollingUpdate::new(surge, unavailable) else { return };
    let (replicas, new) = (numbers.pods(), numbers.set(0));
    let old: Vec<ReplicaSet> = (1..=u64::from(numbers.byte() % 5)).map(|created| numbers.set(created)).collect();
    let bounds = update.bounds(replicas);

    let sum = |sizes: &[u32]| -> u64 { sizes.iter().copied().map(u64::from).sum() };
    let before: Vec<u32> = old.iter().map(|set| set.replicas).collect();
    let (size, after) = match update.step(replicas, &new, &old) {
        RollingStep::Nothing => return,
        RollingStep::New(size) => {
            assert_ne!(size, new.replicas);
            (size, before.clone())
        }
        RollingStep::Old(sizes) => (new.replicas, sizes.collect()),
    };
    assert_eq!(before.len(), after.len());
    assert!(before.iter().zip(&after).all(|(before, after)| after <= before), "{before:?} to {after:?}");
    assert!(size != new.replicas || sum(&after) < sum(&before), "a step that changes nothing");
    let all = |new: u32, old: &[u32]| u64::from(new).saturating_add(sum(old));
    assert!(all(size, &after) <= all(new.replicas, &before).max(bounds.most_pods));
    assert!(size <= replicas.max(new.replicas));

    let honest = new.available <= new.replicas && old.iter().all(|set| set.available <= set.replicas);
    if honest && size >= new.replicas {
        let available: Vec<u32> = old.iter().map(|set| set.available).collect();
        let kept: Vec<u32> = available.iter().zip(&after).map(|(&available, &size)| available.min(size)).collect();
        assert!(all(new.available, &kept) >= all(new.available, &available).min(bounds.least_available));
    }
}

/// Asserts of whole rollouts: the first thousand moments of any, and that the measure falls at each but the first.
pub fn rollout_simulation(data: &[u8]) {
    let mut numbers = Numbers(data);
    let (Some(surge), Some(unavailable)) = (numbers.setting(), numbers.setting()) else { return };
    let Ok(update) = RollingUpdate::new(surge, unavailable) else { return };
    let readiness = match numbers.byte() {
        0 => Readiness::Never,
        1 => Readiness::AtOnce,
        2 => Readiness::After(Duration::MAX),
        millis => Readiness::After(Duration::from_millis(u64::from(millis))),
    };
    let (replicas, other) = (numbers.pods(), numbers.pods());

    let strategy = match numbers.byte() & 1 {
        0 => DeploymentStrategy::RollingUpdate(update),
        _ => DeploymentStrategy::Recreate,
    };
    let new = Some(numbers.set(0)).filter(|set| set.replicas & 1 == 0);
    let old: Vec<ReplicaSet> = (1..=u64::from(numbers.byte() % 5)).map(|created| numbers.set(created)).collect();
    let mut simulation = Deployment::from_sets(replicas, strategy, new, old).simulate(readiness);
    ends(&mut simulation, DeploymentSimulation::measure);
    simulation.deployment_mut().scale(other);
    ends(&mut simulation, DeploymentSimulation::measure);
    simulation.deployment_mut().pause();
    simulation.deployment_mut().update();
    ends(&mut simulation, DeploymentSimulation::measure);
    simulation.deployment_mut().resume();
    ends(&mut simulation, DeploymentSimulation::measure);
    let mut deployment = simulation.into_deployment();
    let known = deployment.revisions().len();
    let undone = deployment.undo(None);
    assert!(undone.is_ok() || known < 2, "{undone:?} of {deployment:?}");
    deployment.reconcile();

    ends(&mut HandOver::new(other, replicas).with(update).simulate(readiness), |hand_over| hand_over.measure().into());
    let Ok(update) = StatefulSetUpdate::new(other, unavailable) else { return };
    for policy in [PodManagement::OrderedReady, PodManagement::Parallel] {
        ends(&mut update.with(policy).simulate(replicas, readiness), |set| set.measure().into());
    }
}

fn ends<S: Iterator<Item = RolloutMoment>>(simulation: &mut S, measure: impl Fn(&S) -> u128) {
    let mut left = None;
    for _ in 0..1_000 {
        let before = measure(simulation);
        let Some(moment) = simulation.next() else { return };
        let after = measure(simulation);
        // The first moment is the start, which changes nothing.
        assert!(after < before || (left.is_none() && after == before), "from {before:#x} to {after:#x}: {moment:?}");
        left = Some(after);
    }
}
