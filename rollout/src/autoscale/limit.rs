//! How many replicas one decision may set.

use std::time::Duration;

use crate::autoscale::arithmetic::Arithmetic;
use crate::autoscale::behavior::{ScalingBehavior, ScalingPolicy, ScalingRules, SelectPolicy};
use crate::autoscale::decision::ScalingLimit;
use crate::autoscale::history::ScalingHistory;

/// Limits replicas by the policies of a direction, then by the least and the most replicas. Source:
/// `convertDesiredReplicasWithBehaviorRate` in Kubernetes' `horizontal.go`.
pub(crate) fn by_behavior(
    arithmetic: Arithmetic,
    behavior: &ScalingBehavior,
    history: &ScalingHistory,
    (least, most): (u32, u32),
    current: u32,
    wanted: u32,
    now: Duration,
) -> (u32, Option<ScalingLimit>) {
    let start = |policy: &ScalingPolicy| {
        let period = Duration::from_secs(policy.period_seconds().into());
        i64::from(current).saturating_sub(history.change_within(period, now))
    };
    if wanted > current {
        let allows = |policy: &ScalingPolicy| arithmetic.most_pods(start(policy), policy.amount());
        let (allowed, limit) = match select(&behavior.up, allows, |pods| pods) {
            // Never below the current size, even when more has been added than is allowed.
            Some((pods, policy)) => {
                (clamp(pods).max(current), ScalingLimit::Policy { policy, allowed: clamp(pods).max(current) })
            }
            None => (current, ScalingLimit::Disabled),
        };
        let (allowed, limit) = if most > allowed { (allowed, limit) } else { (most, ScalingLimit::Most) };
        if wanted > allowed {
            return (allowed, Some(limit));
        }
    } else if wanted < current {
        let allows = |policy: &ScalingPolicy| arithmetic.fewest_pods(start(policy), policy.amount());
        let (allowed, limit) = match select(&behavior.down, allows, i64::saturating_neg) {
            Some((pods, policy)) => {
                (clamp(pods).min(current), ScalingLimit::Policy { policy, allowed: clamp(pods).min(current) })
            }
            None => (current, ScalingLimit::Disabled),
        };
        let (allowed, limit) = if least < allowed { (allowed, limit) } else { (least, ScalingLimit::Least) };
        if wanted < allowed {
            return (allowed, Some(limit));
        }
    }
    (wanted, None)
}

/// The policy that counts and what it allows; the first one of equals. `change` grows with the change it allows.
fn select(
    rules: &ScalingRules,
    allows: impl Fn(&ScalingPolicy) -> i64,
    change: impl Fn(i64) -> i64,
) -> Option<(i64, ScalingPolicy)> {
    let all = rules.policies().iter().map(|policy| (allows(policy), *policy));
    let better = |a: i64, b: i64| match rules.select() {
        SelectPolicy::Min => change(b) < change(a),
        _ => change(b) > change(a),
    };
    match rules.select() {
        SelectPolicy::Disabled => None,
        _ => all.reduce(|best, next| if better(best.0, next.0) { next } else { best }),
    }
}

/// Without a behavior: the most replicas, or `max(2n, 4)` where that is less. Source:
/// `convertDesiredReplicasWithRules`.
pub(crate) fn by_doubling((least, most): (u32, u32), current: u32, wanted: u32) -> (u32, Option<ScalingLimit>) {
    let doubled = current.saturating_mul(2).max(4);
    let (allowed, limit) = if most > doubled {
        (doubled, ScalingLimit::Doubling { allowed: doubled })
    } else {
        (most, ScalingLimit::Most)
    };
    if wanted < least {
        (least, Some(ScalingLimit::Least))
    } else if wanted > allowed {
        (allowed, Some(limit))
    } else {
        (wanted, None)
    }
}

/// Replicas are never negative, and at most what a field of Kubernetes holds.
fn clamp(pods: i64) -> u32 {
    u32::try_from(pods.clamp(0, i32::MAX.into())).unwrap_or(0)
}
