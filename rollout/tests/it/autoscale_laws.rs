//! What holds for every autoscaler, beside what the contract checks for any bytes.

use std::time::Duration;

use pavedroad_rollout::{
    AutoscaleSimulation, Autoscaler, LoadCurve, MetricReading, MetricSource, MetricSpec, MetricTarget, PodSample,
    PodState, ScalingBehavior, ScalingHistory, ScalingObservation, ScalingPolicy, ScalingRules, SelectPolicy,
    SimulationSettings, Workload,
};
use proptest::prelude::*;

const NOW: Duration = Duration::from_secs(36_000);

fn behavior(
    up: Vec<ScalingPolicy>,
    down: Vec<ScalingPolicy>,
    select: SelectPolicy,
    windows: (u32, u32),
) -> ScalingBehavior {
    ScalingBehavior {
        up: ScalingRules::new(up, select, windows.0).unwrap(),
        down: ScalingRules::new(down, select, windows.1).unwrap(),
    }
}

fn policy() -> impl Strategy<Value = ScalingPolicy> {
    let period = prop_oneof![Just(15_u32), Just(60), 1..=600_u32];
    prop_oneof![
        (1..=20_u32, period.clone()).prop_map(|(pods, period)| ScalingPolicy::pods(pods, period).unwrap()),
        (1..=200_u32, period).prop_map(|(percent, period)| ScalingPolicy::percent(percent, period).unwrap()),
    ]
}

/// What a policy allows from a number of pods, in plain words.
fn allowed(policy: ScalingPolicy, start: u32, up: bool) -> u32 {
    let change = match policy.as_pods() {
        Some(pods) => pods,
        None => (start * policy.as_percent().unwrap()).div_ceil(100),
    };
    if up { start + change } else { start.saturating_sub(change) }
}

