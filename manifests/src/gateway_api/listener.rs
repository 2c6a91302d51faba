//! Where a Gateway listens.

use std::collections::BTreeMap;

use k8s_openapi::apimachinery::pkg::apis::meta::v1::LabelSelector;
use serde::{Deserialize, Serialize};

use super::reference::SecretObjectReference;
use crate::custom_resource::{Absent, parts};

/// A port, a protocol and a host at which a Gateway takes requests.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Listener {
    /// Its name, unique in the Gateway.
    pub name: String,
    /// The host; all hosts unless given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hostname: Option<String>,
    /// The port, 1 to 65535.
    pub port: i32,
    /// `HTTP`, `HTTPS`, `TLS`, `TCP`, `UDP`, or one with a domain of its own.
    pub protocol: String,
    /// TLS, where the protocol has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tls: Option<ListenerTLSConfig>,
    /// Which routes may be attached; those of the Gateway's namespace unless given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allowed_routes: Option<AllowedRoutes>,
}

/// Which routes may be attached to a listener.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AllowedRoutes {
    /// Those of which namespaces; of the Gateway's own unless given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub namespaces: Option<Namespaces>,
    /// Of which kinds, at most 8; of those that fit the protocol unless given.
    #[serde(default, skip_serializing_if = "Absent::is_absent")]
    pub kinds: Vec<RouteGroupKind>,
}

parts! {
    /// A kind of routes.
    pub struct RouteGroupKind {
        /// Its group; `gateway.networking.k8s.io` unless given.
        pub group: Option<String>,
        /// The kind, such as `HTTPRoute`.
        pub kind: String,
    }
}

/// Namespaces from which something is attached to a Gateway.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Namespaces {
    /// Which namespaces.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<FromNamespaces>,
    /// Their labels, with [`FromNamespaces::Selector`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub selector: Option<LabelSelector>,
}

/// Which namespaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum FromNamespaces {
    /// Every one.
    All,
    /// Those with certain labels.
    Selector,
    /// The Gateway's own.
    Same,
    /// None; for listeners alone, not for routes.
    None,
}

parts! {
    /// TLS of a listener.
    pub struct ListenerTLSConfig {
        /// Where TLS ends; at the Gateway unless given.
        pub mode: Option<TLSModeType>,
        /// Secrets with certificates and keys, at most 64.
        pub certificate_refs: Vec<SecretObjectReference>,
        /// What implementations have beside the standard, at most 16.
        pub options: BTreeMap<String, String>,
    }
}

/// Where TLS ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum TLSModeType {
    /// At the Gateway.
    Terminate,
    /// At the backend.
    Passthrough,
}
