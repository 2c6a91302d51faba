//! The key of a label.

use crate::dns_subdomain::{Case, mend_subdomain, subdomain_characters};
use crate::error::{NameErrorKind, Violation};
use crate::label_value::{mend_value, value_characters};
use crate::name_type::name_type;

name_type! {
    /// The key of a label: `app`, `app.kubernetes.io/name`. Kubernetes also calls it a qualified name.
    ///
    /// # Syntax
    /// A name, or a prefix, `/` and a name. The prefix is a [`DnsSubdomain`](crate::DnsSubdomain); the name is
    /// 1 to 63 bytes of letters, digits, `-`, `_` and `.`, the first and last a letter or a digit. Source:
    /// `IsLabelKey` in Kubernetes' `apimachinery/pkg/api/validate/content` (before 1.34: `IsQualifiedName`).
    ///
    /// # Examples
    /// ```
    /// use pavedroad_naming::LabelKey;
    ///
    /// const NAME: LabelKey = LabelKey::from_static("app.kubernetes.io/name");
    /// assert_eq!((NAME.prefix(), NAME.name()), (Some("app.kubernetes.io"), "name"));
    ///
    /// let plain: LabelKey = "app".parse()?;
    /// assert_eq!((plain.prefix(), plain.name()), (None, "app"));
    /// # Ok::<(), pavedroad_naming::NameError>(())
    /// ```
    LabelKey {
        what: "label key",
        expecting: "a label key such as `app.kubernetes.io/name`",
        rule: label_key,
        mend: mend_key,
        min: 1,
        max: 317,
        pattern: "^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$",
        also: "^([^/]{1,253}/)?[^/]{1,63}$",
        examples: ["app", "app.kubernetes.io/name"],
    }
}

impl LabelKey {
    /// What stands before the `/`: `app.kubernetes.io`.
    #[must_use]
    pub fn prefix(&self) -> Option<&str> {
        self.as_str().split_once('/').map(|(prefix, _)| prefix)
    }

    /// What stands after the `/`, or the whole key without one: `name`.
    #[must_use]
    pub fn name(&self) -> &str {
        self.as_str().split_once('/').map_or(self.as_str(), |(_, name)| name)
    }
}

pub(crate) const fn label_key(text: &[u8]) -> Option<Violation> {
    qualified_name(text, Case::Exact)
}

/// A name with an optional prefix. Lengths count what [`Case`] reads, as Kubernetes measures after lowering.
pub(crate) const fn qualified_name(text: &[u8], case: Case) -> Option<Violation> {
    if text.is_empty() {
        return Some(Violation::new(NameErrorKind::Empty, 0, "a name of 1 to 63 bytes"));
    }
    let mut slash = None;
    let mut at = 0;
    let mut length = 0;
    let mut prefix_length = 0;
    while at < text.len() {
        if text[at] == b'/' {
            if slash.is_some() {
                return Some(Violation::new(NameErrorKind::Sequence, at, "at most one '/', between prefix and name"));
            }
            slash = Some(at);
            prefix_length = length;
            length = 0;
            at += 1;
        } else {
            at += case.read(text, at).1;
            length += 1;
        }
    }
    let name = match slash {
        Some(0) => return Some(Violation::new(NameErrorKind::Missing, 0, "a prefix before '/'")),
        Some(slash) => {
            if prefix_length > 253 {
                let violation = Violation::new(NameErrorKind::TooLong, 253, "a prefix of at most 253 bytes");
                return Some(violation.found_count(prefix_length, "bytes"));
            }
            if let Some(violation) = subdomain_characters(text, slash, case) {
                return Some(violation);
            }
            slash + 1
        }
        None => 0,
    };
    if name == text.len() {
        return Some(Violation::new(NameErrorKind::Missing, name, "a name of 1 to 63 bytes after '/'"));
    }
    if length > 63 {
        let violation = Violation::new(NameErrorKind::TooLong, name + 63, "a name of at most 63 bytes");
        return Some(violation.found_count(length, "bytes"));
    }
    value_characters(text, name, case)
}

/// The key somebody probably meant: what stands before the first `/` as a subdomain, the rest as a name.
pub(crate) fn mend_key(text: &str) -> String {
    match text.split_once('/') {
        Some((prefix, name)) => match (mend_subdomain(prefix), mend_value(name)) {
            (prefix, name) if prefix.is_empty() => name,
            (prefix, name) => prefix + "/" + &name,
        },
        None => mend_value(text),
    }
}