proptest! {
    /// Ready, unready and unmeasured pods that are all replicas: more use never makes fewer replicas.
    #[test]
    fn more_use_never_asks_for_fewer_replicas(
        pods in (1..=40_u32, 0..=10_u32, 0..=10_u32),
        target in 1..=150_u32,
        usage in (0..=400_u64, 0..=400_u64),
        request in 1..=1000_u64,
        as_kubernetes: bool,
    ) {
        let autoscaler = Autoscaler::cpu(target, 1, 100_000).unwrap();
        let replicas = pods.0 + pods.1 + pods.2;
        let proposal = |usage: u64| {
            let ready = PodSample::measured(PodState::running(Duration::ZERO), usage, NOW).with_request(request);
            let readings = [MetricReading::Pods(vec![
                ready.times(pods.0),
                PodSample::unmeasured(PodState::pending()).with_request(request).times(pods.1),
                PodSample::unmeasured(PodState::running(Duration::ZERO)).with_request(request).times(pods.2),
            ])];
            let seen = ScalingObservation::new(NOW, replicas, &readings);
            let (decision, _) = match as_kubernetes {
                true => autoscaler.decide_as_kubernetes(&seen, ScalingHistory::default()),
                false => autoscaler.decide(&seen, ScalingHistory::default()),
            };
            decision.proposals[0].unwrap().replicas
        };
        let (less, more) = (usage.0.min(usage.1), usage.0.max(usage.1));
        prop_assert!(proposal(less) <= proposal(more), "{} at {less}, {} at {more}", proposal(less), proposal(more));
    }

    /// Every period that ends now had the pods that a policy starts from; the selected policy holds.
    #[test]
    fn policies_are_never_broken(
        up in prop::collection::vec(policy(), 1..=3),
        down in prop::collection::vec(policy(), 1..=3),
        least_change: bool,
        windows in (0..=120_u32, 0..=120_u32),
        demands in prop::collection::vec(0..=300_u64, 2..60),
    ) {
        let select = if least_change { SelectPolicy::Min } else { SelectPolicy::Max };
        let source = MetricSource::External { metric: "queue".to_owned() };
        let metric = MetricSpec::new(source, MetricTarget::AverageValue(1000)).unwrap();
        let autoscaler = Autoscaler::new(1, 200, vec![metric]).unwrap()
            .with_behavior(behavior(up.clone(), down.clone(), select, windows));
        let points = demands.iter().zip(0..).map(|(demand, number)| (Duration::from_secs(number * 45), demand * 1000));
        let workload = Workload { load: LoadCurve::new(points.collect()).unwrap(), request: None, capacity: None };
        let settings = SimulationSettings { replicas: Some(20), ..SimulationSettings::default() };
        let simulation = AutoscaleSimulation::new(autoscaler, vec![workload], settings).unwrap();
        // The replicas from each instant on.
        let mut curve = vec![(None, 20)];
        for step in simulation.steps() {
            let (from, to) = (step.decision.from, step.decision.replicas);
            let at_start = |policy: &ScalingPolicy| {
                let start = step.at.checked_sub(Duration::from_secs(policy.period_seconds().into()));
                curve.iter().rev().find(|(at, _)| at.is_none_or(|at| start.is_some_and(|start| at <= start))).unwrap().1
            };
            if to > from {
                let most = up.iter().map(|policy| allowed(*policy, at_start(policy), true));
                let most = if least_change { most.min() } else { most.max() }.unwrap();
                prop_assert!(to <= most, "{from} to {to} at {:?}, allowed {most}", step.at);
            }
            if to < from {
                let fewest = down.iter().map(|policy| allowed(*policy, at_start(policy), false));
                let fewest = if least_change { fewest.max() } else { fewest.min() }.unwrap();
                prop_assert!(to >= fewest, "{from} to {to} at {:?}, allowed {fewest}", step.at);
            }
            curve.push((Some(step.at), to));
        }
    }

    /// The two arithmetics differ by at most one pod for the same observation and history.
    #[test]
    fn exact_and_as_kubernetes_are_at_most_one_pod_apart(
        pods in 1..=5000_u32,
        target in 1..=200_u32,
        usage in 0..=500_u64,
        as_behavior: bool,
    ) {
        let mut autoscaler = Autoscaler::cpu(target, 1, 1_000_000).unwrap();
        if as_behavior {
            let none = vec![ScalingPolicy::percent(100_000, 15).unwrap()];
            autoscaler = autoscaler.with_behavior(behavior(none.clone(), none, SelectPolicy::Max, (0, 0)));
        }
        let ready = PodSample::measured(PodState::running(Duration::ZERO), usage, NOW).with_request(100);
        let readings = [MetricReading::Pods(vec![ready.times(pods)])];
        let seen = ScalingObservation::new(NOW, pods, &readings);
        let (exact, _) = autoscaler.decide(&seen, ScalingHistory::default());
        let (kubernetes, _) = autoscaler.decide_as_kubernetes(&seen, ScalingHistory::default());
        prop_assert!(exact.replicas <= kubernetes.replicas && kubernetes.replicas <= exact.replicas + 1);
    }

    /// A curve is between its points.
    #[test]
    fn a_load_curve_stays_between_its_points(demands in (0..=u64::MAX / 2, 0..=u64::MAX / 2), at in 0..=100_u64) {
        let curve = LoadCurve::new(vec![(Duration::ZERO, demands.0), (Duration::from_secs(100), demands.1)]).unwrap();
        let demand = curve.at(Duration::from_secs(at));
        prop_assert!(demands.0.min(demands.1) <= demand && demand <= demands.0.max(demands.1));
        if at == 0 { prop_assert_eq!(demand, demands.0); }
        if at == 100 { prop_assert_eq!(demand, demands.1); }
    }
}

/// A thousand steps of the greatest numbers there are.
#[test]
fn two_to_the_31_pods_run_a_thousand_steps() {
    let most = i32::MAX.unsigned_abs();
    for behavior in [None, Some(ScalingBehavior::default())] {
        let mut autoscaler = Autoscaler::cpu(1, 1, most).unwrap();
        if let Some(behavior) = behavior {
            autoscaler = autoscaler.with_behavior(behavior);
        }
        let points = (0..=100).map(|number| (Duration::from_secs(number * 150), (number % 2) * (u64::MAX / 2)));
        let load = LoadCurve::new(points.collect()).unwrap();
        let workload = Workload { load, request: Some(1), capacity: None };
        let settings = SimulationSettings { replicas: Some(most), ..SimulationSettings::default() };
        let simulation = AutoscaleSimulation::new(autoscaler, vec![workload], settings).unwrap();
        for steps in [simulation.steps(), simulation.clone().as_kubernetes().steps()] {
            assert_eq!(steps.size_hint(), (1001, Some(1001)));
            let replicas: Vec<u32> = steps.map(|step| step.decision.replicas).collect();
            assert_eq!((replicas.len(), replicas.iter().max()), (1001, Some(&most)));
        }
    }
}
