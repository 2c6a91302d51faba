//! Where the controller's floating point and exact integers part, counted.

use pavedroad_rollout::{
    Autoscaler, ControllerSettings, MetricReading, PodSample, PodState, ScalingBehavior, ScalingHistory,
    ScalingObservation, ScalingPolicy, ScalingRules, SelectPolicy, Tolerance, rounding_differences,
};
use std::time::Duration;

/// 1 to 200 percent measured, 1 to 100 percent aimed at, 1 to 50 pods: a million cases.
#[test]
fn in_a_million_cases_as_many_differ_as_counted() {
    let all: Vec<_> = rounding_differences(1..=200, 1..=100, 1..=50).collect();
    assert_eq!(all.len(), 1_035);
    assert!(
        all.iter().all(|case| case.kubernetes == case.exact + 1),
        "the controller asks for one pod more, never less"
    );
}

#[test]
fn fourteen_percent_of_a_target_of_fifty_on_25_pods_makes_8_there_and_7_here() {
    let now = Duration::from_secs(600);
    let pod = PodSample::measured(PodState::running(Duration::ZERO), 14, now).with_request(100);
    let readings = [MetricReading::Pods(vec![pod.times(25)])];
    let seen = ScalingObservation::new(now, 25, &readings);
    let rules = ScalingRules::kubernetes_down().with_window_seconds(0).unwrap();
    let behavior = ScalingBehavior { down: rules, ..ScalingBehavior::default() };
    let autoscaler = Autoscaler::cpu(50, 1, 100).unwrap().with_behavior(behavior);
    assert_eq!(autoscaler.decide(&seen, ScalingHistory::default()).0.replicas, 7);
    assert_eq!(autoscaler.decide_as_kubernetes(&seen, ScalingHistory::default()).0.replicas, 8);
}

/// 50 * 1.1 is 55.00000000000001, and 10 * (1 - 0.8) is 1.9999999999999996.
#[test]
fn policies_in_percent_round_otherwise_too() {
    let now = Duration::from_secs(600);
    let decide = |pods: u32, percent: u32, usage: u64| {
        let pod = PodSample::measured(PodState::running(Duration::ZERO), usage, now).with_request(100);
        let readings = [MetricReading::Pods(vec![pod.times(pods)])];
        let seen = ScalingObservation::new(now, pods, &readings);
        let policy = ScalingPolicy::percent(percent, 60).unwrap();
        let rules = ScalingRules::new(vec![policy], SelectPolicy::Max, 0).unwrap();
        let autoscaler =
            Autoscaler::cpu(50, 1, 100).unwrap().with_behavior(ScalingBehavior { up: rules.clone(), down: rules });
        let replicas = |(decision, _): (pavedroad_rollout::ScalingDecision, _)| decision.replicas;
        (
            replicas(autoscaler.decide_as_kubernetes(&seen, ScalingHistory::default())),
            replicas(autoscaler.decide(&seen, ScalingHistory::default())),
        )
    };
    assert_eq!(decide(50, 10, 500), (56, 55));
    assert_eq!(decide(50, 14, 500), (58, 57));
    assert_eq!(decide(10, 80, 1), (1, 2));
    assert_eq!(decide(10, 50, 500), (15, 15));
}

/// 2 pods and 2147483647 more are -2147483647 in 32 bits, and no policy turns the direction around.
#[test]
fn a_policy_of_as_many_pods_as_a_field_holds_forbids_scaling_up_there() {
    let now = Duration::from_secs(600);
    let pod = PodSample::measured(PodState::running(Duration::ZERO), 500, now).with_request(100);
    let readings = [MetricReading::Pods(vec![pod.times(2)])];
    let seen = ScalingObservation::new(now, 2, &readings);
    for (pods, there) in [(i32::MAX as u32, 2), (i32::MAX as u32 - 2, 20)] {
        let policy = ScalingPolicy::pods(pods, 60).unwrap();
        let up = ScalingRules::new(vec![policy], SelectPolicy::Max, 0).unwrap();
        let behavior = ScalingBehavior { up, ..ScalingBehavior::default() };
        let autoscaler = Autoscaler::cpu(50, 1, 100).unwrap().with_behavior(behavior);
        assert_eq!(autoscaler.decide_as_kubernetes(&seen, ScalingHistory::default()).0.replicas, there, "{pods}");
        assert_eq!(autoscaler.decide(&seen, ScalingHistory::default()).0.replicas, 20, "{pods}");
    }
}

