//! How many requests to an app leave a trace.

use pavedroad_rollout::Weight;
use serde_json::Number;

use super::selector;
use crate::App;
use crate::build::labels;
use crate::istio::{Telemetry, TelemetrySpec, Tracing};

/// How many decimals of a percentage are written: more than Envoy tells apart.
const DECIMALS: usize = 6;

/// Where the traces go is the mesh's own to know: its default provider.
pub(super) fn telemetry(app: &App) -> Option<Telemetry> {
    let sampling = app.tracing?.sampling;
    Some(Telemetry {
        metadata: labels::metadata(app),
        spec: TelemetrySpec {
            selector: Some(selector(app)),
            tracing: vec![Tracing { random_sampling_percentage: percentage(sampling), ..Tracing::default() }],
            ..TelemetrySpec::default()
        },
    })
}

/// A share as a percentage, by its digits.
fn percentage(share: Weight) -> Option<Number> {
    let unit = 10_u128.pow(u32::try_from(DECIMALS).ok()?);
    let (numerator, denominator) = (u128::from(share.numerator()), u128::from(share.denominator()));
    // At most 2^64 * 10^8: far from the end.
    let scaled = (numerator * 100 * unit + denominator / 2) / denominator;
    let text = format!("{}.{:0DECIMALS$}", scaled / unit, scaled % unit);
    text.trim_end_matches('0').trim_end_matches('.').parse().ok()
}

#[cfg(test)]
mod tests {
    use super::percentage;

    #[test]
    fn a_share_is_the_percentage_that_was_written() {
        for (share, expected) in [
            ("1%", "1"),
            ("0.1%", "0.1"),
            ("0.3%", "0.3"),
            ("12.345678%", "12.345678"),
            ("100%", "100"),
            ("0%", "0"),
            ("10%", "10"),
            ("1/3", "33.333333"),
            ("2/3", "66.666667"),
            ("1/18446744073709551615", "0"),
            ("18446744073709551614/18446744073709551615", "100"),
        ] {
            let found = percentage(share.parse().unwrap()).unwrap();
            assert_eq!(found.to_string(), expected, "{share}");
        }
    }
}
