//! The name of a system.

use crate::error::{NameErrorKind, Violation};
use crate::name_type::name_type;

name_type! {
    /// A system of a business line, abbreviated: the `dc` of `ai-dc-web`.
    ///
    /// # Syntax
    /// 1 to 63 lowercase letters and digits. No hyphen: the first one after the system ends it, and the
    /// component behind may hold more of them.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_naming::SystemName;
    ///
    /// assert_eq!("dc".parse::<SystemName>()?.as_str(), "dc");
    /// assert!("data-center".parse::<SystemName>().is_err());
    /// # Ok::<(), pavedroad_naming::NameError>(())
    /// ```
    SystemName {
        what: "system",
        expecting: "a system such as `dc`",
        rule: system_name,
        mend: mend_system,
        min: 1,
        max: 63,
        pattern: "^[a-z0-9]+$",
        examples: ["dc"],
    }
}

pub(crate) const fn system_name(text: &[u8]) -> Option<Violation> {
    if text.is_empty() {
        return Some(Violation::new(NameErrorKind::Empty, 0, "1 to 63 bytes"));
    }
    if text.len() > 63 {
        return Some(Violation::new(NameErrorKind::TooLong, 63, "at most 63 bytes"));
    }
    let mut at = 0;
    while at < text.len() {
        if !(text[at].is_ascii_lowercase() || text[at].is_ascii_digit()) {
            return Some(Violation::new(NameErrorKind::Character, at, "a lowercase letter or a digit"));
        }
        at += 1;
    }
    None
}

/// The system somebody probably meant: lower case and without the rest.
fn mend_system(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).map(|character| character.to_ascii_lowercase()).collect()
}
