//! Which HTTP requests a rule is for.

use serde::{Deserialize, Serialize};

use crate::custom_resource::parts;

parts! {
    /// Requests for which all of this holds.
    pub struct HTTPRouteMatch {
        /// Their path; any unless given.
        pub path: Option<HTTPPathMatch>,
        /// Their headers, at most 16, each name once.
        pub headers: Vec<HTTPHeaderMatch>,
        /// Parameters of their query, at most 16, each name once.
        pub query_params: Vec<HTTPQueryParamMatch>,
        /// Their method; any unless given.
        pub method: Option<HTTPMethod>,
    }

    /// Requests with a path.
    pub struct HTTPPathMatch {
        /// How it is compared; [`PathMatchType::PathPrefix`] unless given.
        pub r#type: Option<PathMatchType>,
        /// With what, at most 1024 bytes; `/` unless given.
        pub value: Option<String>,
    }
}

/// How a path is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum PathMatchType {
    /// All of it.
    Exact,
    /// Its first parts between slashes: `/api` is of `/api` and `/api/v1`, and not of `/apiary`.
    PathPrefix,
    /// By a regular expression, of which grammar the implementation decides.
    RegularExpression,
}

parts! {
    /// Requests with a header.
    pub struct HTTPHeaderMatch {
        /// How its value is compared; exactly unless given.
        pub r#type: Option<MatchType>,
        /// Its name, compared without regard to case.
        pub name: String,
        /// Its value, 1 to 4096 bytes.
        pub value: String,
    }

    /// Requests with a parameter in their query.
    pub struct HTTPQueryParamMatch {
        /// How its value is compared; exactly unless given.
        pub r#type: Option<MatchType>,
        /// Its name.
        pub name: String,
        /// Its value, 1 to 1024 bytes.
        pub value: String,
    }
}

/// How the value of a header or of a parameter is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum MatchType {
    /// All of it.
    Exact,
    /// By a regular expression, of which grammar the implementation decides.
    RegularExpression,
}

/// A method of HTTP. Source: RFC 9110, section 9, and RFC 5789.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum HTTPMethod {
    /// GET.
    Get,
    /// HEAD.
    Head,
    /// POST.
    Post,
    /// PUT.
    Put,
    /// DELETE.
    Delete,
    /// CONNECT.
    Connect,
    /// OPTIONS.
    Options,
    /// TRACE.
    Trace,
    /// PATCH.
    Patch,
}
