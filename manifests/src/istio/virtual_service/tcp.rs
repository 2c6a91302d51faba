//! Rules for TCP and for TLS that is passed through.

use std::collections::BTreeMap;

use super::Destination;
use crate::custom_resource::parts;

parts! {
    /// A rule for TCP.
    pub struct TCPRoute {
        /// Which connections; any of them suffices, and every one where none is given.
        #[serde(rename = "match")]
        pub matches: Vec<L4MatchAttributes>,
        /// Where they go.
        pub route: Vec<RouteDestination>,
    }

    /// A rule for TLS that is passed through.
    pub struct TLSRoute {
        /// Which connections; any of them suffices.
        #[serde(rename = "match")]
        pub matches: Vec<TLSMatchAttributes>,
        /// Where they go.
        pub route: Vec<RouteDestination>,
    }

    /// A destination with its share.
    pub struct RouteDestination {
        /// Where.
        pub destination: Destination,
        /// Its share of the sum of the weights.
        pub weight: Option<i32>,
    }

    /// Which connections of TCP: all that is given has to be true.
    pub struct L4MatchAttributes {
        /// The networks they go to, as `10.0.0.0/8`.
        pub destination_subnets: Vec<String>,
        /// The port they go to.
        pub port: Option<u32>,
        /// The network of the client; Istio does nothing by it.
        pub source_subnet: Option<String>,
        /// Labels of the client.
        pub source_labels: BTreeMap<String, String>,
        /// The gateways it is for, in place of those of the whole object.
        pub gateways: Vec<String>,
        /// The namespace of the client.
        pub source_namespace: Option<String>,
    }

    /// Which connections of TLS: all that is given has to be true.
    pub struct TLSMatchAttributes {
        /// The names that the client asks for (SNI).
        pub sni_hosts: Vec<String>,
        /// The networks they go to, as `10.0.0.0/8`.
        pub destination_subnets: Vec<String>,
        /// The port they go to.
        pub port: Option<u32>,
        /// Labels of the client.
        pub source_labels: BTreeMap<String, String>,
        /// The gateways it is for, in place of those of the whole object.
        pub gateways: Vec<String>,
        /// The namespace of the client.
        pub source_namespace: Option<String>,
    }
}
