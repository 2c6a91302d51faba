//! Which version of an app gets how much.

use pavedroad_naming::DnsLabel;
use pavedroad_rollout::{Split, WeightRule};

use crate::App;
use crate::build::version;
use crate::spec::route::STABLE;
use crate::spec::track::CANARY;

/// The versions that get requests, by their tracks, each with its share; at least one share is above 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Shares<'a> {
    parts: Vec<(&'a str, u64)>,
}

impl<'a> Shares<'a> {
    /// All to one version.
    pub(super) fn whole(track: &'a str) -> Self {
        Self { parts: vec![(track, 1)] }
    }

    /// The shares in the weights of a router: exact wherever it can say them, and at least 1 for a version that gets
    /// anything at all. One version alone needs no weight.
    pub(super) fn weights(&self, rule: &WeightRule) -> Vec<(&'a str, Option<i32>)> {
        if let [(track, _)] = *self.parts {
            return vec![(track, None)];
        }
        let fit = Split::from_shares(self.parts.iter().copied()).and_then(|split| split.fit_at_least_one(rule));
        let weight = |weight: u64| Some(i32::try_from(weight).unwrap_or(i32::MAX));
        match fit {
            Ok(fit) => fit.split().iter().map(|(track, share)| (*track, weight(share))).collect(),
            // Tracks have names of their own, some share is above 0, and a spec has no more tracks than its router
            // takes. So this is never reached.
            Err(_) => self.parts.iter().map(|(track, share)| (*track, weight((*share).min(1)))).collect(),
        }
    }
}

/// The shares of a `split`, or all to `stable`. While there is a canary it takes its weight of what `stable` has, and
/// stands beside it at any weight, 0 % and 100 % too: a step of a release changes numbers and nothing else.
pub(super) fn shares<'a>(app: &'a App, split: &'a [(DnsLabel, u32)]) -> Shares<'a> {
    let mut parts: Vec<(&str, u128)> = split.iter().map(|(track, share)| (track.as_str(), (*share).into())).collect();
    if parts.is_empty() {
        parts.push((STABLE, 1));
    }
    if version::has_canary(app)
        && let Some(stable) = parts.iter().position(|(track, _)| *track == STABLE)
    {
        let (part, whole) = (u128::from(app.canary_weight.numerator()), u128::from(app.canary_weight.denominator()));
        let share = parts.get(stable).map_or(0, |(_, share)| *share);
        // A share has at most 20 bits and a weight 64, so nothing overflows.
        parts.iter_mut().for_each(|(_, share)| *share *= whole);
        if let Some((_, stable)) = parts.get_mut(stable) {
            *stable = share * (whole - part);
        }
        parts.insert(stable + 1, (CANARY, share * part));
    }
    Shares { parts: in_words(parts) }
}

/// The same proportions in 64 bits: exact unless that would take more, which no router has the numbers for.
fn in_words(mut parts: Vec<(&str, u128)>) -> Vec<(&str, u64)> {
    let common = parts.iter().fold(0, |common, (_, share)| gcd(common, *share)).max(1);
    parts.iter_mut().for_each(|(_, share)| *share /= common);
    let excess = (128 - parts.iter().map(|(_, share)| share).sum::<u128>().leading_zeros()).saturating_sub(63);
    let word = |share: u128| u64::try_from((share >> excess).max(share.min(1))).unwrap_or(u64::MAX);
    parts.into_iter().map(|(track, share)| (track, word(share))).collect()
}

fn gcd(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_fit_into_64_bits_exactly_where_they_can() {
        let word = u128::from(u64::MAX);
        for (parts, expected) in [
            (vec![("stable", 50), ("v2", 50)], vec![("stable", 1), ("v2", 1)]),
            (vec![("stable", 0), ("canary", 7)], vec![("stable", 0), ("canary", 1)]),
            (vec![("stable", 1_000_000 * word), ("canary", word)], vec![("stable", 1_000_000), ("canary", 1)]),
            // Two shares of 84 bits without a common divisor: the lesser does not vanish.
            (
                vec![("stable", 1_000_000 * word), ("canary", 1)],
                vec![("stable", 8_796_093_022_207_999_999), ("canary", 1)],
            ),
        ] {
            let words = in_words(parts.clone());
            assert_eq!(words, expected, "{parts:?}");
            assert!(words.iter().try_fold(0_u64, |sum, (_, share)| sum.checked_add(*share)).is_some());
        }
    }
}
