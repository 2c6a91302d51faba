//! A Deployment as its controller sees it, and one reconcile of it.

use super::replica_set::ReplicaSet;
use super::rolling_step::NextStep;
use super::scale::proportionally;
use crate::rolling_update::RollingUpdate;

/// How a Deployment replaces its pods.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DeploymentStrategy {
    /// Old pods go while new ones come, within the bounds of the update.
    RollingUpdate(RollingUpdate),
    /// All old pods go first; the new ones come when the last of them is gone.
    Recreate,
}

/// A Deployment as numbers: its replicas, its strategy, and its replica sets. It is what `kube-controller-manager`
/// decides on, and [`reconcile`](Self::reconcile) decides as it does. It is not a model of the pods:
/// [`simulate`](Self::simulate) is.
///
/// # Examples
/// ```
/// use pavedroad_rollout::{Deployment, DeploymentChange, DeploymentStrategy, ReplicaSet, RollingUpdate};
///
/// // What would the controller do now? Ten replicas; three new pods wait, the old set has ten.
/// let mut new = ReplicaSet::running(3, 2);
/// (new.ready, new.available) = (0, 0);
/// let strategy = DeploymentStrategy::RollingUpdate(RollingUpdate::KUBERNETES);
/// let mut deployment = Deployment::from_sets(10, strategy, Some(new), vec![ReplicaSet::running(10, 1)]);
/// assert_eq!(deployment.reconcile(), DeploymentChange::OldSets);
/// assert_eq!((deployment.new_replicas(), deployment.old_replicas()), (3, 8));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deployment {
    replicas: u32,
    strategy: DeploymentStrategy,
    paused: bool,
    pub(super) new: Option<ReplicaSet>,
    pub(super) old: Vec<ReplicaSet>,
}

/// What one reconcile changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DeploymentChange {
    /// No size.
    Nothing,
    /// The size of the new set.
    NewSet,
    /// Sizes of old sets.
    OldSets,
    /// The sizes of several sets, or of the only active one, because the replicas changed or the Deployment is
    /// paused.
    Scaled,
}

impl Deployment {
    /// A Deployment whose rollout is complete: one set, revision 1, every pod available.
    #[must_use]
    pub fn running(replicas: u32, strategy: DeploymentStrategy) -> Self {
        let mut deployment = Self::from_sets(replicas, strategy, Some(ReplicaSet::running(replicas, 1)), Vec::new());
        let most_pods = deployment.most_pods();
        if let Some(set) = &mut deployment.new {
            (set.desired_replicas, set.max_replicas) = (Some(replicas), Some(most_pods));
        }
        deployment
    }

    /// A Deployment as found in a cluster. `new` is the set of the current pod template, if there is one yet.
    #[must_use]
    pub fn from_sets(
        replicas: u32,
        strategy: DeploymentStrategy,
        new: Option<ReplicaSet>,
        mut old: Vec<ReplicaSet>,
    ) -> Self {
        old.sort_by_key(|set| set.created);
        Self { replicas, strategy, paused: false, new, old }
    }

    /// How many pods it shall have: `spec.replicas`.
    #[must_use]
    pub fn replicas(&self) -> u32 {
        self.replicas
    }

    /// How it replaces its pods.
    #[must_use]
    pub fn strategy(&self) -> DeploymentStrategy {
        self.strategy
    }

    /// Whether it is paused: `spec.paused`.
    #[must_use]
    pub fn is_paused(&self) -> bool {
        self.paused
    }

    /// The set of the current pod template; none before a reconcile has created it.
    #[must_use]
    pub fn new_set(&self) -> Option<&ReplicaSet> {
        self.new.as_ref()
    }

    /// The sets of earlier pod templates, the oldest first.
    #[must_use]
    pub fn old_sets(&self) -> &[ReplicaSet] {
        &self.old
    }

    /// All sets, to note what became of their pods: the old ones in order of creation, then the new one. Leave
    /// `created` as it is.
    pub fn sets_mut(&mut self) -> impl DoubleEndedIterator<Item = &mut ReplicaSet> {
        self.old.iter_mut().chain(&mut self.new)
    }

