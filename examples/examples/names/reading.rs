//! One way to read a text.

use std::fmt::Display;
use std::str::FromStr;

use pavedroad_naming::NameError;

/// The parts of a name that are there, each with what it is called.
pub(crate) type Parts = Vec<(&'static str, String)>;

/// One way to read a text.
pub(crate) struct Reading {
    pub(crate) kind: &'static str,
    pub(crate) weight: Weight,
    /// Whether the convention says what such a name looks like.
    pub(crate) of_convention: bool,
    pub(crate) result: Result<Parts, NameError>,
    /// Why nothing makes such a name, although it can be read.
    pub(crate) flaw: Option<NameError>,
}

/// How much it says that a text can be read in this way.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    /// Nothing: so can most words.
    Slight,
    /// Something: the parts are worth a line.
    Telling,
    /// That it is hardly anything else.
    Sure,
    /// The same, because it is a name of the convention.
    Convention,
}

impl Reading {
    pub(crate) fn new(kind: &'static str, weight: Weight, result: Result<Parts, NameError>) -> Self {
        Self { kind, weight, of_convention: weight == Weight::Convention, result, flaw: None }
    }

    /// A kind of name without parts.
    pub(crate) fn plain<T: FromStr<Err = NameError>>(kind: &'static str, name: &str) -> Self {
        Self::new(kind, Weight::Slight, name.parse::<T>().map(|_| Vec::new()))
    }
}

pub(crate) fn shown<T: Display>(part: Option<&T>) -> Option<String> {
    part.map(ToString::to_string)
}

/// The parts that are there.
pub(crate) fn given<const N: usize>(parts: [(&'static str, Option<String>); N]) -> Parts {
    parts.into_iter().filter_map(|(part, value)| Some((part, value?))).collect()
}
