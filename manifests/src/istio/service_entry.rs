//! A service outside the mesh that the mesh knows.

use serde::{Deserialize, Serialize};

use crate::custom_resource::custom_resource;

custom_resource! {
    /// A service outside the mesh that the mesh knows.
    ServiceEntry, ServiceEntrySpec, "networking.istio.io", "v1", "serviceentries"
}

/// What is wanted of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ServiceEntrySpec {}
