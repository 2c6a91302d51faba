//! Istio's objects, as the types of this crate: for `kube`, for reading and for writing.

mod authorization_policy;
mod destination_rule;
mod envoy_filter;
mod gateway;
mod peer_authentication;
mod service_entry;
mod telemetry;
mod virtual_service;

pub use authorization_policy::{AuthorizationPolicy, AuthorizationPolicySpec};
pub use destination_rule::{DestinationRule, DestinationRuleSpec};
pub use envoy_filter::{EnvoyFilter, EnvoyFilterSpec};
pub use gateway::{Gateway, GatewaySpec};
pub use peer_authentication::{PeerAuthentication, PeerAuthenticationSpec};
pub use service_entry::{ServiceEntry, ServiceEntrySpec};
pub use telemetry::{Telemetry, TelemetrySpec};
pub use virtual_service::{VirtualService, VirtualServiceSpec};
