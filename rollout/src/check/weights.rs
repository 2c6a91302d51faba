//! The contracts of weights: their text, their division, and what a target can say of them.

use serde::de::value::{Error, StrDeserializer};
use serde::de::{Deserialize, IntoDeserializer};

use crate::{Apportionment, Split, Weight, WeightRule, WeightTotal, apportion_in_place};

/// Asserts what holds for every text: an accepted weight prints and reads back equal, serde agrees with `FromStr`, a
/// weight and its complement make up the whole, and an error points into the text.
pub fn weight(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let deserializer: StrDeserializer<'_, Error> = text.into_deserializer();
    let read = Weight::deserialize(deserializer);
    match text.parse::<Weight>() {
        Ok(weight) => {
            assert_eq!(read.ok(), Some(weight), "serde disagrees about {text:?}");
            let printed = weight.to_string();
            assert_eq!(printed.parse(), Ok(weight), "{text:?} prints as {printed:?}, which reads differently");
            assert!((Weight::ZERO..=Weight::ONE).contains(&weight), "{text:?} is no part of the whole");
            assert_eq!(weight.complement().complement(), weight);
            let split = Split::from_weights([(0, weight), (1, weight.complement())]);
            assert!(split.is_ok_and(|split| split.total() == weight.denominator()), "{text:?} and its complement");
        }
        Err(error) => {
            assert!(read.is_err(), "serde accepts {text:?}");
            assert!(error.offset() <= text.len(), "{text:?} has no byte {}", error.offset());
            assert!(text.is_char_boundary(error.offset()), "{text:?} is cut at {}", error.offset());
            assert!(error.to_string().len() <= 2048, "a message of {} bytes", error.to_string().len());
        }
    }
}

/// Asserts what every apportionment promises. The first eight bytes are the total, each number after them is a share; at
/// most 64 are read.
pub fn apportion(data: &[u8]) {
    let mut numbers = numbers(data);
    let total = numbers.next().unwrap_or_default();
    let shares: Vec<u64> = numbers.take(64).collect();
    let sum: u128 = shares.iter().map(|&share| u128::from(share)).sum();
    let some = shares.iter().filter(|&&share| share > 0).count();
    for how in [Apportionment::LARGEST_REMAINDER, Apportionment::WEBSTER] {
        let Some(parts) = divided(&shares, total, how) else {
            assert_eq!(sum, 0, "{shares:?} were refused");
            return;
        };
        assert_eq!(whole(&parts), u128::from(total), "{shares:?} to {total} by {how:?}");
        for (&share, &part) in shares.iter().zip(&parts) {
            assert!(share > 0 || part == 0, "{shares:?} to {total} by {how:?}: something of nothing");
            let product = u128::from(share) * u128::from(total);
            let quota = product / sum..=product.div_ceil(sum);
            assert!(how == Apportionment::WEBSTER || quota.contains(&part.into()), "{shares:?} to {total}: no quota");
        }
        if total > 0 {
            assert_eq!(divided(&parts, total, how).as_ref(), Some(&parts), "{parts:?} moves");
        }
        let floored = divided(&shares, total, how.with_at_least_one());
        assert_eq!(floored.is_some(), u128::from(total) >= some as u128, "{shares:?} to {total} by {how:?}");
        if let Some(parts) = floored {
            assert_eq!(whole(&parts), u128::from(total));
            assert!(shares.iter().zip(&parts).all(|(share, part)| (*share > 0) == (*part > 0)), "{shares:?} {parts:?}");
        }
    }
    let more = divided(&shares, total.saturating_add(1), Apportionment::WEBSTER).unwrap_or_default();
    let less = divided(&shares, total, Apportionment::WEBSTER).unwrap_or_default();
    assert!(less.iter().zip(&more).all(|(less, more)| less <= more), "{shares:?} of {total}: less of more");
}

/// Asserts that what fits a target keeps its limits and states its error exactly. The first number makes the rule: a known
/// one or one of its own; each after it is a share of 32 bits, and at most 20 are read.
pub fn fit(data: &[u8]) {
    let mut numbers = numbers(data);
    let [kind, low, high, most, ..] = numbers.next().unwrap_or_default().to_le_bytes();
    let known = WeightRule::KNOWN.get(usize::from(kind)).copied();
    let rule = known.unwrap_or(WeightRule {
        total: WeightTotal::Between(low.into(), high.into()),
        most: most.into(),
        first_is_rest: kind % 2 == 0,
        ..WeightRule::ENVOY
    });
    let shares = numbers.take(20).map(|share| share & u64::from(u32::MAX));
    let Ok(asked) = Split::from_shares(shares.enumerate()) else { return };
    for fit in [asked.fit(&rule), asked.fit_at_least_one(&rule)].into_iter().flatten() {
        let total = fit.split().total();
        let (least, greatest) = rule.total.range();
        assert!((least..=greatest).contains(&total), "{asked:?} to {total} of {rule:?}");
        for ((name, share), (at, weight, error)) in asked.iter().zip(fit.iter()) {
            assert_eq!(name, at);
            assert_eq!(share > 0, weight > 0, "{asked:?} vanishes in {fit:?}");
            assert!(
                (*at == 0 && rule.first_is_rest) || (rule.least..=rule.most).contains(&weight),
                "{fit:?} of {rule:?}"
            );
            // Both totals are below 2^37 and 2^64, so nothing overflows.
            let (got, wanted) = (u128::from(weight) * u128::from(asked.total()), u128::from(share) * u128::from(total));
            let whole = u128::from(total) * u128::from(asked.total());
            assert_eq!(whole % error.denominator(), 0, "{fit:?} of {asked:?}");
            assert_eq!(got.abs_diff(wanted), error.numerator() * (whole / error.denominator()), "{fit:?} of {asked:?}");
            assert_eq!(got > wanted, error.is_too_much());
        }
    }
}

/// Little-endian numbers of eight bytes; a last one may be shorter.
fn numbers(data: &[u8]) -> impl Iterator<Item = u64> {
    data.chunks(8).map(|bytes| bytes.iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte)))
}

fn divided(shares: &[u64], total: u64, how: Apportionment) -> Option<Vec<u64>> {
    let mut parts = shares.to_vec();
    apportion_in_place(&mut parts, total, how).ok().map(|()| parts)
}

fn whole(parts: &[u64]) -> u128 {
    parts.iter().map(|&part| u128::from(part)).sum()
}
