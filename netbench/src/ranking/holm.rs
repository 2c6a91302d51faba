//! Many tests at once: Holm's correction.

/// The p-values of a family of tests, adjusted by Holm's step-down method: a test whose adjusted p is at most alpha is
/// shown, and the chance of even one wrong claim in the whole family stays at most alpha, however the tests depend on
/// each other. Source: S. Holm, "A simple sequentially rejective multiple test procedure", 1979.
///
/// The result has the order of the input. Adjusted values keep the order of the raw ones, never exceed 1, and are never
/// below the raw ones. A value that is not from 0 to 1 counts as 1: such a test shows nothing.
///
/// # Examples
/// ```
/// use pavedroad_netbench::holm;
///
/// // Three pairs of paths. Alone each would pass at 0.05; together only the first does.
/// assert_eq!(holm(&[0.01, 0.04, 0.03]), [0.03, 0.06, 0.06]);
/// assert_eq!(holm(&[0.04]), [0.04]);
/// ```
#[must_use]
pub fn holm(p_values: &[f64]) -> Vec<f64> {
    let mut sorted: Vec<(usize, f64)> =
        p_values.iter().map(|p| if (0.0..=1.0).contains(p) { *p } else { 1.0 }).enumerate().collect();
    sorted.sort_by(|a, b| a.1.total_cmp(&b.1));
    let mut adjusted = vec![1.0; p_values.len()];
    let mut largest = 0.0_f64;
    for (rank, (index, p)) in sorted.iter().enumerate() {
        // The smallest of m is compared with alpha / m, the next with alpha / (m - 1), and so on.
        let left = (p_values.len() - rank) as f64;
        largest = largest.max(p * left).min(1.0);
        if let Some(place) = adjusted.get_mut(*index) {
            *place = largest;
        }
    }
    adjusted
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::holm;

    #[track_caller]
    fn close(found: &[f64], expected: &[f64]) {
        assert_eq!(found.len(), expected.len());
        for (found, expected) in found.iter().zip(expected) {
            assert!((found - expected).abs() < 1e-12, "{found} instead of {expected}");
        }
    }

    /// The figures of R's `p.adjust(p, "holm")`.
    #[test]
    fn adjusts_as_published_examples_do() {
        close(&holm(&[0.01, 0.04, 0.03, 0.005]), &[0.03, 0.06, 0.06, 0.02]);
        close(&holm(&[0.01, 0.02, 0.03, 0.04, 0.05]), &[0.05, 0.08, 0.09, 0.09, 0.09]);
        close(
            &holm(&[
                0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
                0.7590, 1.0,
            ]),
            &[0.0015, 0.0056, 0.0247, 0.114, 0.2211, 0.278, 0.278, 0.278, 0.3213, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0],
        );
    }

    #[test]
    fn an_empty_family_stays_empty_and_what_is_no_p_shows_nothing() {
        assert!(holm(&[]).is_empty());
        assert_eq!(holm(&[f64::NAN, -0.5, 7.0, 0.01]), [1.0, 1.0, 1.0, 0.04]);
    }

    proptest! {
        /// By the definition: the k-th smallest is rejected at alpha if every smaller one is, and it is small enough.
        #[test]
        fn agrees_with_stepping_down_one_by_one(
            p in proptest::collection::vec((0_u32..=1000).prop_map(|n| f64::from(n) / 1000.0), 0..20),
            alpha in 0.001_f64..0.3,
        ) {
            let adjusted = holm(&p);
            let mut order: Vec<usize> = (0..p.len()).collect();
            order.sort_by(|a, b| p[*a].total_cmp(&p[*b]));
            let mut rejecting = true;
            for (rank, index) in order.iter().enumerate() {
                rejecting = rejecting && p[*index] * (p.len() - rank) as f64 <= alpha;
                prop_assert_eq!(adjusted[*index] <= alpha, rejecting);
                prop_assert!(adjusted[*index] >= p[*index] && adjusted[*index] <= 1.0);
            }
            for pair in order.windows(2) {
                prop_assert!(adjusted[pair[0]] <= adjusted[pair[1]]);
            }
        }
    }
}
