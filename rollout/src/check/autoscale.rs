//! The contract of autoscaling: whatever is seen, a decision is within its bounds and both arithmetics end.

use std::time::Duration;

use crate::{
    AutoscaleSimulation, Autoscaler, ControllerSettings, DecisionReason, LoadCurve, MetricReading, MetricSource,
    MetricSpec, MetricTarget, PodPhase, PodSample, PodState, PodUsage, ReadyCondition, ReadyStatus, ScalingBehavior,
    ScalingHistory, ScalingObservation, ScalingPolicy, ScalingRules, SelectPolicy, SimulationSettings, Tolerance,
    Workload,
};

/// Asserts what holds for every text of a tolerance: an accepted one prints and reads back equal, and an error points
/// into the text.
pub fn tolerance(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    match text.parse::<Tolerance>() {
        Ok(tolerance) => {
            let printed = tolerance.to_string();
            assert_eq!(printed.parse(), Ok(tolerance), "{text:?} prints as {printed:?}, which reads differently");
            assert!(tolerance.as_nanos() <= 10_000_000_000, "{text:?} is above 1000 %");
        }
        Err(error) => {
            assert!(error.offset() <= text.len(), "{text:?} has no byte {}", error.offset());
            assert!(text.is_char_boundary(error.offset()), "{text:?} is cut at {}", error.offset());
        }
    }
}

/// Asserts what holds for every decision: the bytes become settings and a few observations, one after the other.
pub fn autoscale(data: &[u8]) {
    let mut bytes = Bytes(data);
    let Some(autoscaler) = autoscaler(&mut bytes) else { return };
    for as_kubernetes in [false, true] {
        let mut bytes = Bytes(bytes.0);
        let (mut history, mut replicas, mut at) = (ScalingHistory::default(), bytes.number(), Duration::ZERO);
        for _ in 0..6 {
            at += Duration::from_millis(bytes.number().into());
            let readings = [reading(&mut bytes, at), reading(&mut bytes, at)];
            let (pods, ready_pods) = (bytes.number(), bytes.number());
            let seen = ScalingObservation { at, replicas, pods, ready_pods, readings: &readings };
            let (decision, next) = match as_kubernetes {
                true => autoscaler.decide_as_kubernetes(&seen, history),
                false => autoscaler.decide(&seen, history),
            };
            let bounds = autoscaler.least()..=autoscaler.most();
            let off = decision.reason == DecisionReason::SwitchedOff && decision.replicas == 0;
            assert!(off || bounds.contains(&decision.replicas), "{autoscaler:?} decides {decision:?}");
            assert!(!next.recommendations.is_empty(), "{autoscaler:?} forgets the last recommendation");
            assert!(!autoscaler.explain(&decision).to_string().is_empty());
            (replicas, history) =
                if bytes.number() % 8 == 0 { (bytes.number(), next) } else { (decision.replicas, next) };
        }
    }
    simulate(autoscaler, &mut bytes);
}

/// The first thousand steps of any simulation end, in the right order and number.
fn simulate(autoscaler: Autoscaler, bytes: &mut Bytes<'_>) {
    let curve = |bytes: &mut Bytes<'_>| {
        let mut at = Duration::ZERO;
        let points = (0..4).map(|number| {
            at += Duration::from_secs(u64::from(number > 0) * u64::from(1 + bytes.number() % 100_000));
            (at, bytes.wide() >> 1)
        });
        LoadCurve::new(points.collect())
    };
    let workloads: Result<Vec<_>, _> = (0..autoscaler.metrics().len())
        .map(|_| {
            let load = curve(bytes)?;
            Ok::<_, crate::RolloutError>(Workload {
                load,
                request: Some(bytes.wide().max(1)),
                capacity: Some(bytes.wide()),
            })
        })
        .collect();
    let settings = SimulationSettings {
        sync: Duration::from_secs(u64::from(1 + bytes.number() % 1000)),
        startup: Duration::from_secs(u64::from(bytes.number() % 1000)),
        window: Duration::from_secs(u64::from(bytes.number() % 100)),
        replicas: Some(bytes.number()),
    };
    let Ok(workloads) = workloads else { return };
    let Ok(simulation) = AutoscaleSimulation::new(autoscaler, workloads, settings) else { return };
    let mut steps = simulation.steps();
    for _ in 0..1000 {
        let left = steps.remaining();
        match steps.next() {
            Some(step) => {
                assert_eq!(steps.remaining(), left - 1, "a step has to take one away");
                assert!(step.ready <= step.decision.from);
            }
            None => return assert_eq!(left, 0),
        }
    }
}

