//! What a pod asks for as a whole.

use k8s_openapi::api::core::v1::PodSpec;

use super::amount_error::{AmountErrors, AmountReader};
use super::container_resources::read_requirements;
use super::{ContainerResources, ContainerRole, ResourceList};

/// The amounts of a pod, read once: every container's, the pod's own, and its overhead.
///
/// The sums are those of `PodRequests` and `PodLimits` in Kubernetes' `component-helpers/resource/helpers.go`, for a
/// pod that is not being resized.
///
/// # Examples
/// ```
/// use k8s_openapi::api::core::v1::PodSpec;
/// use pavedroad_manifests::admission::PodResources;
/// use serde_json::{from_value, json};
///
/// // A sidecar runs beside the init containers after it, and beside the containers.
/// let spec: PodSpec = from_value(json!({
///     "initContainers": [
///         {"name": "proxy", "restartPolicy": "Always", "resources": {"requests": {"cpu": "100m"}}},
///         {"name": "migrate", "resources": {"requests": {"cpu": "1"}}},
///     ],
///     "containers": [{"name": "web", "resources": {"requests": {"cpu": "250m"}, "limits": {"cpu": "2"}}}],
///     "overhead": {"cpu": "50m"},
/// }))?;
/// let pod = PodResources::read(&spec)?;
/// assert_eq!(pod.requests().to_string(), "cpu=1150m");
/// assert_eq!(pod.limits().to_string(), "cpu=2050m");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PodResources {
    containers: Vec<ContainerResources>,
    has_own: bool,
    own_requests: ResourceList,
    own_limits: ResourceList,
    overhead: ResourceList,
}

impl PodResources {
    /// Reads every amount of a pod.
    ///
    /// # Errors
    /// Every amount that is no quantity, with its place.
    pub fn read(spec: &PodSpec) -> Result<Self, AmountErrors> {
        let mut reader = AmountReader::default();
        let mut containers = Vec::new();
        for (at, container) in spec.init_containers.iter().flatten().enumerate() {
            let path = format!("spec.initContainers[{at}]");
            containers.push(ContainerResources::read(&mut reader, &path, container, true));
        }
        for (at, container) in spec.containers.iter().enumerate() {
            let path = format!("spec.containers[{at}]");
            containers.push(ContainerResources::read(&mut reader, &path, container, false));
        }
        let (own_requests, own_limits) = read_requirements(&mut reader, "spec", spec.resources.as_ref());
        let overhead = reader.list("spec.overhead", spec.overhead.as_ref());
        reader.finish(Self { containers, has_own: spec.resources.is_some(), own_requests, own_limits, overhead })
    }

    /// The containers: init containers and sidecars in their order, then the others in theirs.
    #[must_use]
    pub fn containers(&self) -> &[ContainerResources] {
        &self.containers
    }

    /// Whether the pod has `resources` of its own, be they empty.
    pub(super) fn has_own(&self) -> bool {
        self.has_own
    }

    /// The requests of the pod as a whole (`spec.resources.requests`), which take the place of the containers' sum.
    #[must_use]
    pub fn own_requests(&self) -> &ResourceList {
        &self.own_requests
    }

    /// The limits of the pod as a whole (`spec.resources.limits`).
    #[must_use]
    pub fn own_limits(&self) -> &ResourceList {
        &self.own_limits
    }

    /// What running the pod takes besides its containers (`spec.overhead`).
    #[must_use]
    pub fn overhead(&self) -> &ResourceList {
        &self.overhead
    }

    /// What the scheduler and quotas count: the greater of what runs together in the end and of what runs together
    /// at any time before, then the pod's own requests in place of it, then the overhead.
    #[must_use]
    pub fn requests(&self) -> ResourceList {
        let mut requests = self.container_requests();
        replace(&mut requests, &self.own_requests);
        requests.add(&self.overhead);
        requests
    }

    /// What the pod may not exceed, summed like [`requests`](Self::requests); overhead counts
    /// where there is a limit other than 0.
    /// A limit here does not bound the containers without one.
    #[must_use]
    pub fn limits(&self) -> ResourceList {
        let mut limits = self.container_limits();
        replace(&mut limits, &self.own_limits);
        let overhead = self.overhead.filter(|name| limits.get(name).is_some_and(|limit| !limit.is_zero()));
        limits.add(&overhead);
        limits
    }

    /// The requests of the containers together, without the pod's own and without overhead.
    #[must_use]
    pub fn container_requests(&self) -> ResourceList {
        self.peak(ContainerResources::requests)
    }

    /// The limits of the containers together, without the pod's own and without overhead.
    #[must_use]
    pub fn container_limits(&self) -> ResourceList {
        self.peak(ContainerResources::limits)
    }

    /// The formula of KEP 753: an init container runs beside the sidecars before it, a container beside all of them.
    fn peak(&self, amounts: impl Fn(&ContainerResources) -> &ResourceList) -> ResourceList {
        let (mut together, mut sidecars, mut before) = <(ResourceList, ResourceList, ResourceList)>::default();
        // In Go the containers come first, and a sum takes the format of its first amount.
        for container in self.containers.iter().filter(|container| container.role() == ContainerRole::App) {
            together.add(amounts(container));
        }
        for container in &self.containers {
            match container.role() {
                ContainerRole::App => {}
                ContainerRole::Sidecar => {
                    together.add(amounts(container));
                    sidecars.add(amounts(container));
                    before.raise(&sidecars);
                }
                ContainerRole::Init => {
                    let mut now = amounts(container).clone();
                    now.add(&sidecars);
                    before.raise(&now);
                }
            }
        }
        together.raise(&before);
        together
    }
}

/// Whether a pod may have amounts of its own of a resource. Source: `IsSupportedPodLevelResource` in Kubernetes'
/// `component-helpers/resource/helpers.go`.
pub(super) fn is_pod_level(name: &str) -> bool {
    matches!(name, "cpu" | "memory") || name.starts_with("hugepages-")
}

/// The pod's own amounts in place of its containers'.
fn replace(amounts: &mut ResourceList, own: &ResourceList) {
    for (name, amount) in own.iter().filter(|(name, _)| is_pod_level(name)) {
        amounts.insert(name, amount.clone());
    }
}
