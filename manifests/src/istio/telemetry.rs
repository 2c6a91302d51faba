//! How a workload is traced, measured and logged.

use serde::{Deserialize, Serialize};

use crate::custom_resource::custom_resource;

custom_resource! {
    /// How a workload is traced, measured and logged.
    Telemetry, TelemetrySpec, "telemetry.istio.io", "v1", "telemetries"
}

/// What is wanted of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct TelemetrySpec {}
