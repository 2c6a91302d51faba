//! The hand-over from an old replication controller to a new one, as `kubectl rolling-update` did it.

use std::time::Duration;

use crate::readiness::{Batches, RECONCILE, Readiness, RolloutEvent, RolloutMoment};
use crate::rolling_update::{Bounds, RollingUpdate};

/// The hand-over from an old replication controller to a new one: `kubectl rolling-update`, up to Kubernetes 1.17,
/// which scaled the two from outside in turn, one pod up and one pod down unless told otherwise.
///
/// # Examples
/// ```
/// use std::time::Duration;
/// use pavedroad_rollout::{HandOver, Readiness};
///
/// let moments = HandOver::new(3, 3).simulate(Readiness::After(Duration::from_secs(10)));
/// let mut sizes: Vec<(u64, u64)> = moments.map(|moment| (moment.new, moment.old)).collect();
/// sizes.dedup();
/// assert_eq!(sizes, [(0, 3), (1, 3), (1, 2), (2, 2), (2, 1), (3, 1), (3, 0)]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct HandOver {
    old_replicas: u32,
    desired: u32,
    update: RollingUpdate,
}

impl HandOver {
    /// One pod more at a time, none missing: what `kubectl rolling-update` did when told nothing.
    pub const ONE_BY_ONE: RollingUpdate = RollingUpdate::from_static("1", "0");

    /// From an old controller with so many pods to a new one that shall have `desired`, one by one.
    #[must_use]
    pub const fn new(old_replicas: u32, desired: u32) -> Self {
        Self { old_replicas, desired, update: Self::ONE_BY_ONE }
    }

    /// With other bounds. Percentages are of the desired pods.
    #[must_use]
    pub const fn with(mut self, update: RollingUpdate) -> Self {
        self.update = update;
        self
    }

    /// The most pods there may be, and the fewest available ones it keeps; nothing is kept when no pods are desired.
    #[must_use]
    pub const fn bounds(&self) -> Bounds {
        self.update.bounds(self.desired)
    }

    /// The next size of the new controller. Source: `scaleUp` in `pkg/kubectl/rolling_updater.go` of Kubernetes 1.5.
    #[must_use]
    pub fn scaled_up(&self, new: u32, old: u32) -> u32 {
        let all = u64::from(new).saturating_add(u64::from(old));
        let room = if old == 0 {
            u64::from(self.desired).saturating_sub(all)
        } else {
            self.bounds().most_pods.saturating_sub(all)
        };
        match u64::from(new).saturating_add(room) {
            _ if room == 0 => new,
            // Never above the desired, so it fits.
            size => u32::try_from(size).map_or(self.desired, |size| size.min(self.desired)),
        }
    }

    /// The next size of the old controller, when so many of the new pods are available. Source: `scaleDown`, same
    /// file.
    #[must_use]
    pub fn scaled_down(&self, new_available: u32, old: u32) -> u32 {
        let spare =
            u64::from(old).saturating_add(u64::from(new_available)).saturating_sub(self.bounds().least_available);
        u32::try_from(spare).map_or(0, |spare| old.saturating_sub(spare))
    }

    /// The whole hand-over, moment by moment: up, down, up, down, and when neither is possible it waits for a pod.
    #[must_use]
    pub fn simulate(self, readiness: Readiness) -> HandOverSimulation {
        HandOverSimulation {
            hand_over: self,
            readiness,
            new: 0,
            available: 0,
            old: self.old_replicas,
            now: Duration::ZERO,
            waiting: Batches::default(),
            next: Next::Start,
        }
    }
}

/// The moments of a hand-over, from [`HandOver::simulate`]. Its [`measure`](Self::measure) gets strictly less with
/// every moment after the first, so it ends.
#[derive(Clone, Debug)]
pub struct HandOverSimulation {
    hand_over: HandOver,
    readiness: Readiness,
    new: u32,
    available: u32,
    old: u32,
    now: Duration,
    waiting: Batches,
    next: Next,
}

#[derive(Clone, Copy, Debug)]
enum Next {
    Start,
    Up,
    Down,
}

impl HandOverSimulation {
    /// Whether the new controller has all its pods, available, and the old one none.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.old == 0 && self.new == self.hand_over.desired && self.available == self.new
    }

    /// What is left to do: twice the pods that the new controller lacks, the new ones that are not available, and the
    /// old ones.
    #[must_use]
    pub fn measure(&self) -> u64 {
        u64::from(self.new.abs_diff(self.hand_over.desired))
            .saturating_mul(2)
            .saturating_add(u64::from(self.new.saturating_sub(self.available)))
            .saturating_add(u64::from(self.old))
    }

    fn moment(&self, event: RolloutEvent) -> RolloutMoment {
        RolloutMoment {
            at: self.now,
            event,
            new: u64::from(self.new),
            old: u64::from(self.old),
            ready: u64::from(self.available).saturating_add(u64::from(self.old)),
        }
    }

    fn up(&mut self) -> Option<RolloutMoment> {
        let size = self.hand_over.scaled_up(self.new, self.old);
        let added = size.saturating_sub(self.new);
        if added == 0 {
            return None;
        }
        let available = self.waiting.created(added, self.now, self.readiness);
        self.new = size;
        self.available = self.available.saturating_add(available);
        Some(self.moment(RolloutEvent::NewPods))
    }

    fn down(&mut self) -> Option<RolloutMoment> {
        let size = self.hand_over.scaled_down(self.available, self.old);
        if size == self.old {
            return None;
        }
        self.old = size;
        Some(self.moment(RolloutEvent::OldPods))
    }

    fn become_ready(&mut self) -> Option<RolloutMoment> {
        let pods = self.waiting.due(self.now);
        self.available = self.available.saturating_add(pods);
        (pods > 0).then(|| self.moment(RolloutEvent::Ready))
    }
}

impl Iterator for HandOverSimulation {
    type Item = RolloutMoment;

    fn next(&mut self) -> Option<RolloutMoment> {
        if matches!(self.next, Next::Start) {
            self.next = Next::Up;
            return Some(self.moment(RolloutEvent::Start));
        }
        if let Some(moment) = self.become_ready() {
            return Some(moment);
        }
        // Up and down in turn; either may have nothing to do.
        let moment = match self.next {
            Next::Down => self.down().or_else(|| self.up()),
            _ => self.up().or_else(|| self.down()),
        };
        match moment {
            Some(moment) => {
                self.next = if moment.event == RolloutEvent::NewPods { Next::Down } else { Next::Up };
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
