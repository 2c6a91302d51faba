//! What one metric asks for. Most figures are those of Kubernetes' own `replica_calculator_test.go`.

use std::time::Duration;

use pavedroad_rollout::{
    Autoscaler, DecisionReason, MetricFailure, MetricReading, MetricSource, MetricSpec, MetricTarget, PodSample,
    PodState, ProposalBasis, ScalingDecision, ScalingHistory, ScalingObservation,
};

const NOW: Duration = Duration::from_secs(3600);

/// How pods are in upstream's tables.
#[derive(Clone, Copy)]
enum Is {
    Ready(u64),
    /// Not ready, and started a minute ago.
    Hot(u64),
    /// Not ready for half a minute, but it was before.
    Lost(u64),
    Missing,
    Pending,
    Deleted(u64),
}

fn sample(is: Is, request: u64) -> PodSample {
    let old = PodState::running(Duration::ZERO);
    let minute = Duration::from_secs(60);
    match is {
        Is::Ready(usage) => PodSample::measured(old, usage, NOW),
        Is::Hot(usage) => PodSample::measured(PodState::starting(NOW - minute), usage, NOW),
        Is::Lost(usage) => {
            let lost = PodState::starting(NOW - minute / 2).ready;
            PodSample::measured(PodState { ready: lost, ..old }, usage, NOW)
        }
        Is::Missing => PodSample::unmeasured(old),
        Is::Pending => PodSample::unmeasured(PodState::pending()),
        Is::Deleted(usage) => PodSample::measured(PodState { deleting: true, ..old }, usage, NOW),
    }
    .with_request(request)
}

fn spec(source: &str, target: MetricTarget) -> MetricSpec {
    let source = match source {
        "cpu" => MetricSource::Resource { resource: "cpu".to_owned() },
        "memory" => MetricSource::Resource { resource: "memory".to_owned() },
        "qps" => MetricSource::Pods { metric: "qps".to_owned() },
        "object" => MetricSource::Object { metric: "qps".to_owned() },
        _ => MetricSource::External { metric: "queue".to_owned() },
    };
    MetricSpec::new(source, target).unwrap()
}

/// The decision of one metric, both arithmetics agreeing.
#[track_caller]
fn decide(spec: MetricSpec, replicas: u32, pods: u32, reading: MetricReading) -> ScalingDecision {
    let value = !spec.source().is_per_pod();
    let autoscaler = Autoscaler::new(u32::from(!value), 2_147_483_647, vec![spec]).unwrap();
    let readings = [reading];
    let seen = ScalingObservation { at: NOW, replicas, pods, ready_pods: pods, readings: &readings };
    let (decision, _) = autoscaler.decide(&seen, ScalingHistory::default());
    assert_eq!(decision, autoscaler.decide_as_kubernetes(&seen, ScalingHistory::default()).0);
    decision
}

#[track_caller]
fn proposes(spec: MetricSpec, replicas: u32, pods: &[Is], requests: &[u64], expected: u32) -> ProposalBasis {
    let samples: Vec<_> = pods.iter().zip(requests.iter().cycle()).map(|(is, request)| sample(*is, *request)).collect();
    let count = u32::try_from(samples.len()).unwrap();
    let proposal = decide(spec, replicas, count, MetricReading::Pods(samples)).proposals[0].unwrap();
    assert_eq!(proposal.replicas, expected, "{proposal:?}");
    proposal.basis
}

use Is::{Deleted, Hot, Lost, Missing, Pending, Ready};
use MetricTarget::{AverageValue, Utilization, Value};

#[test]
fn cpu_utilization_of_ready_pods() {
    let cpu = |percent| spec("cpu", Utilization(percent));
    let basis = proposes(cpu(30), 3, &[Ready(300), Ready(500), Ready(700)], &[1000], 5);
    assert_eq!(basis, ProposalBasis::Ratio { pods: 3 });
    proposes(cpu(50), 5, &[Ready(100), Ready(300), Ready(500), Ready(250), Ready(250)], &[1000], 3);
    let basis = proposes(cpu(100), 3, &[Ready(1010), Ready(1030), Ready(1020)], &[900, 1000, 1100], 3);
    assert_eq!(basis, ProposalBasis::WithinTolerance);
    // A pod that uses nothing: to the least.
    proposes(cpu(50), 5, &[Ready(0), Ready(0)], &[1000], 0);
}

