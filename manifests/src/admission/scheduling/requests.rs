//! What a pod asks for: the sum the scheduler reserves.

use k8s_openapi::api::core::v1::{Container, ContainerStatus, Pod, ResourceRequirements};

use super::amounts::{Amounts, Quantities, read};
use super::error::Problems;
use crate::Quantity;

/// What a container without a request counts as in two of the scores.
const MISSING_CPU: Quantity = Quantity::from_static("100m");
const MISSING_MEMORY: Quantity = Quantity::from_static("209715200");

/// What a pod asks for, in the two ways the scheduler sums it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Requests {
    /// What is reserved.
    pub(super) reserved: Amounts,
    /// What counts in the scores of allocation while the pod waits, and what counts of it once it runs: containers
    /// without a request count as 100m and 200Mi. The two differ only for pods with resources of their own.
    pub(super) scored: Scored,
    pub(super) scored_running: Scored,
}

/// Thousandths of a core and bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Scored {
    pub(super) cpu: i64,
    pub(super) memory: i64,
}

impl Requests {
    /// Sums a pod up. Source: `PodRequests` in Kubernetes' `component-helpers/resource/helpers.go`, `CalculateResource`
    /// in its `pkg/scheduler/framework/types.go` and, for requests that come from limits, `SetDefaults_Pod` in its
    /// `pkg/apis/core/v1/defaults.go`.
    pub(super) fn new(pod: &Pod, object: &str, problems: &mut Problems) -> Self {
        let parts = Parts::read(pod, object, problems);
        let reserved = parts.total(&[]);
        let cpu = ("cpu", MISSING_CPU);
        let memory = ("memory", MISSING_MEMORY);
        let waiting = parts.total(&[cpu.clone(), memory.clone()]);
        let mut missing = vec![cpu, memory];
        if !parts.pod_level.is_empty() {
            missing.retain(|(name, _)| !reserved.contains_key(*name));
        }
        let running = parts.total(&missing);
        let path = "spec (requests of all containers)";
        let mut amounts = |quantities| Amounts::new(quantities, object, path, problems);
        let reserved = amounts(&reserved);
        // The other two sums differ from the first in cpu and memory alone, and little: they need no report of their own.
        let mut unheard = Problems::default();
        let mut scored = |quantities| {
            let amounts = Amounts::new(quantities, object, path, &mut unheard);
            Scored { cpu: amounts.cpu, memory: amounts.memory }
        };
        Self { reserved, scored: scored(&waiting), scored_running: scored(&running) }
    }
}

/// The lists a pod's total is made of.
struct Parts {
    containers: Vec<Quantities>,
    /// Each with whether it runs on beside the containers (a sidecar).
    init_containers: Vec<(Quantities, bool)>,
    /// The pod's own requests; they take the place of the containers' sum.
    pod_level: Quantities,
    overhead: Quantities,
}

impl Parts {
    fn read(pod: &Pod, object: &str, problems: &mut Problems) -> Self {
        let status = pod.status.as_ref();
        let statuses: Vec<&ContainerStatus> = [
            status.and_then(|status| status.container_statuses.as_deref()),
            status.and_then(|status| status.init_container_statuses.as_deref()),
        ]
        .into_iter()
        .flatten()
        .flatten()
        .collect();
        let conditions = status.and_then(|status| status.conditions.as_deref()).unwrap_or_default();
        let infeasible = conditions.iter().any(|condition| {
            condition.type_ == "PodResizePending" && condition.reason.as_deref() == Some("Infeasible")
        });
        let mut container = |container: &Container, path: String, resizable: bool| {
            let asked = with_defaults(container.resources.as_ref(), object, &path, problems);
            let status = statuses.iter().find(|status| status.name == container.name).filter(|_| resizable);
            match status.and_then(|status| status.resources.as_ref().map(|resources| (status, resources))) {
                None => asked,
                Some((status, resources)) => {
                    let path = format!("status.containerStatuses[{}]", container.name);
                    let mut most = if infeasible { Quantities::new() } else { asked };
                    raise(&mut most, &read(resources.requests.as_ref(), object, &path, problems));
                    raise(&mut most, &read(status.allocated_resources.as_ref(), object, &path, problems));
                    most
                }
            }
        };
        let Some(spec) = pod.spec.as_ref() else {
            return Self {
                containers: Vec::new(),
                init_containers: Vec::new(),
                pod_level: Quantities::new(),
                overhead: Quantities::new(),
            };
        };
        let containers = spec.containers.iter().enumerate();
        let containers = containers.map(|(at, each)| container(each, format!("spec.containers[{at}]"), true)).collect();
        let init_containers = spec.init_containers.iter().flatten().enumerate();
        let init_containers = init_containers
            .map(|(at, each)| {
                let sidecar = is_sidecar(each);
                (container(each, format!("spec.initContainers[{at}]"), sidecar), sidecar)
            })
            .collect();
        let overhead = read(spec.overhead.as_ref(), object, "spec.overhead", problems);
        let mut parts = Self { containers, init_containers, pod_level: Quantities::new(), overhead };
        parts.pod_level = parts.pod_level(spec.resources.as_ref(), object, problems);
        parts
    }

