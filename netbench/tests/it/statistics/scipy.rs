//! Figures of SciPy 1.17.1 and NumPy 2.4.6, recorded in `tests/data/scipy`: its `README.md` has the program.

use pavedroad_netbench::{Method, PValue, kendall_tau, mann_whitney, quantile, quantile_interval, sign_flip, wilcoxon};

use super::assert_close;

macro_rules! recorded {
    ($name:literal) => {
        $crate::statistics::scipy::rows(include_str!(concat!("../../data/scipy/", $name, ".csv")))
    };
}
pub(super) use recorded;

/// The rows of a table without its header, cut at commas. No field has one in it.
pub(super) fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().skip(1).map(|row| row.split(',').collect())
}

pub(super) fn number(text: &str) -> f64 {
    text.parse().unwrap()
}

pub(super) fn numbers(text: &str) -> Vec<f64> {
    text.split(' ').map(number).collect()
}

/// "normal" is the approximation; "permutations" and "exact" are two ways to the same distribution. Of few values that
/// tie with many, SciPy's approximation can be smaller than any p they have: ours stops at the least.
#[track_caller]
fn assert_p(found: PValue, method: &str, p: &str, row: &[&str]) {
    let expected = if method == "normal" { Method::Normal } else { Method::Exact };
    assert_eq!(found.method, expected, "{row:?}");
    let p = if method == "normal" { number(p).max(found.least) } else { number(p) };
    assert_close(found.value, p, &format!("{row:?}"));
    assert!(0.0 < found.least && found.least <= found.value, "{found:?} of {row:?}");
}

#[test]
fn mann_whitney_has_scipys_p() {
    let mut count = 0;
    for row in recorded!("mann_whitney") {
        let [method, a, b, u, p] = row[..] else { panic!("{row:?}") };
        let test = mann_whitney(&numbers(a), &numbers(b)).unwrap();
        assert_eq!(test.u, number(u), "{row:?}");
        assert_p(test.p, method, p, &row);
        count += 1;
    }
    assert_eq!(count, 360);
}

#[test]
fn sign_flip_has_scipys_p() {
    let mut count = 0;
    for row in recorded!("sign_flip") {
        let [method, differences, mean, p] = row[..] else { panic!("{row:?}") };
        let test = sign_flip(&numbers(differences)).unwrap();
        assert!((test.mean - number(mean)).abs() < 1e-15 * 20.0, "{test:?} of {row:?}");
        assert_p(test.p, method, p, &row);
        count += 1;
    }
    assert_eq!(count, 240);
}

#[test]
fn wilcoxon_has_scipys_p() {
    let mut count = 0;
    for row in recorded!("wilcoxon") {
        let [method, differences, positive, p] = row[..] else { panic!("{row:?}") };
        let test = wilcoxon(&numbers(differences)).unwrap();
        assert_eq!(test.positive, number(positive), "{row:?}");
        assert_p(test.p, method, p, &row);
        count += 1;
    }
    assert_eq!(count, 360);
}

#[test]
fn quantiles_are_numpys_and_their_intervals_scipys() {
    let (mut count, mut refused) = (0, 0);
    for row in recorded!("quantile") {
        let [values, p, expected, confidence, low, high] = row[..] else { panic!("{row:?}") };
        let (values, p, confidence) = (numbers(values), number(p), number(confidence));
        assert_close(quantile(&values, p).unwrap(), number(expected), &format!("{row:?}"));
        match quantile_interval(&values, p, confidence) {
            Ok(interval) => {
                assert_eq!((interval.low, interval.high), (number(low), number(high)), "{row:?}");
                assert!(interval.coverage >= confidence && interval.contains(number(expected)), "{interval:?}");
            }
            Err(error) => {
                assert_eq!((low, high), ("", ""), "{error} of {row:?}");
                refused += 1;
            }
        }
        count += 1;
    }
    assert_eq!((count, refused), (150, 64));
}

#[test]
fn kendall_has_scipys_tau() {
    let mut count = 0;
    for row in recorded!("kendall") {
        let [a, b, tau] = row[..] else { panic!("{row:?}") };
        let found = kendall_tau(&numbers(a), &numbers(b)).unwrap();
        assert!((found - number(tau)).abs() < 1e-15, "{found} of {row:?}");
        count += 1;
    }
    assert_eq!(count, 100);
}
