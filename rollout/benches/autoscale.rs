//! One decision, exact and as Kubernetes' controller computes it; a simulation and how it grows with its steps and its
//! pods. `cargo bench -p pavedroad-rollout --bench autoscale`

use std::hint::black_box;
use std::time::Duration;

use divan::Bencher;
use pavedroad_rollout::{
    AutoscaleSimulation, Autoscaler, LoadCurve, MetricReading, PodSample, PodState, ScalingBehavior, ScalingHistory,
    ScalingObservation, SimulationSettings, Workload,
};

fn main() {
    divan::main();
}

const NOW: Duration = Duration::from_secs(3600);

fn autoscaler() -> Autoscaler {
    Autoscaler::cpu(50, 1, 100_000).unwrap().with_behavior(ScalingBehavior::default())
}

fn readings(pods: usize) -> [MetricReading; 1] {
    let sample =
        |number| PodSample::measured(PodState::running(Duration::ZERO), 100 + number % 7, NOW).with_request(200);
    [MetricReading::Pods((0..u64::try_from(pods).unwrap()).map(sample).collect())]
}

/// From one sample for each pod.
#[divan::bench(args = [1, 10, 100, 1000])]
fn decision(bencher: Bencher<'_, '_>, pods: usize) {
    let (autoscaler, readings) = (autoscaler(), readings(pods));
    let seen = ScalingObservation::new(NOW, u32::try_from(pods).unwrap(), &readings);
    bencher.bench_local(|| autoscaler.decide(black_box(&seen), ScalingHistory::default()));
}

#[divan::bench(args = [1, 10, 100, 1000])]
fn decision_as_kubernetes(bencher: Bencher<'_, '_>, pods: usize) {
    let (autoscaler, readings) = (autoscaler(), readings(pods));
    let seen = ScalingObservation::new(NOW, u32::try_from(pods).unwrap(), &readings);
    bencher.bench_local(|| autoscaler.decide_as_kubernetes(black_box(&seen), ScalingHistory::default()));
}

/// Hours of a load that rises and falls each ten minutes: 240 decisions an hour.
fn simulation(hours: u64, pods: u64) -> AutoscaleSimulation {
    let points = (0..=hours * 6).map(|number| (Duration::from_secs(number * 600), pods * (20 + 80 * (number % 2))));
    let workload = Workload { load: LoadCurve::new(points.collect()).unwrap(), request: Some(200), capacity: None };
    AutoscaleSimulation::new(autoscaler(), vec![workload], SimulationSettings::default()).unwrap()
}

#[divan::bench(args = [1, 10, 100])]
fn simulated_hours(bencher: Bencher<'_, '_>, hours: u64) {
    let simulation = simulation(hours, 100);
    bencher.bench_local(|| black_box(&simulation).steps().map(|step| u64::from(step.decision.replicas)).sum::<u64>());
}

/// Pods that are alike are one sample, so more pods take no more time.
#[divan::bench(args = [5, 5000, 50_000])]
fn one_hour_of_pods(bencher: Bencher<'_, '_>, pods: u64) {
    let simulation = simulation(1, pods);
    bencher.bench_local(|| black_box(&simulation).steps().map(|step| u64::from(step.decision.replicas)).sum::<u64>());
}
