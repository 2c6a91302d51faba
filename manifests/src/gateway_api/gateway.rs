//! A load balancer, as Gateway API has it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::gateway_tls::GatewayTLSConfig;
use super::listener::{Listener, Namespaces};
use crate::custom_resource::{Absent, custom_resource, parts};

custom_resource! {
    /// A load balancer, as Gateway API has it.
    Gateway, GatewaySpec, "gateway.networking.k8s.io", "v1", "gateways"
}

/// What is wanted of a load balancer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GatewaySpec {
    /// The GatewayClass, and by it what runs the load balancer: `istio`.
    pub gateway_class_name: String,
    /// Where it listens: 1 to 64 listeners, each with a name of its own.
    pub listeners: Vec<Listener>,
    /// The addresses it is asked to have, at most 16.
    #[serde(default, skip_serializing_if = "Absent::is_absent")]
    pub addresses: Vec<GatewaySpecAddress>,
    /// What is put on the objects that are made for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub infrastructure: Option<GatewayInfrastructure>,
    /// Which ListenerSets may add listeners; none unless given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allowed_listeners: Option<AllowedListeners>,
    /// TLS for all listeners.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tls: Option<GatewayTLSConfig>,
}

parts! {
    /// An address of a Gateway.
    pub struct GatewaySpecAddress {
        /// `IPAddress` unless given; `Hostname`, `NamedAddress`, or one with a domain of its own.
        pub r#type: Option<String>,
        /// The address; one is assigned unless given.
        pub value: Option<String>,
    }

    /// What is put on the objects that are made for a Gateway, such as its Service.
    pub struct GatewayInfrastructure {
        /// Labels, at most 8.
        pub labels: BTreeMap<String, String>,
        /// Annotations, at most 16.
        pub annotations: BTreeMap<String, String>,
        /// An object that says more.
        pub parameters_ref: Option<LocalParametersReference>,
    }

    /// An object of the same namespace that says how a Gateway is made.
    pub struct LocalParametersReference {
        /// Its group; `""` is the core group.
        pub group: String,
        /// Its kind.
        pub kind: String,
        /// Its name.
        pub name: String,
    }
}

/// Which ListenerSets may add listeners to a Gateway.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AllowedListeners {
    /// Those of which namespaces; of none unless given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub namespaces: Option<Namespaces>,
}
