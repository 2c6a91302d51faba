//! What is left of a quota.

use serde::Serialize;

use crate::Quantity;

/// One amount of a ResourceQuota, and what is used of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QuotaHeadroom {
    pub(super) quota: String,
    pub(super) resource: String,
    pub(super) hard: Quantity,
    pub(super) least: Quantity,
    pub(super) most: Quantity,
    pub(super) peak: Quantity,
}

impl QuotaHeadroom {
    /// The ResourceQuota.
    #[must_use]
    pub fn quota(&self) -> &str {
        &self.quota
    }

    /// Its name for the amount, such as `requests.cpu`.
    #[must_use]
    pub fn resource(&self) -> &str {
        &self.resource
    }

    /// What may be used.
    #[must_use]
    pub fn hard(&self) -> &Quantity {
        &self.hard
    }

    /// What the fewest pods use.
    #[must_use]
    pub fn least(&self) -> &Quantity {
        &self.least
    }

    /// What the most pods use.
    #[must_use]
    pub fn most(&self) -> &Quantity {
        &self.most
    }

    /// What is used while every workload is updated at once.
    #[must_use]
    pub fn peak(&self) -> &Quantity {
        &self.peak
    }

    /// What the most pods leave; below 0 if they are too many.
    #[must_use]
    pub fn left(&self) -> Quantity {
        &self.hard - &self.most
    }

    /// How many percent the most pods use, rounded down; `None` of nothing.
    #[must_use]
    pub fn percent(&self) -> Option<u64> {
        self.most.percent_of(&self.hard)
    }
}
