//! DNS labels as Kubernetes checks them: RFC 1123 and RFC 1035.

use crate::error::{NameErrorKind, Violation};
use crate::name_type::name_type;

name_type! {
    /// A label of RFC 1123 as Kubernetes checks it: the name of a namespace, a container, a volume.
    ///
    /// # Syntax
    /// 1 to 63 bytes of `a-z`, `0-9` and `-`; the first and last are not `-`. Source: `IsDNS1123Label` in
    /// Kubernetes' `apimachinery/pkg/util/validation`.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_naming::DnsLabel;
    ///
    /// let label: DnsLabel = "10-ai".parse()?;
    /// assert_eq!(label.as_str(), "10-ai");
    /// assert!("Ai".parse::<DnsLabel>().is_err());
    /// # Ok::<(), pavedroad_naming::NameError>(())
    /// ```
    DnsLabel {
        what: "DNS label",
        expecting: "a DNS label such as `ai-test`",
        rule: dns_label,
        mend: mend_label,
        min: 1,
        max: 63,
        pattern: "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$",
        examples: ["ai-test", "8-bit"],
    }
}

name_type! {
    /// A label of RFC 1035 as Kubernetes checks it: the name of a Service on every supported version.
    ///
    /// Kubernetes 1.36 lets a Service name begin with a digit; older clusters refuse that, so this type does.
    ///
    /// # Syntax
    /// 1 to 63 bytes of `a-z`, `0-9` and `-`; the first is a letter, the last is not `-`. Source:
    /// `IsDNS1035Label` in Kubernetes' `apimachinery/pkg/util/validation`.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_naming::Dns1035Label;
    ///
    /// let label: Dns1035Label = "ai-dc-web".parse()?;
    /// assert_eq!(label.as_str(), "ai-dc-web");
    /// assert!("10-ai".parse::<Dns1035Label>().is_err());
    /// # Ok::<(), pavedroad_naming::NameError>(())
    /// ```
    Dns1035Label {
        what: "DNS-1035 label",
        expecting: "a DNS-1035 label such as `ai-dc-web`",
        rule: dns_1035_label,
        mend: mend_label,
        min: 1,
        max: 63,
        pattern: "^[a-z]([-a-z0-9]*[a-z0-9])?$",
        examples: ["ai-dc-web", "a"],
    }
}

pub(crate) const LETTER_OR_DIGIT: &str = "a lowercase letter or a digit";
pub(crate) const INNER: &str = "a lowercase letter, a digit or '-'";

pub(crate) const fn dns_label(text: &[u8]) -> Option<Violation> {
    if text.is_empty() {
        return Some(Violation::new(NameErrorKind::Empty, 0, "1 to 63 bytes"));
    }
    if text.len() > 63 {
        return Some(Violation::new(NameErrorKind::TooLong, 63, "at most 63 bytes"));
    }
    label_characters(text, 0, text.len())
}

pub(crate) const fn dns_1035_label(text: &[u8]) -> Option<Violation> {
    if let Some(first) = text.first()
        && !first.is_ascii_lowercase()
        && text.len() <= 63
    {
        return Some(Violation::new(NameErrorKind::Start, 0, "a lowercase letter"));
    }
    dns_label(text)
}

/// The characters of one label at `from..to` of `text`, without its length; `to` is past `from`.
pub(crate) const fn label_characters(text: &[u8], from: usize, to: usize) -> Option<Violation> {
    let mut at = from;
    while at < to {
        let byte = text[at];
        if !(byte.is_ascii_lowercase() || byte.is_ascii_digit()) {
            if byte != b'-' {
                return Some(Violation::new(
                    if at == from { NameErrorKind::Start } else { NameErrorKind::Character },
                    at,
                    if at == from { LETTER_OR_DIGIT } else { INNER },
                ));
            }
            if at == from {
                return Some(Violation::new(NameErrorKind::Start, at, LETTER_OR_DIGIT));
            }
            if at + 1 == to {
                return Some(Violation::new(NameErrorKind::End, at, LETTER_OR_DIGIT));
            }
        }
        at += 1;
    }
    None
}

/// The label somebody probably meant: lower case, other characters as `-`, no `-` at the ends.
pub(crate) fn mend_label(text: &str) -> String {
    let dashed: String =
        text.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect();
    dashed.trim_matches('-').to_owned()
}
