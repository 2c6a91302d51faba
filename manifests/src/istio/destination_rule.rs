//! What happens to requests after they were routed: pools, outliers, subsets.

use serde::{Deserialize, Serialize};

use crate::custom_resource::custom_resource;

custom_resource! {
    /// What happens to requests after they were routed: pools, outliers, subsets.
    DestinationRule, DestinationRuleSpec, "networking.istio.io", "v1", "destinationrules"
}

/// What is wanted of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct DestinationRuleSpec {}
