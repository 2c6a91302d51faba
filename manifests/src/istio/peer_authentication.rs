//! How the pods of a workload take mutual TLS.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::WorkloadSelector;
use crate::custom_resource::{custom_resource, parts};

custom_resource! {
    /// How the pods of a workload take mutual TLS.
    PeerAuthentication, PeerAuthenticationSpec, "security.istio.io", "v1", "peerauthentications"
}

parts! {
    /// Which pods, and what they take.
    pub struct PeerAuthenticationSpec {
        /// Which pods; every one of the namespace unless given.
        pub selector: Option<WorkloadSelector>,
        /// What they take.
        pub mtls: Option<MutualTLS>,
        /// What single ports take, by the number of the container's port.
        pub port_level_mtls: BTreeMap<String, MutualTLS>,
    }

    /// What is taken.
    pub struct MutualTLS {
        /// The mode.
        pub mode: Option<MutualTLSMode>,
    }
}

/// Whether mutual TLS is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[non_exhaustive]
pub enum MutualTLSMode {
    /// As the wider object says.
    Unset,
    /// Plain text alone.
    Disable,
    /// Both.
    Permissive,
    /// Mutual TLS alone.
    Strict,
}
