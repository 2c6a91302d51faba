//! Requests that go to a canary whatever its weight.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize, de};

use crate::error::{RolloutError, RolloutErrorKind};

/// Requests that go to the new version whatever the weight: those that carry all of these headers and cookies, with
/// exactly these values.
///
/// # Syntax
/// As data, `{header: {x-canary: "1"}, cookie: {canary: always}}`; at least one of them. Names of headers are letters,
/// digits and `-`, compared without regard to case (RFC 9110) and kept in lower case, as routers want them; names of
/// cookies are tokens (RFC 6265). No value is empty.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct RouteMatch {
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    header: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    cookie: BTreeMap<String, String>,
}

impl RouteMatch {
    /// Requests with these headers and these cookies.
    ///
    /// # Errors
    /// - there are neither headers nor cookies, so every request would match;
    /// - a name that is none, or two that differ only in case;
    /// - an empty value.
    pub fn new(headers: BTreeMap<String, String>, cookies: BTreeMap<String, String>) -> Result<Self, RolloutError> {
        let header = checked(headers, &HEADER)?;
        let header_count = header.len();
        let header: BTreeMap<String, String> =
            header.into_iter().map(|(name, value)| (name.to_ascii_lowercase(), value)).collect();
        if header.len() < header_count {
            let kind = RolloutErrorKind::Duplicate;
            return Err(RolloutError::new("match", "", kind, 0, "a header twice, in two cases", "each once"));
        }
        let cookie = checked(cookies, &COOKIE)?;
        if header.is_empty() && cookie.is_empty() {
            let kind = RolloutErrorKind::Empty;
            return Err(RolloutError::new(
                "match",
                "",
                kind,
                0,
                "neither `header` nor `cookie`",
                "at least one of them",
            ));
        }
        Ok(Self { header, cookie })
    }

    /// The headers, by name in lower case.
    #[must_use]
    pub const fn headers(&self) -> &BTreeMap<String, String> {
        &self.header
    }

    /// The cookies, by name.
    #[must_use]
    pub const fn cookies(&self) -> &BTreeMap<String, String> {
        &self.cookie
    }
}

/// What a name may be made of.
struct NameRule {
    what: &'static str,
    expected: &'static str,
    legal: fn(char) -> bool,
}

const HEADER: NameRule = NameRule {
    what: "name of a header",
    expected: "a letter, a digit or '-'",
    legal: |c| c.is_ascii_alphanumeric() || c == '-',
};

const COOKIE: NameRule = NameRule {
    what: "name of a cookie",
    expected: "a letter, a digit or one of !#$%&'*+-.^_`|~",
    legal: |c| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c),
};

fn checked(
    pairs: BTreeMap<String, String>,
    &NameRule { what, expected, legal }: &NameRule,
) -> Result<BTreeMap<String, String>, RolloutError> {
    for (name, value) in &pairs {
        if name.is_empty() {
            return Err(RolloutError::new(what, "", RolloutErrorKind::Empty, 0, "nothing", "a name such as x-canary"));
        }
        if let Some((at, character)) = name.char_indices().find(|(_, c)| !legal(*c)) {
            let found = format!("{character:?}");
            return Err(RolloutError::new(what, &**name, RolloutErrorKind::Character, at, found, expected));
        }
        if value.is_empty() {
            let found = format!("an empty value of {name:?}");
            return Err(RolloutError::new("match", "", RolloutErrorKind::Empty, 0, found, "a value to compare with"));
        }
    }
    Ok(pairs)
}

impl<'de> Deserialize<'de> for RouteMatch {
    fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Form {
            #[serde(default)]
            header: Option<BTreeMap<String, String>>,
            #[serde(default)]
            cookie: Option<BTreeMap<String, String>>,
        }

        let Form { header, cookie } = Form::deserialize(deserializer)?;
        Self::new(header.unwrap_or_default(), cookie.unwrap_or_default()).map_err(de::Error::custom)
    }
}
