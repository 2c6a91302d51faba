//! Decisions beside those of Kubernetes: `tests/data/autoscale.jsonl` holds what its controller answered.
//!
//! One case a line: bounds, the controller's settings (tolerance in billionths, seconds), metrics (source, name, type
//! and value of the target), the rules of a behavior (policies of type, value and period; selection, window,
//! tolerance), and observations one after the other. Instants are milliseconds. `replicas` are what somebody set before
//! the observation, null for what was decided last. `kubernetes` is the answer.

use std::time::Duration;

use pavedroad_rollout::{
    Autoscaler, ControllerSettings, MetricReading, MetricSource, MetricSpec, MetricTarget, PodPhase, PodSample,
    PodState, PodUsage, ReadyCondition, ReadyStatus, ScalingBehavior, ScalingHistory, ScalingObservation,
    ScalingPolicy, ScalingRules, SelectPolicy, Tolerance,
};
use serde_json::Value;

const CASES: &str = include_str!("../data/autoscale.jsonl");

#[test]
fn decides_as_the_controller_of_kubernetes_does() {
    let (mut decisions, mut changes) = (0, 0);
    for (line, case) in CASES.lines().enumerate() {
        let case: Value = serde_json::from_str(case).unwrap();
        let autoscaler = autoscaler(&case);
        let (mut history, mut replicas) = (ScalingHistory::default(), 1);
        for step in case["steps"].as_array().unwrap() {
            replicas = step["replicas"].as_u64().map_or(replicas, |set| u32::try_from(set).unwrap());
            let states: Vec<PodState> = step["pods"].as_array().unwrap().iter().map(state).collect();
            let readings: Vec<_> =
                step["readings"].as_array().unwrap().iter().map(|given| reading(given, &states)).collect();
            let is_ready = |state: &&PodState| {
                state.phase == PodPhase::Running && state.ready.is_some_and(|ready| ready.status == ReadyStatus::True)
            };
            let seen = ScalingObservation {
                at: milliseconds(&step["at"]),
                replicas,
                pods: u32::try_from(states.len()).unwrap(),
                ready_pods: u32::try_from(states.iter().filter(is_ready).count()).unwrap(),
                readings: &readings,
            };
            let (decision, next) = autoscaler.decide_as_kubernetes(&seen, history);
            let expected = number(&step["kubernetes"]);
            assert_eq!(
                decision.replicas,
                expected,
                "line {} at {} ms: {}",
                line + 1,
                step["at"],
                autoscaler.explain(&decision)
            );
            decisions += 1;
            changes += u32::from(decision.replicas != replicas);
            (history, replicas) = (next, decision.replicas);
        }
    }
    assert_eq!((CASES.lines().count(), decisions, changes), (120, 160, 97));
}

fn number(value: &Value) -> u32 {
    u32::try_from(value.as_u64().unwrap()).unwrap()
}

fn milliseconds(value: &Value) -> Duration {
    Duration::from_millis(value.as_u64().unwrap())
}

fn seconds(value: &Value) -> Duration {
    Duration::from_secs(value.as_u64().unwrap())
}

fn tolerance(value: &Value) -> Tolerance {
    Tolerance::from_nanos(value.as_u64().unwrap()).unwrap()
}

fn autoscaler(case: &Value) -> Autoscaler {
    let metrics = case["metrics"].as_array().unwrap().iter().map(metric).collect();
    let controller = &case["controller"];
    let autoscaler = Autoscaler::new(number(&case["bounds"][0]), number(&case["bounds"][1]), metrics)
        .unwrap()
        .with_controller(ControllerSettings {
            tolerance: tolerance(&controller[0]),
            downscale_stabilization: seconds(&controller[1]),
            cpu_initialization_period: seconds(&controller[2]),
            initial_readiness_delay: seconds(&controller[3]),
        });
    match case.get("up") {
        Some(up) => autoscaler.with_behavior(ScalingBehavior { up: rules(up), down: rules(&case["down"]) }),
        None => autoscaler,
    }
}

fn metric(value: &Value) -> MetricSpec {
    let name = value[1].as_str().unwrap().to_owned();
    let source = match value[0].as_str().unwrap() {
        "resource" => MetricSource::Resource { resource: name },
        "container" => MetricSource::ContainerResource { resource: name, container: "main".to_owned() },
        "pods" => MetricSource::Pods { metric: name },
        "object" => MetricSource::Object { metric: name },
        "external" => MetricSource::External { metric: name },
        other => panic!("{other} is no source"),
    };
    let target = value[3].as_u64().unwrap();
    let target = match value[2].as_str().unwrap() {
        "u" => MetricTarget::Utilization(u32::try_from(target).unwrap()),
        "v" => MetricTarget::Value(target),
        _ => MetricTarget::AverageValue(target),
    };
    MetricSpec::new(source, target).unwrap()
}

fn rules(value: &Value) -> ScalingRules {
    let policies = value[0].as_array().unwrap().iter().map(|policy| match number(&policy[0]) {
        0 => ScalingPolicy::pods(number(&policy[1]), number(&policy[2])).unwrap(),
        _ => ScalingPolicy::percent(number(&policy[1]), number(&policy[2])).unwrap(),
    });
    let select = match value[1].as_str().unwrap() {
        "Max" => SelectPolicy::Max,
        "Min" => SelectPolicy::Min,
        _ => SelectPolicy::Disabled,
    };
    let rules = ScalingRules::new(policies.collect(), select, number(&value[2])).unwrap();
    if value[3].is_null() { rules } else { rules.with_tolerance(tolerance(&value[3])) }
}

fn state(value: &Value) -> PodState {
    let status = value[3].as_str().map(|status| match status {
        "True" => ReadyStatus::True,
        "False" => ReadyStatus::False,
        _ => ReadyStatus::Unknown,
    });
    PodState {
        phase: match value[0].as_str().unwrap() {
            "Pending" => PodPhase::Pending,
            "Running" => PodPhase::Running,
            "Succeeded" => PodPhase::Succeeded,
            "Failed" => PodPhase::Failed,
            _ => PodPhase::Unknown,
        },
        deleting: value[1].as_bool().unwrap(),
        started: value[2].as_u64().map(Duration::from_millis),
        ready: status.map(|status| ReadyCondition { status, since: milliseconds(&value[4]) }),
    }
}

fn reading(value: &Value, states: &[PodState]) -> MetricReading {
    if let Some(value) = value.as_u64() {
        return MetricReading::Value(value);
    }
    let Some(pods) = value.as_array() else { return MetricReading::Unavailable };
    let sample = |(pod, state): (&Value, &PodState)| PodSample {
        pods: 1,
        state: *state,
        request: pod[0].as_u64(),
        usage: pod[1].as_u64().map(|milli| PodUsage {
            milli,
            at: milliseconds(&pod[2]),
            window: milliseconds(&pod[3]),
        }),
    };
    MetricReading::Pods(pods.iter().zip(states).map(sample).collect())
}
