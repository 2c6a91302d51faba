//! Printed numbers, exactly.

/// What a comma in a number means. The tool decides, never the number: `1,234` alone does not tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Comma {
    /// No comma may stand in it.
    None,
    /// Commas stand before every third digit of the whole part, as in `44,963`, or nowhere.
    Thousands,
    /// A comma may stand for the point, as it does in many languages.
    Point,
}

/// A number without a sign as it was printed: `54.6` is 546 with one decimal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Decimal {
    digits: u64,
    /// How many of the digits stand behind the point; below zero after an exponent as in `5e+06`.
    decimals: i32,
}

impl Decimal {
    /// The number at the start of a text, and what follows it. None if there is none or it has more than 19 digits.
    /// `.5` and `5.` are none, since no tool prints such.
    pub(crate) fn read(text: &str, comma: Comma) -> Option<(Self, &str)> {
        let (mut digits, mut decimals) = (0_u64, 0_i32);
        let (head, mut rest) = number(text);
        digits = push(digits, head)?;
        if comma == Comma::Thousands && head.len() <= 3 {
            while let Some((group, after)) = rest.strip_prefix(',').map(number)
                && group.len() == 3
            {
                digits = push(digits, group)?;
                rest = after;
            }
            if rest.starts_with(',') {
                return None;
            }
        }
        let point = rest.strip_prefix('.').or_else(|| rest.strip_prefix(',').filter(|_| comma == Comma::Point));
        if let Some((part, after)) = point.map(number)
            && !part.is_empty()
        {
            digits = push(digits, part)?;
            decimals = i32::try_from(part.len()).ok()?;
            rest = after;
        }
        if let Some(exponent) = rest.strip_prefix(['e', 'E']) {
            let (negative, exponent) = match exponent.strip_prefix('-') {
                Some(exponent) => (true, exponent),
                None => (false, exponent.strip_prefix('+').unwrap_or(exponent)),
            };
            let (power, after) = number(exponent);
            // `printf` writes at least two digits; more than two are beyond anything that is measured here.
            if power.len() == 2 {
                let power: i32 = power.parse().ok()?;
                decimals += if negative { power } else { -power };
                rest = after;
            }
        }
        // A number is not cut out of a longer word: `1.2.3`, `1e`, `10.0.0.2`, `64KB` are none.
        let ended = !rest.starts_with(|c: char| matches!(c, '.' | ',') || c.is_alphanumeric());
        (!head.is_empty() && ended).then_some((Self { digits, decimals }, rest))
    }

    /// The number that a whole text is.
    pub(crate) fn parse(text: &str, comma: Comma) -> Option<Self> {
        Self::read(text, comma).filter(|(_, rest)| rest.is_empty()).map(|(number, _)| number)
    }

    /// Its value in a unit of `factor` times ten to the power of `power`, as the nearest f64; None where that is not
    /// finite, or no f64 is within half a step of so many digits. `54.6 us` is `scaled(1, 3)`, 54,600 ns.
    pub(crate) fn scaled(self, factor: u64, power: i32) -> Option<f64> {
        let value = f64_of(self.digits.checked_mul(factor)?, power.checked_sub(self.decimals)?);
        value.is_finite().then_some(value)
    }

    /// The difference that one more in its last digit makes, in the same unit as [`scaled`](Self::scaled).
    pub(crate) fn step(self, factor: u64, power: i32) -> f64 {
        f64_of(factor, power.saturating_sub(self.decimals))
    }

    /// The step of a number that was printed with so many significant digits and then lost the zeros at its end, as
    /// qperf's `45 KB` for 45.0. qperf counts the digits of the number rounded to a whole one, so from 9.5 to 9.9 it
    /// prints a decimal less than below. A number of more digits shows them all.
    pub(crate) fn step_of_digits(self, significant: u32, factor: u64, power: i32) -> f64 {
        let rounded = f64_of(self.digits, self.decimals.saturating_neg()).round_ties_even();
        let mut whole = 1;
        // At most 20 times: a u64 has no more digits.
        while rounded >= 10_f64.powi(whole) {
            whole += 1;
        }
        let hidden = i32::try_from(significant).unwrap_or(0).saturating_sub(whole).max(0);
        f64_of(factor, power.saturating_sub(self.decimals.max(hidden)))
    }

    /// The same as an integer, if it was printed as one.
    pub(crate) fn integer(self) -> Option<u64> {
        (self.decimals == 0).then_some(self.digits)
    }

    /// How many digits stand behind the point.
    pub(crate) fn decimals(self) -> i32 {
        self.decimals
    }

    /// Whether it is zero, however many decimals it has.
    pub(crate) fn is_zero(self) -> bool {
        self.digits == 0
    }
}

/// The digits at the start of a text, and the rest.
fn number(text: &str) -> (&str, &str) {
    text.split_at(text.bytes().take_while(u8::is_ascii_digit).count())
}

