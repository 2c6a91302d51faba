//! How much objects need, and what is left of what there is.

pub(crate) mod count;
mod demand;
mod error;
mod headroom;
pub(crate) mod namespace;
mod owned;
mod range;

pub use demand::Demand;
pub use error::CapacityError;
pub use headroom::{NodeHeadroom, QuotaHeadroom};
pub use namespace::NamespaceCapacity;
pub use range::DemandRange;

use std::collections::{BTreeMap, BTreeSet};

use k8s_openapi::api::core::v1::Node;
use pavedroad_naming::{BusinessLine, Convention};
use serde::Serialize;

use super::{ResourceList, default_pod};
use crate::object::Object;
use crate::pods;
use error::Refused;

/// How much the pods of all objects need, by namespace, and what quotas and nodes give.
///
/// - Pods are counted as the API server would store them: with its own defaults, and with those of the LimitRanges among
///   the objects. What admission webhooks add is not known, such as the proxy that a mesh injects; one that is written in
///   the manifest counts.
/// - A workload that an autoscaler scales counts with both of its numbers.
/// - What a controller made (ReplicaSets, pods, claims of StatefulSets) is counted with its owner alone if that is among
///   the objects. Pods that ended take nothing.
/// - A Job's pods count as many as run at once; a CronJob's in the most and not in the least, since they run now and then.
/// - Pods of a DaemonSet count once for each node that they go to.
/// - Of a quota, what the objects use is counted, not what its status says.
///
/// # Examples
/// ```
/// use pavedroad_manifests::admission::Capacity;
/// use pavedroad_manifests::{AppSpec, Platform};
///
/// let text = "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nresources: {cpu: 250m, memory: 512Mi}\nreplicas: 4\n";
/// let platform = Platform::default();
/// let spec = AppSpec::read(&platform, "app.yaml", text)?;
/// let objects = platform.objects(spec.app("test"));
/// let capacity = Capacity::of(&objects, &[])?;
/// let namespace = &capacity.namespaces()[0];
/// assert_eq!(namespace.most().requests().to_string(), "cpu=1,memory=2Gi");
/// // A quarter more while a new version replaces the old one.
/// assert_eq!(namespace.peak().requests().to_string(), "cpu=1250m,memory=2560Mi");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Capacity {
    namespaces: Vec<NamespaceCapacity>,
    nodes: usize,
    open_nodes: usize,
    node_headroom: Vec<NodeHeadroom>,
}

