//! Gateway API's objects, as the types of this crate: for `kube`, for reading and for writing.
//!
//! Every field of the standard channel is here, so reading a legal object and writing it again loses nothing but
//! `status`, and lists and maps that are empty, which mean the same as none.
//!
//! ```
//! use pavedroad_manifests::gateway_api::{HTTPPathMatch, HTTPRoute, PathMatchType};
//!
//! let text = r#"{
//!   "apiVersion": "gateway.networking.k8s.io/v1",
//!   "kind": "HTTPRoute",
//!   "metadata": {"name": "ai-dc-web.web", "namespace": "ai-test"},
//!   "spec": {"rules": [{"matches": [{"path": {"type": "PathPrefix", "value": "/api"}}]}]}
//! }"#;
//! let route: HTTPRoute = serde_json::from_str(text)?;
//! let path = HTTPPathMatch { r#type: Some(PathMatchType::PathPrefix), value: Some("/api".to_owned()) };
//! assert_eq!(route.spec.rules[0].matches[0].path, Some(path));
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! Source: the CustomResourceDefinitions of Gateway API's standard channel, version `v1`.

mod gateway;
mod gateway_tls;
mod http_filter;
mod http_match;
mod http_route;
mod http_url;
mod listener;
mod reference;

pub use gateway::{
    AllowedListeners, Gateway, GatewayInfrastructure, GatewaySpec, GatewaySpecAddress, LocalParametersReference,
};
pub use gateway_tls::{
    FrontendTLSConfig, FrontendTLSValidation, FrontendValidationModeType, GatewayBackendTLS, GatewayTLSConfig,
    TLSConfig, TLSPortConfig,
};
pub use http_filter::{
    Fraction, HTTPCORSFilter, HTTPHeader, HTTPHeaderFilter, HTTPRequestMirrorFilter, HTTPRouteFilter,
    HTTPRouteFilterType,
};
pub use http_match::{
    HTTPHeaderMatch, HTTPMethod, HTTPPathMatch, HTTPQueryParamMatch, HTTPRouteMatch, MatchType, PathMatchType,
};
pub use http_route::{HTTPBackendRef, HTTPRoute, HTTPRouteRule, HTTPRouteSpec, HTTPRouteTimeouts};
pub use http_url::{
    HTTPPathModifier, HTTPPathModifierType, HTTPRequestRedirectFilter, HTTPURLRewriteFilter, HTTPURLScheme,
};
pub use listener::{
    AllowedRoutes, FromNamespaces, Listener, ListenerTLSConfig, Namespaces, RouteGroupKind, TLSModeType,
};
pub use reference::{
    BackendObjectReference, LocalObjectReference, ObjectReference, ParentReference, SecretObjectReference,
};
