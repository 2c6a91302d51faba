//! A split said in the units of a target.

use std::cmp::Ordering;

use crate::apportion::{Apportionment, apportion_in_place, ratio};
use crate::deviation::Deviation;
use crate::error::{RolloutError, RolloutErrorKind};
use crate::fraction::gcd;
use crate::split::Split;
use crate::weight::Weight;
use crate::weight_rule::WeightRule;

/// A [`Split`] in a target's own weights, with the exact error that had to be accepted.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Fit<K> {
    split: Split<K>,
    errors: Vec<Deviation>,
}

impl<K> Fit<K> {
    /// The parts in the target's weights, in their order.
    #[must_use]
    pub const fn split(&self) -> &Split<K> {
        &self.split
    }

    /// Every part with its weight, and how far that is from what was asked for.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&K, u64, Deviation)> {
        self.split.iter().zip(&self.errors).map(|((name, weight), error)| (name, weight, *error))
    }

    /// Whether every part is exactly what was asked for.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.errors.iter().all(|error| error.is_zero())
    }

    /// The error of the part that is farthest off; of equal ones the first.
    #[must_use]
    pub fn largest_error(&self) -> Deviation {
        largest(self.errors.iter().copied()).unwrap_or(Deviation::between((0, 1), (0, 1)))
    }
}

/// How many totals are tried, divided by the number of parts.
const TRIALS: u64 = 20_000;

impl<K: Clone> Split<K> {
    /// Says the split in a target's weights: exactly where the target can say it, of 100 where that is exact and allowed, of
    /// the least total otherwise.
    ///
    /// Where it cannot be exact, the error of the part that is farthest off is the least possible for a target with one
    /// total. Where the target leaves the total free, it is the least among the 20,000 / parts greatest totals, and of two
    /// equally good ones the lesser is taken. It is always less than one unit.
    ///
    /// # Errors
    /// - there are more parts than the target has room for;
    /// - a part above zero would become zero: see [`fit_at_least_one`](Self::fit_at_least_one);
    /// - a part is below or above what the target takes.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_rollout::{Split, WeightRule};
    ///
    /// let split = Split::from_weights([("stable", "99.5%".parse()?), ("canary", "0.5%".parse()?)])?;
    /// let istio = split.fit(&WeightRule::ISTIO)?;
    /// assert!(istio.is_exact());
    /// assert_eq!(istio.split().share(&"canary"), Some(1)); // Of 200.
    ///
    /// let error = split.fit(&WeightRule::ARGO_ROLLOUTS).unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "invalid split \"199:1\": found 0.5% for part 2, which is 0 of 100 for Argo Rollouts setWeight, expected at \
    ///      least one unit for each part above zero; its unit is 1%"
    /// );
    /// # Ok::<(), pavedroad_rollout::RolloutError>(())
    /// ```
    pub fn fit(&self, rule: &WeightRule) -> Result<Fit<K>, RolloutError> {
        self.fit_by(rule, Apportionment::LARGEST_REMAINDER)
    }

    /// As [`fit`](Self::fit), but a part above zero gets at least one unit of the target: a canary of 0.5 % becomes 1 %
    /// where there are only whole percentages, with an error that says so.
    ///
    /// # Errors
    /// - there are more parts than the target has room for, or more parts above zero than units;
    /// - a part is below or above what the target takes.
    pub fn fit_at_least_one(&self, rule: &WeightRule) -> Result<Fit<K>, RolloutError> {
        self.fit_by(rule, Apportionment::LARGEST_REMAINDER.with_at_least_one())
    }

    fn fit_by(&self, rule: &WeightRule, how: Apportionment) -> Result<Fit<K>, RolloutError> {
        let shares = self.shares();
        if let Some(most) = rule.most_parts.filter(|&most| self.len() > most) {
            let found = format!("{} parts for {}", self.len(), rule.target);
            let error = misfit(&shares, RolloutErrorKind::TooManyParts, found, "no more parts than it takes");
            return Err(error.with_hint(format!("it takes at most {most} parts")));
        }
        for total in exact_totals(&shares, self.total(), rule) {
            let exact = Candidate::new(&shares, total, how)?;
            if exact.flaw(&shares, rule).is_none() {
                return Ok(self.fitted(&exact));
            }
        }
        // A quota below one more than the greatest weight may still be rounded down to it.
        let greatest = greatest_total(&shares, self.total(), rule, 1);
        // A list has at most 2^63 items, so the cast is exact.
        let trials = (TRIALS / shares.len() as u64).max(1);
        let least = rule.total.range().0.max(greatest.saturating_sub(trials - 1)).max(1);
        let mut best: Option<(Candidate, Deviation)> = None;
        for total in (least..=greatest).rev() {
            // Of fewer units than parts that need one there is none.
            let Ok(candidate) = Candidate::new(&shares, total, how) else { break };
            if candidate.flaw(&shares, rule).is_some() {
                continue;
            }
            let Some(error) = largest(candidate.errors(&shares, self.total())) else { continue };
            if best.as_ref().is_none_or(|(_, least)| error.cmp_size(*least) != Ordering::Greater) {
                best = Some((candidate, error));
            }
        }
        match best {
            Some((candidate, _)) => Ok(self.fitted(&candidate)),
            None => {
                let greatest = greatest_total(&shares, self.total(), rule, 0).max(1);
                Err(why_not(&shares, rule, &Candidate::new(&shares, greatest, how)?))
            }
        }
    }

