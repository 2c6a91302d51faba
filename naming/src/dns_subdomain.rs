//! DNS subdomains as Kubernetes checks them.

use crate::dns_label::{INNER, LETTER_OR_DIGIT, mend_label};
use crate::error::{NameErrorKind, Violation};
use crate::name_type::name_type;

name_type! {
    /// A subdomain of RFC 1123 as Kubernetes checks it: the name of most objects, a host of an ingress, the
    /// prefix of a label key.
    ///
    /// # Syntax
    /// 1 to 253 bytes: labels of `a-z`, `0-9` and `-`, none beginning or ending with `-`, joined by single `.`.
    /// One label alone may be longer than 63 bytes, which DNS forbids and Kubernetes does not check. Source:
    /// `IsDNS1123Subdomain` in Kubernetes' `apimachinery/pkg/util/validation`.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_naming::DnsSubdomain;
    ///
    /// let host: DnsSubdomain = "ai-dc-web.hz.local".parse()?;
    /// assert_eq!(host.labels().collect::<Vec<_>>(), ["ai-dc-web", "hz", "local"]);
    /// assert!("ai-dc-web.hz.local.".parse::<DnsSubdomain>().is_err());
    /// # Ok::<(), pavedroad_naming::NameError>(())
    /// ```
    DnsSubdomain {
        what: "DNS subdomain",
        expecting: "a DNS subdomain such as `ai-dc-web.hz.local`",
        rule: dns_subdomain,
        mend: mend_subdomain,
        min: 1,
        max: 253,
        pattern: "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$",
        examples: ["ai-dc-web.hz.local", "ai-dc-web"],
    }
}

impl DnsSubdomain {
    /// Its labels, from the left: `ai-dc-web`, `hz`, `local`.
    pub fn labels(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.as_str().split('.')
    }
}

pub(crate) const fn dns_subdomain(text: &[u8]) -> Option<Violation> {
    if text.is_empty() {
        return Some(Violation::new(NameErrorKind::Empty, 0, "1 to 253 bytes"));
    }
    if text.len() > 253 {
        return Some(Violation::new(NameErrorKind::TooLong, 253, "at most 253 bytes"));
    }
    subdomain_characters(text, text.len(), Case::Exact)
}

/// Whether capitals count as the small letters they stand for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Case {
    Exact,
    Lowered,
}

impl Case {
    /// The byte that stands at `at`, and how many bytes it takes.
    ///
    /// `Lowered` does what Go's `strings.ToLower` does, as far as the outcome is ASCII. Of all characters
    /// beyond ASCII, two have an ASCII letter as their lower case: U+0130 (I with a dot, two bytes) gives `i`,
    /// U+212A (the sign of the kelvin, three bytes) gives `k`.
    pub(crate) const fn read(self, text: &[u8], at: usize) -> (u8, usize) {
        match self {
            Self::Exact => (text[at], 1),
            Self::Lowered => match text[at] {
                0xC4 if at + 1 < text.len() && text[at + 1] == 0xB0 => (b'i', 2),
                0xE2 if at + 2 < text.len() && text[at + 1] == 0x84 && text[at + 2] == 0xAA => (b'k', 3),
                byte => (byte.to_ascii_lowercase(), 1),
            },
        }
    }
}

/// The characters of the subdomain that begins `text` and ends at `end`, without its length; `end` is not 0.
pub(crate) const fn subdomain_characters(text: &[u8], end: usize, case: Case) -> Option<Violation> {
    let mut at = 0;
    let mut last = 0;
    // A label begins after the start and after '.', and may end neither there nor after '-'.
    let mut before = b'.';
    while at < end {
        let (byte, width) = case.read(text, at);
        let begins = before == b'.';
        let violated = match byte {
            b'a'..=b'z' | b'0'..=b'9' => None,
            b'-' if !begins => None,
            b'.' if !begins && before != b'-' => None,
            b'-' | b'.' if at > 0 => Some(NameErrorKind::Sequence),
            _ if at == 0 => Some(NameErrorKind::Start),
            _ => Some(NameErrorKind::Character),
        };
        if let Some(kind) = violated {
            let expected = if begins {
                LETTER_OR_DIGIT
            } else if before == b'-' {
                INNER
            } else {
                "a lowercase letter, a digit, '-' or '.'"
            };
            return Some(Violation::new(kind, at, expected));
        }
        before = byte;
        last = at;
        at += width;
    }
    if matches!(before, b'-' | b'.') {
        return Some(Violation::new(NameErrorKind::End, last, LETTER_OR_DIGIT));
    }
    None
}

/// The subdomain somebody probably meant: each label mended, empty ones and a port left out.
pub(crate) fn mend_subdomain(text: &str) -> String {
    let host = match text.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
        _ => text,
    };
    let labels: Vec<String> = host.split('.').filter(|label| !label.is_empty()).map(mend_label).collect();
    labels.join(".")
}
