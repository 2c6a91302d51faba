//! What a container asks for and what it may use, with requests never above limits.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use k8s_openapi::api::core::v1::ResourceRequirements;
use k8s_openapi::apimachinery::pkg::api::resource::Quantity as ApiQuantity;

use crate::resource_problem::{
    ResourcePlace::{self, Limits, Requests},
    ResourceProblem, ResourceProblemKind as Kind, ResourcesError,
};
use crate::{Quantity, ResourceKind, ResourceName};

/// The requests and limits of a container, as the API server accepts them.
///
/// No request is above its limit, nothing is negative, and huge pages and extended resources come in whole pieces
/// with a limit equal to the request. Source: `ValidateResourceRequirements` in Kubernetes'
/// `pkg/apis/core/validation/validation.go`. The API server rounds amounts up to a thousandth before it compares
/// them; this compares what is written.
///
/// # Examples
/// ```
/// use pavedroad_manifests::{Quantity, ResourceName, Resources};
///
/// let resources = Resources::new(
///     [(ResourceName::CPU, "250m".parse()?), (ResourceName::MEMORY, "512Mi".parse()?)],
///     [(ResourceName::MEMORY, "0.5Gi".parse()?)],
/// )?;
/// assert_eq!(resources.request(&ResourceName::CPU), Some(&Quantity::from_static("0.25")));
/// assert_eq!(resources.limit(&ResourceName::CPU), None);
///
/// let error = Resources::new(
///     [(ResourceName::MEMORY, "1Gi".parse()?)],
///     [(ResourceName::MEMORY, "512Mi".parse()?)],
/// )
/// .unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "invalid resources: requests.memory: found 1Gi, expected at most the limit of 512Mi"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Resources {
    requests: BTreeMap<ResourceName, Quantity>,
    limits: BTreeMap<ResourceName, Quantity>,
}

impl Resources {
    /// Puts requests and limits together.
    ///
    /// # Errors
    /// Every problem at once:
    /// - a name given twice in one list;
    /// - a negative amount;
    /// - a request above its limit;
    /// - huge pages or an extended resource whose request has no limit or another one;
    /// - a fraction of an extended resource (`500m` of `nvidia.com/gpu`);
    /// - huge pages that are no whole number of pages (`3Mi` of `hugepages-2Mi`), or without any cpu or memory.
    pub fn new(
        requests: impl IntoIterator<Item = (ResourceName, Quantity)>,
        limits: impl IntoIterator<Item = (ResourceName, Quantity)>,
    ) -> Result<Self, ResourcesError> {
        let mut problems = Vec::new();
        let requests = gathered(Requests, requests, &mut problems);
        let limits = gathered(Limits, limits, &mut problems);
        for (name, amount) in &requests {
            problems.extend(amount_problem(Requests, name, amount));
            problems.extend(limit_problem(name, amount, limits.get(name)));
        }
        for (name, amount) in &limits {
            problems.extend(amount_problem(Limits, name, amount));
        }
        let resources = Self { requests, limits };
        problems.extend(resources.pages_alone());
        match ResourcesError::of(problems) {
            Some(error) => Err(error),
            None => Ok(resources),
        }
    }

    /// What the scheduler sets aside, by name.
    pub fn requests(&self) -> impl ExactSizeIterator<Item = (&ResourceName, &Quantity)> {
        self.requests.iter()
    }

    /// What the container may not exceed, by name.
    pub fn limits(&self) -> impl ExactSizeIterator<Item = (&ResourceName, &Quantity)> {
        self.limits.iter()
    }

    /// The request for one resource, as written. The API server takes the limit where there is none.
    #[must_use]
    pub fn request(&self, name: &ResourceName) -> Option<&Quantity> {
        self.requests.get(name)
    }

    /// The limit of one resource.
    #[must_use]
    pub fn limit(&self, name: &ResourceName) -> Option<&Quantity> {
        self.limits.get(name)
    }

