//! What a rule changes in requests and answers.

use serde::{Deserialize, Serialize};

use super::http_url::{HTTPRequestRedirectFilter, HTTPURLRewriteFilter};
use super::reference::{BackendObjectReference, LocalObjectReference};
use crate::custom_resource::parts;

/// Something that is changed: the type, and what that type says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

parts! {
    /// Headers that are changed: at most 16 of each.
    pub struct HTTPHeaderFilter {
        /// Those that get this value, in place of any they have.
        pub set: Vec<HTTPHeader>,
        /// Those that get this value, beside any they have.
        pub add: Vec<HTTPHeader>,
        /// The names of those that are taken away.
        pub remove: Vec<String>,
    }

    /// A header.
    pub struct HTTPHeader {
        /// Its name, compared without regard to case.
        pub name: String,
        /// Its value, 1 to 4096 bytes.
        pub value: String,
    }

    /// Requests are copied to a further backend, whose answers nobody gets.
    pub struct HTTPRequestMirrorFilter {
        /// The backend.
        pub backend_ref: BackendObjectReference,
        /// How many of a hundred, 0 to 100; all unless given, or a fraction.
        pub percent: Option<i32>,
        /// How many, as a fraction.
        pub fraction: Option<Fraction>,
    }

    /// A part of the requests.
    pub struct Fraction {
        /// So many, 0 or more.
        pub numerator: i32,
        /// Of so many, 1 or more; of 100 unless given.
        pub denominator: Option<i32>,
    }

    /// Which pages of other origins may ask. Source: the Fetch standard's CORS protocol.
    pub struct HTTPCORSFilter {
        /// The origins, at most 64: `https://example.com`, `https://*.example.com`, or `*` alone.
        pub allow_origins: Vec<String>,
        /// Whether with credentials; without unless given.
        pub allow_credentials: Option<bool>,
        /// By which methods: names of methods, or `*` alone.
        pub allow_methods: Vec<String>,
        /// With which headers, at most 64: names of headers, or `*` alone.
        pub allow_headers: Vec<String>,
        /// Which headers of answers they may read, at most 64.
        pub expose_headers: Vec<String>,
        /// For how many seconds all of this is remembered, 1 or more; 5 unless given.
        pub max_age: Option<i32>,
    }
}
