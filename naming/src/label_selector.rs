//! Which objects a label selector selects.

mod borrowed;
mod lexer;
mod parser;
mod requirement;

use std::fmt;
use std::str::FromStr;

pub use borrowed::{LabelRequirementRef, LabelSelectorRef, SelectorValues};
pub use requirement::{LabelRequirement, SelectorOperator};

use crate::{LabelKey, LabelValue, NameError};

/// A label selector as `kubectl -l` takes it: `app=ai-dc-web,tier in (web,api),!canary`.
///
/// # Syntax
/// Requirements joined by `,`, all of which have to hold; no requirement selects everything. A requirement is
/// `KEY`, `!KEY`, `KEY=VALUE`, `KEY==VALUE`, `KEY!=VALUE`, `KEY in (VALUE,...)`, `KEY notin (VALUE,...)`,
/// `KEY>INTEGER` or `KEY<INTEGER`; keys and values are [`LabelKey`]s and [`LabelValue`]s, and a value may be
/// empty. Space, tab and line breaks may stand anywhere between. Source: `Parse` in Kubernetes'
/// `apimachinery/pkg/labels`.
///
/// From 1.35 on Kubernetes takes a second comma before `)`, as in `app in (a,,)`; older versions and this type
/// refuse it. `app in (a,)` means the same to all of them.
///
/// # Printing
/// As Kubernetes prints it: requirements sorted by key (those with one key stay in the order they were
/// written, which Kubernetes promises for up to twelve requirements only), values sorted and each once.
///
/// # Examples
/// ```
/// use std::collections::BTreeMap;
/// use pavedroad_naming::LabelSelector;
///
/// let selector: LabelSelector = "tier in (web, api), app = ai-dc-web, !canary".parse()?;
/// assert_eq!(selector.to_string(), "app=ai-dc-web,!canary,tier in (api,web)");
///
/// let labels = BTreeMap::from([("app", "ai-dc-web"), ("tier", "web")]);
/// assert!(selector.matches(|key| labels.get(key).copied()));
///
/// let error = "app in ai-dc-web".parse::<LabelSelector>().unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "invalid label selector \"app in ai-dc-web\": found \"ai-dc-web\" at byte 7, expected '(' after \"in\" or \
///      \"notin\"; did you mean \"app in (ai-dc-web)\"?"
/// );
/// # Ok::<(), pavedroad_naming::NameError>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LabelSelector(Vec<LabelRequirement>);

impl LabelSelector {
    /// Reads a selector such as `app=ai-dc-web,tier!=batch`; the same as [`str::parse`].
    ///
    /// # Errors
    /// - a key or a value that is not legal: `app=-x`, `/app`
    /// - no operator, or a wrong one, after a key: `app web`, `app=(web)`
    /// - no list after `in` and `notin`, or one that is not closed: `app in web`, `app in (web`
    /// - something else than an integer after `>` and `<`: `build>v20`
    /// - a comma with nothing after it: `app=web,`
    pub fn new(text: &str) -> Result<Self, NameError> {
        text.parse()
    }

    /// Selects the objects that have all of these labels.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_naming::{LabelKey, LabelSelector, LabelValue};
    ///
    /// let app = (LabelKey::from_static("app"), LabelValue::from_static("ai-dc-web"));
    /// assert_eq!(LabelSelector::of_labels([app]).to_string(), "app=ai-dc-web");
    /// ```
    #[must_use]
    pub fn of_labels(labels: impl IntoIterator<Item = (LabelKey, LabelValue)>) -> Self {
        let equals = |(key, value)| LabelRequirement::checked(key, SelectorOperator::Equals, vec![value]);
        labels.into_iter().map(equals).collect()
    }

    /// The requirements, sorted by key.
    #[must_use]
    pub fn requirements(&self) -> &[LabelRequirement] {
        &self.0
    }

    /// Whether it has no requirement, and so selects everything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether an object with these labels is selected; `label` gives a label's value.
    pub fn matches<'l>(&self, label: impl Fn(&str) -> Option<&'l str>) -> bool {
        self.0.iter().all(|requirement| requirement.holds(label(requirement.key().as_str())))
    }

    fn write(&self, out: &mut impl fmt::Write) -> fmt::Result {
        for (index, requirement) in self.0.iter().enumerate() {
            write!(out, "{}{requirement}", if index > 0 { "," } else { "" })?;
        }
        Ok(())
    }
}

impl FromIterator<LabelRequirement> for LabelSelector {
    fn from_iter<I: IntoIterator<Item = LabelRequirement>>(requirements: I) -> Self {
        let mut requirements: Vec<LabelRequirement> = requirements.into_iter().collect();
        requirements.sort_by(|one, other| one.key().cmp(other.key()));
        Self(requirements)
    }
}

impl FromStr for LabelSelector {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, NameError> {
        Ok(LabelSelectorRef::parse(text)?.into_owned())
    }
}

impl TryFrom<&str> for LabelSelector {
    type Error = NameError;

    fn try_from(text: &str) -> Result<Self, NameError> {
        text.parse()
    }
}

impl fmt::Display for LabelSelector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if f.width().is_none() && f.precision().is_none() {
            return self.write(f);
        }
        let mut text = String::new();
        self.write(&mut text)?;
        f.pad(&text)
    }
}

impl fmt::Debug for LabelSelector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LabelSelector({:?})", self.to_string())
    }
}

impl serde::Serialize for LabelSelector {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for LabelSelector {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl serde::de::Visitor<'_> for Visitor {
            type Value = LabelSelector;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(EXPECTING)
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<LabelSelector, E> {
                text.parse().map_err(E::custom)
            }
        }

        deserializer.deserialize_str(Visitor)
    }
}

const EXPECTING: &str = "a label selector such as `app=ai-dc-web`";

#[cfg(feature = "schemars")]
impl schemars::JsonSchema for LabelSelector {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "LabelSelector".into()
    }

    fn schema_id() -> std::borrow::Cow<'static, str> {
        concat!(module_path!(), "::LabelSelector").into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": EXPECTING,
            "examples": ["app=ai-dc-web", "tier in (api,web),!canary"],
        })
    }
}
