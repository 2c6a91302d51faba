//! Replica curves, and what makes them flap.

use std::time::Duration;

use pavedroad_rollout::{
    AutoscaleSimulation, Autoscaler, FlappingCause, LoadCurve, MetricSource, MetricSpec, MetricTarget, ScalingBehavior,
    ScalingRules, SimulationSettings, Workload,
};

fn secs(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

fn simulation(autoscaler: Autoscaler, points: &[(u64, u64)], request: u64) -> AutoscaleSimulation {
    let load = LoadCurve::new(points.iter().map(|&(at, demand)| (secs(at), demand)).collect()).unwrap();
    let workload = Workload { load, request: Some(request), capacity: None };
    AutoscaleSimulation::new(autoscaler, vec![workload], SimulationSettings::default()).unwrap()
}

/// Without stabilisation.
fn nervous(autoscaler: Autoscaler) -> Autoscaler {
    let down = ScalingRules::kubernetes_down().with_window_seconds(0).unwrap();
    autoscaler.with_behavior(ScalingBehavior { down, ..ScalingBehavior::default() })
}

/// The changes: when, and to how many replicas.
fn changes(simulation: &AutoscaleSimulation) -> Vec<(u64, u32)> {
    let changed = simulation.steps().filter(|step| step.decision.from != step.decision.replicas);
    changed.map(|step| (step.at.as_secs(), step.decision.replicas)).collect()
}

#[test]
fn a_load_curve_rounds_down_where_it_rises_and_where_it_falls() {
    let points = [(0, 0), (3, 10), (6, 0)].map(|(at, demand)| (secs(at), demand));
    let curve = LoadCurve::new(points.to_vec()).unwrap();
    assert_eq!([0, 1, 2, 3, 4, 5, 6, 7].map(|at| curve.at(secs(at))), [0, 3, 6, 10, 6, 3, 0, 0]);
}

/// Half of what five pods request and aim at; back to a fifth of it after ten minutes.
const PEAK: [(u64, u64); 4] = [(0, 100), (60, 500), (600, 500), (660, 100)];

#[test]
fn replicas_follow_a_peak_and_wait_five_minutes_before_they_go_down() {
    let points = [&PEAK[..], &[(1200, 100)]].concat();
    let simulation = simulation(Autoscaler::cpu(50, 1, 10).unwrap(), &points, 200);
    assert_eq!(changes(&simulation), [(15, 2), (30, 3), (75, 5), (915, 4), (930, 3), (945, 2), (960, 1)]);
    let steps: Vec<_> = simulation.steps().collect();
    assert_eq!((steps.len(), steps[80].at), (81, secs(1200)));
    assert_eq!(simulation.flapping(), None);
}

/// New pods take 30 seconds to be ready, and their CPU counts one window of 15 seconds later.
#[test]
fn a_pod_counts_once_it_was_ready_for_a_window() {
    let simulation = simulation(nervous(Autoscaler::cpu(50, 1, 10).unwrap()), &[(0, 100), (1, 300), (200, 300)], 200);
    let ready: Vec<_> =
        simulation.steps().map(|step| (step.at.as_secs(), step.ready, step.decision.replicas)).collect();
    assert_eq!(ready[..6], [(0, 1, 1), (15, 1, 3), (30, 1, 3), (45, 3, 3), (60, 3, 3), (75, 3, 3)]);
    let explained: Vec<_> =
        simulation.steps().take(5).map(|step| simulation.autoscaler().explain(&step.decision).to_string()).collect();
    assert_eq!(
        explained,
        [
            "1 stay: cpu is at 50 % of the request, target 50 %: within the tolerance",
            "1 -> 3: cpu is at 150 % of the request, target 50 %: 3 times 1 pod make 3",
            "3 stay: cpu is at 150 % of the request, target 50 %: within the tolerance",
            "3 stay: cpu is at 50 % of the request, target 50 %: within the tolerance",
            "3 stay: cpu is at 50 % of the request, target 50 %: within the tolerance",
        ]
    );
}

#[test]
fn what_is_above_the_capacity_of_a_pod_is_not_measured() {
    let load = LoadCurve::new(vec![(secs(0), 4000), (secs(300), 4000)]).unwrap();
    let workload = Workload { load, request: Some(200), capacity: Some(200) };
    let autoscaler = Autoscaler::cpu(50, 1, 100).unwrap();
    let simulation = AutoscaleSimulation::new(autoscaler, vec![workload], SimulationSettings::default()).unwrap();
    assert_eq!(changes(&simulation), [(0, 2), (45, 4), (90, 8), (135, 16), (180, 32), (225, 40)]);
}

#[test]
fn several_metrics_have_a_load_each() {
    let queue = MetricSource::External { metric: "queue".to_owned() };
    let queue = MetricSpec::new(queue, MetricTarget::AverageValue(10_000)).unwrap();
    let autoscaler = Autoscaler::new(1, 10, vec![MetricSpec::cpu_utilization(50).unwrap(), queue]).unwrap();
    let workload = |points: &[(u64, u64)]| Workload {
        load: LoadCurve::new(points.iter().map(|&(at, demand)| (secs(at), demand)).collect()).unwrap(),
        request: Some(200),
        capacity: None,
    };
    let workloads = vec![workload(&[(0, 200)]), workload(&[(0, 0), (300, 40_000)])];
    let simulation = AutoscaleSimulation::new(autoscaler, workloads, SimulationSettings::default()).unwrap();
    assert_eq!(simulation.end(), secs(300));
    assert_eq!(simulation.steps().last().unwrap().demands, [200, 40_000]);
    assert_eq!(changes(&simulation), [(0, 2), (180, 3), (255, 4)]);
}

/// A peak each two minutes, and nothing that waits for the next one.
#[test]
fn peaks_without_a_window_flap_and_a_window_ends_it() {
    let peaks: Vec<(u64, u64)> = (0..20).map(|number| (number * 60, if number % 2 == 0 { 100 } else { 900 })).collect();
    let calm = simulation(Autoscaler::cpu(50, 1, 10).unwrap(), &peaks, 200);
    assert_eq!(calm.flapping(), None, "Kubernetes' window of 300 s is long enough");
    let flapping = simulation(nervous(Autoscaler::cpu(50, 1, 10).unwrap()), &peaks, 200).flapping().unwrap();
    assert_eq!(flapping.causes.first(), Some(&FlappingCause::ScaleDownWindow { from: 0, to: 120 }));
    assert!(flapping.turns.len() > 10, "{flapping:?}");
    assert_eq!(
        flapping.causes[0].to_string(),
        "the stabilisation window for scaling down is too short: 120 s in place of 0 s ends it"
    );
}

/// At a target of 3 %, one percent is a third of it, and a measurement of 3.9 % is 3. The load is the same all the time.
#[test]
fn a_tiny_target_flaps_under_a_steady_load() {
    let simulation = simulation(nervous(Autoscaler::cpu(3, 1, 100).unwrap()), &[(0, 500), (3600, 500)], 1000);
    assert_eq!(changes(&simulation), [(0, 5), (15, 10), (60, 17), (90, 7), (105, 14)]);
    let flapping = simulation.flapping().unwrap();
    assert_eq!(flapping.turns, [secs(90), secs(105)]);
    assert_eq!(flapping.causes.first(), Some(&FlappingCause::Target { from: 3, to: 10 }));
}

/// A load that varies by 8 %, under a tolerance of 1 %.
#[test]
fn a_tolerance_smaller_than_the_noise_flaps() {
    let rules = |rules: ScalingRules| rules.with_tolerance("0.01".parse().unwrap()).with_window_seconds(0).unwrap();
    let behavior =
        ScalingBehavior { up: rules(ScalingRules::kubernetes_up()), down: rules(ScalingRules::kubernetes_down()) };
    let autoscaler = Autoscaler::cpu(50, 1, 100).unwrap().with_behavior(behavior);
    let noise: Vec<(u64, u64)> =
        (0..30).map(|number| (number * 60, if number % 2 == 0 { 2000 } else { 2160 })).collect();
    let load = LoadCurve::new(noise.iter().map(|&(at, demand)| (secs(at), demand)).collect()).unwrap();
    let workload = Workload { load, request: Some(100), capacity: None };
    let settings = SimulationSettings { replicas: Some(42), ..SimulationSettings::default() };
    let simulation = AutoscaleSimulation::new(autoscaler, vec![workload], settings).unwrap();
    let cause = simulation.flapping().unwrap().causes[0];
    assert_eq!(cause, FlappingCause::Tolerance { from: "1%".parse().unwrap(), to: "10%".parse().unwrap() });
    assert_eq!(cause.to_string(), "the tolerance is too small: 0.1 in place of 0.01 ends it");
}

/// A pod that just started does not count yet, so without a window the ready ones seem to be enough.
#[test]
fn without_a_window_pods_that_just_started_make_a_slow_rise_flap() {
    let flapping = simulation(nervous(Autoscaler::cpu(50, 1, 10).unwrap()), &[(0, 100), (7200, 900)], 200).flapping();
    assert_eq!(flapping.unwrap().causes.first(), Some(&FlappingCause::ScaleDownWindow { from: 0, to: 60 }));
}

/// One rise and one fall is no flapping, and neither are peaks hours apart.
#[test]
fn rare_peaks_do_not_flap() {
    let hours = [(0, 100), (7200, 900), (14_400, 100), (21_600, 900), (28_800, 100)];
    assert_eq!(simulation(Autoscaler::cpu(50, 1, 10).unwrap(), &hours, 200).flapping(), None);
}
