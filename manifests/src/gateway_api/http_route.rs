//! How HTTP requests are routed.

use serde::{Deserialize, Serialize};

use super::http_filter::HTTPRouteFilter;
use super::http_match::HTTPRouteMatch;
use super::reference::ParentReference;
use crate::custom_resource::custom_resource;

custom_resource! {
    /// How HTTP requests are routed.
    HTTPRoute, HTTPRouteSpec, "gateway.networking.k8s.io", "v1", "httproutes"
}

/// What is wanted of a route.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HTTPRouteSpec {
    /// What it is attached to, at most 32.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent_refs: Option<Vec<ParentReference>>,
    /// The hosts, at most 16, a first label of `*` included; those of the listener unless given. Attached to a
    /// Service, a route has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hostnames: Option<Vec<String>>,
    /// What is done with which requests, at most 16 rules; not their order but the most specific match decides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rules: Option<Vec<HTTPRouteRule>>,
}

/// What is done with some of the requests.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HTTPRouteRule {
    /// Its name, unique in the route.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Which requests, at most 64 matches of which one has to hold; every request unless given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub matches: Option<Vec<HTTPRouteMatch>>,
    /// What is changed in them, at most 16.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub filters: Option<Vec<HTTPRouteFilter>>,
    /// Where they go, at most 16.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub backend_refs: Option<Vec<HTTPBackendRef>>,
    /// How long they may take.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timeouts: Option<HTTPRouteTimeouts>,
}

/// Where some of the requests go.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HTTPBackendRef {
    /// The group of what they are sent to; `""`, the core group, unless given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// Its kind; `Service` unless given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Its name.
    pub name: String,
    /// Its namespace; the route's own unless given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub namespace: Option<String>,
    /// Its port, 1 to 65535; a Service needs one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub port: Option<i32>,
    /// Its share beside the others', 0 to 1000000; 1 unless given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight: Option<i32>,
    /// What is changed in its requests alone, at most 16.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub filters: Option<Vec<HTTPRouteFilter>>,
}

/// How long requests may take, as durations of Gateway API (`1h30m`, `500ms`); `0s` is for ever.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HTTPRouteTimeouts {
    /// The whole request, with all tries.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request: Option<String>,
    /// A single try.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub backend_request: Option<String>,
}
