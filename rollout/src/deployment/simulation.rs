//! A whole rollout of a Deployment, moment by moment.

use std::time::Duration;

use super::replica_set::ReplicaSet;
use super::state::{Deployment, DeploymentChange};
use crate::readiness::{Batches, RECONCILE, Readiness, RolloutEvent, RolloutMoment};

/// The moments of a rollout, from [`Deployment::simulate`]: each size the controller sets and each time that pods
/// become available.
///
/// # The pods
/// A pod is there as soon as its set wants it, and gone as soon as it does not; unavailable ones go first. New pods
/// become available as [`Readiness`] says, pods that are added to an old set at once. The controller takes 10 ms from
/// one change to the next.
///
/// # The end
/// It ends when the controller has nothing to do and no pod will become available any more, so when the rollout is
/// [complete](Deployment::is_complete), paused or stuck. [`measure`](Self::measure) gets strictly less with every
/// moment after the first, so there is always an end. After the end, or at any time, the Deployment may be changed
/// with [`deployment_mut`](Self::deployment_mut), and there may be more moments.
///
/// # Examples
/// ```
/// use std::time::Duration;
/// use pavedroad_rollout::{Deployment, DeploymentStrategy, Readiness, RollingUpdate};
///
/// let mut deployment = Deployment::running(10, DeploymentStrategy::RollingUpdate(RollingUpdate::KUBERNETES));
/// deployment.update();
///
/// let moments = deployment.clone().simulate(Readiness::After(Duration::from_secs(30)));
/// let mut sizes: Vec<(u64, u64)> = moments.map(|moment| (moment.new, moment.old)).collect();
/// sizes.dedup();
/// assert_eq!(sizes, [(0, 10), (3, 10), (3, 8), (5, 8), (5, 5), (8, 5), (8, 3), (10, 3), (10, 0)]);
///
/// // An image that never becomes ready stops with eight old pods left.
/// let last = deployment.simulate(Readiness::Never).last().map(|moment| (moment.new, moment.old));
/// assert_eq!(last, Some((5, 8)));
/// ```
#[derive(Clone, Debug)]
pub struct DeploymentSimulation {
    deployment: Deployment,
    readiness: Readiness,
    now: Duration,
    waiting: Batches,
    /// The set whose pods wait, by the order of its creation.
    watched: Option<u64>,
    started: bool,
}

impl Deployment {
    /// What will happen to this Deployment, moment by moment, if its new pods become available in this way. Pods of
    /// the new set that are not available yet are as if they had just been created.
    #[must_use]
    pub fn simulate(self, readiness: Readiness) -> DeploymentSimulation {
        let mut simulation = DeploymentSimulation {
            deployment: self,
            readiness,
            now: Duration::ZERO,
            waiting: Batches::default(),
            watched: None,
            started: false,
        };
        simulation.settle();
        simulation
    }
}

impl DeploymentSimulation {
    /// The Deployment as it is now.
    #[must_use]
    pub fn deployment(&self) -> &Deployment {
        &self.deployment
    }

    /// The Deployment, to scale, pause or resume it before the next moment.
    pub fn deployment_mut(&mut self) -> &mut Deployment {
        &mut self.deployment
    }

    /// The Deployment as it is now, for example to undo the update and simulate that.
    #[must_use]
    pub fn into_deployment(self) -> Deployment {
        self.deployment
    }

    /// The time since the start.
    #[must_use]
    pub fn now(&self) -> Duration {
        self.now
    }

    /// Lets the time pass to `at`, if it is later than now. Pods that have become available by then are so in the next
    /// moment.
    pub fn wait_until(&mut self, at: Duration) {
        self.now = self.now.max(at);
    }

    /// What is left to do: strictly less after every moment but the first, as long as the Deployment is not changed
    /// from outside.
    ///
    /// The lower half counts pods: twice those that the new set lacks or has too many, the old ones, and the new ones
    /// that are not available. Of k pods that the controller adds, takes away, or that become available, each makes
    /// it less by one: a new pod takes two and gives one. The upper half counts how often the sets may still be
    /// scaled: once when the replicas have changed. A paused Deployment is scaled whenever its sets do not add up: once
    /// by their proportions, after which their annotations are up to date, and then at most once for each active set,
    /// since every further scaling empties the largest.
    #[must_use]
    pub fn measure(&self) -> u128 {
        let deployment = &self.deployment;
        let lacking = u64::from(deployment.new_replicas().abs_diff(deployment.replicas()));
        let pods = lacking
            .saturating_mul(2)
            .saturating_add(deployment.old_replicas())
            .saturating_add(u64::from(self.unavailable()));
        u128::from(deployment.scalings_left()) << 64 | u128::from(pods)
    }

    fn moment(&self, event: RolloutEvent) -> RolloutMoment {
        let counts = self.deployment.counts();
        RolloutMoment {
            at: self.now,
            event,
            new: counts.updated,
            old: counts.pods.saturating_sub(counts.updated),
            ready: counts.available,
        }
    }

    fn unavailable(&self) -> u32 {
        self.deployment.new_set().map_or(0, |set| set.replicas.saturating_sub(set.available))
    }

    fn make_available(&mut self, pods: u32) {
        if let Some(set) = &mut self.deployment.new {
            set.available = set.available.saturating_add(pods).min(set.replicas);
            set.ready = set.available;
        }
    }

    /// Lets the pods follow the sizes that a reconcile has set, or somebody from outside.
    fn settle(&mut self) {
        for set in &mut self.deployment.old {
            let added = set.replicas.saturating_sub(set.pods);
            follow(set, added);
        }
        let watched = self.deployment.new.map(|set| set.created);
        let other = self.watched != watched;
        if other {
            (self.watched, self.waiting) = (watched, Batches::default());
        }
        let Some(set) = &mut self.deployment.new else { return };
        let unavailable = set.pods.saturating_sub(set.available);
        if other {
            let available = self.waiting.created(unavailable, self.now, self.readiness);
            set.available = set.available.saturating_add(available);
        }
        self.waiting.removed(set.pods.saturating_sub(set.replicas).min(unavailable));
        let added = set.replicas.saturating_sub(set.pods);
        let available = self.waiting.created(added, self.now, self.readiness);
        follow(set, available);
    }

    /// The pods that have become available by now.
    fn become_ready(&mut self) -> Option<RolloutMoment> {
        let pods = self.waiting.due(self.now);
        if pods == 0 {
            return None;
        }
        self.make_available(pods);
        Some(self.moment(RolloutEvent::Ready))
    }
}

impl Iterator for DeploymentSimulation {
    type Item = RolloutMoment;

    fn next(&mut self) -> Option<RolloutMoment> {
        if !self.started {
            self.started = true;
            return Some(self.moment(RolloutEvent::Start));
        }
        self.settle();
        if let Some(moment) = self.become_ready() {
            return Some(moment);
        }
        let event = match self.deployment.reconcile() {
            DeploymentChange::NewSet => RolloutEvent::NewPods,
            DeploymentChange::OldSets => RolloutEvent::OldPods,
            DeploymentChange::Scaled => RolloutEvent::Scaled,
            DeploymentChange::Nothing => {
                self.now = self.waiting.next()?;
                return self.become_ready();
            }
        };
        self.settle();
        let moment = self.moment(event);
        self.now = self.now.saturating_add(RECONCILE);
        Some(moment)
    }
}

/// Makes a set have the pods it wants; of those that come, so many are available.
fn follow(set: &mut ReplicaSet, available: u32) {
    set.pods = set.replicas;
    set.available = set.available.saturating_add(available).min(set.replicas);
    set.ready = set.available;
}
