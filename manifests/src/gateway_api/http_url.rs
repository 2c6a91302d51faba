//! What a filter makes of the address of a request.

use serde::{Deserialize, Serialize};

use crate::custom_resource::parts;

parts! {
    /// Requests are answered with another address.
    pub struct HTTPRequestRedirectFilter {
        /// The scheme of that; the request's own unless given.
        pub scheme: Option<HTTPURLScheme>,
        /// Its host; the request's own unless given.
        pub hostname: Option<String>,
        /// Its path; the request's own unless given.
        pub path: Option<HTTPPathModifier>,
        /// Its port, 1 to 65535; the scheme's, or the listener's, unless given.
        pub port: Option<i32>,
        /// The status of the answer: 301, 302, 303, 307 or 308; 302 unless given.
        pub status_code: Option<i32>,
    }
}

/// The scheme of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum HTTPURLScheme {
    /// HTTP in clear text.
    Http,
    /// HTTP inside TLS.
    Https,
}

parts! {
    /// Requests are sent on with another address.
    pub struct HTTPURLRewriteFilter {
        /// Its host; the request's own unless given.
        pub hostname: Option<String>,
        /// Its path; the request's own unless given.
        pub path: Option<HTTPPathModifier>,
    }
}

/// Another path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HTTPPathModifier {
    /// What of it is replaced.
    pub r#type: HTTPPathModifierType,
    /// What the whole is replaced by, with [`HTTPPathModifierType::ReplaceFullPath`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replace_full_path: Option<String>,
    /// What the prefix that matched is replaced by, with [`HTTPPathModifierType::ReplacePrefixMatch`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replace_prefix_match: Option<String>,
}

/// What of a path is replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum HTTPPathModifierType {
    /// All of it.
    ReplaceFullPath,
    /// The prefix that matched.
    ReplacePrefixMatch,
}
