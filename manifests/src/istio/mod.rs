//! Istio's objects, as the types of this crate: for `kube`, for reading and for writing.
//!
//! Every field of Istio's schemas is here, under Istio's own names, so that reading a legal object loses nothing but
//! empty lists and maps, which mean the same as none. Durations are texts, as Istio writes them (`5s`); of what has to be
//! one of several, each is an `Option`. Enums hold what Istio knows today.
//! Source: the custom resource definitions of Istio's API.

mod authorization_policy;
mod destination_rule;
mod envoy_filter;
mod gateway;
mod peer_authentication;
mod selector;
mod service_entry;
mod telemetry;
mod virtual_service;

pub use authorization_policy::{
    Action, AuthorizationPolicy, AuthorizationPolicySpec, Condition, ExtensionProvider, From, Operation, Rule, Source,
    To,
};
pub use destination_rule::{
    BackendUtilizationLB, ClientTLSMode, ClientTLSSettings, ConnectionPoolSettings, ConsistentHashLB, CookieAttribute,
    DestinationRule, DestinationRuleSpec, H2UpgradePolicy, HTTPCookie, HTTPSettings, KeepaliveSettings,
    LoadBalancerSettings, LocalityDistribute, LocalityFailover, LocalityLoadBalancerSetting, MagLev, OutlierDetection,
    PortTrafficPolicy, ProxyProtocol, ProxyProtocolVersion, RetryBudget, RingHash, SimpleLB, Subset, TCPSettings,
    TcpKeepalive, TrafficPolicy, TunnelSettings, WarmupConfiguration, ZoneAwareLoadBalancerSetting,
};
pub use envoy_filter::{
    ApplyTo, ClusterMatch, EnvoyConfigObjectMatch, EnvoyConfigObjectPatch, EnvoyFilter, EnvoyFilterSpec, EnvoyPatch,
    FilterChainMatch, FilterClass, FilterMatch, ListenerMatch, NameMatch, PatchContext, PatchOperation, ProxyMatch,
    RouteAction, RouteConfigurationMatch, RouteMatch, VirtualHostMatch, WaypointMatch,
};
pub use gateway::{
    Gateway, GatewaySpec, Port, Server, ServerTLSCertificate, ServerTLSMode, ServerTLSSettings, TLSProtocol,
};
pub use peer_authentication::{MutualTLS, MutualTLSMode, PeerAuthentication, PeerAuthenticationSpec};
pub use selector::{NetworkingSelector, PolicyTargetReference, WorkloadSelector};
pub use service_entry::{Location, Resolution, ServiceEntry, ServiceEntrySpec, ServicePort, WorkloadEntry};
pub use telemetry::{
    AccessLogFilter, AccessLogging, CustomTag, DirectionSelector, IstioMetric, MetricSelector, Metrics,
    MetricsOverride, ProviderRef, TagName, TagOperation, TagOverride, TagValue, Telemetry, TelemetrySpec, Tracing,
    WorkloadMode,
};
pub use virtual_service::{
    CorsPolicy, Delegate, Destination, FaultAbort, FaultDelay, HTTPBody, HTTPDirectResponse, HTTPFaultInjection,
    HTTPMatchRequest, HTTPMirrorPolicy, HTTPRedirect, HTTPRetry, HTTPRewrite, HTTPRoute, HTTPRouteDestination,
    HeaderOperations, Headers, L4MatchAttributes, Percent, PortSelector, RedirectPortSelection, RegexRewrite,
    RouteDestination, StringMatch, TCPRoute, TLSMatchAttributes, TLSRoute, UnmatchedPreflights, VirtualService,
    VirtualServiceSpec,
};
