//! The ResourceQuota of a namespace.

use k8s_openapi::api::core::v1::{ResourceQuota, ResourceQuotaSpec};
use k8s_openapi::apimachinery::pkg::api::resource::Quantity as ApiQuantity;
use pavedroad_naming::Namespace;

use super::labels;
use crate::Quota;

/// The name, the same in every namespace.
const NAME: &str = "quota";

/// What a namespace gets at most; nothing where nothing is bounded.
pub(crate) fn resource_quota(namespace: &Namespace, quota: &Quota) -> Option<ResourceQuota> {
    let hard = quota.iter().map(|(name, amount)| (name.as_str().to_owned(), ApiQuantity::from(amount))).collect();
    (!quota.is_empty()).then(|| ResourceQuota {
        metadata: labels::of_platform(namespace, NAME),
        spec: Some(ResourceQuotaSpec { hard: Some(hard), ..ResourceQuotaSpec::default() }),
        ..ResourceQuota::default()
    })
}
