//! What a proxy is told beyond Istio's own API.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{NetworkingSelector, PolicyTargetReference};
use crate::custom_resource::{custom_resource, parts};

custom_resource! {
    /// What a proxy is told beyond Istio's own API.
    EnvoyFilter, EnvoyFilterSpec, "networking.istio.io", "v1alpha3", "envoyfilters"
}

parts! {
    /// Which proxies, and what they are told.
    pub struct EnvoyFilterSpec {
        /// The pods whose proxies are meant; every one of the namespace unless given.
        pub workload_selector: Option<NetworkingSelector>,
        /// The waypoints that are meant; not beside `workload_selector`.
        pub target_refs: Vec<PolicyTargetReference>,
        /// The patches, in this order.
        pub config_patches: Vec<EnvoyConfigObjectPatch>,
        /// Where this object stands among others: lower ones come first, 0 unless given.
        pub priority: Option<i32>,
    }

    /// A patch of what a proxy is told.
    pub struct EnvoyConfigObjectPatch {
        /// What is patched.
        pub apply_to: Option<ApplyTo>,
        /// Where.
        #[serde(rename = "match")]
        pub selector: Option<EnvoyConfigObjectMatch>,
        /// How.
        pub patch: Option<EnvoyPatch>,
    }

    /// Where something is patched; of `listener`, `route_configuration`, `cluster` and `waypoint` one at most.
    pub struct EnvoyConfigObjectMatch {
        /// On which way; on any unless given.
        pub context: Option<PatchContext>,
        /// In which proxies.
        pub proxy: Option<ProxyMatch>,
        /// In which listener.
        pub listener: Option<ListenerMatch>,
        /// In which routes.
        pub route_configuration: Option<RouteConfigurationMatch>,
        /// In which cluster.
        pub cluster: Option<ClusterMatch>,
        /// In which part of a waypoint.
        pub waypoint: Option<WaypointMatch>,
    }

    /// Proxies.
    pub struct ProxyMatch {
        /// Their version, as a pattern.
        pub proxy_version: Option<String>,
        /// Their metadata.
        pub metadata: BTreeMap<String, String>,
    }

    /// Listeners: all that is given has to be true.
    pub struct ListenerMatch {
        /// The name.
        pub name: Option<String>,
        /// The port of the service.
        pub port_number: Option<u32>,
        /// The name of the port; Istio does nothing by it.
        pub port_name: Option<String>,
        /// A chain of filters.
        pub filter_chain: Option<FilterChainMatch>,
        /// A filter of the listener itself.
        pub listener_filter: Option<String>,
    }

    /// A chain of filters: all that is given has to be true.
    pub struct FilterChainMatch {
        /// The name.
        pub name: Option<String>,
        /// The name of the TLS connection (SNI).
        pub sni: Option<String>,
        /// `raw_buffer` or `tls`.
        pub transport_protocol: Option<String>,
        /// The protocols of the application, with commas between.
        pub application_protocols: Option<String>,
        /// The filter.
        pub filter: Option<FilterMatch>,
        /// The port the connection goes to.
        pub destination_port: Option<u32>,
        /// The transport socket.
        pub transport_socket: Option<String>,
    }

    /// A filter.
    pub struct FilterMatch {
        /// The name.
        pub name: Option<String>,
        /// A filter in it, where it is the one for HTTP.
        pub sub_filter: Option<NameMatch>,
    }

    /// Something by its name.
    pub struct NameMatch {
        /// The name.
        pub name: Option<String>,
    }

    /// Routes: all that is given has to be true.
    pub struct RouteConfigurationMatch {
        /// The name.
        pub name: Option<String>,
        /// The port.
        pub port_number: Option<u32>,
        /// The name of a gateway's port.
        pub port_name: Option<String>,
        /// The gateway, as `NAMESPACE/NAME`.
        pub gateway: Option<String>,
        /// The virtual host.
        pub vhost: Option<VirtualHostMatch>,
    }

    /// A virtual host: all that is given has to be true.
    pub struct VirtualHostMatch {
        /// The name.
        pub name: Option<String>,
        /// One of its domains.
        pub domain_name: Option<String>,
        /// A route of it.
        pub route: Option<RouteMatch>,
    }

    /// A route: all that is given has to be true.
    pub struct RouteMatch {
        /// The name.
        pub name: Option<String>,
        /// What it does.
        pub action: Option<RouteAction>,
    }

    /// A cluster of endpoints: all that is given has to be true.
    pub struct ClusterMatch {
        /// The name.
        pub name: Option<String>,
        /// The host of the service.
        pub service: Option<String>,
        /// The port of the service.
        pub port_number: Option<u32>,
        /// The subset.
        pub subset: Option<String>,
    }

    /// A part of a waypoint: all that is given has to be true.
    pub struct WaypointMatch {
        /// The port of the service.
        pub port_number: Option<u32>,
        /// The filter.
        pub filter: Option<FilterMatch>,
        /// The route.
        pub route: Option<NameMatch>,
    }

    /// How something is patched.
    pub struct EnvoyPatch {
        /// What is done.
        pub operation: Option<PatchOperation>,
        /// With what: a message of Envoy's API.
        pub value: Option<Value>,
        /// Where an added filter stands among Istio's own.
        pub filter_class: Option<FilterClass>,
    }
}

/// What is patched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the names are Envoy's")]
pub enum ApplyTo {
    Invalid,
    Listener,
    FilterChain,
    NetworkFilter,
    HttpFilter,
    RouteConfiguration,
    VirtualHost,
    HttpRoute,
    Cluster,
    ExtensionConfig,
    Bootstrap,
    ListenerFilter,
}

/// On which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[non_exhaustive]
pub enum PatchContext {
    /// Any.
    Any,
    /// To the pod.
    SidecarInbound,
    /// From the pod.
    SidecarOutbound,
    /// Through a gateway.
    Gateway,
    /// Through a waypoint.
    Waypoint,
}

/// What a route does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[non_exhaustive]
pub enum RouteAction {
    /// Anything.
    Any,
    /// It leads somewhere.
    Route,
    /// It sends the client elsewhere.
    Redirect,
    /// It answers itself.
    DirectResponse,
}

/// What is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[non_exhaustive]
pub enum PatchOperation {
    /// Nothing: Istio refuses it.
    Invalid,
    /// It is merged into what there is.
    Merge,
    /// It is added.
    Add,
    /// What there is goes.
    Remove,
    /// It is added before what there is.
    InsertBefore,
    /// It is added after what there is.
    InsertAfter,
    /// It is added before all others.
    InsertFirst,
    /// It takes the place of what there is.
    Replace,
    /// As `Merge`, but lists take the place of lists.
    MergeAndReplaceList,
}

/// Where an added filter stands among Istio's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[non_exhaustive]
pub enum FilterClass {
    /// Where the operation says.
    Unspecified,
    /// After those that know who calls.
    Authn,
    /// After those that know who may.
    Authz,
    /// Before those that count.
    Stats,
}