/// Since 1.33 the bounds of the range belong to it; before, 1.1 scaled since 1.1 - 1 is 0.10000000000000009.
#[test]
fn a_ratio_on_the_bound_of_the_tolerance_does_not_scale() {
    let now = Duration::from_secs(600);
    for (usage, stays) in [(55, true), (56, false), (45, true), (44, false)] {
        let pod = PodSample::measured(PodState::running(Duration::ZERO), usage, now).with_request(100);
        let readings = [MetricReading::Pods(vec![pod.times(40)])];
        let seen = ScalingObservation::new(now, 40, &readings);
        let rules = |rules: ScalingRules| rules.with_window_seconds(0).unwrap();
        let behavior =
            ScalingBehavior { up: rules(ScalingRules::kubernetes_up()), down: rules(ScalingRules::kubernetes_down()) };
        let autoscaler = Autoscaler::cpu(50, 1, 100).unwrap().with_behavior(behavior);
        assert_eq!(autoscaler.decide(&seen, ScalingHistory::default()).0.replicas == 40, stays, "{usage} %");
        assert_eq!(
            autoscaler.decide_as_kubernetes(&seen, ScalingHistory::default()).0.replicas == 40,
            stays,
            "{usage} %"
        );
    }
}

/// 1 - 0.18 is 0.8200000000000001 in floating point.
#[test]
fn a_ratio_on_another_bound_may_scale_in_floating_point() {
    let now = Duration::from_secs(600);
    let pod = PodSample::measured(PodState::running(Duration::ZERO), 82, now).with_request(100);
    let readings = [MetricReading::Pods(vec![pod.times(100)])];
    let seen = ScalingObservation::new(now, 100, &readings);
    let down = ScalingRules::kubernetes_down().with_window_seconds(0).unwrap().with_tolerance("0.18".parse().unwrap());
    let behavior = ScalingBehavior { down, ..ScalingBehavior::default() };
    let autoscaler = Autoscaler::cpu(100, 1, 200).unwrap().with_behavior(behavior);
    assert_eq!(autoscaler.decide(&seen, ScalingHistory::default()).0.replicas, 100);
    assert_eq!(autoscaler.decide_as_kubernetes(&seen, ScalingHistory::default()).0.replicas, 82);
}

/// The controller's flag is the number nearest to 0.059, a behavior's tolerance is 59 times 0.001, a little more.
#[test]
fn a_flag_and_a_behavior_may_mean_two_tolerances() {
    let now = Duration::from_secs(600);
    let pod = PodSample::measured(PodState::running(Duration::ZERO), 941, now).with_request(100);
    let readings = [MetricReading::Pods(vec![pod.times(100)])];
    let seen = ScalingObservation::new(now, 100, &readings);
    let tolerance: Tolerance = "0.059".parse().unwrap();
    let controller = ControllerSettings { tolerance, ..ControllerSettings::KUBERNETES };
    let down = ScalingRules::kubernetes_down().with_tolerance(tolerance);
    let own = ScalingBehavior { down, ..ScalingBehavior::default() };
    let asks_for = |autoscaler: &Autoscaler| {
        let (kubernetes, _) = autoscaler.decide_as_kubernetes(&seen, ScalingHistory::default());
        let (exact, _) = autoscaler.decide(&seen, ScalingHistory::default());
        [kubernetes, exact].map(|decision| decision.proposals[0].unwrap().replicas)
    };
    let autoscaler = Autoscaler::cpu(1000, 1, 200).unwrap();
    assert_eq!(asks_for(&autoscaler.clone().with_controller(controller)), [95, 100]);
    assert_eq!(asks_for(&autoscaler.with_behavior(own)), [100, 100]);
}

#[test]
fn each_direction_may_have_a_tolerance_of_its_own() {
    let now = Duration::from_secs(600);
    let wide: Tolerance = "0.5".parse().unwrap();
    for (usage, replicas) in [(74, 40), (76, 61), (50, 40), (49, 40), (48, 39)] {
        let pod = PodSample::measured(PodState::running(Duration::ZERO), usage, now).with_request(100);
        let readings = [MetricReading::Pods(vec![pod.times(40)])];
        let down = ScalingRules::kubernetes_down().with_window_seconds(0).unwrap();
        let behavior = ScalingBehavior {
            up: ScalingRules::kubernetes_up().with_tolerance(wide),
            down: down.with_tolerance("2%".parse().unwrap()),
        };
        let autoscaler = Autoscaler::cpu(50, 1, 100).unwrap().with_behavior(behavior);
        let seen = ScalingObservation::new(now, 40, &readings);
        assert_eq!(autoscaler.decide(&seen, ScalingHistory::default()).0.replicas, replicas, "{usage} %");
    }
}