fn push(digits: u64, more: &str) -> Option<u64> {
    more.bytes().try_fold(digits, |digits, byte| digits.checked_mul(10)?.checked_add(u64::from(byte - b'0')))
}

/// The f64 nearest to `digits * 10^power`.
fn f64_of(digits: u64, power: i32) -> f64 {
    // Both operands are exact up to 2^53 and 10^22, so the one operation rounds the one time that it must.
    const EXACT: u64 = 1 << 53;
    const POWERS: [f64; 23] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ];
    let ten = usize::try_from(power.unsigned_abs()).ok().and_then(|power| POWERS.get(power));
    match ten {
        Some(ten) if digits <= EXACT && power >= 0 => digits as f64 * ten,
        Some(ten) if digits <= EXACT => digits as f64 / ten,
        // Rust's own reader of floats rounds to the nearest for any number of digits.
        _ => format!("{digits}e{power}").parse().unwrap_or(f64::NAN),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_numbers_to_the_last_digit() {
        for (text, comma, factor, power, value, step) in [
            ("54.6", Comma::None, 1, 3, 54_600.0, 100.0),
            ("7.295", Comma::None, 1, 3, 7_295.0, 1.0),
            ("0.145", Comma::None, 1, 6, 145_000.0, 1_000.0),
            ("0,145", Comma::Point, 1, 6, 145_000.0, 1_000.0),
            ("0.145", Comma::Point, 1, 6, 145_000.0, 1_000.0),
            ("44,963", Comma::Thousands, 1, 0, 44_963.0, 1.0),
            ("1,234,567.8", Comma::Thousands, 1, 0, 1_234_567.8, 0.1),
            ("948", Comma::Thousands, 8, 6, 7_584_000_000.0, 8_000_000.0),
            ("1e-05", Comma::None, 1, 0, 0.00001, 0.00001),
            ("1.5e+06", Comma::None, 1, 0, 1_500_000.0, 100_000.0),
            ("0.1", Comma::None, 1, 0, 0.1, 0.1),
            ("9007199254740993", Comma::None, 1, 0, 9_007_199_254_740_992.0, 1.0),
            ("18446744073709551615", Comma::None, 1, 0, 18_446_744_073_709_552_000.0, 1.0),
        ] {
            let number = Decimal::parse(text, comma).unwrap_or_else(|| panic!("{text} is no number"));
            assert_eq!(number.scaled(factor, power), Some(value), "{text}");
            assert_eq!(number.step(factor, power), step, "{text}");
        }
    }

    #[test]
    fn refuses_what_is_no_number() {
        for (text, comma) in [
            ("", Comma::None),
            ("-1", Comma::None),
            ("+1", Comma::None),
            (".5", Comma::None),
            ("5.", Comma::None),
            ("1.2.3", Comma::None),
            ("1e", Comma::None),
            ("1e5", Comma::None),
            ("1e100", Comma::None),
            ("0x10", Comma::None),
            ("nan", Comma::None),
            ("inf", Comma::None),
            ("1,234", Comma::None),
            ("1,23", Comma::Thousands),
            ("1234,567", Comma::Thousands),
            ("1,2345", Comma::Thousands),
            (",123", Comma::Thousands),
            ("1,234,5", Comma::Thousands),
            ("1,2,3", Comma::Point),
            ("1.234,5", Comma::Point),
            ("1,", Comma::Point),
            ("18446744073709551616", Comma::None),
            ("٣", Comma::None),
        ] {
            assert_eq!(Decimal::parse(text, comma), None, "{text} with {comma:?}");
        }
    }

    #[test]
    fn leaves_what_follows() {
        let (number, rest) = Decimal::read("0.145 ms", Comma::None).unwrap();
        assert_eq!((number.scaled(1, 0), rest), (Some(0.145), " ms"));
        assert_eq!(Decimal::read("64KB", Comma::None), None);
        assert_eq!(Decimal::read("10.0.0.2", Comma::None), None);
        assert_eq!(Decimal::read("5/5/0%", Comma::None).unwrap().1, "/5/0%");
    }

    #[test]
    fn knows_the_step_of_three_digits_whose_zeros_were_cut() {
        for (text, step) in [
            ("45", 0.1),
            ("1", 0.01),
            ("54.6", 0.1),
            ("9.49", 0.01),
            ("9.5", 0.1),
            ("99.4", 0.1),
            ("100", 1.0),
            ("0.5", 0.01),
            ("948", 1.0),
            ("36,656", 1.0),
            ("5.1234", 0.0001),
        ] {
            let number = Decimal::parse(text, Comma::Thousands).unwrap();
            assert_eq!(number.step_of_digits(3, 1, 0), step, "{text}");
        }
    }

    #[test]
    fn an_unbelievable_size_is_refused_and_does_not_overflow() {
        let number = Decimal::parse("18446744073709551615", Comma::None).unwrap();
        assert_eq!(number.scaled(8, 0), None);
        assert_eq!(number.scaled(1, 308), None);
        assert_eq!(number.step(u64::MAX, i32::MAX), f64::INFINITY);
    }
}
