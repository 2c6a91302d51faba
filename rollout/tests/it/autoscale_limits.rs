//! What holds a proposal back: windows, policies, `max(2n, 4)`, the least and the most replicas.

use std::time::Duration;

use pavedroad_rollout::{
    Autoscaler, DecisionReason, MetricReading, MetricSource, MetricSpec, MetricTarget, Recommendation, ScaleEvent,
    ScalingBehavior, ScalingDecision, ScalingHistory, ScalingLimit, ScalingObservation, ScalingPolicy, ScalingRules,
    SelectPolicy,
};

const NOW: Duration = Duration::from_secs(3600);

/// An autoscaler that follows a queue: one pod for each 1 in it, so the reading is the proposal.
fn queue(least: u32, most: u32) -> Autoscaler {
    let source = MetricSource::External { metric: "queue".to_owned() };
    Autoscaler::new(least, most, vec![MetricSpec::new(source, MetricTarget::AverageValue(1000)).unwrap()]).unwrap()
}

fn decide(
    autoscaler: &Autoscaler,
    replicas: u32,
    wanted: u32,
    history: ScalingHistory,
) -> (ScalingDecision, ScalingHistory) {
    let readings = [MetricReading::Value(u64::from(wanted) * 1000)];
    let seen = ScalingObservation::new(NOW, replicas, &readings);
    let exact = autoscaler.decide(&seen, history.clone());
    assert_eq!(exact.0, autoscaler.decide_as_kubernetes(&seen, history).0);
    exact
}

fn rules(policies: &[ScalingPolicy], select: SelectPolicy, window: u32) -> ScalingRules {
    ScalingRules::new(policies.to_vec(), select, window).unwrap()
}

fn pods(pods: u32, period: u32) -> ScalingPolicy {
    ScalingPolicy::pods(pods, period).unwrap()
}

fn percent(percent: u32, period: u32) -> ScalingPolicy {
    ScalingPolicy::percent(percent, period).unwrap()
}

fn ago(seconds: u64) -> Duration {
    NOW - Duration::from_secs(seconds)
}

fn recommended(list: &[(u32, u64)]) -> ScalingHistory {
    let recommendations =
        list.iter().map(|&(replicas, seconds)| Recommendation { replicas, at: ago(seconds) }).collect();
    ScalingHistory { recommendations, ..ScalingHistory::default() }
}

#[test]
fn without_a_behavior_replicas_at_most_double_but_four_are_always_allowed() {
    for (replicas, wanted, expected) in
        [(1, 9, 4), (1, 3, 3), (2, 9, 4), (3, 9, 6), (5, 9, 9), (10, 100, 20), (60, 1000, 100)]
    {
        let (decision, _) = decide(&queue(1, 100), replicas, wanted, ScalingHistory::default());
        assert_eq!(decision.replicas, expected, "{replicas} to {wanted}");
    }
    let autoscaler = queue(1, 100);
    let (decision, history) = decide(&autoscaler, 3, 9, ScalingHistory::default());
    assert_eq!(
        autoscaler.explain(&decision).to_string(),
        "3 -> 6: queue is at 3 per pod, target 1: at 1 for each pod that makes 9; max(2n, 4) allows 6"
    );
    assert_eq!((history.added.len(), history.removed.len()), (0, 0), "events are only for policies");
}

#[test]
fn without_a_behavior_the_greatest_recommendation_of_the_window_counts() {
    let recent = recommended(&[(50, 301), (7, 300), (6, 10)]);
    let (decision, history) = decide(&queue(1, 100), 10, 2, recent);
    assert_eq!(decision.replicas, 7, "at the very end of the window it counts, before it does not");
    assert_eq!(history.recommendations.len(), 3, "what is older is forgotten, what is new is remembered");
    // It can even scale up by an old recommendation.
    let (decision, _) = decide(&queue(1, 100), 3, 2, recommended(&[(5, 100)]));
    assert_eq!(decision.replicas, 5);
}

#[test]
fn the_first_decision_takes_what_it_finds_for_a_recommendation() {
    let (decision, history) = decide(&queue(1, 100), 10, 2, ScalingHistory::default());
    assert_eq!(decision.replicas, 10, "a restarted controller does not scale down at once");
    assert_eq!(history.recommendations.iter().map(|old| old.replicas).collect::<Vec<_>>(), [10, 2]);
}

