//! All pairs of values in order, without making them.

use super::error::StatisticsError;

/// What can be made of pairs of values: all differences between two samples, or all means within one. Of 10,000 values
/// in each there are 10^8, so they are counted and not stored.
pub(super) struct Pairs<'a> {
    a: &'a [f64],
    b: &'a [f64],
    of: Of,
}

#[derive(Clone, Copy)]
enum Of {
    /// a - b, for each of both.
    Differences,
    /// The mean of two of `a`, each with itself too.
    Means,
}

impl<'a> Pairs<'a> {
    /// Of two samples in order.
    ///
    /// # Errors
    /// One is empty, or the greatest difference is beyond an `f64`.
    pub(super) fn differences(a: &'a [f64], b: &'a [f64]) -> Result<Self, StatisticsError> {
        let (Some(a_low), Some(a_high), Some(b_low), Some(b_high)) = (a.first(), a.last(), b.first(), b.last()) else {
            return Err(StatisticsError::too_few(0, 1));
        };
        match [a_low - b_high, a_high - b_low].into_iter().find(|difference| difference.is_infinite()) {
            Some(difference) => Err(StatisticsError::not_finite(None, difference)),
            None => Ok(Self { a, b, of: Of::Differences }),
        }
    }

    /// Of one sample in order.
    ///
    /// # Errors
    /// It is empty.
    pub(super) fn means(a: &'a [f64]) -> Result<Self, StatisticsError> {
        if a.is_empty() { Err(StatisticsError::too_few(0, 1)) } else { Ok(Self { a, b: a, of: Of::Means }) }
    }

    /// How many pairs there are.
    pub(super) fn number(&self) -> u64 {
        let (a, b) = (self.a.len() as u64, self.b.len() as u64);
        match self.of {
            Of::Differences => a * b,
            Of::Means => a * (a + 1) / 2,
        }
    }

    /// The median of the pairs.
    pub(super) fn median(&self) -> Result<f64, StatisticsError> {
        let number = self.number();
        Ok(f64::midpoint(self.at(number.div_ceil(2)), self.at(number / 2 + 1)))
    }

    /// The pair of a rank, from 1, in order: the least float that so many pairs are not above. Found by halving the
    /// range of floats, of which there are fewer than 2^64.
    pub(super) fn at(&self, rank: u64) -> f64 {
        let (mut low, mut high) = (ordinal(f64::MIN), ordinal(f64::MAX));
        while low < high {
            let middle = low.midpoint(high);
            if self.not_above(float(middle)) >= rank {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        // Minus zero equals zero and comes before it: the sum of both is zero.
        float(low) + 0.0
    }

    /// How many pairs are at most `value`, in one pass: as one of a pair grows, the other has to follow.
    fn not_above(&self, value: f64) -> u64 {
        match self.of {
            Of::Differences => {
                let mut subtrahends = self.b.iter().peekable();
                let count = |a: &f64| {
                    while subtrahends.next_if(|&b| a - b > value).is_some() {}
                    subtrahends.len() as u64
                };
                self.a.iter().map(count).sum()
            }
            Of::Means => {
                let mut others = self.a.iter().rev().peekable();
                let count = |(seen, a): (usize, &f64)| {
                    // Halves are exact, and their sum is rounded in the order of its terms.
                    while others.next_if(|&b| a / 2.0 + b / 2.0 > value).is_some() {}
                    // Pairs with those before were counted there.
                    others.len().saturating_sub(seen) as u64
                };
                self.a.iter().enumerate().map(count).sum()
            }
        }
    }
}

/// The place of a float in the order of all floats: bits of positive ones grow with them, those of negative ones
/// against them. Unsigned, as the middle of two has to be rounded down, and that of signed integers is not.
const fn ordinal(value: f64) -> u64 {
    let bits = value.to_bits();
    if bits & SIGN == 0 { bits | SIGN } else { !bits }
}

const fn float(ordinal: u64) -> f64 {
    f64::from_bits(if ordinal & SIGN == 0 { !ordinal } else { ordinal ^ SIGN })
}

const SIGN: u64 = 1 << 63;