fn autoscaler(bytes: &mut Bytes<'_>) -> Option<Autoscaler> {
    let metrics: Option<Vec<_>> = (0..1 + bytes.number() % 2).map(|_| metric(bytes)).collect();
    let (least, most) = (bytes.number(), (bytes.number() >> 1).max(1));
    let autoscaler = Autoscaler::new(least.min(most), most, metrics?).ok()?;
    let seconds = |bytes: &mut Bytes<'_>| Duration::from_secs(bytes.number().into());
    let autoscaler = autoscaler.with_controller(ControllerSettings {
        tolerance: tolerance_of(bytes)?,
        downscale_stabilization: seconds(bytes),
        cpu_initialization_period: seconds(bytes),
        initial_readiness_delay: seconds(bytes),
    });
    Some(match bytes.number() % 2 {
        0 => autoscaler,
        _ => autoscaler.with_behavior(ScalingBehavior { up: rules(bytes)?, down: rules(bytes)? }),
    })
}

fn tolerance_of(bytes: &mut Bytes<'_>) -> Option<Tolerance> {
    Tolerance::from_nanos(bytes.wide() % 10_000_000_001).ok()
}

fn metric(bytes: &mut Bytes<'_>) -> Option<MetricSpec> {
    let name = ["cpu", "memory"][usize::from(bytes.number().is_multiple_of(2))].to_owned();
    let source = match bytes.number() % 5 {
        0 => MetricSource::Resource { resource: name },
        1 => MetricSource::ContainerResource { resource: name, container: "app".to_owned() },
        2 => MetricSource::Pods { metric: name },
        3 => MetricSource::Object { metric: name },
        _ => MetricSource::External { metric: name },
    };
    let target = match bytes.number() % 3 {
        0 => MetricTarget::Utilization(bytes.number()),
        1 => MetricTarget::Value(bytes.wide()),
        _ => MetricTarget::AverageValue(bytes.wide()),
    };
    // Half of the targets are of another kind of metric; an average is of every kind.
    let average = MetricTarget::AverageValue(1 + (bytes.wide() >> 2));
    MetricSpec::new(source.clone(), target).or_else(|_| MetricSpec::new(source, average)).ok()
}

fn rules(bytes: &mut Bytes<'_>) -> Option<ScalingRules> {
    let policies = (0..1 + bytes.number() % 3).map(|_| {
        let (value, period) = ((bytes.number() >> 1).max(1), 1 + bytes.number() % 1800);
        if bytes.number().is_multiple_of(2) {
            ScalingPolicy::pods(value, period)
        } else {
            ScalingPolicy::percent(value, period)
        }
    });
    let policies = policies.collect::<Result<_, _>>().ok()?;
    let select = [SelectPolicy::Max, SelectPolicy::Min, SelectPolicy::Disabled][bytes.number() as usize % 3];
    let rules = ScalingRules::new(policies, select, bytes.number() % 3601).ok()?;
    Some(if bytes.number().is_multiple_of(2) { rules } else { rules.with_tolerance(tolerance_of(bytes)?) })
}

fn reading(bytes: &mut Bytes<'_>, now: Duration) -> MetricReading {
    match bytes.number() % 4 {
        0 => MetricReading::Value(bytes.wide()),
        1 => MetricReading::Unavailable,
        _ => MetricReading::Pods((0..bytes.number() % 4).map(|_| pod(bytes, now)).collect()),
    }
}

fn pod(bytes: &mut Bytes<'_>, now: Duration) -> PodSample {
    let ago = |bytes: &mut Bytes<'_>| now.saturating_sub(Duration::from_millis(bytes.number().into()));
    let ready = |bytes: &mut Bytes<'_>| ReadyCondition {
        status: [ReadyStatus::True, ReadyStatus::False, ReadyStatus::Unknown][bytes.number() as usize % 3],
        since: ago(bytes),
    };
    let phases = [PodPhase::Running, PodPhase::Pending, PodPhase::Succeeded, PodPhase::Failed, PodPhase::Unknown];
    let some = |bytes: &mut Bytes<'_>| !bytes.number().is_multiple_of(4);
    PodSample {
        pods: bytes.number(),
        state: PodState {
            phase: phases[bytes.number() as usize % 5],
            deleting: !some(bytes),
            started: some(bytes).then(|| ago(bytes)),
            ready: some(bytes).then(|| ready(bytes)),
        },
        request: some(bytes).then(|| bytes.wide()),
        usage: some(bytes).then(|| PodUsage { milli: bytes.wide(), at: ago(bytes), window: Duration::from_secs(30) }),
    }
}

/// Bytes as numbers, small ones more often than great ones; zeros at the end.
struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn byte(&mut self) -> u8 {
        let Some((&first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        first
    }

    fn wide(&mut self) -> u64 {
        match self.byte() {
            0 => u64::MAX,
            1..=32 => (0..8).fold(0, |number, _| number << 8 | u64::from(self.byte())),
            33..=128 => u64::from(self.number()),
            small => u64::from(small - 128) * 25,
        }
    }

    fn number(&mut self) -> u32 {
        match self.byte() {
            255 => u32::MAX,
            254 => i32::MAX.unsigned_abs(),
            240..=253 => (0..4).fold(0, |number, _| number << 8 | u32::from(self.byte())),
            200..=239 => u32::from(self.byte()) << 8 | u32::from(self.byte()),
            small => small.into(),
        }
    }
}