#[test]
fn with_a_behavior_windows_clamp_the_current_replicas() {
    let window = |up, down| {
        let rules = |window| rules(&[percent(100_000, 60)], SelectPolicy::Max, window);
        queue(1, 1000).with_behavior(ScalingBehavior { up: rules(up), down: rules(down) })
    };
    for (up, down, history, replicas, wanted, expected) in [
        // Up: the least of the window.
        (60, 0, recommended(&[(5, 59), (9, 10)]), 4, 20, 5),
        (60, 0, recommended(&[(5, 60), (9, 10)]), 4, 20, 9),
        // Down: the greatest of the window.
        (0, 60, recommended(&[(8, 59), (3, 10)]), 10, 1, 8),
        (0, 60, recommended(&[(8, 60), (3, 10)]), 10, 1, 3),
        // Both: what is between the two stays.
        (60, 60, recommended(&[(5, 20), (12, 10)]), 10, 8, 10),
        (60, 60, recommended(&[(5, 20), (12, 10)]), 4, 8, 5),
        (60, 60, recommended(&[(5, 20), (12, 10)]), 20, 8, 12),
        (0, 0, recommended(&[(1, 1), (99, 1)]), 10, 8, 8),
    ] {
        let case = format!("{up} {down} {history:?} {replicas} {wanted}");
        assert_eq!(decide(&window(up, down), replicas, wanted, history).0.replicas, expected, "{case}");
    }
}

#[test]
fn a_policy_counts_from_the_replicas_at_the_start_of_its_period() {
    let autoscaler = |up: ScalingRules, down: ScalingRules| queue(1, 1000).with_behavior(ScalingBehavior { up, down });
    let history = |added: &[(u32, u64)], removed: &[(u32, u64)]| {
        let events =
            |list: &[(u32, u64)]| list.iter().map(|&(pods, seconds)| ScaleEvent { pods, at: ago(seconds) }).collect();
        ScalingHistory { added: events(added), removed: events(removed), ..recommended(&[]) }
    };
    let one = |policy| rules(&[policy], SelectPolicy::Max, 0);
    for (policy, added, removed, replicas, wanted, expected) in [
        (pods(4, 60), &[][..], &[][..], 10, 100, 14),
        (pods(4, 60), &[(3, 59)], &[], 10, 100, 11),
        (pods(4, 60), &[(3, 60)], &[], 10, 100, 14),
        // More was added than is allowed: never below the current size.
        (pods(4, 60), &[(7, 59)], &[], 10, 100, 10),
        // Pods taken away within the period may come back.
        (pods(4, 60), &[(3, 59)], &[(5, 30)], 10, 100, 16),
        // A percentage rounds up, so that one pod can become two.
        (percent(10, 60), &[], &[], 1, 100, 2),
        (percent(10, 60), &[], &[], 11, 100, 13),
        (percent(50, 60), &[(2, 30)], &[], 10, 100, 12),
    ] {
        let autoscaler = autoscaler(one(policy), one(pods(1, 15)));
        let decision = decide(&autoscaler, replicas, wanted, history(added, removed)).0;
        assert_eq!(decision.replicas, expected, "{policy} after {added:?} and {removed:?}, {replicas} to {wanted}");
    }
    for (policy, added, removed, replicas, wanted, expected) in [
        (pods(4, 60), &[][..], &[][..], 10, 1, 6),
        (pods(4, 60), &[], &[(3, 59)], 10, 1, 9),
        (pods(4, 60), &[], &[(3, 60)], 10, 1, 6),
        (pods(4, 60), &[], &[(9, 10)], 10, 1, 10),
        (pods(4, 60), &[(5, 30)], &[], 10, 1, 1),
        // A percentage is cut: 10 % of 11 leaves 9.
        (percent(10, 60), &[], &[], 11, 1, 9),
        (percent(100, 60), &[], &[], 11, 1, 1),
        (percent(200, 60), &[], &[], 11, 5, 5),
    ] {
        let autoscaler = autoscaler(one(pods(1, 15)), one(policy));
        let decision = decide(&autoscaler, replicas, wanted, history(added, removed)).0;
        assert_eq!(decision.replicas, expected, "{policy} after {added:?} and {removed:?}, {replicas} to {wanted}");
    }
}