impl Capacity {
    /// Counts what the objects need; `nodes` are those that their pods run on, none if they are not known. Nodes that take
    /// no new pod are not among what there is: those that are cordoned or not ready, and those that a taint keeps for some
    /// pods only.
    ///
    /// # Errors
    /// Every amount of an object or of a node that is no quantity.
    pub fn of<'a>(objects: impl IntoIterator<Item = &'a Object>, nodes: &[Node]) -> Result<Self, CapacityError> {
        let mut by_namespace: BTreeMap<&str, Vec<&Object>> = BTreeMap::new();
        for object in objects {
            // What is the whole cluster's is in no namespace.
            if !matches!(object, Object::Namespace(_) | Object::Node(_)) {
                by_namespace.entry(pods::namespace(object)).or_default().push(object);
            }
        }
        let mut refused = Refused::default();
        let namespaces: Vec<NamespaceCapacity> = by_namespace
            .into_iter()
            .filter(|(_, objects)| objects.iter().any(|object| counts(object)))
            .map(|(name, objects)| NamespaceCapacity::of(name, &objects, nodes, &mut refused))
            .collect();
        let mut allocatable = ResourceList::new();
        let open: Vec<&Node> = nodes.iter().filter(|node| is_open(node)).collect();
        for node in &open {
            let amounts = node.status.as_ref().and_then(|status| status.allocatable.as_ref());
            let name = || format!("Node {}", node.metadata.name.as_deref().unwrap_or_default());
            let amounts = refused.keep_named(name, ResourceList::read("status.allocatable", amounts));
            allocatable.add(&amounts.unwrap_or_default());
        }
        let mut capacity = Self { namespaces, nodes: nodes.len(), open_nodes: open.len(), node_headroom: Vec::new() };
        if !nodes.is_empty() {
            capacity.node_headroom = node_headroom(&capacity.total(|_| true), &allocatable);
        }
        refused.finish(capacity)
    }

    /// The namespaces with pods or with a quota, by name.
    #[must_use]
    pub fn namespaces(&self) -> &[NamespaceCapacity] {
        &self.namespaces
    }

    /// The sums over the namespaces that `keep` answers yes to.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_manifests::admission::Capacity;
    /// use pavedroad_manifests::{AppSpec, Platform};
    ///
    /// let platform = Platform::default();
    /// let text = "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nresources: {cpu: 250m, memory: 512Mi}\n";
    /// let spec = AppSpec::read(&platform, "app.yaml", text)?;
    /// let capacity = Capacity::of(&platform.objects(spec.apps()), &[])?;
    /// assert_eq!(capacity.total(|_| true).most().pods(), 6);
    /// assert_eq!(capacity.total(|namespace| namespace == "ai-prod").most().pods(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn total(&self, keep: impl Fn(&str) -> bool) -> DemandRange {
        let mut sum = DemandRange::default();
        for namespace in self.namespaces.iter().filter(|namespace| keep(namespace.namespace())) {
            sum.add(namespace.demand());
        }
        sum
    }

    /// The sums by business line, as the convention reads it from the names of the namespaces. Those that say no line, or
    /// are not the convention's, are under `None`.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_manifests::admission::Capacity;
    /// use pavedroad_manifests::{AppSpec, Platform};
    ///
    /// let platform = Platform::default();
    /// let text = "image: {tag: 20190510-1033_v20}\nresources: {cpu: 250m, memory: 512Mi}\n";
    /// let web = AppSpec::read(&platform, "web.yaml", format!("app: ai-dc-web\n{text}"))?;
    /// let bid = AppSpec::read(&platform, "bid.yaml", format!("app: ad-bid-api\n{text}"))?;
    /// let capacity = Capacity::of(&platform.objects(web.app("test").into_iter().chain(bid.apps())), &[])?;
    /// let lines = capacity.lines(platform.convention());
    /// let pods = |line: &str| lines.iter().find(|(of, _)| of.as_ref().is_some_and(|of| of == line)).map(|(_, it)| it.most().pods());
    /// assert_eq!((pods("ai"), pods("ad")), (Some(2), Some(6)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn lines(&self, convention: &Convention) -> BTreeMap<Option<BusinessLine>, DemandRange> {
        let mut lines: BTreeMap<_, DemandRange> = BTreeMap::new();
        for namespace in &self.namespaces {
            let line = convention.parse_namespace(namespace.namespace()).ok().and_then(|parts| parts.line);
            lines.entry(line).or_default().add(namespace.demand());
        }
        lines
    }

    /// How many nodes there are; 0 if they are not known.
    #[must_use]
    pub fn nodes(&self) -> usize {
        self.nodes
    }

    /// How many of the nodes take any pod: they are ready, not cordoned, and have no taint that keeps pods away.
    #[must_use]
    pub fn open_nodes(&self) -> usize {
        self.open_nodes
    }

    /// What all namespaces together leave of these nodes, by resource; empty if the nodes are not known. What else runs on
    /// them is not counted.
    #[must_use]
    pub fn node_headroom(&self) -> &[NodeHeadroom] {
        &self.node_headroom
    }
}

fn node_headroom(demand: &DemandRange, allocatable: &ResourceList) -> Vec<NodeHeadroom> {
    let requested = demand.peak().requests().iter().map(|(name, _)| name);
    let names: BTreeSet<&str> = allocatable.iter().map(|(name, _)| name).chain(requested).collect();
    let of = |name: &str| {
        let [least, most, peak] = demand.amounts(name);
        let allocatable = allocatable.get(name).cloned().unwrap_or_default();
        NodeHeadroom { resource: name.to_owned(), allocatable, least, most, peak }
    };
    names.into_iter().map(of).collect()
}

/// Whether any pod may go to the node, whatever it tolerates.
fn is_open(node: &Node) -> bool {
    let conditions = node.status.as_ref().and_then(|status| status.conditions.as_deref()).unwrap_or_default();
    let is_ready = conditions.iter().all(|condition| condition.type_ != "Ready" || condition.status == "True");
    let spec = node.spec.as_ref();
    let taints = spec.and_then(|spec| spec.taints.as_deref()).unwrap_or_default();
    is_ready
        && spec.is_none_or(|spec| spec.unschedulable != Some(true))
        && taints.iter().all(|taint| !matches!(taint.effect.as_str(), "NoSchedule" | "NoExecute"))
}

/// Whether a namespace with it is worth a line.
fn counts(object: &Object) -> bool {
    pods::pods((0, object)).is_some() || matches!(object, Object::ResourceQuota(_))
}
