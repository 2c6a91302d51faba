//! An amount in an object that is no quantity.

use std::collections::BTreeMap;
use std::fmt;

use k8s_openapi::apimachinery::pkg::api::resource::Quantity as ApiQuantity;

use super::ResourceList;
use crate::{Quantity, QuantityError};

/// An amount that cannot be read, and where it stands. The API server refuses the whole object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AmountError {
    path: String,
    error: QuantityError,
}

impl AmountError {
    /// The field, as in `spec.containers[0].resources.requests[cpu]`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What is wrong about the text.
    #[must_use]
    pub fn error(&self) -> &QuantityError {
        &self.error
    }
}

impl fmt::Display for AmountError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.error)
    }
}

impl std::error::Error for AmountError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.error)
    }
}

/// Every amount of an object that cannot be read; at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AmountErrors(Vec<AmountError>);

impl AmountErrors {
    /// The errors, in the order of the object.
    #[must_use]
    pub fn errors(&self) -> &[AmountError] {
        &self.0
    }
}

impl fmt::Display for AmountErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, error) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("; ")?;
            }
            error.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for AmountErrors {}

/// Reads the amounts of one object and keeps every error.
#[derive(Default)]
pub(super) struct AmountReader(Vec<AmountError>);

impl AmountReader {
    /// One list of amounts; those that cannot be read are left out.
    pub(super) fn list(&mut self, path: &str, amounts: Option<&BTreeMap<String, ApiQuantity>>) -> ResourceList {
        let mut list = ResourceList::new();
        for (name, amount) in amounts.into_iter().flatten() {
            match Quantity::try_from(amount) {
                Ok(amount) => list.insert(name, amount),
                Err(error) => self.0.push(AmountError { path: format!("{path}[{name}]"), error }),
            }
        }
        list
    }

    /// `value`, if every amount could be read.
    pub(super) fn finish<T>(self, value: T) -> Result<T, AmountErrors> {
        if self.0.is_empty() { Ok(value) } else { Err(AmountErrors(self.0)) }
    }
}