#[test]
fn of_several_policies_the_selected_one_counts() {
    let both = [pods(2, 60), percent(50, 60)];
    for (select, replicas, wanted, expected) in [
        (SelectPolicy::Max, 10, 100, 15),
        (SelectPolicy::Min, 10, 100, 12),
        (SelectPolicy::Disabled, 10, 100, 10),
        (SelectPolicy::Max, 10, 1, 5),
        (SelectPolicy::Min, 10, 1, 8),
        (SelectPolicy::Disabled, 10, 1, 10),
    ] {
        let rules = rules(&both, select, 0);
        let autoscaler = queue(1, 1000).with_behavior(ScalingBehavior { up: rules.clone(), down: rules });
        let (decision, _) = decide(&autoscaler, replicas, wanted, ScalingHistory::default());
        assert_eq!(decision.replicas, expected, "{select:?} of {replicas} to {wanted}");
        let DecisionReason::Metrics { limit: Some(limit), .. } = decision.reason else { panic!("{decision:?}") };
        match limit {
            ScalingLimit::Disabled => assert_eq!(select, SelectPolicy::Disabled),
            ScalingLimit::Policy { policy, allowed } => {
                assert_eq!((allowed, policy.as_pods().is_some()), (expected, select == SelectPolicy::Min));
            }
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn the_default_behavior_is_that_of_kubernetes() {
    let autoscaler = queue(1, 100).with_behavior(ScalingBehavior::default());
    for (replicas, wanted, expected) in [(1, 100, 5), (3, 100, 7), (4, 100, 8), (5, 100, 10), (90, 200, 100)] {
        let (decision, history) = decide(&autoscaler, replicas, wanted, ScalingHistory::default());
        assert_eq!(decision.replicas, expected, "{replicas} to {wanted}");
        assert_eq!(history.added, [ScaleEvent { pods: expected - replicas, at: NOW }]);
    }
    let calm = recommended(&[(1, 3000)]);
    assert_eq!(decide(&autoscaler, 90, 1, calm).0.replicas, 1, "down is not limited, only stabilised");
    let (decision, _) = decide(&autoscaler, 90, 1, recommended(&[(40, 299)]));
    assert_eq!(
        autoscaler.explain(&decision).to_string(),
        "90 -> 40: queue is at 0.012 per pod, target 1: at 1 for each pod that makes 1; \
         held at 40 by a higher recommendation of the last 300 s"
    );
}

#[test]
fn outside_of_its_bounds_an_autoscaler_goes_to_the_bound_without_asking() {
    let autoscaler = queue(3, 10).with_behavior(ScalingBehavior::default());
    for (replicas, expected, reason) in
        [(11, 10, DecisionReason::AboveMost), (2, 3, DecisionReason::BelowLeast), (0, 0, DecisionReason::SwitchedOff)]
    {
        let (decision, history) = decide(&autoscaler, replicas, 5, ScalingHistory::default());
        assert_eq!((decision.replicas, decision.reason, decision.proposals), (expected, reason, vec![]));
        assert_eq!(history.added.len() + history.removed.len(), usize::from(replicas != expected));
    }
}

#[test]
fn what_holds_a_decision_back_is_said_in_words() {
    let autoscaler = queue(3, 10);
    let said = |autoscaler: &Autoscaler, replicas, wanted| {
        let (decision, _) = decide(autoscaler, replicas, wanted, recommended(&[(1, 3000)]));
        autoscaler.explain(&decision).to_string()
    };
    assert_eq!(said(&autoscaler, 11, 5), "11 -> 10: more replicas than maxReplicas");
    assert_eq!(said(&autoscaler, 2, 5), "2 -> 3: fewer replicas than minReplicas");
    assert_eq!(said(&autoscaler, 0, 5), "0 stay: no replicas, so autoscaling is switched off");
    let asked = "queue is at 0.2 per pod, target 1: at 1 for each pod that makes 1";
    assert_eq!(said(&autoscaler, 5, 1), format!("5 -> 3: {asked}; minReplicas is 3"));
    let asked = "queue is at 4 per pod, target 1: at 1 for each pod that makes 20";
    assert_eq!(said(&autoscaler, 5, 20), format!("5 -> 10: {asked}; maxReplicas is 10"));
    let disabled = rules(&[pods(1, 60)], SelectPolicy::Disabled, 0);
    let calm = autoscaler.with_behavior(ScalingBehavior { up: disabled, ..ScalingBehavior::default() });
    assert_eq!(said(&calm, 5, 20), format!("5 stay: {asked}; this direction is disabled"));
}

/// `storeScaleEvent` puts a new event in place of one that its own direction no longer counts, although the other
/// direction still may. Exact integers forget nothing that counts.
#[test]
fn the_controller_forgets_events_that_the_other_direction_still_counts() {
    let up = rules(&[pods(2, 600)], SelectPolicy::Max, 0);
    let down = rules(&[pods(5, 15)], SelectPolicy::Max, 0);
    let autoscaler = queue(1, 100).with_behavior(ScalingBehavior { up, down });
    let play = |as_kubernetes: bool, second: u64| {
        let (mut replicas, mut history) = (50, ScalingHistory::default());
        for (seconds, wanted) in [(0, 40), (second, 30), (120, 100)] {
            let readings = [MetricReading::Value(wanted * 1000)];
            let seen = ScalingObservation::new(Duration::from_secs(seconds), replicas, &readings);
            let (decision, next) = match as_kubernetes {
                true => autoscaler.decide_as_kubernetes(&seen, history),
                false => autoscaler.decide(&seen, history),
            };
            (replicas, history) = (decision.replicas, next);
        }
        replicas
    };
    assert_eq!((play(true, 60), play(false, 60)), (47, 52));
    assert_eq!((play(true, 16), play(false, 16)), (47, 52));
    assert_eq!((play(true, 15), play(false, 15)), (52, 52), "the period has just ended");
}
