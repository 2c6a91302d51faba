//! What has no figure, and the message that says so.

use pavedroad_netbench::{
    Interval, StatisticsError, StatisticsErrorKind, hodges_lehmann, hodges_lehmann_interval, kendall_tau, mann_whitney,
    median, median_interval, pseudomedian, pseudomedian_interval, quantile, quantile_interval, sign_flip, wilcoxon,
};

type OneSample = fn(&[f64]) -> Result<f64, StatisticsError>;
type TwoSamples = fn(&[f64], &[f64]) -> Result<f64, StatisticsError>;

fn low(interval: Interval) -> f64 {
    interval.low
}

const OF_ONE: [OneSample; 7] = [
    |a| quantile(a, 0.5),
    |a| quantile_interval(a, 0.5, 0.5).map(low),
    |a| median_interval(a, 0.5).map(low),
    |a| sign_flip(a).map(|test| test.mean),
    |a| wilcoxon(a).map(|test| test.positive),
    pseudomedian,
    |a| pseudomedian_interval(a, 0.5).map(low),
];

const OF_TWO: [TwoSamples; 4] = [
    |a, b| mann_whitney(a, b).map(|test| test.u),
    hodges_lehmann,
    |a, b| hodges_lehmann_interval(a, b, 0.5).map(low),
    kendall_tau,
];

#[test]
fn no_figure_of_nothing() {
    for (i, statistic) in OF_ONE.iter().enumerate() {
        assert_eq!(statistic(&[]).unwrap_err().kind(), StatisticsErrorKind::TooFew, "{i}");
    }
    for (i, statistic) in OF_TWO.iter().enumerate() {
        assert_eq!(statistic(&[], &[]).unwrap_err().kind(), StatisticsErrorKind::TooFew, "{i}");
    }
    assert_eq!(median(&[]), None);
    assert_eq!(sign_flip(&[]).unwrap_err().to_string(), "too few values: found 0, expected at least 1");
    assert_eq!(kendall_tau(&[1.0], &[1.0]).unwrap_err().to_string(), "too few values: found 1, expected at least 2");
}

#[test]
fn no_figure_of_what_is_no_number() {
    let good = [1.0, 2.0, 3.0, 4.0];
    for (bad, name) in [(f64::NAN, "NaN"), (f64::INFINITY, "infinity"), (f64::NEG_INFINITY, "minus infinity")] {
        let values = [1.0, 2.0, bad, 4.0];
        let message = format!("no finite number at position 2: found {name}");
        for (i, statistic) in OF_ONE.iter().enumerate() {
            let error = statistic(&values).unwrap_err();
            assert_eq!((error.kind(), error.to_string()), (StatisticsErrorKind::NotFinite, message.clone()), "{i}");
            assert_eq!(Err(error), statistic(&values), "{i}");
        }
        for (i, statistic) in OF_TWO.iter().enumerate() {
            assert_eq!(statistic(&values, &good).unwrap_err().to_string(), message, "{i}");
            assert_eq!(statistic(&good, &values).unwrap_err().kind(), StatisticsErrorKind::NotFinite, "{i}");
        }
        assert_eq!(median(&values), None);
    }
    // Each is finite and their difference is not.
    let error = hodges_lehmann(&[f64::MAX], &[f64::MIN]).unwrap_err();
    assert_eq!(error.kind(), StatisticsErrorKind::NotFinite);
    let message = "no finite difference: found infinity, expected values less than 1.8e308 apart";
    assert_eq!(error.to_string(), message);
    assert_eq!(median(&[f64::MAX, f64::MAX]), Some(f64::MAX));
    assert_eq!(sign_flip(&[f64::MAX, f64::MAX]).unwrap().mean, f64::MAX);
}

#[test]
fn no_interval_of_an_impossible_confidence() {
    let values: Vec<f64> = (0..40).map(f64::from).collect();
    for confidence in [0.0, 1.0, -0.5, 95.0, f64::NAN, f64::INFINITY] {
        for error in [
            median_interval(&values, confidence).unwrap_err(),
            hodges_lehmann_interval(&values, &values, confidence).unwrap_err(),
            pseudomedian_interval(&values, confidence).unwrap_err(),
        ] {
            assert_eq!(error.kind(), StatisticsErrorKind::OutOfRange);
            let message = format!("impossible confidence: found {confidence}, expected a number between 0 and 1");
            assert_eq!(error.to_string(), message);
        }
    }
    for p in [-0.1, 1.1, f64::NAN] {
        assert_eq!(
            quantile(&values, p).unwrap_err().to_string(),
            format!("impossible quantile: found {p}, expected a number from 0 to 1")
        );
    }
    for p in [0.0, 1.0] {
        assert_eq!(
            quantile_interval(&values, p, 0.5).unwrap_err().to_string(),
            format!("impossible quantile: found {p}, expected a number between 0 and 1")
        );
    }
}

/// The number that it asks for is enough, and one less is not.
#[test]
fn says_how_many_values_would_do() {
    type Interval = fn(&[f64], f64) -> Result<f64, StatisticsError>;
    let intervals: [(Interval, [usize; 3]); 4] = [
        (|a, confidence| median_interval(a, confidence).map(low), [5, 6, 8]),
        (|a, confidence| quantile_interval(a, 0.99, confidence).map(low), [299, 368, 528]),
        (|a, confidence| hodges_lehmann_interval(a, a, confidence).map(low), [3, 4, 5]),
        (|a, confidence| pseudomedian_interval(a, confidence).map(low), [5, 6, 8]),
    ];
    for (i, (interval, expected)) in intervals.iter().enumerate() {
        for (confidence, at_least) in [0.9, 0.95, 0.99].into_iter().zip(expected) {
            let values: Vec<f64> = (0..*at_least).map(|i| i as f64).collect();
            assert!(interval(&values, confidence).is_ok(), "{i}: {at_least} for {confidence}");
            for found in [1, at_least - 1] {
                let error = interval(&values[..found], confidence).unwrap_err();
                assert_eq!((error.kind(), error.at_least()), (StatisticsErrorKind::TooFew, Some(*at_least)), "{i}");
                assert_eq!(
                    error.to_string(),
                    format!(
                        "too few values for an interval of {confidence}: found {found}, expected at least {at_least}"
                    )
                );
            }
        }
    }
}

#[test]
fn no_order_of_what_does_not_belong_together() {
    let error = kendall_tau(&[1.0, 2.0, 3.0], &[1.0, 2.0]).unwrap_err();
    assert_eq!(error.kind(), StatisticsErrorKind::LengthsDiffer);
    assert_eq!(error.to_string(), "lists of different lengths: found 3 and 2, expected as many in both");
    let error = kendall_tau(&[1.0, 2.0, 3.0], &[2.0; 3]).unwrap_err();
    assert_eq!(error.kind(), StatisticsErrorKind::AllEqual);
    assert_eq!(error.to_string(), "no order: found 3 equal values, expected two that differ");
}
