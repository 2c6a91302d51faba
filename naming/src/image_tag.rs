//! The tag of an image.

use crate::error::{NameErrorKind, Violation};
use crate::name_type::name_type;

name_type! {
    /// The tag of an image: `20190510-1033_v20`, `1.25-alpine`.
    ///
    /// # Syntax
    /// 1 to 128 bytes of letters, digits, `_`, `.` and `-`; the first is not `.` or `-`. Source: `tag` in the
    /// reference grammar of the distribution project.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_naming::ImageTag;
    ///
    /// assert_eq!("20190510-1033_v20".parse::<ImageTag>()?.as_str(), "20190510-1033_v20");
    /// assert!(".hidden".parse::<ImageTag>().is_err());
    /// # Ok::<(), pavedroad_naming::NameError>(())
    /// ```
    ImageTag {
        what: "image tag",
        expecting: "an image tag such as `20190510-1033_v20`",
        rule: image_tag,
        mend: mend_tag,
        min: 1,
        max: 128,
        pattern: "^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$",
        examples: ["20190510-1033_v20", "1.25-alpine"],
    }
}

pub(crate) const fn image_tag(text: &[u8]) -> Option<Violation> {
    if text.is_empty() {
        return Some(Violation::new(NameErrorKind::Empty, 0, "1 to 128 bytes"));
    }
    if text.len() > 128 {
        return Some(Violation::new(NameErrorKind::TooLong, 128, "at most 128 bytes"));
    }
    tag_characters(text, 0, text.len())
}

/// The characters of one tag at `from..to` of `text`, without its length.
pub(crate) const fn tag_characters(text: &[u8], from: usize, to: usize) -> Option<Violation> {
    let mut at = from;
    while at < to {
        match text[at] {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' => {}
            b'.' | b'-' if at > from => {}
            _ if at == from => return Some(Violation::new(NameErrorKind::Start, at, "a letter, a digit or '_'")),
            _ => return Some(Violation::new(NameErrorKind::Character, at, "a letter, a digit, '_', '.' or '-'")),
        }
        at += 1;
    }
    None
}

/// The tag somebody probably meant: other characters as `-`, none of them at the start.
pub(crate) fn mend_tag(text: &str) -> String {
    let dashed: String =
        text.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '_' | '.') { c } else { '-' }).collect();
    dashed.trim_start_matches(['.', '-']).to_owned()
}