    fn fitted(&self, candidate: &Candidate) -> Fit<K> {
        let errors = candidate.errors(&self.shares(), self.total()).collect();
        Fit { split: self.with_shares(&candidate.parts, candidate.total), errors }
    }
}

/// Weights for a target that may not take them.
struct Candidate {
    parts: Vec<u64>,
    total: u64,
}

/// Why a target does not take a candidate, and at which part.
enum Flaw {
    Vanishes(usize),
    OutOfRange(usize),
}

impl Candidate {
    fn new(shares: &[u64], total: u64, how: Apportionment) -> Result<Self, RolloutError> {
        let mut parts = shares.to_vec();
        apportion_in_place(&mut parts, total, how)?;
        Ok(Self { parts, total })
    }

    fn flaw(&self, shares: &[u64], rule: &WeightRule) -> Option<Flaw> {
        if let Some(at) = shares.iter().zip(&self.parts).position(|(&share, &part)| share > 0 && part == 0) {
            return Some(Flaw::Vanishes(at));
        }
        let mut written = self.parts.iter().enumerate().skip(usize::from(rule.first_is_rest));
        let outside = written.find(|(_, part)| !(rule.least..=rule.most).contains(*part));
        outside.map(|(at, _)| Flaw::OutOfRange(at))
    }

    fn errors(&self, shares: &[u64], sum: u64) -> impl Iterator<Item = Deviation> {
        self.parts.iter().zip(shares).map(move |(&part, &share)| Deviation::between((part, self.total), (share, sum)))
    }
}

fn largest(errors: impl Iterator<Item = Deviation>) -> Option<Deviation> {
    errors.reduce(|most, error| if error.cmp_size(most) == Ordering::Greater { error } else { most })
}

/// The totals of which the shares are whole numbers, the ones that people expect: 100, and the least of which no written
/// part is below the least weight.
fn exact_totals(shares: &[u64], sum: u64, rule: &WeightRule) -> impl Iterator<Item = u64> {
    let (least, most) = rule.total.range();
    // The sum is above zero, and so is every divisor of it.
    let common = shares.iter().fold(sum, |common, &share| gcd(common, share)).max(1);
    let reduced = sum / common;
    let smallest = shares.iter().skip(usize::from(rule.first_is_rest)).min().map_or(0, |&share| share / common);
    // A part of zero stays zero of any total.
    let enough = if smallest == 0 { 1 } else { rule.least.div_ceil(smallest) };
    let lowest = least.max(1).div_ceil(reduced).max(enough).checked_mul(reduced);
    [Some(100).filter(|hundred| hundred % reduced == 0), lowest]
        .into_iter()
        .flatten()
        .filter(move |total| (least..=most).contains(total))
}

/// The greatest total of which no written part has a quota above the greatest weight and `room`.
fn greatest_total(shares: &[u64], sum: u64, rule: &WeightRule, room: u64) -> u64 {
    let (_, most) = rule.total.range();
    match shares.iter().skip(usize::from(rule.first_is_rest)).max() {
        None | Some(0) => most,
        Some(&share) => {
            // It saturates for the greatest numbers of all, where the most is less anyway.
            let quota = u128::from(rule.most) + u128::from(room);
            let total = quota.saturating_mul(u128::from(sum)) / u128::from(share);
            u64::try_from(total).map_or(most, |total| total.min(most))
        }
    }
}

fn misfit(shares: &[u64], kind: RolloutErrorKind, found: String, expected: &'static str) -> RolloutError {
    RolloutError::new("split", ratio(shares), kind, 0, found, expected)
}

/// The error of a target of which no total was good; the candidate is of the greatest.
fn why_not(shares: &[u64], rule: &WeightRule, candidate: &Candidate) -> RolloutError {
    let (total, target) = (candidate.total, rule.target);
    let weight = |part: u64, total| Weight::reduced(part, total).unwrap_or(Weight::ZERO);
    match candidate.flaw(shares, rule) {
        Some(Flaw::Vanishes(at)) => {
            let sum = shares.iter().sum();
            let asked = weight(shares.get(at).copied().unwrap_or_default(), sum);
            let found = format!("{asked} for part {}, which is 0 of {total} for {target}", at + 1);
            let expected = "at least one unit for each part above zero";
            misfit(shares, RolloutErrorKind::Vanishes, found, expected)
                .with_hint(format!("its unit is {}", weight(1, total)))
        }
        Some(Flaw::OutOfRange(at)) => {
            let part = candidate.parts.get(at).copied().unwrap_or_default();
            let found = format!("{part} of {total} for part {} of {target}", at + 1);
            misfit(shares, RolloutErrorKind::OutOfRange, found, "a weight that it takes")
                .with_hint(format!("it takes from {} to {}", rule.least, rule.most))
        }
        None => {
            let (least, most) = rule.total.range();
            let found = format!("no total for {target}");
            misfit(shares, RolloutErrorKind::OutOfRange, found, "a total that it takes")
                .with_hint(format!("its totals are from {least} to {most}"))
        }
    }
}
