//! Which workloads an object is for.

use std::collections::BTreeMap;

use crate::custom_resource::parts;

parts! {
    /// The workloads with all of these labels; of an object of security, of telemetry, and of a
    /// [`DestinationRule`](super::DestinationRule).
    pub struct WorkloadSelector {
        /// The labels.
        pub match_labels: BTreeMap<String, String>,
    }

    /// The workloads with all of these labels; of an object of networking, whose key is another one.
    pub struct NetworkingSelector {
        /// The labels.
        pub labels: BTreeMap<String, String>,
    }

    /// The object that a policy is for, such as a waypoint or a Service of an ambient mesh.
    pub struct PolicyTargetReference {
        /// The group of its API; empty for Kubernetes' own.
        pub group: Option<String>,
        /// What kind it is, such as `Gateway`.
        pub kind: String,
        /// Its name.
        pub name: String,
        /// Its namespace; that of the policy unless given.
        pub namespace: Option<String>,
    }
}
