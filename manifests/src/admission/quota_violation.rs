//! Why a quota does not take an object.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::ResourceList;

/// Why a quota does not take an object; [`Display`](fmt::Display) is the server's sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum QuotaViolation {
    /// The quota counts something that containers do not give:
    /// `failed quota: my-quota: must specify cpu for: web; memory for: proxy,web`.
    MustSpecify {
        /// The quota.
        quota: String,
        /// The containers that lack it, by what they lack.
        missing: BTreeMap<String, BTreeSet<String>>,
    },
    /// The object asks for less than nothing: `quota usage is negative for resource(s): cpu`.
    Negative {
        /// What it asks less than nothing of.
        names: BTreeSet<String>,
    },
    /// Too much in all: `exceeded quota: my-quota, requested: cpu=500m, used: cpu=4, limited: cpu=4`. The lists hold what
    /// is exceeded, nothing else.
    Exceeded {
        /// The quota.
        quota: String,
        /// What the object adds.
        requested: ResourceList,
        /// What is used without it.
        used: ResourceList,
        /// What may be used.
        limited: ResourceList,
    },
}

impl fmt::Display for QuotaViolation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let joined = |names: &BTreeSet<String>| names.iter().map(String::as_str).collect::<Vec<_>>().join(",");
        match self {
            Self::MustSpecify { quota, missing } => {
                write!(f, "failed quota: {quota}: must specify ")?;
                for (at, (name, containers)) in missing.iter().enumerate() {
                    write!(f, "{}{name} for: {}", if at > 0 { "; " } else { "" }, joined(containers))?;
                }
                Ok(())
            }
            Self::Negative { names } => write!(f, "quota usage is negative for resource(s): {}", joined(names)),
            Self::Exceeded { quota, requested, used, limited } => {
                write!(f, "exceeded quota: {quota}, requested: {requested}, used: {used}, limited: {limited}")
            }
        }
    }
}

impl std::error::Error for QuotaViolation {}
