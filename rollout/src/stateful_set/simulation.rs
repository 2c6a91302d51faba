//! A whole rolling update of a StatefulSet, moment by moment.

use std::ops::RangeInclusive;
use std::time::Duration;

use super::update::{PodManagement, StatefulSetUpdate};
use crate::readiness::{Batches, RECONCILE, Readiness, RolloutEvent, RolloutMoment};

/// The moments of a StatefulSet's rolling update, from [`StatefulSetUpdate::simulate`].
///
/// All pods are available at first, so those that are updated are always the highest ordinals, and three numbers say
/// what there is: a set of 2^31 pods takes no more memory than one of three. A deleted pod is gone at once; the
/// controller takes 10 ms from one change to the next. [`measure`](Self::measure) gets strictly less with every
/// moment after the first, so it ends.
///
/// # Examples
/// ```
/// use std::time::Duration;
/// use pavedroad_rollout::{Readiness, StatefulSetUpdate};
///
/// // Five pods, the two highest are updated, one by one.
/// let update = StatefulSetUpdate::new(3, "1".parse()?)?;
/// let moments = update.simulate(5, Readiness::After(Duration::from_secs(30)));
/// let steps: Vec<(u64, u64, u64)> = moments.map(|moment| (moment.new, moment.old, moment.ready)).collect();
/// assert_eq!(steps, [(0, 5, 5), (0, 4, 4), (1, 4, 4), (1, 4, 5), (1, 3, 4), (2, 3, 4), (2, 3, 5)]);
/// # Ok::<(), pavedroad_rollout::RolloutError>(())
/// ```
#[derive(Clone, Debug)]
pub struct StatefulSetSimulation {
    update: StatefulSetUpdate,
    readiness: Readiness,
    replicas: u32,
    /// The ordinals below this one have not been touched.
    untouched: u32,
    /// Deleted and not created again.
    missing: u32,
    /// Created and not available yet.
    unavailable: u32,
    now: Duration,
    waiting: Batches,
    started: bool,
}

impl StatefulSetUpdate {
    /// The update of so many pods, moment by moment, if the new ones become available in this way.
    #[must_use]
    pub fn simulate(self, replicas: u32, readiness: Readiness) -> StatefulSetSimulation {
        StatefulSetSimulation {
            update: self,
            readiness,
            replicas,
            untouched: replicas,
            missing: 0,
            unavailable: 0,
            now: Duration::ZERO,
            waiting: Batches::default(),
            started: false,
        }
    }

    /// The least and the greatest number of ready pods at any moment of an update of so many pods that are all ready,
    /// over every order in which the new ones may become ready. Both do occur.
    ///
    /// The controller deletes the first pods while all are ready: as many as may be unavailable, or as are to be
    /// updated if that is fewer. After that it deletes only as many as keeps the unavailable within the same number.
    #[must_use]
    pub fn ready_range(&self, replicas: u32) -> RangeInclusive<u64> {
        let pods = u64::from(replicas);
        let updated = u64::from(replicas.saturating_sub(self.partition()));
        pods.saturating_sub(self.max_unavailable(replicas).min(updated))..=pods
    }
}

impl StatefulSetSimulation {
    /// Whether every pod from the partition on is updated and available.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.to_update() == 0 && self.missing == 0 && self.unavailable == 0
    }

    /// What is left to do: three for each pod to be updated, two for one that is deleted and not created again, one
    /// for one that is created and not available.
    #[must_use]
    pub fn measure(&self) -> u64 {
        let three = u64::from(self.to_update()).saturating_mul(3);
        three.saturating_add(u64::from(self.missing).saturating_mul(2)).saturating_add(u64::from(self.unavailable))
    }

    fn to_update(&self) -> u32 {
        self.untouched.saturating_sub(self.update.partition())
    }

    fn moment(&self, event: RolloutEvent) -> RolloutMoment {
        let created = self.replicas.saturating_sub(self.untouched).saturating_sub(self.missing);
        RolloutMoment {
            at: self.now,
            event,
            new: u64::from(created),
            old: u64::from(self.untouched),
            ready: u64::from(self.untouched).saturating_add(u64::from(created.saturating_sub(self.unavailable))),
        }
    }

    fn become_ready(&mut self) -> Option<RolloutMoment> {
        let pods = self.waiting.due(self.now);
        self.unavailable = self.unavailable.saturating_sub(pods);
        (pods > 0).then(|| self.moment(RolloutEvent::Ready))
    }

    fn create(&mut self) -> Option<RolloutEvent> {
        let pods = match self.update.pod_management() {
            PodManagement::Parallel => self.missing,
            PodManagement::OrderedReady if self.unavailable > 0 => 0,
            PodManagement::OrderedReady => self.missing.min(1),
        };
        if pods == 0 {
            return None;
        }
        let available = self.waiting.created(pods, self.now, self.readiness);
        self.missing = self.missing.saturating_sub(pods);
        self.unavailable = self.unavailable.saturating_add(pods.saturating_sub(available));
        Some(RolloutEvent::NewPods)
    }

    fn delete(&mut self) -> Option<RolloutEvent> {
        let unavailable = u64::from(self.missing).saturating_add(u64::from(self.unavailable));
        let ordered = self.update.pod_management() == PodManagement::OrderedReady;
        let budget = match self.update.max_unavailable(self.replicas).saturating_sub(unavailable) {
            _ if ordered && unavailable > 0 => 0,
            budget => budget.min(u64::from(self.to_update())),
        };
        let pods = u32::try_from(budget).unwrap_or(u32::MAX);
        self.untouched = self.untouched.saturating_sub(pods);
        self.missing = self.missing.saturating_add(pods);
        (pods > 0).then_some(RolloutEvent::OldPods)
    }
}

impl Iterator for StatefulSetSimulation {
    type Item = RolloutMoment;

    fn next(&mut self) -> Option<RolloutMoment> {
        if !self.started {
            self.started = true;
            return Some(self.moment(RolloutEvent::Start));
        }
        if let Some(moment) = self.become_ready() {
            return Some(moment);
        }
        match self.create().or_else(|| self.delete()) {
            Some(event) => {
                let moment = self.moment(event);
                self.now = self.now.saturating_add(RECONCILE);
                Some(moment)
            }
            None => {
                self.now = self.waiting.next()?;
                self.become_ready()
            }
        }
    }
}
