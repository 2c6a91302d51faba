//! An autoscaler that goes up and down and up again, and the setting that lets it.

use std::fmt;
use std::time::Duration;

use crate::autoscale::autoscaler::{Autoscaler, ControllerSettings};
use crate::autoscale::behavior::ScalingBehavior;
use crate::autoscale::metric::MetricTarget;
use crate::autoscale::simulation::AutoscaleSimulation;
use crate::autoscale::tolerance::Tolerance;

/// Replicas that go up and down and up again: two or more turns in a row, each within ten minutes of the last change
/// in the other direction.
///
/// The cause is found by experiment: the same load once more, with one setting changed, until the replicas no longer
/// flap.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Flapping {
    /// When the replicas turned, since the start of the load curve: at least two instants.
    pub turns: Vec<Duration>,
    /// The settings that let it, each with the nearest tried value that ends it when it alone is changed. The likeliest
    /// comes first: for a steady load the tolerance and the target, for one that changes the windows. Empty when none
    /// of them ends it: the load itself swings.
    pub causes: Vec<FlappingCause>,
}

/// A setting that lets replicas flap, and a value that ends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FlappingCause {
    /// The stabilisation window for scaling down is too short for the time between two peaks. In seconds.
    ScaleDownWindow {
        /// As it is.
        from: u64,
        /// As it would have to be.
        to: u64,
    },
    /// The stabilisation window for scaling up is too short for the peaks. In seconds.
    ScaleUpWindow {
        /// As it is.
        from: u64,
        /// As it would have to be.
        to: u64,
    },
    /// The tolerance is smaller than what the load, or a measurement in whole percent, varies by.
    Tolerance {
        /// The smaller one of both directions, as it is.
        from: Tolerance,
        /// As it would have to be in both directions.
        to: Tolerance,
    },
    /// The target utilization is so small that one percent is a large part of it, or so near to the load that a pod
    /// more or less changes the direction. In percent.
    Target {
        /// As it is.
        from: u32,
        /// As it would have to be.
        to: u32,
    },
}

/// The longest time between two changes in opposite directions that count as one turn.
const TURN: Duration = Duration::from_secs(600);
/// The stabilisation windows that are tried, in seconds.
const WINDOWS: [u32; 12] = [60, 120, 180, 240, 300, 420, 600, 900, 1200, 1800, 2400, 3600];
/// The tolerances that are tried, in percent: above a third an autoscaler hardly scales any more.
const TOLERANCES: [u64; 7] = [5, 10, 15, 20, 25, 30, 33];
/// The targets that are tried, in percent.
const TARGETS: [u32; 9] = [10, 20, 30, 40, 50, 60, 70, 80, 90];

impl AutoscaleSimulation {
    /// Whether the replicas flap under this load, and which settings let them.
    #[must_use]
    pub fn flapping(&self) -> Option<Flapping> {
        let (turns, steady) = self.turns(false);
        if turns.is_empty() {
            return None;
        }
        let mut causes: Vec<FlappingCause> =
            [self.scale_down_window(), self.scale_up_window(), self.tolerance(), self.target()]
                .into_iter()
                .flatten()
                .collect();
        if steady {
            causes.sort_by_key(|cause| match cause {
                FlappingCause::Tolerance { .. } => 0,
                FlappingCause::Target { .. } => 1,
                _ => 2,
            });
        }
        Some(Flapping { turns, causes })
    }

    /// The turns of two or more in a row, and whether every demand stays within a tenth of its least value. `first`
    /// stops after the first.
    fn turns(&self, first: bool) -> (Vec<Duration>, bool) {
        let mut turns: Vec<Duration> = Vec::new();
        let mut last: Option<(bool, Duration)> = None;
        let mut pending = None;
        let mut ranges: Vec<(u64, u64)> = Vec::new();
        for step in self.steps() {
            if ranges.is_empty() {
                ranges = step.demands.iter().map(|&demand| (demand, demand)).collect();
            }
            for (range, &demand) in ranges.iter_mut().zip(&step.demands) {
                *range = (range.0.min(demand), range.1.max(demand));
            }
            let (from, to) = (step.decision.from, step.decision.replicas);
            if from == to {
                continue;
            }
            let up = to > from;
            if let Some((before, at)) = last
                && before != up
            {
                let near = step.at.saturating_sub(at) <= TURN;
                match (near, pending) {
                    // The first turn of a row is one only when a second follows.
                    (true, None) => pending = Some((step.at, false)),
                    (true, Some((earlier, counted))) => {
                        turns.extend((!counted).then_some(earlier));
                        turns.push(step.at);
                        pending = Some((step.at, true));
                        if first {
                            break;
                        }
                    }
                    (false, _) => pending = None,
                }
            }
            last = Some((up, step.at));
        }
        (turns, ranges.iter().all(|&(least, most)| most - least <= least / 10))
    }

