//! How HTTP requests are routed.

use super::http_filter::HTTPRouteFilter;
use super::http_match::HTTPRouteMatch;
use super::reference::ParentReference;
use crate::custom_resource::{custom_resource, parts};

custom_resource! {
    /// How HTTP requests are routed.
    HTTPRoute, HTTPRouteSpec, "gateway.networking.k8s.io", "v1", "httproutes"
}

parts! {
    /// What is wanted of a route.
    pub struct HTTPRouteSpec {
        /// What it is attached to, at most 32.
        pub parent_refs: Vec<ParentReference>,
        /// The hosts, at most 16, a first label of `*` included; those of the listener unless given. Attached to a
        /// Service, a route has none.
        pub hostnames: Vec<String>,
        /// What is done with which requests, at most 16 rules; not their order but the most specific match decides.
        pub rules: Vec<HTTPRouteRule>,
    }

    /// What is done with some of the requests.
    pub struct HTTPRouteRule {
        /// Its name, unique in the route.
        pub name: Option<String>,
        /// Which requests, at most 64 matches of which one has to hold; every request unless given.
        pub matches: Vec<HTTPRouteMatch>,
        /// What is changed in them, at most 16.
        pub filters: Vec<HTTPRouteFilter>,
        /// Where they go, at most 16.
        pub backend_refs: Vec<HTTPBackendRef>,
        /// How long they may take.
        pub timeouts: Option<HTTPRouteTimeouts>,
    }

    /// Where some of the requests go.
    pub struct HTTPBackendRef {
        /// The group of what they are sent to; `""`, the core group, unless given.
        pub group: Option<String>,
        /// Its kind; `Service` unless given.
        pub kind: Option<String>,
        /// Its name.
        pub name: String,
        /// Its namespace; the route's own unless given.
        pub namespace: Option<String>,
        /// Its port, 1 to 65535; a Service needs one.
        pub port: Option<i32>,
        /// Its share beside the others', 0 to 1000000; 1 unless given.
        pub weight: Option<i32>,
        /// What is changed in its requests alone, at most 16.
        pub filters: Vec<HTTPRouteFilter>,
    }

    /// How long requests may take, as durations of Gateway API (`1h30m`, `500ms`); `0s` is for ever.
    pub struct HTTPRouteTimeouts {
        /// The whole request, with all tries.
        pub request: Option<String>,
        /// A single try.
        pub backend_request: Option<String>,
    }
}
