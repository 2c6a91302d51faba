//! What holds for every label selector.

use super::convention::{meant, refused};
use crate::{LabelKey, LabelSelector, LabelSelectorRef, LabelValue, SelectorOperator};

/// Label selectors: the parts are legal, both types agree, and what is printed reads back and selects the same.
pub fn label_selector(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let selector = match LabelSelector::new(text) {
        Ok(selector) => selector,
        Err(error) => {
            refused(&error, text);
            // A hint that escapes a character does not read as it is.
            let meant = meant(&error).filter(|meant| !meant.contains('\\'));
            assert!(meant.is_none_or(|meant| LabelSelector::new(meant).is_ok()), "{error}");
            assert_eq!(LabelSelectorRef::parse(text), Err(error));
            return;
        }
    };
    let Ok(borrowed) = LabelSelectorRef::parse(text) else {
        unreachable!("{text:?}: the borrowed parser refuses what the owned one accepts")
    };
    assert_eq!(borrowed.into_owned(), selector, "{text:?}");
    assert_eq!(borrowed.requirements().count(), selector.requirements().len(), "{text:?}");

    let printed = selector.to_string();
    let again = LabelSelector::new(&printed);
    assert_eq!(again.as_ref(), Ok(&selector), "{text:?}");
    assert_eq!(again.map(|selector| selector.to_string()).as_deref(), Ok(printed.as_str()));
    assert!(selector.requirements().is_sorted_by(|one, other| one.key() <= other.key()), "{text:?}");

    for requirement in borrowed.requirements() {
        assert!(LabelKey::new(requirement.key()).is_ok(), "{text:?}");
        assert!(requirement.values().all(|value| LabelValue::new(value).is_ok()), "{text:?}");
        let owned = requirement.into_owned();
        let rebuilt = crate::LabelRequirement::new(owned.key().clone(), owned.operator(), owned.values().to_vec());
        assert_eq!(rebuilt.as_ref(), Ok(&owned), "{text:?}");
        // A requirement that some value meets, or none, is of the operator's kind.
        let absent = requirement.holds(None);
        assert_eq!(owned.holds(None), absent, "{text:?}");
        let negative = matches!(
            owned.operator(),
            SelectorOperator::DoesNotExist | SelectorOperator::NotEquals | SelectorOperator::NotIn
        );
        assert_eq!(absent, negative, "{text:?}");
        for value in requirement.values().chain(["", "5", "-3", "ai-dc-web"]) {
            assert_eq!(requirement.holds(Some(value)), owned.holds(Some(value)), "{text:?}: {value:?}");
        }
    }
    for value in [None, Some(""), Some("ai-dc-web"), Some("20")] {
        assert_eq!(borrowed.matches(|_| value), selector.matches(|_| value), "{text:?}: {value:?}");
    }
}
