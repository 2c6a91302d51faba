//! What is left of a quota, and of the nodes.

use serde::Serialize;

use crate::Quantity;

/// One amount of a ResourceQuota, and what is used of it.
///
/// # Examples
/// ```
/// use pavedroad_manifests::admission::Capacity;
/// use pavedroad_manifests::{AppSpec, Platform};
///
/// let platform = Platform::read("platform.yaml", "quota: {test: {requests.cpu: 4}}")?;
/// let text = "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nresources: {cpu: 1, memory: 1Gi}\nreplicas: 4\n";
/// let spec = AppSpec::read(&platform, "app.yaml", text)?;
/// let capacity = Capacity::of(&platform.objects(spec.app("test")), &[])?;
/// let cpu = &capacity.namespaces()[0].quotas()[0];
/// assert_eq!((cpu.resource(), cpu.hard().to_string()), ("requests.cpu", "4".to_owned()));
/// assert_eq!((cpu.left().to_string(), cpu.percent()), ("0".to_owned(), Some(100)));
/// // An update needs one pod more at a time.
/// assert_eq!(cpu.left_at_peak().to_string(), "-1");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QuotaHeadroom {
    pub(super) quota: String,
    pub(super) resource: String,
    pub(super) hard: Quantity,
    pub(super) least: Quantity,
    pub(super) most: Quantity,
    pub(super) peak: Quantity,
}

/// One amount of all nodes together, and what is requested of it.
///
/// A sum: that there is room for a pod does not mean that one node has all of it. Where each pod goes is said by
/// [`Snapshot::place`](super::super::Snapshot::place).
///
/// # Examples
/// ```
/// use k8s_openapi::api::core::v1::Node;
/// use pavedroad_manifests::admission::Capacity;
/// use pavedroad_manifests::{AppSpec, Platform};
///
/// let nodes: Vec<Node> = serde_json::from_str(
///     r#"[{"metadata": {"name": "node-1"}, "status": {"allocatable": {"cpu": "3900m", "memory": "15Gi", "pods": "110"}}}]"#,
/// )?;
/// let platform = Platform::default();
/// let text = "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nresources: {cpu: 1, memory: 1Gi}\nreplicas: 3\n";
/// let spec = AppSpec::read(&platform, "app.yaml", text)?;
/// let capacity = Capacity::of(&platform.objects(spec.app("test")), &nodes)?;
/// let cpu = &capacity.node_headroom()[0];
/// assert_eq!((cpu.resource(), cpu.allocatable().to_string()), ("cpu", "3900m".to_owned()));
/// assert_eq!((cpu.left().to_string(), cpu.percent()), ("900m".to_owned(), Some(76)));
/// assert_eq!(cpu.left_at_peak().to_string(), "-100m");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NodeHeadroom {
    pub(super) resource: String,
    pub(super) allocatable: Quantity,
    pub(super) least: Quantity,
    pub(super) most: Quantity,
    pub(super) peak: Quantity,
}

impl QuotaHeadroom {
    /// The ResourceQuota.
    #[must_use]
    pub fn quota(&self) -> &str {
        &self.quota
    }

    /// Its name for the amount, such as `requests.cpu`.
    #[must_use]
    pub fn resource(&self) -> &str {
        &self.resource
    }

    /// What may be used.
    #[must_use]
    pub fn hard(&self) -> &Quantity {
        &self.hard
    }

    /// What the fewest pods use.
    #[must_use]
    pub fn least(&self) -> &Quantity {
        &self.least
    }

    /// What the most pods use.
    #[must_use]
    pub fn most(&self) -> &Quantity {
        &self.most
    }

    /// What is used while every workload is updated at once.
    #[must_use]
    pub fn peak(&self) -> &Quantity {
        &self.peak
    }

    /// What the most pods leave; below 0 if they are too many.
    #[must_use]
    pub fn left(&self) -> Quantity {
        &self.hard - &self.most
    }

    /// What is left while every workload is updated at once; below 0 if not all of them can be.
    #[must_use]
    pub fn left_at_peak(&self) -> Quantity {
        &self.hard - &self.peak
    }

    /// How many percent the most pods use, rounded down; `None` of nothing.
    #[must_use]
    pub fn percent(&self) -> Option<u64> {
        self.most.percent_of(&self.hard)
    }
}

impl NodeHeadroom {
    /// The resource: `cpu`, `memory`, `pods` and what else nodes have or pods request.
    #[must_use]
    pub fn resource(&self) -> &str {
        &self.resource
    }

    /// What the nodes can give to pods; 0 of what they do not have.
    #[must_use]
    pub fn allocatable(&self) -> &Quantity {
        &self.allocatable
    }

    /// What the fewest pods request.
    #[must_use]
    pub fn least(&self) -> &Quantity {
        &self.least
    }

    /// What the most pods request.
    #[must_use]
    pub fn most(&self) -> &Quantity {
        &self.most
    }

    /// What is requested while every workload is updated at once.
    #[must_use]
    pub fn peak(&self) -> &Quantity {
        &self.peak
    }

    /// What the most pods leave; below 0 if they are too many.
    #[must_use]
    pub fn left(&self) -> Quantity {
        &self.allocatable - &self.most
    }

    /// What is left while every workload is updated at once; below 0 if not all of them can be.
    #[must_use]
    pub fn left_at_peak(&self) -> Quantity {
        &self.allocatable - &self.peak
    }

    /// How many percent the most pods request, rounded down; `None` of nothing.
    #[must_use]
    pub fn percent(&self) -> Option<u64> {
        self.most.percent_of(&self.allocatable)
    }
}
