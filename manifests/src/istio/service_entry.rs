//! A service outside the mesh that the mesh knows.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::NetworkingSelector;
use crate::custom_resource::{custom_resource, parts};

custom_resource! {
    /// A service outside the mesh that the mesh knows.
    ServiceEntry, ServiceEntrySpec, "networking.istio.io", "v1", "serviceentries"
}

parts! {
    /// What it is called, and where it is.
    pub struct ServiceEntrySpec {
        /// The hosts.
        pub hosts: Vec<String>,
        /// The addresses by which it is known; none for any.
        pub addresses: Vec<String>,
        /// The ports.
        pub ports: Vec<ServicePort>,
        /// Whether it is part of the mesh.
        pub location: Option<Location>,
        /// How its endpoints are found.
        pub resolution: Option<Resolution>,
        /// The endpoints, where they are listed.
        pub endpoints: Vec<WorkloadEntry>,
        /// The pods that are its endpoints.
        pub workload_selector: Option<NetworkingSelector>,
        /// The namespaces that see it: `.` its own, `*` all.
        pub export_to: Vec<String>,
        /// The names that its certificate may have.
        pub subject_alt_names: Vec<String>,
    }

    /// A port of a service.
    pub struct ServicePort {
        /// The number.
        pub number: u32,
        /// The name.
        pub name: String,
        /// `HTTP`, `HTTPS`, `GRPC`, `HTTP2`, `MONGO`, `TCP` or `TLS`.
        pub protocol: Option<String>,
        /// The port of the endpoints; the same number unless given.
        pub target_port: Option<u32>,
    }

    /// An endpoint.
    pub struct WorkloadEntry {
        /// Its address or name.
        pub address: Option<String>,
        /// Its ports by the names of the service's.
        pub ports: BTreeMap<String, u32>,
        /// Its labels.
        pub labels: BTreeMap<String, String>,
        /// The network it is in.
        pub network: Option<String>,
        /// Where it is, as `REGION/ZONE/SUBZONE`.
        pub locality: Option<String>,
        /// Its share of the sum of the weights.
        pub weight: Option<u32>,
        /// The service account it has.
        pub service_account: Option<String>,
    }
}

/// Whether a service is part of the mesh.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[non_exhaustive]
pub enum Location {
    /// It is not, and has no certificate of the mesh.
    MeshExternal,
    /// It is.
    MeshInternal,
}

/// How the endpoints of a service are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[non_exhaustive]
pub enum Resolution {
    /// A connection goes where its client wanted it to.
    None,
    /// They are listed.
    Static,
    /// By DNS; connections go to every address of the answer.
    Dns,
    /// By DNS; each connection goes to the first address of the answer of that time.
    DnsRoundRobin,
    /// By DNS of the very host that is asked for, where the hosts have a wildcard.
    DynamicDns,
}
