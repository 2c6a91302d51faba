//! Durations as Istio's objects have them.

use std::time::Duration;

/// A duration in seconds, with milliseconds where there are any: `60s`, `0.5s`. That is how the API of Istio prints them,
/// and it is read by whatever reads protocol buffers, Go or CEL.
pub(super) fn in_seconds(duration: Duration) -> String {
    let (seconds, millis) = (duration.as_secs(), duration.subsec_millis());
    if millis == 0 {
        format!("{seconds}s")
    } else {
        format!("{seconds}.{}s", format!("{millis:03}").trim_end_matches('0'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duration_is_in_seconds() {
        for (millis, text) in [(60_000, "60s"), (500, "0.5s"), (1, "0.001s"), (5_400_020, "5400.02s")] {
            assert_eq!(in_seconds(Duration::from_millis(millis)), text);
        }
    }
}
