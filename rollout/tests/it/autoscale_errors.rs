//! What cannot be an autoscaler, a metric, a rule or a simulation, and what is said of it.

use std::time::Duration;

use pavedroad_rollout::{
    AutoscaleSimulation, Autoscaler, LoadCurve, MetricSource, MetricSpec, MetricTarget, RolloutErrorKind,
    ScalingPolicy, ScalingRules, SelectPolicy, SimulationSettings, Tolerance, Workload,
};

use RolloutErrorKind::{Character, Empty, Incomplete, Negative, Order, TooLarge, TooSmall, Unsupported};

#[track_caller]
fn refused<T: std::fmt::Debug>(
    result: Result<T, pavedroad_rollout::RolloutError>,
    kind: RolloutErrorKind,
    message: &str,
) {
    let error = result.unwrap_err();
    assert_eq!((error.to_string().as_str(), error.kind()), (message, kind));
}

#[test]
fn bounds_and_metrics() {
    let error = |found: &str| format!("invalid replicas of an autoscaler {found}");
    refused(Autoscaler::cpu(50, 0, 0), TooSmall, &error("\"min 0, max 0\": found max 0, expected a max of at least 1"));
    refused(
        Autoscaler::cpu(50, 5, 4),
        TooLarge,
        &error("\"min 5, max 4\": found min 5, expected a min of at most the max"),
    );
    refused(
        Autoscaler::cpu(50, 1, 2_147_483_648),
        TooLarge,
        &error("\"min 1, max 2147483648\": found max 2147483648, expected at most 2147483647"),
    );
    let error = |found: &str| format!("invalid metrics of an autoscaler {found}");
    refused(Autoscaler::new(1, 2, vec![]), Empty, &error("\"\": found none, expected at least one metric"));
    refused(
        Autoscaler::cpu(50, 0, 2),
        Unsupported,
        &error(
            "\"cpu at 50 % of the request\": found only metrics of pods with a min of 0, expected an object or external \
             metric, which can be read when there are no pods",
        ),
    );
}

#[test]
fn targets() {
    let resource = || MetricSource::Resource { resource: "cpu".to_owned() };
    let pods = || MetricSource::Pods { metric: "qps".to_owned() };
    let external = || MetricSource::External { metric: "queue".to_owned() };
    let container = MetricSource::ContainerResource { resource: "cpu".to_owned(), container: String::new() };
    let error = |found: &str| format!("invalid metric target {found}");
    refused(MetricSpec::cpu_utilization(0), TooSmall, &error("\"0\": found 0, expected 1 to 2147483647 percent"));
    refused(
        MetricSpec::new(pods(), MetricTarget::AverageValue(u64::MAX)),
        TooLarge,
        &error("\"18446744073709551615\": found 18446744073709551615, expected 1 to 9223372036854775807 thousandths"),
    );
    refused(
        MetricSpec::new(pods(), MetricTarget::Utilization(50)),
        Unsupported,
        &error("\"qps\": found a utilization, expected an average value, as a metric of pods has"),
    );
    refused(
        MetricSpec::new(external(), MetricTarget::Utilization(50)),
        Unsupported,
        &error("\"queue\": found a utilization, expected a value or an average value"),
    );
    refused(
        MetricSpec::new(resource(), MetricTarget::Value(50)),
        Unsupported,
        &error("\"cpu\": found a value, expected a utilization or an average value"),
    );
    refused(
        MetricSpec::new(container, MetricTarget::Utilization(50)),
        Empty,
        "invalid metric \"\": found an empty name, expected the name of a metric, a resource and a container",
    );
}

#[test]
fn rules() {
    refused(
        ScalingRules::new(vec![], SelectPolicy::Max, 0),
        Empty,
        "invalid scaling rules \"\": found no policy, expected at least one policy; to forbid a direction, select `Disabled`",
    );
    refused(
        ScalingRules::kubernetes_up().with_window_seconds(3601),
        TooLarge,
        "invalid stabilization window \"3601\": found 3601, expected 0 to 3600 seconds",
    );
    for (policy, kind, found) in [
        (ScalingPolicy::pods(0, 15), TooSmall, "\"0\": found 0, expected a value from 1 to 2147483647"),
        (
            ScalingPolicy::percent(2_147_483_648, 15),
            TooLarge,
            "\"2147483648\": found 2147483648, expected a value from 1 to 2147483647",
        ),
        (ScalingPolicy::pods(1, 0), TooSmall, "\"0\": found 0, expected a period from 1 to 1800 seconds"),
        (ScalingPolicy::pods(1, 1801), TooLarge, "\"1801\": found 1801, expected a period from 1 to 1800 seconds"),
    ] {
        refused(policy, kind, &format!("invalid scaling policy {found}"));
    }
}

