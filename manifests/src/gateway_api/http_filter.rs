//! What a rule changes in requests and answers.

use serde::{Deserialize, Serialize};

use super::http_url::{HTTPRequestRedirectFilter, HTTPURLRewriteFilter};
use super::reference::{BackendObjectReference, LocalObjectReference};

/// Something that is changed: the type, and what that type says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HTTPRouteFilter {
    /// Which of the fields below is given.
    pub r#type: HTTPRouteFilterType,
    /// Headers of requests.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_header_modifier: Option<HTTPHeaderFilter>,
    /// Headers of answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub response_header_modifier: Option<HTTPHeaderFilter>,
    /// Copies of requests to a further backend.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_mirror: Option<HTTPRequestMirrorFilter>,
    /// An answer with another address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_redirect: Option<HTTPRequestRedirectFilter>,
    /// Another address on the way to the backend.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url_rewrite: Option<HTTPURLRewriteFilter>,
    /// Which pages of other origins may ask.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cors: Option<HTTPCORSFilter>,
    /// What an implementation has beside the standard.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extension_ref: Option<LocalObjectReference>,
}

/// What a filter changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum HTTPRouteFilterType {
    /// Headers of requests.
    RequestHeaderModifier,
    /// Headers of answers.
    ResponseHeaderModifier,
    /// Copies of requests to a further backend.
    RequestMirror,
    /// An answer with another address.
    RequestRedirect,
    /// Another address on the way to the backend.
    #[serde(rename = "URLRewrite")]
    UrlRewrite,
    /// Which pages of other origins may ask.
    #[serde(rename = "CORS")]
    Cors,
    /// What an implementation has beside the standard.
    ExtensionRef,
}

/// Headers that are changed: at most 16 of each.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HTTPHeaderFilter {
    /// Those that get this value, in place of any they have.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub set: Option<Vec<HTTPHeader>>,
    /// Those that get this value, beside any they have.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub add: Option<Vec<HTTPHeader>>,
    /// The names of those that are taken away.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remove: Option<Vec<String>>,
}

/// A header.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HTTPHeader {
    /// Its name, compared without regard to case.
    pub name: String,
    /// Its value, 1 to 4096 bytes.
    pub value: String,
}

/// Requests are copied to a further backend, whose answers nobody gets.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HTTPRequestMirrorFilter {
    /// The backend.
    pub backend_ref: BackendObjectReference,
    /// How many of a hundred, 0 to 100; all unless given, or a fraction.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub percent: Option<i32>,
    /// How many, as a fraction.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fraction: Option<Fraction>,
}

/// A part of the requests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Fraction {
    /// So many, 0 or more.
    pub numerator: i32,
    /// Of so many, 1 or more; of 100 unless given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub denominator: Option<i32>,
}

/// Which pages of other origins may ask. Source: the Fetch standard's CORS protocol.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HTTPCORSFilter {
    /// The origins, at most 64: `https://example.com`, `https://*.example.com`, or `*` alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_origins: Option<Vec<String>>,
    /// Whether with credentials; without unless given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_credentials: Option<bool>,
    /// By which methods: names of methods, or `*` alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_methods: Option<Vec<String>>,
    /// With which headers, at most 64: names of headers, or `*` alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_headers: Option<Vec<String>>,
    /// Which headers of answers they may read, at most 64.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expose_headers: Option<Vec<String>>,
    /// For how many seconds all of this is remembered, 1 or more; 5 unless given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_age: Option<i32>,
}