    /// Whether there is neither a request nor a limit.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.requests.is_empty() && self.limits.is_empty()
    }

    /// What Kubernetes accepts, but nobody means: a fraction of a byte (`400m` of memory; the API server answers with
    /// a warning) and less than a thousandth of a core (it is rounded up in silence). Sources: `pkg/api/pod/warnings.go`
    /// and `SetDefaults_ResourceList` in `pkg/apis/core/v1/defaults.go`.
    pub fn warnings(&self) -> impl Iterator<Item = ResourceProblem> {
        let requests = self.requests.iter().map(|(name, amount)| (Requests, name, amount));
        let limits = self.limits.iter().map(|(name, amount)| (Limits, name, amount));
        requests.chain(limits).filter_map(|(place, name, amount)| match name.kind() {
            ResourceKind::Bytes if !amount.is_whole(0) => Some(ResourceProblem::new(
                place,
                name,
                Kind::FractionOfByte,
                written(amount),
                "a whole number of bytes such as 400M or 400Mi",
            )),
            ResourceKind::Cpu if !amount.is_whole(-3) => Some(ResourceProblem::new(
                place,
                name,
                Kind::BelowMilli,
                written(amount),
                "whole thousandths of a core such as 1m",
            )),
            _ => None,
        })
    }

    /// The Kubernetes object.
    #[must_use]
    pub fn to_k8s(&self) -> ResourceRequirements {
        let list = |amounts: &BTreeMap<ResourceName, Quantity>| {
            let list: BTreeMap<String, ApiQuantity> =
                amounts.iter().map(|(name, amount)| (name.as_str().to_owned(), amount.into())).collect();
            (!list.is_empty()).then_some(list)
        };
        ResourceRequirements {
            requests: list(&self.requests),
            limits: list(&self.limits),
            ..ResourceRequirements::default()
        }
    }

    /// Huge pages that have nothing to run with.
    fn pages_alone(&self) -> Option<ResourceProblem> {
        let all = || {
            let requests = self.requests.iter().map(|(name, amount)| (Requests, name, amount));
            requests.chain(self.limits.iter().map(|(name, amount)| (Limits, name, amount)))
        };
        if all().any(|(_, name, _)| matches!(name.as_str(), "cpu" | "memory")) {
            return None;
        }
        let (place, name, amount) = all().find(|(_, name, _)| name.kind() == ResourceKind::HugePages)?;
        Some(ResourceProblem::new(place, name, Kind::PagesAlone, written(amount), "cpu or memory beside huge pages"))
    }
}

/// The amount as somebody wrote it.
fn written(amount: &Quantity) -> String {
    amount.source().map_or_else(|| amount.to_string(), str::to_owned)
}

/// One list, and a problem for every name that comes again; its first amount counts.
fn gathered(
    place: ResourcePlace,
    amounts: impl IntoIterator<Item = (ResourceName, Quantity)>,
    problems: &mut Vec<ResourceProblem>,
) -> BTreeMap<ResourceName, Quantity> {
    let mut list = BTreeMap::new();
    for (name, amount) in amounts {
        match list.entry(name) {
            Entry::Vacant(entry) => {
                entry.insert(amount);
            }
            Entry::Occupied(entry) => {
                let problem =
                    ResourceProblem::new(place, entry.key(), Kind::Duplicate, written(&amount), "each name once");
                problems.push(problem);
            }
        }
    }
    list
}

/// What is wrong about one amount by itself.
fn amount_problem(place: ResourcePlace, name: &ResourceName, amount: &Quantity) -> Option<ResourceProblem> {
    let (kind, expected) = match name.kind() {
        _ if amount < &Quantity::ZERO => (Kind::Negative, "nothing below 0".to_owned()),
        ResourceKind::Extended if !amount.is_whole(0) => (Kind::Fraction, "a whole number".to_owned()),
        ResourceKind::HugePages => {
            let size = name.page_size()?;
            if amount.is_multiple_of(&size) {
                return None;
            }
            (Kind::PartOfPage, format!("whole pages of {size}"))
        }
        _ => return None,
    };
    Some(ResourceProblem::new(place, name, kind, written(amount), expected))
}

/// What is wrong about a request beside its limit.
fn limit_problem(name: &ResourceName, request: &Quantity, limit: Option<&Quantity>) -> Option<ResourceProblem> {
    let equal = matches!(name.kind(), ResourceKind::HugePages | ResourceKind::Extended);
    let (kind, expected) = match limit {
        None if equal => (Kind::NoLimit, "a limit equal to it".to_owned()),
        Some(limit) if equal && request != limit => (Kind::UnequalLimit, format!("the limit of {}", written(limit))),
        Some(limit) if request > limit => (Kind::AboveLimit, format!("at most the limit of {}", written(limit))),
        _ => return None,
    };
    Some(ResourceProblem::new(Requests, name, kind, written(request), expected))
}