#[test]
fn pods_that_are_not_ready_count_as_idle_when_scaling_up_and_not_at_all_when_scaling_down() {
    let cpu = |percent| spec("cpu", Utilization(percent));
    let basis = proposes(cpu(30), 3, &[Hot(300), Ready(500), Ready(700)], &[1000], 4);
    assert_eq!(basis, ProposalBasis::Assumed { pods: 3, missing: 0, unready: 1 });
    // With the two counted as idle it is 40 %: within the tolerance of 38.
    proposes(cpu(38), 3, &[Hot(400), Hot(500), Ready(1200)], &[1000], 3);
    // Scaling down leaves them out.
    let basis = proposes(
        cpu(50),
        5,
        &[Ready(100), Ready(300), Ready(500), Ready(250), Ready(250), Hot(9), Pending],
        &[1000],
        3,
    );
    assert_eq!(basis, ProposalBasis::Ratio { pods: 5 });
    // Only CPU looks at readiness; a pod that once was ready counts though it no longer is.
    proposes(spec("memory", Utilization(30)), 3, &[Hot(300), Ready(500), Ready(700)], &[1000], 5);
    proposes(cpu(30), 3, &[Lost(300), Ready(500), Ready(700)], &[1000], 5);
}

#[test]
fn pods_without_a_metric_count_as_idle_when_scaling_up_and_as_full_when_scaling_down() {
    let cpu = |percent| spec("cpu", Utilization(percent));
    let basis = proposes(cpu(50), 3, &[Ready(1000), Missing, Missing], &[1000], 3);
    assert_eq!(basis, ProposalBasis::DirectionTurned);
    proposes(cpu(50), 4, &[Ready(100), Ready(450), Missing, Missing], &[1000], 4);
    proposes(cpu(50), 5, &[Ready(1000), Ready(1000), Ready(1000), Missing], &[1000], 6);
    let basis = proposes(cpu(50), 4, &[Ready(100), Ready(100), Ready(100), Missing], &[1000], 3);
    assert_eq!(basis, ProposalBasis::Assumed { pods: 4, missing: 1, unready: 0 });
    // A target above 100 %: as full as the target.
    proposes(cpu(200), 4, &[Ready(100), Ready(100), Ready(100), Missing], &[1000], 2);
    let basis = proposes(cpu(200), 4, &[Ready(500), Ready(500), Ready(500), Missing], &[1000], 2);
    assert_eq!(basis, ProposalBasis::Assumed { pods: 4, missing: 1, unready: 0 });
}

/// More pods than replicas: while old pods end, or in a rolling update.
#[test]
fn pods_above_the_replicas_do_not_turn_scaling_down_into_scaling_up() {
    let basis = proposes(spec("cpu", Utilization(50)), 1, &[Ready(200), Ready(200), Ready(200), Missing], &[1000], 1);
    assert_eq!(basis, ProposalBasis::DirectionTurned);
}

/// The first five minutes end with the instant, and so do the 30 seconds of the first readiness.
#[test]
fn the_windows_of_a_starting_pod_end_with_their_last_instant() {
    let ago = |seconds| NOW - Duration::from_secs(seconds);
    let lost = |started, since| {
        let state = PodState { ready: PodState::starting(ago(since)).ready, ..PodState::running(ago(started)) };
        PodSample::measured(state, 100, NOW).with_request(100)
    };
    for (started, since, counts) in [
        (299, 200, false),
        (300, 200, true),
        (300, 271, false),
        (300, 270, true),
        (1000, 971, false),
        (1000, 970, true),
    ] {
        let samples = vec![sample(Ready(100), 100), lost(started, since)];
        let proposal = decide(spec("cpu", Utilization(50)), 2, 2, MetricReading::Pods(samples)).proposals[0].unwrap();
        assert_eq!(proposal.replicas, if counts { 4 } else { 2 }, "started {started} s ago, not ready for {since} s");
    }
}

#[test]
fn pods_that_are_deleted_do_not_count() {
    let cpu = spec("cpu", Utilization(50));
    let basis =
        proposes(cpu, 5, &[Ready(100), Ready(300), Ready(500), Ready(250), Ready(250), Deleted(2000)], &[1000], 3);
    assert_eq!(basis, ProposalBasis::Ratio { pods: 5 });
}

#[test]
fn custom_metrics_of_pods_aim_at_an_average() {
    let qps = |milli| spec("qps", AverageValue(milli));
    proposes(qps(15_000), 3, &[Ready(20_000), Ready(10_000), Ready(30_000)], &[0], 4);
    proposes(qps(20_000), 5, &[Ready(12_000), Ready(12_000), Ready(12_000), Ready(12_000), Ready(12_000)], &[0], 3);
    let basis = proposes(qps(20_000), 3, &[Ready(20_000), Ready(21_000), Ready(21_000)], &[0], 3);
    assert_eq!(basis, ProposalBasis::WithinTolerance);
    // Without a metric: exactly the target when scaling down.
    proposes(qps(20_000), 3, &[Ready(10_000), Ready(10_000), Missing], &[0], 2);
}