    /// The size of the new set; 0 when there is none yet.
    #[must_use]
    pub fn new_replicas(&self) -> u32 {
        self.new.map_or(0, |set| set.replicas)
    }

    /// The sizes of the old sets together.
    #[must_use]
    pub fn old_replicas(&self) -> u64 {
        self.old.iter().map(|set| u64::from(set.replicas)).sum()
    }

    /// The available pods of all sets.
    #[must_use]
    pub fn available(&self) -> u64 {
        self.sets().map(|set| u64::from(set.available)).sum()
    }

    /// The pods of all sets, ready or not.
    #[must_use]
    pub fn pods(&self) -> u64 {
        self.sets().map(|set| u64::from(set.pods)).sum()
    }

    /// Whether the rollout is complete: as many pods as replicas, all of the new set, all available. Source:
    /// `DeploymentComplete` in Kubernetes' `pkg/controller/deployment/util`.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        let replicas = u64::from(self.replicas);
        let updated = self.new.map_or(0, |set| u64::from(set.pods));
        updated == replicas && self.pods() == replicas && self.available() == replicas
    }

    /// Changes `spec.replicas`. The next reconcile scales every active set by its proportion.
    pub fn scale(&mut self, replicas: u32) {
        self.replicas = replicas;
    }

    /// Stops the update where it is. Scaling goes on, and so does the clean-up of old revisions.
    pub fn pause(&mut self) {
        self.paused = true;
    }

    /// Lets the update go on.
    pub fn resume(&mut self) {
        self.paused = false;
    }

    /// Changes the pod template to one that no set has: the new set becomes an old one, and a reconcile will create
    /// the next.
    pub fn update(&mut self) {
        if let Some(set) = self.new.take() {
            self.retire(set);
        }
    }

    /// One reconcile: scaling first, if the replicas changed or the Deployment is paused, else one step of its
    /// strategy. It changes sizes, annotations and the revision, never what is known of the pods. A step of a rolling
    /// update allocates nothing.
    ///
    /// Source: `syncDeployment` in Kubernetes' `pkg/controller/deployment/deployment_controller.go`.
    pub fn reconcile(&mut self) -> DeploymentChange {
        self.sync_revision();
        if self.paused || self.is_scaling() {
            return if self.scale_sets() { DeploymentChange::Scaled } else { DeploymentChange::Nothing };
        }
        match self.strategy {
            DeploymentStrategy::RollingUpdate(update) => self.roll(update),
            DeploymentStrategy::Recreate => self.recreate(),
        }
    }

    fn roll(&mut self, update: RollingUpdate) -> DeploymentChange {
        let replicas = self.replicas;
        let most_pods = self.most_pods();
        let new = *self.create();
        match update.next_step(replicas, &new, &self.old) {
            NextStep::Nothing => DeploymentChange::Nothing,
            NextStep::New(size) => {
                annotate(self.create(), size, replicas, most_pods);
                DeploymentChange::NewSet
            }
            NextStep::Old(mut budget) => {
                for set in &mut self.old {
                    let size = budget.size(set);
                    if size != set.replicas {
                        annotate(set, size, replicas, most_pods);
                    }
                }
                DeploymentChange::OldSets
            }
        }
    }

    /// Source: `rolloutRecreate` in Kubernetes' `pkg/controller/deployment/recreate.go`.
    fn recreate(&mut self) -> DeploymentChange {
        let (replicas, most_pods) = (self.replicas, self.most_pods());
        if self.empty_old_sets() {
            return DeploymentChange::OldSets;
        }
        if self.old.iter().any(|set| set.pods > 0) {
            return DeploymentChange::Nothing;
        }
        let new = self.create();
        if new.replicas == replicas {
            return DeploymentChange::Nothing;
        }
        annotate(new, replicas, replicas, most_pods);
        DeploymentChange::NewSet
    }

    /// Whether an active set was last scaled for other replicas. Source: `isScalingEvent`.
    fn is_scaling(&self) -> bool {
        self.active().any(|set| set.desired_replicas.is_some_and(|desired| desired != self.replicas))
    }

    /// How often the sets may still be scaled before anything else happens; see
    /// [`DeploymentSimulation::measure`](super::DeploymentSimulation::measure).
    pub(super) fn scalings_left(&self) -> u64 {
        if !self.paused {
            return u64::from(self.is_scaling());
        }
        let most_pods = self.most_pods();
        let (mut active, mut pods, mut largest, mut stale) = (0_u64, 0_u64, 0, false);
        for set in self.active() {
            active = active.saturating_add(1);
            pods = pods.saturating_add(u64::from(set.replicas));
            largest = set.replicas.max(largest);
            stale |= set.desired_replicas != Some(self.replicas) || set.max_replicas != Some(most_pods);
        }
        let allowed = if self.replicas == 0 { 0 } else { most_pods };
        match active {
            0 | 1 => u64::from(pods != u64::from(self.replicas)),
            _ if stale => u64::try_from(self.old.len()).unwrap_or(u64::MAX).saturating_add(3),
            // What there is to add goes to the largest; it may end at the greatest number there is.
            _ if pods < allowed => u64::from(largest < u32::MAX),
            _ if pods > allowed => active.saturating_add(1),
            _ => 0,
        }
    }

    /// Source: `scale` in Kubernetes' `pkg/controller/deployment/sync.go`.
    fn scale_sets(&mut self) -> bool {
        let (replicas, most_pods, pods) = (self.replicas, self.most_pods(), self.pods());
        if self.active().count() <= 1 {
            // The only active set, or else the new one, or else the newest.
            let none = self.active().next().is_none();
            let only = self.sets_mut().rev().find(|set| none || set.replicas > 0);
            return only.is_some_and(|set| {
                let changed = set.replicas != replicas;
                if changed {
                    annotate(set, replicas, replicas, most_pods);
                }
                changed
            });
        }
        if self.is_saturated() {
            return self.empty_old_sets();
        }
        match self.strategy {
            DeploymentStrategy::RollingUpdate(update) => {
                let mut active: Vec<&mut ReplicaSet> = self.sets_mut().filter(|set| set.replicas > 0).collect();
                proportionally(update, replicas, pods, &mut active)
            }
            DeploymentStrategy::Recreate => false,
        }
    }

    /// Scales every old set to nothing; whether one had something.
    fn empty_old_sets(&mut self) -> bool {
        let (replicas, most_pods) = (self.replicas, self.most_pods());
        let mut changed = false;
        for set in self.old.iter_mut().filter(|set| set.replicas > 0) {
            annotate(set, 0, replicas, most_pods);
            changed = true;
        }
        changed
    }

    /// Source: `IsSaturated` in Kubernetes' `pkg/controller/deployment/util`.
    fn is_saturated(&self) -> bool {
        self.new.is_some_and(|set| {
            set.replicas == self.replicas
                && set.available == self.replicas
                && set.desired_replicas == Some(self.replicas)
        })
    }

    /// The new set, created if there is none yet: empty, and marked as the controller marks one it creates.
    fn create(&mut self) -> &mut ReplicaSet {
        let (replicas, most_pods) = (self.replicas, self.most_pods());
        let created = self.old.iter().map(|set| set.created).max().unwrap_or(0).saturating_add(1);
        let revision = self.next_revision();
        self.new.get_or_insert(ReplicaSet {
            created,
            revision,
            desired_replicas: Some(replicas),
            max_replicas: Some(most_pods),
            ..ReplicaSet::default()
        })
    }

    fn retire(&mut self, set: ReplicaSet) {
        let at = self.old.partition_point(|old| old.created <= set.created);
        self.old.insert(at, set);
    }

    fn sets(&self) -> impl Iterator<Item = &ReplicaSet> {
        self.old.iter().chain(&self.new)
    }

    fn active(&self) -> impl Iterator<Item = &ReplicaSet> {
        self.sets().filter(|set| set.replicas > 0)
    }

    /// Replicas and surge: what the controller notes on a set it scales.
    fn most_pods(&self) -> u64 {
        match self.strategy {
            DeploymentStrategy::RollingUpdate(update) => update.bounds(self.replicas).most_pods,
            DeploymentStrategy::Recreate => u64::from(self.replicas),
        }
    }
}

fn annotate(set: &mut ReplicaSet, size: u32, replicas: u32, most_pods: u64) {
    set.replicas = size;
    set.desired_replicas = Some(replicas);
    set.max_replicas = Some(most_pods);
}