    /// The pod's own requests, with what the API server fills in: the containers' sum, or else the pod's own limit.
    fn pod_level(&self, resources: Option<&ResourceRequirements>, object: &str, problems: &mut Problems) -> Quantities {
        let Some(resources) = resources else { return Quantities::new() };
        let mut requests = read(resources.requests.as_ref(), object, "spec.resources.requests", problems);
        let limits = read(resources.limits.as_ref(), object, "spec.resources.limits", problems);
        if !limits.is_empty() {
            let overcommitted = |name: &str| matches!(name, "cpu" | "memory");
            for (name, sum) in self.aggregate(&[]).into_iter().filter(|(name, _)| overcommitted(name)) {
                requests.entry(name).or_insert(sum);
            }
        }
        for (name, limit) in limits {
            requests.entry(name).or_insert(limit);
        }
        requests.retain(|name, _| matches!(&**name, "cpu" | "memory") || name.starts_with("hugepages-"));
        requests
    }

    /// The larger of the containers' sum and the init containers' peak; `missing` counts for each container without a
    /// request of that name.
    fn aggregate(&self, missing: &[(&'static str, Quantity)]) -> Quantities {
        let filled = |requests: &Quantities| {
            let mut requests = requests.clone();
            for (name, quantity) in missing {
                requests.entry((*name).into()).or_insert_with(|| quantity.clone());
            }
            requests
        };
        let mut sum = Quantities::new();
        for requests in &self.containers {
            add(&mut sum, &filled(requests));
        }
        let (mut sidecars, mut peak) = (Quantities::new(), Quantities::new());
        for (requests, is_sidecar) in &self.init_containers {
            let requests = filled(requests);
            if *is_sidecar {
                add(&mut sum, &requests);
                add(&mut sidecars, &requests);
                raise(&mut peak, &sidecars);
            } else {
                let mut step = requests;
                add(&mut step, &sidecars);
                raise(&mut peak, &step);
            }
        }
        raise(&mut sum, &peak);
        sum
    }

    fn total(&self, missing: &[(&'static str, Quantity)]) -> Quantities {
        let mut total = self.aggregate(missing);
        total.extend(self.pod_level.iter().map(|(name, quantity)| (name.clone(), quantity.clone())));
        add(&mut total, &self.overhead);
        total
    }
}

/// Whether an init container goes on running beside the pod's containers.
pub(super) fn is_sidecar(container: &Container) -> bool {
    container.restart_policy.as_deref() == Some("Always")
}

/// A container's requests; a limit without a request is one, as the API server fills it in.
fn with_defaults(
    resources: Option<&ResourceRequirements>,
    object: &str,
    path: &str,
    problems: &mut Problems,
) -> Quantities {
    let Some(resources) = resources else { return Quantities::new() };
    let mut requests = read(resources.limits.as_ref(), object, &format!("{path}.resources.limits"), problems);
    requests.extend(read(resources.requests.as_ref(), object, &format!("{path}.resources.requests"), problems));
    requests
}

fn add(sum: &mut Quantities, other: &Quantities) {
    for (name, quantity) in other {
        *sum.entry(name.clone()).or_insert(Quantity::ZERO) += quantity;
    }
}

fn raise(most: &mut Quantities, other: &Quantities) {
    for (name, quantity) in other {
        let entry = most.entry(name.clone()).or_insert_with(|| quantity.clone());
        if quantity > entry {
            *entry = quantity.clone();
        }
    }
}
