//! Amounts of resources, as the scheduler counts them.

use std::collections::BTreeMap;

use pavedroad_naming::LabelKey;

use super::error::Problems;
use crate::Quantity;

/// A list of quantities by the name of the resource, read once.
pub(super) type Quantities = BTreeMap<Box<str>, Quantity>;

/// What the scheduler counts of a list of quantities; none is negative.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Amounts {
    /// Thousandths of a core.
    pub(super) cpu: i64,
    /// Bytes.
    pub(super) memory: i64,
    /// Bytes.
    pub(super) ephemeral_storage: i64,
    /// Whole pieces, or bytes of huge pages, by name and sorted by it.
    pub(super) scalars: Vec<(Box<str>, i64)>,
}

impl Amounts {
    /// Rounds each amount up to what the scheduler counts, and leaves out what it does not count. Source: `Resource.Add`
    /// in Kubernetes' `pkg/scheduler/framework/types.go`.
    pub(super) fn new(quantities: &Quantities, object: &str, path: &str, problems: &mut Problems) -> Self {
        let mut amounts = Self::default();
        for (name, quantity) in quantities {
            let (amount, most) = match &**name {
                "cpu" => (quantity.milli_value(), "9223372036854775.807"),
                _ => (quantity.value(), "9223372036854775807"),
            };
            let Ok(amount) = amount else {
                problems.add(object, format!("{path}.{name}"), format!("found {quantity}, expected at most {most}"));
                continue;
            };
            match &**name {
                "cpu" => amounts.cpu = amount,
                "memory" => amounts.memory = amount,
                "ephemeral-storage" => amounts.ephemeral_storage = amount,
                name if is_scalar(name) => amounts.scalars.push((name.into(), amount)),
                _ => {}
            }
        }
        amounts
    }

    /// Adds what another pod asks for. What exceeds 64 bits stays at their limit, where nothing more fits.
    pub(super) fn add(&mut self, other: &Self) {
        self.cpu = self.cpu.saturating_add(other.cpu);
        self.memory = self.memory.saturating_add(other.memory);
        self.ephemeral_storage = self.ephemeral_storage.saturating_add(other.ephemeral_storage);
        for (name, amount) in &other.scalars {
            match self.scalars.binary_search_by(|(known, _)| known.cmp(name)) {
                Ok(at) => {
                    if let Some((_, sum)) = self.scalars.get_mut(at) {
                        *sum = sum.saturating_add(*amount);
                    }
                }
                Err(at) => self.scalars.insert(at, (name.clone(), *amount)),
            }
        }
    }

    /// The amount of a resource that is neither cpu, memory nor ephemeral storage.
    pub(super) fn scalar(&self, name: &str) -> i64 {
        let at = self.scalars.binary_search_by(|(known, _)| (**known).cmp(name));
        at.ok().and_then(|at| self.scalars.get(at)).map_or(0, |(_, amount)| *amount)
    }

    /// The amount of any resource.
    pub(super) fn of(&self, name: &str) -> i64 {
        match name {
            "cpu" => self.cpu,
            "memory" => self.memory,
            "ephemeral-storage" => self.ephemeral_storage,
            name => self.scalar(name),
        }
    }
}

/// Whether the scheduler counts pieces of it: huge pages, volumes that can be attached, names of Kubernetes' own domain,
/// and extended resources. Source: `IsScalarResourceName` in Kubernetes' `pkg/scheduler/util`.
fn is_scalar(name: &str) -> bool {
    name.starts_with("hugepages-")
        || name.starts_with("attachable-volumes-")
        || name.contains("kubernetes.io/")
        || (name.contains('/') && !name.starts_with("requests.") && LabelKey::new(&format!("requests.{name}")).is_ok())
}

/// Reads a list of quantities; each that cannot be read, or is below zero, is a problem.
pub(super) fn read(
    list: Option<&BTreeMap<String, k8s_openapi::apimachinery::pkg::api::resource::Quantity>>,
    object: &str,
    path: &str,
    problems: &mut Problems,
) -> Quantities {
    let mut quantities = Quantities::new();
    for (name, text) in list.into_iter().flatten() {
        match text.0.parse::<Quantity>() {
            Ok(quantity) if quantity < Quantity::ZERO => {
                problems.add(object, format!("{path}.{name}"), format!("found {quantity}, expected 0 or more"));
            }
            Ok(quantity) => {
                // As the API server stores it: `SetDefaults_ResourceList` in Kubernetes' `pkg/apis/core/v1/defaults.go`.
                quantities.insert(name.as_str().into(), quantity.rounded_up(3));
            }
            Err(error) => problems.add(object, format!("{path}.{name}"), error.to_string()),
        }
    }
    quantities
}
