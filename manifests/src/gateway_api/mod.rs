//! Gateway API's objects, as the types of this crate: for `kube`, for reading and for writing.

mod gateway;
mod http_route;

pub use gateway::{Gateway, GatewaySpec};
pub use http_route::{HTTPRoute, HTTPRouteSpec};
