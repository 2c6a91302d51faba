//! Laws that hold for every quantity, on inputs that are legal or one edit away from it.

use pavedroad_manifests::{Quantity, check};
use proptest::prelude::*;

use crate::mutate::mutations;

const CORPUS: [&[u8]; 26] = [
    b"250m",
    b"1",
    b"2Gi",
    b"1.5Gi",
    b"512Mi",
    b"+5",
    b"-0.1n",
    b".5",
    b"007Ki",
    b"1e3",
    b"1E-7",
    b"9Ei",
    b"2.9Gi",
    b"1.500k",
    b"1e40",
    b"1000E",
    b"7.9999999999999999999Ei",
    b"18446744073709551616",
    b"123456789012345678901234567890.0000000001",
    b"12345678901234567890e9999999",
    b"1e2147483647",
    b"1Gi\n1G",
    b"1e9999\n0.000000001",
    b"0Ki\n1000m",
    b"4Ei\n-4Ei",
    b"99999999999999999999\n1",
];

#[test]
fn the_contract_holds_on_the_corpus_and_its_mutations() {
    CORPUS.into_iter().for_each(check::quantity);
    for data in mutations(&CORPUS, 20_190_510, 60_000) {
        check::quantity(&data);
    }
}

fn legal() -> impl Strategy<Value = String> {
    let suffix = prop_oneof![
        4 => "[numkMGTPE]?",
        3 => "[KMGTPE]i",
        2 => "[eE][+-]?[0-9]{1,3}",
    ];
    ("[+-]?", prop_oneof![4 => "[0-9]{1,4}", 1 => "[0-9]{1,45}"], "(\\.[0-9]{0,24})?", suffix)
        .prop_map(|(sign, digits, fraction, suffix)| format!("{sign}{digits}{fraction}{suffix}"))
}

/// Legal, or with one character put in, taken out or replaced.
fn near_legal() -> impl Strategy<Value = String> {
    (legal(), any::<prop::sample::Index>(), "[0-9.+eEinumkKMGTPB _-]", 0..6).prop_map(|(text, at, character, edit)| {
        let mut characters: Vec<char> = text.chars().collect();
        let at = at.index(characters.len());
        match edit {
            0 => characters.splice(at..at, character.chars()).for_each(drop),
            1 => characters.splice(at..=at, character.chars()).for_each(drop),
            2 => characters.splice(at..=at, []).for_each(drop),
            _ => {}
        }
        characters.into_iter().collect()
    })
}

fn quantity() -> impl Strategy<Value = Quantity> {
    legal().prop_map(|text| text.parse().unwrap())
}

proptest! {
    #[test]
    fn the_contract_holds_on_two_near_legal_texts(a in near_legal(), b in near_legal()) {
        check::quantity(format!("{a}\n{b}").as_bytes());
    }

    #[test]
    fn addition_is_associative(a in quantity(), b in quantity(), c in quantity()) {
        prop_assert_eq!(&(&a + &b) + &c, &a + &(&b + &c));
    }

    #[test]
    fn addition_keeps_the_order(a in quantity(), b in quantity(), c in quantity()) {
        prop_assert_eq!(a.cmp(&b), (&a + &c).cmp(&(&b + &c)));
    }

    #[test]
    fn the_order_has_no_cycle(mut all in prop::collection::vec(quantity(), 3..8)) {
        all.sort();
        for (i, a) in all.iter().enumerate() {
            for b in &all[i..] {
                prop_assert!(a <= b, "{:?} {:?}", a, b);
            }
        }
    }

    #[test]
    fn small_decimals_agree_with_integers(a in -1_000_000_000_000i64..1_000_000_000_000, b in -1_000_000_000_000i64..1_000_000_000_000) {
        // In nanos, micros and so on, the text of the integer is exact.
        let (x, y): (Quantity, Quantity) = (format!("{a}n").parse().unwrap(), format!("{b}n").parse().unwrap());
        prop_assert_eq!(&x + &y, format!("{}n", a + b).parse().unwrap());
        prop_assert_eq!(&x - &y, format!("{}n", a - b).parse().unwrap());
        prop_assert_eq!(x.cmp(&y), a.cmp(&b));
    }

    #[test]
    fn units_are_what_they_stand_for(n in 0u64..1 << 20) {
        for (unit, factor) in [("k", 1_000u64), ("M", 1_000_000), ("Ki", 1 << 10), ("Mi", 1 << 20), ("Gi", 1 << 30)] {
            let (with, without) = (format!("{n}{unit}"), (n * factor).to_string());
            prop_assert_eq!(with.parse::<Quantity>().unwrap(), without.parse::<Quantity>().unwrap());
        }
    }
}
