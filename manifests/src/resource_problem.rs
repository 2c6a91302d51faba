//! What is wrong, or only odd, about the amounts a container asks for.

use std::fmt;

use crate::ResourceName;

/// One thing that is wrong about a container's resources, or (from [`Resources::warnings`](crate::Resources::warnings))
/// accepted by Kubernetes but hardly meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResourceProblem {
    place: ResourcePlace,
    name: ResourceName,
    kind: ResourceProblemKind,
    found: String,
    expected: String,
}

/// Which of the two lists of a container an amount stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ResourcePlace {
    /// What the scheduler sets aside.
    Requests,
    /// What the container may not exceed.
    Limits,
}

impl ResourcePlace {
    /// The field's name in a manifest: `requests` or `limits`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Requests => "requests",
            Self::Limits => "limits",
        }
    }
}

impl fmt::Display for ResourcePlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// Which rule an amount breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ResourceProblemKind {
    /// The same name twice in one list.
    Duplicate,
    /// Less than nothing.
    Negative,
    /// A request above its limit.
    AboveLimit,
    /// A request for huge pages or an extended resource that is not equal to its limit.
    UnequalLimit,
    /// A request for huge pages or an extended resource without a limit.
    NoLimit,
    /// A fraction of an extended resource.
    Fraction,
    /// Huge pages that are no whole number of pages.
    PartOfPage,
    /// Huge pages without any cpu or memory.
    PagesAlone,
    /// A warning: a fraction of a byte, as in `400m` of memory, where `400M` is meant.
    FractionOfByte,
    /// A warning: finer than a thousandth of a core, which the API server rounds up.
    BelowMilli,
}

impl ResourceProblemKind {
    /// Whether Kubernetes accepts it all the same.
    #[must_use]
    pub const fn is_warning(self) -> bool {
        matches!(self, Self::FractionOfByte | Self::BelowMilli)
    }
}

impl ResourceProblem {
    pub(crate) fn new(
        place: ResourcePlace,
        name: &ResourceName,
        kind: ResourceProblemKind,
        found: impl fmt::Display,
        expected: impl fmt::Display,
    ) -> Self {
        Self { place, name: name.clone(), kind, found: found.to_string(), expected: expected.to_string() }
    }

    /// The list the amount stands in.
    #[must_use]
    pub fn place(&self) -> ResourcePlace {
        self.place
    }

    /// The resource.
    #[must_use]
    pub fn name(&self) -> &ResourceName {
        &self.name
    }

    /// The rule that is broken.
    #[must_use]
    pub fn kind(&self) -> ResourceProblemKind {
        self.kind
    }

    /// The amount as it was written.
    #[must_use]
    pub fn found(&self) -> &str {
        &self.found
    }

    /// What it should be.
    #[must_use]
    pub fn expected(&self) -> &str {
        &self.expected
    }
}

impl fmt::Display for ResourceProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { place, name, found, expected, .. } = self;
        write!(f, "{place}.{name}: found {found}, expected {expected}")
    }
}

/// Every problem that keeps amounts from being a [`Resources`](crate::Resources), requests first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResourcesError(Vec<ResourceProblem>);

impl ResourcesError {
    /// `None` if there is no problem.
    pub(crate) fn of(problems: Vec<ResourceProblem>) -> Option<Self> {
        if problems.is_empty() { None } else { Some(Self(problems)) }
    }

    /// The problems; at least one.
    #[must_use]
    pub fn problems(&self) -> &[ResourceProblem] {
        &self.0
    }
}

impl fmt::Display for ResourcesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("invalid resources: ")?;
        for (index, problem) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("; ")?;
            }
            problem.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for ResourcesError {}
