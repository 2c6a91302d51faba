//! Quantities and names of resources.

use std::cmp::Ordering;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use crate::{Quantity, ResourceName};

/// Amounts below this are added without loss.
const EXACT: Quantity = Quantity::from_static("1e9999");

/// Any bytes are refused with a place inside them, or are a quantity whose text reads back as the same value and
/// prints the same again. Two quantities, divided by a line break, also obey the laws of order and addition.
pub fn quantity(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    one(text);
    if let Some((a, b)) = text.split_once('\n')
        && let (Some(a), Some(b)) = (one(a), one(b))
    {
        two(&a, &b);
    }
}

/// Any bytes are refused with a place inside them, or are the name of a resource that prints as it was read.
pub fn resource_name(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    match text.parse::<ResourceName>() {
        Ok(name) => {
            assert_eq!(name.to_string(), text);
            assert!(name.kind() != crate::ResourceKind::HugePages || name.page_size().is_some(), "{text:?}");
        }
        Err(error) => {
            assert!(text.is_char_boundary(error.offset()), "{error}");
            let legal = |hint: &str| hint.parse::<ResourceName>().is_ok();
            assert!(error.hint().is_none_or(legal), "{error}");
        }
    }
}

fn one(text: &str) -> Option<Quantity> {
    let quantity: Quantity = match text.parse() {
        Ok(quantity) => quantity,
        Err(error) => {
            assert!(text.is_char_boundary(error.offset()), "{error}");
            assert_eq!(error.input(), text);
            assert!(!error.found().is_empty() && !error.expected().is_empty(), "{error}");
            // What a hint proposes between quotes has to be legal.
            for proposed in error.hint().unwrap_or_default().split('"').skip(1).step_by(2) {
                assert!(proposed.parse::<Quantity>().is_ok(), "{error}");
            }
            return None;
        }
    };
    assert_eq!(quantity.source(), Some(text));
    let printed = quantity.to_string();
    let again = match printed.parse::<Quantity>() {
        Ok(again) => again,
        Err(error) => {
            assert_eq!(error.to_string(), "", "{text:?} prints what cannot be read");
            return None;
        }
    };
    same(&quantity, &again);
    assert_eq!(again.to_string(), printed, "{text:?}");
    assert_eq!(quantity.sign(), quantity.cmp(&Quantity::ZERO), "{text:?}");
    assert_eq!(quantity.is_zero(), quantity.sign() == Ordering::Equal, "{text:?}");
    assert_eq!((-&quantity).sign(), quantity.sign().reverse(), "{text:?}");
    same(&-(-&quantity), &quantity);
    same(&(&quantity + &Quantity::ZERO), &quantity);
    same(&(&Quantity::ZERO + &quantity), &quantity);
    let other = quantity.clone();
    assert!((&quantity - &other).is_zero(), "{text:?}");
    Some(quantity)
}

fn two(a: &Quantity, b: &Quantity) {
    assert_eq!(a.cmp(b), b.cmp(a).reverse(), "{a:?} {b:?}");
    assert_eq!(a == b, a.cmp(b) == Ordering::Equal, "{a:?} {b:?}");
    if a == b {
        same(a, b);
    }
    let (sum, difference) = (a + b, a - b);
    same(&sum, &(b + a));
    same(&difference, &-(b - a));
    same(&difference, &(a + &-b));
    assert_eq!(sum.source(), None);
    assert_eq!(sum.format(), if a.is_zero() { b.format() } else { a.format() }, "{a:?} {b:?}");
    let exact = |quantity: &Quantity| *quantity < EXACT && -quantity < EXACT;
    if exact(a) && exact(b) {
        same(&(&sum - b), a);
        assert_eq!(difference.sign(), a.cmp(b), "{a:?} {b:?}");
    }
}

/// Equal by comparison and by hash.
fn same(a: &Quantity, b: &Quantity) {
    assert_eq!(a, b);
    let hasher = BuildHasherDefault::<DefaultHasher>::default();
    assert_eq!(hasher.hash_one(a), hasher.hash_one(b), "{a:?} {b:?}");
}
