//! Values of flags that are more than a number.

use pavedroad_rollout::ScalingPolicy;

/// `4/15` or `100%/15`: pods or percent, per seconds.
pub(crate) fn policy(text: &str) -> Result<ScalingPolicy, String> {
    let expected = "expected pods or percent per seconds, such as 4/15 or 100%/15";
    let (amount, period) = text.split_once('/').ok_or(expected)?;
    let period = period.parse().map_err(|_| expected)?;
    let policy = match amount.strip_suffix('%') {
        Some(percent) => ScalingPolicy::percent(percent.parse().map_err(|_| expected)?, period),
        None => ScalingPolicy::pods(amount.parse().map_err(|_| expected)?, period),
    };
    policy.map_err(|error| error.to_string())
}

/// `200m`, `0.5` or `2`: CPU in thousandths of a core.
pub(crate) fn cpu(text: &str) -> Result<u64, String> {
    let number = |digits: &str| digits.parse::<u64>().ok();
    let milli = match (text.strip_suffix('m'), text.split_once('.')) {
        (Some(milli), _) => number(milli),
        (None, Some((cores, decimals))) if (1..=3).contains(&decimals.len()) => {
            number(&format!("{cores}{decimals:0<3}"))
        }
        (None, _) => number(text).and_then(|cores| cores.checked_mul(1000)),
    };
    milli.filter(|&milli| milli > 0).ok_or_else(|| "expected CPU above 0, such as 200m, 0.5 or 2".to_owned())
}