#[test]
fn objects_and_external_metrics() {
    let proposal = |spec: MetricSpec, replicas, pods, value| {
        let proposal = decide(spec, replicas, pods, MetricReading::Value(value)).proposals[0].unwrap();
        (proposal.replicas, proposal.measured)
    };
    assert_eq!(proposal(spec("object", Value(15_000)), 3, 3, 20_000), (4, 20_000));
    assert_eq!(proposal(spec("external", Value(4_400)), 3, 3, 8_600), (6, 8_600));
    assert_eq!(proposal(spec("external", Value(4_400)), 3, 3, 4_500), (3, 4_500), "within the tolerance");
    // For one pod: the replicas are the whole divided by the target, whatever there is now.
    assert_eq!(proposal(spec("external", AverageValue(2_150)), 3, 3, 8_600), (4, 2_867));
    assert_eq!(proposal(spec("external", AverageValue(10_000)), 5, 5, 1_000_000), (100, 200_000));
    assert_eq!(proposal(spec("object", AverageValue(20_050)), 5, 5, 80_200), (4, 16_040));
}

#[test]
fn from_no_replicas_an_object_or_external_metric_starts_the_first_ones() {
    for (spec, value, replicas) in [
        (spec("object", Value(15_000)), 0, 0),
        (spec("object", Value(15_000)), 1, 1),
        (spec("object", Value(15_000)), 31_000, 3),
        (spec("external", AverageValue(10_000)), 0, 0),
        (spec("external", AverageValue(10_000)), 35_000, 4),
    ] {
        let decision = decide(spec, 0, 0, MetricReading::Value(value));
        assert_eq!(decision.replicas, replicas, "{decision:?}");
    }
    // With a least above 0 no replicas mean that somebody switched autoscaling off.
    let decision = decide(spec("cpu", Utilization(50)), 0, 0, MetricReading::Pods(vec![]));
    assert_eq!((decision.replicas, decision.reason), (0, DecisionReason::SwitchedOff));
}

#[test]
fn a_metric_that_fails_says_why_and_forbids_scaling_down() {
    let cpu = || spec("cpu", Utilization(50));
    let ready = |request| PodSample { request, ..sample(Ready(100), 0) };
    for (reading, failure) in [
        (MetricReading::Unavailable, MetricFailure::Unavailable),
        (MetricReading::Value(7), MetricFailure::WrongReading),
        (MetricReading::Pods(vec![]), MetricFailure::NoPods),
        (MetricReading::Pods(vec![sample(Pending, 100), sample(Missing, 100)]), MetricFailure::NoMeasuredPods),
        (MetricReading::Pods(vec![ready(Some(100)), ready(None)]), MetricFailure::NoRequest),
        (MetricReading::Pods(vec![ready(Some(0))]), MetricFailure::ZeroRequests),
    ] {
        let decision = decide(cpu(), 3, 3, reading);
        assert_eq!((decision.replicas, decision.reason), (3, DecisionReason::NoMetric));
        assert_eq!(decision.proposals, [Err(failure)]);
    }

    let decision = decide(spec("external", Value(10_000)), 3, 0, MetricReading::Value(90_000));
    assert_eq!((decision.replicas, decision.proposals), (3, vec![Err(MetricFailure::NoPods)]));

    let autoscaler = Autoscaler::new(1, 100, vec![cpu(), spec("external", AverageValue(10_000))]).unwrap();
    let decide = |queue| {
        let readings = [MetricReading::Unavailable, MetricReading::Value(queue)];
        autoscaler.decide(&ScalingObservation::new(NOW, 4, &readings), ScalingHistory::default()).0
    };
    assert_eq!(decide(60_000).replicas, 6, "up is allowed");
    let limit = None;
    let stays = DecisionReason::Metrics { metric: 1, proposed: 4, stabilized: 4, limit };
    assert_eq!(decide(40_000).reason, stays, "nothing is blocked");
    let decision = decide(10_000);
    assert_eq!((decision.replicas, decision.reason), (4, DecisionReason::ScaleDownBlocked { proposed: 1 }));
    assert_eq!(
        autoscaler.explain(&decision).to_string(),
        "4 stay: a metric fails, which forbids scaling down to 1; cpu: no reading; queue asks for 1"
    );
}

#[test]
fn the_greatest_of_several_proposals_wins() {
    let metrics =
        vec![spec("cpu", Utilization(50)), spec("memory", Utilization(50)), spec("external", AverageValue(1000))];
    let autoscaler = Autoscaler::new(1, 100, metrics).unwrap();
    let pods = |usage| MetricReading::Pods(vec![sample(Ready(usage), 100).times(4)]);
    let readings = [pods(60), pods(90), MetricReading::Value(5_000)];
    let (decision, _) = autoscaler.decide(&ScalingObservation::new(NOW, 4, &readings), ScalingHistory::default());
    assert_eq!(
        autoscaler.explain(&decision).to_string(),
        "4 -> 8: memory is at 90 % of the request, target 50 %: 1.8 times 4 pods make 8; cpu asks for 5; queue asks for 5"
    );
}
