//! A bound of a LimitRange that an object breaks.

use std::fmt;

use super::limit_range::LimitItem;
use crate::Quantity;

/// One bound of a LimitRange that a container, a pod or a claim breaks.
///
/// [`Display`](fmt::Display) is the server's sentence: `minimum memory usage per Pod is 256Mi, but request is 128Mi`. It
/// does not say which container; [`container`](Self::container) does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LimitViolation {
    limit_type: String,
    container: Option<String>,
    resource: String,
    bound: LimitBound,
    allowed: Quantity,
    found: LimitFound,
}

/// Which bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LimitBound {
    /// `min`: of the request, and of the limit where there is one.
    Min,
    /// `max`: of the limit, and of the request where there is one.
    Max,
    /// `maxLimitRequestRatio`: of the limit over the request.
    MaxLimitRequestRatio,
}

/// What stands against the bound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LimitFound {
    /// No request; where a ratio is bounded, or a request of 0.
    NoRequest,
    /// No limit; where a ratio is bounded, or a limit of 0.
    NoLimit,
    /// A request outside the bound.
    Request(Quantity),
    /// A limit outside the bound.
    Limit(Quantity),
    /// The ratio, with six decimals as the server prints it.
    Ratio(String),
}

impl LimitViolation {
    pub(super) fn new(
        item: &LimitItem,
        container: Option<&str>,
        name: &str,
        bound: LimitBound,
        allowed: &Quantity,
        found: LimitFound,
    ) -> Self {
        Self {
            limit_type: item.kind.clone(),
            container: container.map(str::to_owned),
            resource: name.to_owned(),
            bound,
            allowed: allowed.clone(),
            found,
        }
    }

    /// The item's type: `Container`, `Pod` or `PersistentVolumeClaim`.
    #[must_use]
    pub fn limit_type(&self) -> &str {
        &self.limit_type
    }

    /// The container's name, where the bound is that of a container.
    #[must_use]
    pub fn container(&self) -> Option<&str> {
        self.container.as_deref()
    }

    /// The resource's name.
    #[must_use]
    pub fn resource(&self) -> &str {
        &self.resource
    }

    /// Which bound is broken.
    #[must_use]
    pub fn bound(&self) -> LimitBound {
        self.bound
    }

    /// The bound's amount.
    #[must_use]
    pub fn allowed(&self) -> &Quantity {
        &self.allowed
    }

    /// What stands against it.
    #[must_use]
    pub fn found(&self) -> &LimitFound {
        &self.found
    }
}

impl fmt::Display for LimitViolation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { limit_type, resource, bound, allowed, found, .. } = self;
        let of_ratio = *bound == LimitBound::MaxLimitRequestRatio;
        match bound {
            LimitBound::Min => write!(f, "minimum {resource} usage per {limit_type} is {allowed}")?,
            LimitBound::Max => write!(f, "maximum {resource} usage per {limit_type} is {allowed}")?,
            LimitBound::MaxLimitRequestRatio => {
                write!(f, "{resource} max limit to request ratio per {limit_type} is {allowed}")?;
            }
        }
        match found {
            LimitFound::NoRequest if of_ratio => f.write_str(", but no request is specified or request is 0"),
            LimitFound::NoLimit if of_ratio => f.write_str(", but no limit is specified or limit is 0"),
            // Two spaces, as the server has them.
            LimitFound::NoRequest => f.write_str(".  No request is specified"),
            LimitFound::NoLimit => f.write_str(".  No limit is specified"),
            LimitFound::Request(request) => write!(f, ", but request is {request}"),
            LimitFound::Limit(limit) => write!(f, ", but limit is {limit}"),
            LimitFound::Ratio(ratio) => write!(f, ", but provided ratio is {ratio}"),
        }
    }
}
