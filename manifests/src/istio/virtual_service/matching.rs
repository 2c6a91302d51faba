//! Which requests a rule is for.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::custom_resource::parts;

parts! {
    /// Which requests of HTTP: all that is given has to be true.
    pub struct HTTPMatchRequest {
        /// What it is called in logs and metrics.
        pub name: Option<String>,
        /// The path.
        pub uri: Option<StringMatch>,
        /// Whether the path's case does not matter; for `exact` and `prefix`.
        pub ignore_uri_case: Option<bool>,
        /// The scheme.
        pub scheme: Option<StringMatch>,
        /// The method.
        pub method: Option<StringMatch>,
        /// The host.
        pub authority: Option<StringMatch>,
        /// Headers by their name, in lower case.
        pub headers: BTreeMap<String, StringMatch>,
        /// Headers that do not match.
        pub without_headers: BTreeMap<String, StringMatch>,
        /// Parameters of the query by their name.
        pub query_params: BTreeMap<String, StringMatch>,
        /// The port that was asked for.
        pub port: Option<u32>,
        /// Labels of the client.
        pub source_labels: BTreeMap<String, String>,
        /// The namespace of the client.
        pub source_namespace: Option<String>,
        /// The gateways it is for, in place of those of the whole object.
        pub gateways: Vec<String>,
        /// What the statistics of these requests begin with.
        pub stat_prefix: Option<String>,
    }
}

/// How a text is compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Fields", into = "Fields")]
#[non_exhaustive]
pub enum StringMatch {
    /// It is this.
    Exact(String),
    /// It begins with this.
    Prefix(String),
    /// The whole of it matches this pattern (RE2).
    Regex(String),
    /// It is there; written `{}`.
    Present,
}

/// The same as it is written.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Fields {
    #[serde(skip_serializing_if = "Option::is_none")]
    exact: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    prefix: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    regex: Option<String>,
}

impl From<StringMatch> for Fields {
    fn from(value: StringMatch) -> Self {
        let mut fields = Self { exact: None, prefix: None, regex: None };
        match value {
            StringMatch::Exact(text) => fields.exact = Some(text),
            StringMatch::Prefix(text) => fields.prefix = Some(text),
            StringMatch::Regex(text) => fields.regex = Some(text),
            StringMatch::Present => {}
        }
        fields
    }
}

impl TryFrom<Fields> for StringMatch {
    type Error = &'static str;

    fn try_from(fields: Fields) -> Result<Self, Self::Error> {
        match fields {
            Fields { exact: Some(text), prefix: None, regex: None } => Ok(Self::Exact(text)),
            Fields { exact: None, prefix: Some(text), regex: None } => Ok(Self::Prefix(text)),
            Fields { exact: None, prefix: None, regex: Some(text) } => Ok(Self::Regex(text)),
            Fields { exact: None, prefix: None, regex: None } => Ok(Self::Present),
            _ => Err("found several of `exact`, `prefix` and `regex`, expected one"),
        }
    }
}