    /// Whether the replicas no longer flap with another autoscaler.
    fn is_calm(&self, autoscaler: Autoscaler) -> bool {
        Self { autoscaler, ..self.clone() }.turns(true).0.is_empty()
    }

    fn scale_down_window(&self) -> Option<FlappingCause> {
        let autoscaler = &self.autoscaler;
        let from = match autoscaler.behavior() {
            Some(behavior) => behavior.down.window_seconds().into(),
            None => autoscaler.controller().downscale_stabilization.as_secs(),
        };
        WINDOWS.into_iter().filter(|&to| u64::from(to) > from).find_map(|to| {
            let changed = match autoscaler.behavior() {
                Some(behavior) => {
                    let down = behavior.down.clone().with_window_seconds(to).ok()?;
                    autoscaler.clone().with_behavior(ScalingBehavior { down, ..behavior.clone() })
                }
                None => {
                    let downscale_stabilization = Duration::from_secs(to.into());
                    let controller = ControllerSettings { downscale_stabilization, ..*autoscaler.controller() };
                    autoscaler.clone().with_controller(controller)
                }
            };
            self.is_calm(changed).then_some(FlappingCause::ScaleDownWindow { from, to: to.into() })
        })
    }

    fn scale_up_window(&self) -> Option<FlappingCause> {
        let behavior = self.autoscaler.behavior()?;
        let from = behavior.up.window_seconds();
        WINDOWS.into_iter().filter(|&to| to > from).find_map(|to| {
            let up = behavior.up.clone().with_window_seconds(to).ok()?;
            let changed = self.autoscaler.clone().with_behavior(ScalingBehavior { up, ..behavior.clone() });
            self.is_calm(changed).then_some(FlappingCause::ScaleUpWindow { from: from.into(), to: to.into() })
        })
    }

    fn tolerance(&self) -> Option<FlappingCause> {
        let autoscaler = &self.autoscaler;
        let flag = autoscaler.controller().tolerance;
        let own = |own: Option<Tolerance>| own.unwrap_or(flag);
        let from = autoscaler
            .behavior()
            .map_or(flag, |behavior| own(behavior.up.tolerance()).min(own(behavior.down.tolerance())));
        TOLERANCES.into_iter().find_map(|percent| {
            let to = Tolerance::from_nanos(percent * 10_000_000).ok().filter(|&to| to > from)?;
            let controller = ControllerSettings { tolerance: to.max(flag), ..*autoscaler.controller() };
            let mut changed = autoscaler.clone().with_controller(controller);
            if let Some(behavior) = autoscaler.behavior() {
                let raised = |own: Option<Tolerance>| own.unwrap_or(flag).max(to);
                let up = behavior.up.clone().with_tolerance(raised(behavior.up.tolerance()));
                let down = behavior.down.clone().with_tolerance(raised(behavior.down.tolerance()));
                changed = changed.with_behavior(ScalingBehavior { up, down });
            }
            self.is_calm(changed).then_some(FlappingCause::Tolerance { from, to })
        })
    }

    fn target(&self) -> Option<FlappingCause> {
        let from = self.autoscaler.metrics().iter().find_map(|metric| match metric.target() {
            MetricTarget::Utilization(percent) => Some(percent),
            _ => None,
        })?;
        let mut targets = TARGETS;
        targets.sort_by_key(|to| to.abs_diff(from));
        targets.into_iter().filter(|&to| to != from).find_map(|to| {
            let changed = self.autoscaler.with_utilization(to)?;
            self.is_calm(changed).then_some(FlappingCause::Target { from, to })
        })
    }
}

impl fmt::Display for FlappingCause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::ScaleDownWindow { from, to } => {
                write!(f, "the stabilisation window for scaling down is too short: {to} s in place of {from} s ends it")
            }
            Self::ScaleUpWindow { from, to } => {
                write!(f, "the stabilisation window for scaling up is too short: {to} s in place of {from} s ends it")
            }
            Self::Tolerance { from, to } => {
                write!(f, "the tolerance is too small: {to} in place of {from} ends it")
            }
            Self::Target { from, to } if from < to => {
                write!(f, "the target is too small, or too near to the load: {to} % in place of {from} % ends it")
            }
            Self::Target { from, to } => {
                write!(f, "the target is too near to the load: {to} % in place of {from} % ends it")
            }
        }
    }
}
