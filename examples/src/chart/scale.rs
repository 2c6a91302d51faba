//! Where a value lies on an axis, and which values get a tick.

/// A range with ticks at multiples of 1, 2 or 5 times a power of ten.
pub(super) struct Scale {
    low: f64,
    high: f64,
    step: f64,
    decimals: usize,
}

impl Scale {
    /// An axis that ends where the values end: for time.
    pub(super) fn tight(values: impl Iterator<Item = f64>, most_ticks: u32) -> Self {
        let (low, high) = range(values).unwrap_or((0.0, 1.0));
        let high = if high > low { high } else { low + 1.0 };
        let (step, decimals) = step((high - low) / f64::from(most_ticks.max(1)));
        Self { low, high, step, decimals }
    }

    /// An axis from 0, or from below the lowest value, to the first tick that is not below the highest. Whole values
    /// get whole ticks: there is no half pod.
    pub(super) fn from_zero(values: impl Iterator<Item = f64> + Clone, most_ticks: u32) -> Self {
        let whole = values.clone().all(|value| value.fract() == 0.0);
        let (low, high) = range(values.chain([0.0])).unwrap_or((0.0, 0.0));
        let high = if high > low { high } else { low + 1.0 };
        let (mut step, mut decimals) = step((high - low) / f64::from(most_ticks.max(1)));
        if whole && step < 1.0 {
            (step, decimals) = (1.0, 0);
        }
        Self { low: (low / step).floor() * step, high: (high / step).ceil() * step, step, decimals }
    }

    /// How far along the axis a value lies: 0 at its beginning, 1 at its end.
    pub(super) fn share(&self, value: f64) -> f64 {
        ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0)
    }

    /// The ticks inside the axis with their texts.
    pub(super) fn ticks(&self) -> Vec<(f64, String)> {
        // A thousandth of a step, for ends that a division puts a hair beside a tick.
        let first = (self.low / self.step - 0.001).ceil();
        let last = (self.high / self.step + 0.001).floor();
        // The step is at least the axis by the most ticks, so there are few; a bound ends it where adding 1 to a
        // number changes nothing.
        let numbers = (0..100_u8).map(|more| first + f64::from(more)).take_while(|number| *number <= last);
        // Adding 0 makes the -0 of an axis that crosses 0 a 0.
        numbers
            .map(|number| number * self.step + 0.0)
            .map(|value| (value, format!("{value:.*}", self.decimals)))
            .collect()
    }
}

fn range(values: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    values.fold(None, |range, value| match range {
        None => Some((value, value)),
        Some((low, high)) => Some((value.min(low), value.max(high))),
    })
}

/// The smallest of 1, 2, 5, 10, ... that is at least `least`, and the decimals it needs. Searched from below, not
/// computed by a logarithm, so that it is the same on every machine.
fn step(least: f64) -> (f64, usize) {
    let mut power = 1e-6;
    let mut decimals = 6;
    loop {
        for mantissa in [1.0, 2.0, 5.0] {
            let step = mantissa * power;
            // A hair below counts as reached, since the powers are not exact.
            if step * 1.000_000_1 >= least {
                return (step, decimals);
            }
        }
        power *= 10.0;
        decimals = decimals.saturating_sub(1);
    }
}

#[cfg(test)]
mod tests {
    use super::Scale;

    fn texts(scale: &Scale) -> String {
        scale.ticks().into_iter().map(|(_, text)| text).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn ticks_are_multiples_of_1_2_or_5() {
        for (values, most, expected) in [
            (&[0.0, 13.0][..], 5, "0 5 10 15"),
            (&[0.0, 3.0], 5, "0 1 2 3"),
            (&[1.0, 1.0], 5, "0 1"),
            (&[0.0, 0.35], 4, "0.0 0.1 0.2 0.3 0.4"),
            (&[-3.0, 4.0], 5, "-4 -2 0 2 4"),
            (&[0.0, 5000.0], 5, "0 1000 2000 3000 4000 5000"),
            (&[0.0, 1e12], 2, "0 500000000000 1000000000000"),
            (&[], 5, "0 1"),
        ] {
            assert_eq!(texts(&Scale::from_zero(values.iter().copied(), most)), expected, "{values:?}");
        }
    }

    #[test]
    fn an_axis_of_time_ends_with_the_time() {
        let scale = Scale::tight([3.0, 127.0].into_iter(), 8);
        assert_eq!((scale.low, scale.high), (3.0, 127.0));
        assert_eq!(texts(&scale), "20 40 60 80 100 120");
        assert_eq!(texts(&Scale::tight([7.0].into_iter(), 4)), "7.0 7.5 8.0");
    }
}
