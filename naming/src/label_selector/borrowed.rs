//! A label selector that borrows its text.

use std::fmt;

use super::lexer::{Lexer, Token};
use super::parser::Parser;
use super::{LabelRequirement, LabelSelector, SelectorOperator};
use crate::{LabelKey, LabelValue, NameError};

/// A [`LabelSelector`] that borrows its text: reading it, walking through it and matching with it allocate
/// nothing. Its requirements come in the order they are written, not sorted.
///
/// # Examples
/// ```
/// use pavedroad_naming::LabelSelectorRef;
///
/// let selector = LabelSelectorRef::parse("tier!=batch, app in (ai-dc-web, ai-dc-api)")?;
/// let keys: Vec<&str> = selector.requirements().map(|requirement| requirement.key()).collect();
/// assert_eq!(keys, ["tier", "app"]);
/// assert!(selector.matches(|key| (key == "app").then_some("ai-dc-api")));
/// # Ok::<(), pavedroad_naming::NameError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LabelSelectorRef<'a>(&'a str);

/// A requirement of a [`LabelSelectorRef`].
#[derive(Clone, Copy, Debug)]
pub struct LabelRequirementRef<'a> {
    pub(super) key: &'a str,
    pub(super) operator: SelectorOperator,
    pub(super) values: SelectorValues<'a>,
}

/// The values of a [`LabelRequirementRef`], in the order they are written; one may come twice.
#[derive(Clone, Copy, Debug)]
pub struct SelectorValues<'a>(Values<'a>);

#[derive(Clone, Copy, Debug)]
enum Values<'a> {
    Done,
    One(&'a str),
    /// After `(`, or after a value.
    List {
        lexer: Lexer<'a>,
        first: bool,
    },
}

impl<'a> LabelSelectorRef<'a> {
    /// Reads a selector such as `app=ai-dc-web,tier!=batch`.
    ///
    /// # Errors
    /// The same as of [`LabelSelector`].
    pub fn parse(text: &'a str) -> Result<Self, NameError> {
        match Parser::new(text, false).finish() {
            Ok(()) => Ok(Self(text)),
            Err(flaw) => Err(flaw.into_error(text)),
        }
    }

    /// The text as it was written.
    #[must_use]
    pub fn as_str(&self) -> &'a str {
        self.0
    }

    /// The requirements, in the order they are written.
    pub fn requirements(&self) -> impl Iterator<Item = LabelRequirementRef<'a>> + Clone + use<'a> {
        let mut parser = Parser::new(self.0, true);
        std::iter::repeat_with(move || parser.next().ok().flatten()).map_while(|requirement| requirement)
    }

    /// Whether an object with these labels is selected; `label` gives a label's value. Like Kubernetes', a
    /// selector without requirements selects everything.
    pub fn matches<'l>(&self, label: impl Fn(&str) -> Option<&'l str>) -> bool {
        self.requirements().all(|requirement| requirement.holds(label(requirement.key)))
    }

    /// The same selector with a text of its own: sorted, and printed as Kubernetes prints it.
    #[must_use]
    pub fn into_owned(self) -> LabelSelector {
        self.requirements().map(LabelRequirementRef::into_owned).collect()
    }
}

impl<'a> LabelRequirementRef<'a> {
    /// The key of the label.
    #[must_use]
    pub fn key(&self) -> &'a str {
        self.key
    }

    /// How it compares.
    #[must_use]
    pub fn operator(&self) -> SelectorOperator {
        self.operator
    }

    /// What it compares with.
    #[must_use]
    pub fn values(&self) -> SelectorValues<'a> {
        self.values
    }

    /// Whether a label with this value, or without one, meets the requirement.
    #[must_use]
    pub fn holds(&self, value: Option<&str>) -> bool {
        self.operator.holds(value, self.values)
    }

    /// The same requirement with texts of its own; values are sorted, and each is kept once.
    #[must_use]
    pub fn into_owned(self) -> LabelRequirement {
        let values = self.values.map(LabelValue::checked).collect();
        LabelRequirement::checked(LabelKey::checked(self.key), self.operator, values)
    }
}

impl<'a> SelectorValues<'a> {
    pub(super) fn none() -> Self {
        Self(Values::Done)
    }

    pub(super) fn one(value: &'a str) -> Self {
        Self(Values::One(value))
    }

    /// The lexer stands after `(`, and what follows has been read as a list.
    pub(super) fn list(lexer: Lexer<'a>) -> Self {
        Self(Values::List { lexer, first: true })
    }
}

impl<'a> Iterator for SelectorValues<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let (mut lexer, first) = match self.0 {
            Values::Done => return None,
            Values::One(value) => {
                self.0 = Values::Done;
                return Some(value);
            }
            Values::List { lexer, first } => (lexer, first),
        };
        // Every value but the first stands after a comma.
        if !first && lexer.next().1 != Token::Comma {
            self.0 = Values::Done;
            return None;
        }
        let mut after = lexer;
        let (lexer, value) = match after.next().1 {
            Token::Word(value) => (after, value),
            _ => (lexer, ""),
        };
        self.0 = Values::List { lexer, first: false };
        Some(value)
    }
}

impl fmt::Display for LabelSelectorRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0)
    }
}

impl fmt::Debug for LabelSelectorRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LabelSelectorRef({:?})", self.0)
    }
}
