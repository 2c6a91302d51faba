//! From values to places on a picture, with round numbers at the ticks.

/// An axis. It is logarithmic where the greatest value is ten times the least or more: paths are compared by ratios, and
/// one that is far from the others would press them together.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Axis {
    from: f64,
    to: f64,
    left: f64,
    right: f64,
    logarithmic: bool,
    ticks: Vec<f64>,
    decimals: usize,
}

/// How much room is left at both ends, of the whole.
const ROOM: f64 = 0.04;

impl Axis {
    /// An axis from `left` to `right` that holds every finite value.
    pub(crate) fn over(values: impl Iterator<Item = f64>, left: f64, right: f64) -> Self {
        let (low, high) = values
            .filter(|value| value.is_finite())
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
        let (low, high) = if low > high { (0.0, 1.0) } else { (low, high) };
        let logarithmic = low > 0.0 && high >= low * 10.0;
        let (low, high) = if logarithmic { (low.log10(), high.log10()) } else { (low, high) };
        let room = if high > low { (high - low) * ROOM } else { high.abs().max(1.0) * ROOM };
        let (from, to) = (low - room, high + room);
        let ticks = if logarithmic { logarithmic_ticks(from, to) } else { linear_ticks(from, to) };
        // As many decimals as tell neighbours apart.
        let step = ticks.iter().zip(ticks.iter().skip(1)).map(|(a, b)| b - a).fold(f64::INFINITY, f64::min);
        let decimals = if step < 1.0 { (-(step + step * 1e-9).log10().floor()).clamp(0.0, 12.0) as usize } else { 0 };
        Self { from, to, left, right, logarithmic, ticks, decimals }
    }

    /// The place of a value.
    pub(crate) fn x(&self, value: f64) -> f64 {
        let value = if self.logarithmic { value.log10() } else { value };
        self.left + (value - self.from) / (self.to - self.from) * (self.right - self.left)
    }

    /// The values that have a line and a number.
    pub(crate) fn ticks(&self) -> &[f64] {
        &self.ticks
    }

    /// The number at a tick.
    pub(crate) fn label(&self, tick: f64) -> String {
        let decimals = if self.logarithmic && tick >= 1.0 { 0 } else { self.decimals };
        // A tick of -0 is 0.
        format!("{:.*}", decimals, if tick == 0.0 { 0.0 } else { tick })
    }
}

/// About six steps of 1, 2 or 5 times a power of ten.
fn linear_ticks(from: f64, to: f64) -> Vec<f64> {
    let rough = (to - from) / 6.0;
    let power = 10_f64.powf(rough.log10().floor());
    let step =
        [1.0, 2.0, 5.0, 10.0].map(|times| times * power).into_iter().find(|step| *step >= rough).unwrap_or(rough);
    let first = (from / step).ceil();
    (0..20).map(|tick| (first + f64::from(tick)) * step).take_while(|tick| *tick <= to).collect()
}

/// 1, 2 and 5 times the powers of ten; over more than three of those, the powers alone.
fn logarithmic_ticks(from: f64, to: f64) -> Vec<f64> {
    let times: &[f64] = if to - from > 3.0 { &[1.0] } else { &[1.0, 2.0, 5.0] };
    // An f64 has powers of ten from -324 to 308.
    let powers = (from.floor() as i32)..=(to.ceil() as i32);
    let all = powers.flat_map(|power| times.iter().map(move |times| times * 10_f64.powi(power)));
    all.filter(|tick| (from..=to).contains(&tick.log10())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn labels(values: &[f64]) -> Vec<String> {
        let axis = Axis::over(values.iter().copied(), 0.0, 100.0);
        for value in values {
            assert!((0.0..=100.0).contains(&axis.x(*value)), "{value} is outside");
        }
        axis.ticks().iter().map(|tick| axis.label(*tick)).collect()
    }

    #[test]
    fn ticks_are_round_numbers() {
        assert_eq!(labels(&[12.4, 39.0]), ["15", "20", "25", "30", "35", "40"]);
        assert_eq!(labels(&[93.1, 93.9]), ["93.2", "93.4", "93.6", "93.8"]);
        assert_eq!(labels(&[8.2, 299.0]), ["10", "20", "50", "100", "200"]);
        assert_eq!(labels(&[0.4, 30.0]), ["0.5", "1", "2", "5", "10", "20"]);
        assert_eq!(labels(&[0.001, 900.0]), ["0.001", "0.010", "0.100", "1", "10", "100", "1000"]);
    }

    #[test]
    fn one_value_none_and_huge_ones_have_an_axis() {
        assert!(!labels(&[7.0]).is_empty());
        assert!(!labels(&[]).is_empty());
        assert!(!labels(&[-3.0, 5.0]).is_empty());
        assert!(!labels(&[1e-300, 1e300]).is_empty());
        assert!(!labels(&[0.0, 0.0]).is_empty());
    }
}
