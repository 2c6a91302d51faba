//! Why a text is not the name of a resource.

use std::fmt;

/// Why a text is not a [`ResourceName`](crate::ResourceName): what was found, what was expected, where, and a hint.
///
/// # Examples
/// ```
/// use pavedroad_manifests::{ResourceName, ResourceNameErrorKind};
///
/// let error = "mem".parse::<ResourceName>().unwrap_err();
/// assert_eq!(error.kind(), ResourceNameErrorKind::Unknown);
/// assert_eq!(
///     error.to_string(),
///     "invalid resource name \"mem\": found \"mem\" at byte 0, expected cpu, memory, ephemeral-storage, hugepages-<size> \
///      or <domain>/<name>; did you mean \"memory\"?"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResourceNameError(Box<Details>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Details {
    input: Box<str>,
    kind: ResourceNameErrorKind,
    offset: usize,
    found: String,
}

/// Which rule a name breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ResourceNameErrorKind {
    /// Nothing at all, or nothing on one side of the `/`.
    Empty,
    /// A character that may not stand there.
    Character,
    /// A name of more than 63 bytes, or a domain of more than 253 (244 where a quota may count the resource).
    TooLong,
    /// No domain, and none of the names that need none.
    Unknown,
    /// `hugepages-` without a whole number of bytes behind it.
    PageSize,
    /// A domain that begins with `requests.`, which quotas put before names.
    Reserved,
}

impl ResourceNameError {
    pub(crate) fn new(input: &str, kind: ResourceNameErrorKind, offset: usize) -> Self {
        let rest = input.get(offset..).unwrap_or_default();
        let found = match (kind, rest.chars().next()) {
            (ResourceNameErrorKind::Empty, None) => "nothing".to_owned(),
            (ResourceNameErrorKind::Empty | ResourceNameErrorKind::Character, Some(character)) => {
                format!("{character:?}")
            }
            (ResourceNameErrorKind::TooLong, _) => format!("{} bytes", input.len()),
            _ => quoted(rest),
        };
        Self(Box::new(Details { input: input.into(), kind, offset, found }))
    }

    /// The whole text that was read.
    #[must_use]
    pub fn input(&self) -> &str {
        &self.0.input
    }

    /// The rule that is broken.
    #[must_use]
    pub fn kind(&self) -> ResourceNameErrorKind {
        self.0.kind
    }

    /// Where, in bytes from the start of [`input`](Self::input).
    #[must_use]
    pub fn offset(&self) -> usize {
        self.0.offset
    }

    /// What stands there.
    #[must_use]
    pub fn found(&self) -> &str {
        &self.0.found
    }

    /// What should stand there.
    #[must_use]
    pub fn expected(&self) -> &'static str {
        match self.0.kind {
            ResourceNameErrorKind::Empty => "a name such as cpu, memory or nvidia.com/gpu",
            ResourceNameErrorKind::Character => {
                "letters and digits, between them '-', '_' or '.' (in a domain lowercase letters, digits, '-' and '.')"
            }
            ResourceNameErrorKind::TooLong => "at most 63 bytes of name and 244 of domain",
            ResourceNameErrorKind::Unknown => "cpu, memory, ephemeral-storage, hugepages-<size> or <domain>/<name>",
            ResourceNameErrorKind::PageSize => "a page size in bytes such as 2Mi",
            ResourceNameErrorKind::Reserved => "a domain that does not begin with \"requests.\"",
        }
    }

    /// The name that was probably meant.
    #[must_use]
    pub fn hint(&self) -> Option<&'static str> {
        match self.0.input.to_ascii_lowercase().as_str() {
            "cpu" | "cpus" | "core" | "cores" => Some("cpu"),
            "mem" | "memory" | "ram" | "memories" => Some("memory"),
            "storage" | "disk" | "ephemeralstorage" | "ephemeral_storage" | "ephemeral-storage" => {
                Some("ephemeral-storage")
            }
            "gpu" | "gpus" => Some("nvidia.com/gpu"),
            _ => None,
        }
    }
}

/// A long name is cut in messages; [`ResourceNameError::input`] has all of it.
fn quoted(text: &str) -> String {
    let (shown, more) = text.split_at(text.floor_char_boundary(160));
    format!("{shown:?}{}", if more.is_empty() { "" } else { " ..." })
}

impl fmt::Display for ResourceNameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let input = quoted(self.input());
        write!(f, "invalid resource name {input}: found {} at byte {}", self.found(), self.offset())?;
        write!(f, ", expected {}", self.expected())?;
        match self.hint() {
            Some(hint) => write!(f, "; did you mean {hint:?}?"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for ResourceNameError {}
