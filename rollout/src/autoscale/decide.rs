//! From an observation to a decision. Source: `reconcileAutoscaler` in Kubernetes' `horizontal.go`.

use std::time::Duration;

use crate::autoscale::arithmetic::Arithmetic;
use crate::autoscale::autoscaler::Autoscaler;
use crate::autoscale::decision::{DecisionReason, ScalingDecision};
use crate::autoscale::history::ScalingHistory;
use crate::autoscale::proposal::{MetricFailure, Proposal, propose};
use crate::autoscale::reading::ScalingObservation;
use crate::autoscale::{limit, stabilization};

impl Autoscaler {
    /// Decides how many replicas to set, in exact integers, and what to remember for the next decision.
    ///
    /// The result is within the least and the most replicas, but for a workload without replicas whose autoscaler has
    /// a least above 0: that is switched off and stays so.
    #[must_use]
    pub fn decide(&self, seen: &ScalingObservation<'_>, history: ScalingHistory) -> (ScalingDecision, ScalingHistory) {
        self.decide_in(Arithmetic::Exact, seen, history)
    }

    /// The same in the floating point and the 32 bits of Kubernetes' controller, since 1.33.
    ///
    /// It differs from [`decide`](Self::decide) where a product is rounded across a whole number, or the bound of a
    /// tolerance to beside the exact one; where the controller forgets an event that a policy still counts; and where
    /// the pods of a policy wrap around, so that 2147483647 more are less than none.
    /// [`rounding_differences`](crate::rounding_differences) lists cases of the first kind. A floating point number
    /// that no 32 bits hold saturates, as it does on ARM; on x86 the controller makes it -2147483648.
    #[must_use]
    pub fn decide_as_kubernetes(
        &self,
        seen: &ScalingObservation<'_>,
        history: ScalingHistory,
    ) -> (ScalingDecision, ScalingHistory) {
        self.decide_in(Arithmetic::AsKubernetes, seen, history)
    }

    pub(crate) fn decide_in(
        &self,
        arithmetic: Arithmetic,
        seen: &ScalingObservation<'_>,
        mut history: ScalingHistory,
    ) -> (ScalingDecision, ScalingHistory) {
        let (from, now) = (seen.replicas, seen.at);
        history.begin(from, now);
        let mut proposals = Vec::new();
        let (replicas, reason) = if from == 0 && self.least() != 0 {
            (0, DecisionReason::SwitchedOff)
        } else if from > self.most() {
            (self.most(), DecisionReason::AboveMost)
        } else if from < self.least() {
            (self.least(), DecisionReason::BelowLeast)
        } else {
            let tolerances = self.tolerances();
            proposals.extend(self.metrics().iter().enumerate().map(|(number, metric)| {
                propose(arithmetic, tolerances, metric, self.controller(), seen, seen.readings.get(number))
            }));
            match greatest(&proposals) {
                None => (from, DecisionReason::NoMetric),
                Some((_, proposed)) if proposed < from && proposals.iter().any(Result::is_err) => {
                    (from, DecisionReason::ScaleDownBlocked { proposed })
                }
                Some(greatest) => self.normalize(arithmetic, &mut history, from, greatest, now),
            }
        };
        if let Some(behavior) = self.behavior()
            && replicas != from
        {
            let seconds = |seconds: u32| Duration::from_secs(seconds.into());
            let (up, down) = (seconds(behavior.up.longest_period()), seconds(behavior.down.longest_period()));
            let own = if replicas > from { up } else { down };
            history.scaled(arithmetic, (from, replicas), now, own, up.max(down));
        }
        (ScalingDecision { from, replicas, reason, proposals }, history)
    }

    /// The proposal, stabilised and limited.
    fn normalize(
        &self,
        arithmetic: Arithmetic,
        history: &mut ScalingHistory,
        from: u32,
        (metric, proposed): (usize, u32),
        now: Duration,
    ) -> (u32, DecisionReason) {
        let bounds = (self.least(), self.most());
        let (stabilized, (replicas, limit)) = match self.behavior() {
            Some(behavior) => {
                let stabilized = stabilization::by_behavior(behavior, history, from, proposed, now);
                (stabilized, limit::by_behavior(arithmetic, behavior, history, bounds, from, stabilized, now))
            }
            None => {
                let window = self.controller().downscale_stabilization;
                let stabilized = stabilization::by_controller(window, history, proposed, now);
                (stabilized, limit::by_doubling(bounds, from, stabilized))
            }
        };
        (replicas, DecisionReason::Metrics { metric, proposed, stabilized, limit })
    }
}

/// The metric with the greatest proposal, the first one of equals.
fn greatest(proposals: &[Result<Proposal, MetricFailure>]) -> Option<(usize, u32)> {
    let given = proposals.iter().enumerate().filter_map(|(number, proposal)| Some((number, proposal.ok()?.replicas)));
    given.reduce(|best, next| if next.1 > best.1 { next } else { best })
}
