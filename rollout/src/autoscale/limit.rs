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
    let limit = |selected: Option<(u32, ScalingPolicy)>| match selected {
        Some((allowed, policy)) => (allowed, ScalingLimit::Policy { policy, allowed }),
        None => (current, ScalingLimit::Disabled),
    };
    // A policy never turns the direction around, even when more has changed than it allows.
    if wanted > current {
        let allows = |policy: &ScalingPolicy| clamp(arithmetic.most_pods(start(policy), policy.amount())).max(current);
        let (allowed, limit) = limit(select(&behavior.up, current, allows));
        let (allowed, limit) = if most > allowed { (allowed, limit) } else { (most, ScalingLimit::Most) };
        if wanted > allowed {
            return (allowed, Some(limit));
        }
    } else if wanted < current {
        let allows =
            |policy: &ScalingPolicy| clamp(arithmetic.fewest_pods(start(policy), policy.amount())).min(current);
        let (allowed, limit) = limit(select(&behavior.down, current, allows));
        let (allowed, limit) = if least < allowed { (allowed, limit) } else { (least, ScalingLimit::Least) };
        if wanted < allowed {
            return (allowed, Some(limit));
        }
    }
    (wanted, None)
}

/// The replicas allowed by the policy that counts, and that policy, the first one of equals.
fn select(rules: &ScalingRules, current: u32, allows: impl Fn(&ScalingPolicy) -> u32) -> Option<(u32, ScalingPolicy)> {
    let all = rules.policies().iter().map(|policy| (allows(policy), *policy));
    let change = |allowed: u32| allowed.abs_diff(current);
    match rules.select() {
        SelectPolicy::Disabled => None,
        SelectPolicy::Max => all.reduce(|best, next| if change(next.0) > change(best.0) { next } else { best }),
        SelectPolicy::Min => all.reduce(|best, next| if change(next.0) < change(best.0) { next } else { best }),
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