#[test]
fn tolerances() {
    for (text, nanos) in [
        ("0", 0),
        ("0.1", 100_000_000),
        ("10%", 100_000_000),
        ("2.5%", 25_000_000),
        ("10", 10_000_000_000),
        ("00.10", 100_000_000),
    ] {
        assert_eq!(text.parse::<Tolerance>().unwrap().as_nanos(), nanos, "{text}");
    }
    for (text, kind, found) in [
        ("", Empty, "nothing, expected a number such as 0.1, or a percentage such as 10%"),
        ("%", Incomplete, "'%' at byte 0, expected a number such as 0.1, or a percentage such as 10%"),
        ("-0.1", Negative, "'-' at byte 0, expected 0 or more"),
        (".1", Character, "'.' at byte 0, expected a number such as 0.1, or a percentage such as 10%"),
        ("0.1.2", Character, "'.' at byte 3, expected a number such as 0.1, or a percentage such as 10%"),
        ("10 %", Character, "' ' at byte 2, expected a number such as 0.1, or a percentage such as 10%"),
        ("1.", Incomplete, "the end at byte 2, expected a digit"),
        ("0.0000000001", Character, "'1' at byte 11, expected nothing below a billionth"),
        ("10.1", TooLarge, "more than 10, expected at most 10, which is 1000%"),
    ] {
        refused(text.parse::<Tolerance>(), kind, &format!("invalid tolerance {text:?}: found {found}"));
    }
    refused(
        Tolerance::from_nanos(10_000_000_001),
        TooLarge,
        "invalid tolerance \"10.000000001\": found 10.000000001, expected at most 10",
    );
}

#[test]
fn load_curves() {
    let curve = |points: &[(u64, u64)]| {
        LoadCurve::new(points.iter().map(|&(at, demand)| (Duration::from_secs(at), demand)).collect())
    };
    for (points, kind, found) in [
        (&[][..], Empty, "\"point 1\": found nothing, expected at least one point"),
        (&[(5, 1)], Order, "\"point 1\": found 5s, expected the first point at 0 s"),
        (&[(0, 1), (5, 1), (5, 2)], Order, "\"point 3\": found 5s, expected an instant after that of the point before"),
        (&[(0, 1), (4_294_967_296, 1)], TooLarge, "\"point 2\": found 4294967296s, expected at most 4294967295 s"),
        (&[(0, u64::MAX)], TooLarge, "\"point 1\": found 18446744073709551615, expected at most 9223372036854775807"),
    ] {
        refused(curve(points), kind, &format!("invalid load curve {found}"));
    }
}

#[test]
fn simulations() {
    let autoscaler = || Autoscaler::cpu(50, 1, 10).unwrap();
    let workload =
        |request| Workload { load: LoadCurve::new(vec![(Duration::ZERO, 1)]).unwrap(), request, capacity: None };
    let settings = SimulationSettings::default();
    let error = |found: &str| format!("invalid simulation {found}");
    refused(
        AutoscaleSimulation::new(autoscaler(), vec![], settings),
        TooSmall,
        &error("\"workloads\": found 0, expected one workload for each metric"),
    );
    refused(
        AutoscaleSimulation::new(autoscaler(), vec![workload(None)], settings),
        TooSmall,
        &error("\"cpu at 50 % of the request\": found no request, expected a request above 0"),
    );
    let never = SimulationSettings { sync: Duration::ZERO, ..settings };
    refused(
        AutoscaleSimulation::new(autoscaler(), vec![workload(Some(1))], never),
        TooSmall,
        &error("\"sync\": found 0 s, expected more than 0 s"),
    );
    let long = SimulationSettings { startup: Duration::from_secs(86_401), ..settings };
    refused(
        AutoscaleSimulation::new(autoscaler(), vec![workload(Some(1))], long),
        TooLarge,
        &error("\"startup\": found 86401 s, expected at most 86400 s"),
    );
}
