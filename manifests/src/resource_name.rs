//! What a container can ask for: cpu, memory and the others.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::ser::{Serialize, Serializer};

use crate::Quantity;
use crate::resource_name_error::{ResourceNameError, ResourceNameErrorKind};

/// The name of a resource in a container's requests and limits.
///
/// # Syntax
/// `cpu`, `memory`, `ephemeral-storage`; `hugepages-` and a page size (`hugepages-2Mi`); or an extended name with
/// the domain of who offers it (`nvidia.com/gpu`). Source: `validateContainerResourceName` in Kubernetes'
/// `pkg/apis/core/validation/validation.go`. This is stricter in one point: the page size has to be a whole
/// number of bytes, as it has to for any amount of it to be accepted.
///
/// # Examples
/// ```
/// use pavedroad_manifests::{ResourceKind, ResourceName};
///
/// let gpu: ResourceName = "nvidia.com/gpu".parse()?;
/// assert_eq!(gpu.kind(), ResourceKind::Extended);
/// assert_eq!("memory".parse::<ResourceName>()?, ResourceName::MEMORY);
/// assert!("mem".parse::<ResourceName>().is_err());
/// # Ok::<(), pavedroad_manifests::ResourceNameError>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ResourceName(Cow<'static, str>);

/// Which rules hold for the amounts of a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ResourceKind {
    /// Cores; finer than a thousandth is rounded up by the API server.
    Cpu,
    /// Bytes of memory or of ephemeral storage.
    Bytes,
    /// Bytes in pages of the size in the name; a request equals its limit.
    HugePages,
    /// A name of Kubernetes' own domain, such as `kubernetes.io/batch-cpu`.
    Native,
    /// Somebody's device or licence: whole pieces; a request equals its limit.
    Extended,
}

const HUGE_PAGES: &str = "hugepages-";
const NATIVE: &str = "kubernetes.io/";
/// Quotas put this before a name, so no extended name may begin with it, and all have to leave room for it.
const QUOTA: &str = "requests.";

impl ResourceName {
    /// Cores.
    pub const CPU: Self = Self(Cow::Borrowed("cpu"));
    /// Bytes of memory.
    pub const MEMORY: Self = Self(Cow::Borrowed("memory"));
    /// Bytes of the node's own disk.
    pub const EPHEMERAL_STORAGE: Self = Self(Cow::Borrowed("ephemeral-storage"));

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Which rules hold for its amounts.
    #[must_use]
    pub fn kind(&self) -> ResourceKind {
        match self.as_str() {
            "cpu" => ResourceKind::Cpu,
            "memory" | "ephemeral-storage" => ResourceKind::Bytes,
            name if name.contains(NATIVE) => ResourceKind::Native,
            name if name.contains('/') => ResourceKind::Extended,
            _ => ResourceKind::HugePages,
        }
    }

    /// The size of a page, in bytes, if this is a name of huge pages.
    pub(crate) fn page_size(&self) -> Option<Quantity> {
        self.as_str().strip_prefix(HUGE_PAGES).and_then(|size| size.parse().ok())
    }
}

impl FromStr for ResourceName {
    type Err = ResourceNameError;

    fn from_str(text: &str) -> Result<Self, ResourceNameError> {
        check(text).map_err(|(kind, offset)| ResourceNameError::new(text, kind, offset))?;
        Ok(Self(Cow::Owned(text.to_owned())))
    }
}

/// The rule that `text` breaks, and where.
fn check(text: &str) -> Result<(), (ResourceNameErrorKind, usize)> {
    if text.is_empty() {
        return Err((ResourceNameErrorKind::Empty, 0));
    }
    let (domain, name) = text.split_once('/').map_or((None, text), |(domain, name)| (Some(domain), name));
    let start = text.len() - name.len();
    if let Some(at) = domain.and_then(|domain| domain_breach(domain.as_bytes())) {
        return Err((ResourceNameErrorKind::Character, at));
    }
    if let Some(at) = name_breach(name.as_bytes()) {
        return Err((ResourceNameErrorKind::Character, start + at));
    }
    if domain == Some("") || name.is_empty() {
        return Err((ResourceNameErrorKind::Empty, start.saturating_sub(1)));
    }
    if name.len() > 63 {
        return Err((ResourceNameErrorKind::TooLong, start + 63));
    }
    let Some(domain) = domain else {
        return match text.strip_prefix(HUGE_PAGES).map(str::parse::<Quantity>) {
            Some(Ok(size)) if size > Quantity::ZERO && size.is_whole(0) => Ok(()),
            Some(_) => Err((ResourceNameErrorKind::PageSize, HUGE_PAGES.len())),
            None if matches!(text, "cpu" | "memory" | "ephemeral-storage") => Ok(()),
            None => Err((ResourceNameErrorKind::Unknown, 0)),
        };
    };
    let native = text.contains(NATIVE);
    let longest = if native { 253 } else { 253 - QUOTA.len() };
    if domain.len() > longest {
        return Err((ResourceNameErrorKind::TooLong, longest));
    }
    if !native && text.starts_with(QUOTA) {
        return Err((ResourceNameErrorKind::Reserved, 0));
    }
    Ok(())
}

/// Where a domain breaks the rule of `IsDNS1123Subdomain`, its length aside.
fn domain_breach(domain: &[u8]) -> Option<usize> {
    let dotted = |at: Option<usize>| at.and_then(|at| domain.get(at)).is_none_or(|&byte| byte == b'.');
    domain.iter().enumerate().position(|(at, byte)| match byte {
        b'a'..=b'z' | b'0'..=b'9' => false,
        b'-' | b'.' => dotted(at.checked_sub(1)) || dotted(Some(at + 1)),
        _ => true,
    })
}

/// Where the part behind the domain breaks the rule of `IsQualifiedName`, its length aside.
fn name_breach(name: &[u8]) -> Option<usize> {
    name.iter().enumerate().position(|(at, byte)| match byte {
        b'-' | b'_' | b'.' => at == 0 || at + 1 == name.len(),
        _ => !byte.is_ascii_alphanumeric(),
    })
}

impl fmt::Display for ResourceName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for ResourceName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ResourceName({:?})", self.as_str())
    }
}

impl AsRef<str> for ResourceName {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl Serialize for ResourceName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for ResourceName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct NameVisitor;

        impl Visitor<'_> for NameVisitor {
            type Value = ResourceName;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a resource name such as `memory` or `nvidia.com/gpu`")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<ResourceName, E> {
                text.parse().map_err(E::custom)
            }
        }

        deserializer.deserialize_str(NameVisitor)
    }
}
