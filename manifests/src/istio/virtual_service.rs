//! How requests to hosts are routed.

mod http;
mod matching;
mod policy;
mod tcp;

pub use http::{
    Delegate, Destination, HTTPBody, HTTPDirectResponse, HTTPRedirect, HTTPRewrite, HTTPRoute, HTTPRouteDestination,
    PortSelector, RedirectPortSelection, RegexRewrite,
};
pub use matching::{HTTPMatchRequest, StringMatch};
pub use policy::{
    CorsPolicy, FaultAbort, FaultDelay, HTTPFaultInjection, HTTPMirrorPolicy, HTTPRetry, HeaderOperations, Headers,
    Percent, UnmatchedPreflights,
};
pub use tcp::{L4MatchAttributes, RouteDestination, TCPRoute, TLSMatchAttributes, TLSRoute};

use crate::custom_resource::{custom_resource, parts};

custom_resource! {
    /// How requests to hosts are routed.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_manifests::istio::{Destination, HTTPRoute, HTTPRouteDestination, VirtualService};
    ///
    /// let to = |subset: &str, weight| HTTPRouteDestination {
    ///     destination: Destination {
    ///         host: "ai-dc-web.ai-prod.svc.cluster.local".to_owned(),
    ///         subset: Some(subset.to_owned()),
    ///         ..Destination::default()
    ///     },
    ///     weight: Some(weight),
    ///     ..HTTPRouteDestination::default()
    /// };
    /// let mut service = VirtualService::default();
    /// service.metadata.name = Some("ai-dc-web".to_owned());
    /// service.spec.hosts = vec!["ai-dc-web.ai-prod.svc.cluster.local".to_owned()];
    /// service.spec.http = vec![HTTPRoute { route: vec![to("stable", 95), to("canary", 5)], ..HTTPRoute::default() }];
    /// let yaml = pavedroad_manifests::yaml::to_string(&service)?;
    /// assert!(yaml.contains("subset: canary\n"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    VirtualService, VirtualServiceSpec, "networking.istio.io", "v1", "virtualservices"
}

parts! {
    /// Which requests, and where they go.
    pub struct VirtualServiceSpec {
        /// The hosts that are asked for; none for a delegate.
        pub hosts: Vec<String>,
        /// The gateways it is for, as `NAMESPACE/NAME`; `mesh` stands for every sidecar, and is meant where none is given.
        pub gateways: Vec<String>,
        /// The rules for HTTP; the first that matches decides.
        pub http: Vec<HTTPRoute>,
        /// The rules for TLS that is passed through; the first that matches decides.
        pub tls: Vec<TLSRoute>,
        /// The rules for TCP; the first that matches decides.
        pub tcp: Vec<TCPRoute>,
        /// The namespaces that see it: `.` its own, `*` all.
        pub export_to: Vec<String>,
    }
}
