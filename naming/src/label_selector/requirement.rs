//! One requirement of a label selector.

use std::fmt;

use crate::{LabelKey, LabelValue, NameError, NameErrorKind};

/// How a requirement of a [`LabelSelector`](crate::LabelSelector) compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SelectorOperator {
    /// `app`: the label is there.
    Exists,
    /// `!app`: the label is not there.
    DoesNotExist,
    /// `app=ai-dc-web`.
    Equals,
    /// `app==ai-dc-web`: the same as [`Equals`](Self::Equals), printed as it was written.
    DoubleEquals,
    /// `app!=ai-dc-web`: another value, or no such label.
    NotEquals,
    /// `app in (ai-dc-web,ai-dc-api)`.
    In,
    /// `app notin (ai-dc-web,ai-dc-api)`: none of the values, or no such label.
    NotIn,
    /// `build>20`: both are integers of 64 bits, and the label's is greater.
    GreaterThan,
    /// `build<20`: both are integers of 64 bits, and the label's is less.
    LessThan,
}

/// One requirement of a [`LabelSelector`](crate::LabelSelector): `app in (ai-dc-api,ai-dc-web)`.
///
/// # Ordering
/// By key, then by operator and values.
///
/// # Examples
/// ```
/// use pavedroad_naming::{LabelKey, LabelRequirement, LabelSelector, LabelValue, SelectorOperator};
///
/// const APP: LabelKey = LabelKey::from_static("app");
/// let apps = ["ai-dc-web", "ai-dc-api"].map(LabelValue::from_static);
/// let requirement = LabelRequirement::new(APP, SelectorOperator::In, apps)?;
/// assert_eq!(requirement.to_string(), "app in (ai-dc-api,ai-dc-web)");
/// assert_eq!(LabelSelector::from_iter([requirement]), "app in (ai-dc-api, ai-dc-web)".parse()?);
/// # Ok::<(), pavedroad_naming::NameError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LabelRequirement {
    key: LabelKey,
    operator: SelectorOperator,
    /// Sorted, each once.
    values: Vec<LabelValue>,
}

impl LabelRequirement {
    /// A requirement of its parts. Values are sorted, and each is kept once.
    ///
    /// # Errors
    /// - a number of values that the operator does not take: `in` and `notin` need one at least, `Exists` and
    ///   `DoesNotExist` none, all others exactly one
    /// - a value of `>` or `<` that is not an integer of 64 bits
    pub fn new(
        key: LabelKey,
        operator: SelectorOperator,
        values: impl IntoIterator<Item = LabelValue>,
    ) -> Result<Self, NameError> {
        let mut values: Vec<LabelValue> = values.into_iter().collect();
        values.sort_unstable();
        values.dedup();
        let requirement = Self { key, operator, values };
        let error = |kind, found: String, expected| {
            let text = requirement.to_string();
            Err(NameError::new("label requirement", &text, kind, text.len(), found, expected))
        };
        let count = requirement.values.len();
        let expected = match operator {
            SelectorOperator::Exists | SelectorOperator::DoesNotExist if count > 0 => "no value",
            SelectorOperator::In | SelectorOperator::NotIn if count == 0 => "at least one value",
            SelectorOperator::Exists
            | SelectorOperator::DoesNotExist
            | SelectorOperator::In
            | SelectorOperator::NotIn => "",
            _ if count != 1 => "exactly one value",
            _ => "",
        };
        if !expected.is_empty() {
            return error(NameErrorKind::Missing, format!("{count} values"), expected);
        }
        if operator.is_numeric() && !requirement.values.iter().all(|value| integer(value.as_str()).is_some()) {
            return error(NameErrorKind::Range, "another value".to_owned(), INTEGER);
        }
        Ok(requirement)
    }

    /// For parts that a parser has checked.
    pub(super) fn checked(key: LabelKey, operator: SelectorOperator, mut values: Vec<LabelValue>) -> Self {
        values.sort_unstable();
        values.dedup();
        Self { key, operator, values }
    }

    /// The key of the label.
    #[must_use]
    pub fn key(&self) -> &LabelKey {
        &self.key
    }

    /// How it compares.
    #[must_use]
    pub fn operator(&self) -> SelectorOperator {
        self.operator
    }

    /// What it compares with: sorted, each value once.
    #[must_use]
    pub fn values(&self) -> &[LabelValue] {
        &self.values
    }

    /// Whether a label with this value, or without one, meets the requirement.
    #[must_use]
    pub fn holds(&self, value: Option<&str>) -> bool {
        self.operator.holds(value, self.values.iter().map(LabelValue::as_str))
    }
}

impl SelectorOperator {
    /// The operator as it is written between key and value; nothing for `Exists`, and `!`, which stands before
    /// the key, for `DoesNotExist`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Exists => "",
            Self::DoesNotExist => "!",
            Self::Equals => "=",
            Self::DoubleEquals => "==",
            Self::NotEquals => "!=",
            Self::In => "in",
            Self::NotIn => "notin",
            Self::GreaterThan => ">",
            Self::LessThan => "<",
        }
    }

    pub(super) const fn is_numeric(self) -> bool {
        matches!(self, Self::GreaterThan | Self::LessThan)
    }

    /// Whether `value`, of a label that may not be there, is as the operator wants it.
    pub(super) fn holds<'a>(self, value: Option<&str>, mut wanted: impl Iterator<Item = &'a str>) -> bool {
        match (self, value) {
            (Self::Exists, value) => value.is_some(),
            (Self::DoesNotExist, value) => value.is_none(),
            (Self::NotEquals | Self::NotIn, None) => true,
            (_, None) => false,
            (Self::Equals | Self::DoubleEquals | Self::In, Some(value)) => wanted.any(|wanted| wanted == value),
            (Self::NotEquals | Self::NotIn, Some(value)) => wanted.all(|wanted| wanted != value),
            (Self::GreaterThan | Self::LessThan, Some(value)) => {
                match (integer(value), wanted.next().and_then(integer)) {
                    (Some(value), Some(wanted)) if self == Self::GreaterThan => value > wanted,
                    (Some(value), Some(wanted)) => value < wanted,
                    _ => false,
                }
            }
        }
    }
}

pub(super) const INTEGER: &str = "an integer of at most 9223372036854775807";

/// As Go's `ParseInt` reads base 10: a sign, digits, no more.
pub(super) fn integer(text: &str) -> Option<i64> {
    text.parse().ok()
}

impl fmt::Display for LabelRequirement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let operator = self.operator.as_str();
        match self.operator {
            SelectorOperator::Exists => return f.write_str(self.key.as_str()),
            SelectorOperator::DoesNotExist => return write!(f, "!{}", self.key.as_str()),
            SelectorOperator::In | SelectorOperator::NotIn => write!(f, "{} {operator} (", self.key.as_str())?,
            _ => write!(f, "{}{operator}", self.key.as_str())?,
        }
        for (index, value) in self.values.iter().enumerate() {
            write!(f, "{}{}", if index > 0 { "," } else { "" }, value.as_str())?;
        }
        match self.operator {
            SelectorOperator::In | SelectorOperator::NotIn => f.write_str(")"),
            _ => Ok(()),
        }
    }
}
