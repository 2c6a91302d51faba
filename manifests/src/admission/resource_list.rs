//! Amounts by the name of a resource.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;

use k8s_openapi::apimachinery::pkg::api::resource::Quantity as ApiQuantity;

use serde::{Serialize, Serializer};

use super::amount_error::{AmountErrors, AmountReader};
use crate::Quantity;

/// Amounts by the name of a resource, as requests, limits, nodes and quotas have them.
///
/// Names are any text: what a cluster holds need not be legal. A name that is missing is not the same as one with
/// an amount of 0. [`Display`](fmt::Display) is what Kubernetes prints in messages: `cpu=500m,memory=1Gi`, by name.
///
/// # Examples
/// ```
/// use pavedroad_manifests::admission::ResourceList;
/// use pavedroad_manifests::Quantity;
///
/// let mut list = ResourceList::from_iter([("cpu", Quantity::from_static("250m"))]);
/// list.add(&ResourceList::from_iter([("cpu", "0.5".parse()?), ("memory", "1Gi".parse()?)]));
/// assert_eq!(list.to_string(), "cpu=750m,memory=1Gi");
/// list.raise(&ResourceList::from_iter([("cpu", "2".parse()?), ("memory", "1".parse()?)]));
/// assert_eq!(list.to_string(), "cpu=2,memory=1Gi");
/// # Ok::<(), pavedroad_manifests::QuantityError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ResourceList(BTreeMap<String, Quantity>);

impl ResourceList {
    /// A list without any amounts.
    #[must_use]
    pub const fn new() -> Self {
        Self(BTreeMap::new())
    }

    /// Reads the amounts of an object; `path` is where they stand in it, for the errors.
    ///
    /// # Errors
    /// Every amount that is no quantity.
    pub fn read(path: &str, amounts: Option<&BTreeMap<String, ApiQuantity>>) -> Result<Self, AmountErrors> {
        let mut reader = AmountReader::default();
        let list = reader.list(path, amounts);
        reader.finish(list)
    }

    /// The amount of one resource.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Quantity> {
        self.0.get(name)
    }

    /// The amounts, by name.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Quantity)> {
        self.0.iter().map(|(name, amount)| (name.as_str(), amount))
    }

    /// Whether there are no amounts.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Sets the amount of one resource.
    pub fn insert(&mut self, name: &str, amount: Quantity) {
        self.0.insert(name.to_owned(), amount);
    }

    /// Adds every amount of `other`.
    pub fn add(&mut self, other: &Self) {
        for (name, amount) in &other.0 {
            self.add_amount(name, amount);
        }
    }

    /// Adds an amount of one resource.
    pub fn add_amount(&mut self, name: &str, amount: &Quantity) {
        match self.0.get_mut(name) {
            Some(sum) => *sum += amount,
            None => self.insert(name, amount.clone()),
        }
    }

    /// Raises every amount to that of `other`, where that is greater.
    pub fn raise(&mut self, other: &Self) {
        for (name, amount) in &other.0 {
            match self.0.entry(name.clone()) {
                Entry::Vacant(entry) => {
                    entry.insert(amount.clone());
                }
                Entry::Occupied(mut entry) => {
                    if amount > entry.get() {
                        entry.insert(amount.clone());
                    }
                }
            }
        }
    }

    /// The amounts whose names `keep` answers yes to.
    #[must_use]
    pub fn filter(&self, keep: impl Fn(&str) -> bool) -> Self {
        Self(
            self.0.iter().filter(|(name, _)| keep(name)).map(|(name, amount)| (name.clone(), amount.clone())).collect(),
        )
    }

    /// Every amount rounded up to a thousandth, as the API server stores it.
    pub(super) fn rounded(mut self) -> Self {
        self.0.values_mut().for_each(|amount| *amount = amount.rounded_up(3));
        self
    }

    /// As the API types have it, each amount as it was read, if it was; `None` if there are no amounts. Another text of the
    /// same amount may add up to other units: `1e1` and `500m` to `10500e-3`, `10` and `500m` to `10500m`.
    #[must_use]
    pub fn to_k8s(&self) -> Option<BTreeMap<String, ApiQuantity>> {
        let text = |amount: &Quantity| amount.source().map_or_else(|| amount.to_string(), str::to_owned);
        let list: BTreeMap<_, _> =
            self.0.iter().map(|(name, amount)| (name.clone(), ApiQuantity(text(amount)))).collect();
        (!list.is_empty()).then_some(list)
    }
}

impl<N: Into<String>> FromIterator<(N, Quantity)> for ResourceList {
    /// The last amount of a name counts.
    fn from_iter<I: IntoIterator<Item = (N, Quantity)>>(amounts: I) -> Self {
        Self(amounts.into_iter().map(|(name, amount)| (name.into(), amount)).collect())
    }
}

impl fmt::Display for ResourceList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (name, amount)) in self.0.iter().enumerate() {
            write!(f, "{}{name}={amount}", if index > 0 { "," } else { "" })?;
        }
        Ok(())
    }
}

/// A map of texts, as in the API.
impl Serialize for ResourceList {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(&self.0)
    }
}
