//! How much objects need, and what is left of what there is.

mod demand;
mod headroom;
pub(crate) mod namespace;

pub use demand::Demand;
pub use headroom::QuotaHeadroom;
pub use namespace::NamespaceCapacity;

use std::collections::BTreeMap;

use k8s_openapi::api::core::v1::Node;
use serde::Serialize;

use super::amount_error::AmountErrors;
use super::{ResourceList, default_pod};
use crate::object::Object;
use crate::pods;

/// How much the pods of all objects need, by namespace, and what quotas and nodes give.
///
/// Pods are counted as the API server would store them: with its own defaults, and with those of the LimitRanges among
/// the objects. A workload that an autoscaler scales counts with both of its numbers. What a controller made (ReplicaSets
/// and pods with an owner) is counted with its owner alone. Pods of jobs count once in the most, since they run now and
/// then; pods of a DaemonSet once for each node.
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
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Capacity {
    namespaces: Vec<NamespaceCapacity>,
    nodes: usize,
    allocatable: ResourceList,
}

impl Capacity {
    /// Counts what the objects need; `nodes` are those that their pods run on, none if they are not known.
    ///
    /// # Errors
    /// Every amount of the first object with one that is no quantity.
    pub fn of<'a>(objects: impl IntoIterator<Item = &'a Object>, nodes: &[Node]) -> Result<Self, AmountErrors> {
        let objects: Vec<&Object> = objects.into_iter().collect();
        let mut by_namespace: BTreeMap<&str, Vec<&Object>> = BTreeMap::new();
        for object in &objects {
            // What is the whole cluster's is in no namespace.
            if !matches!(object, Object::Namespace(_) | Object::Node(_)) {
                by_namespace.entry(pods::namespace(object)).or_default().push(object);
            }
        }
        let count = u64::try_from(nodes.len()).unwrap_or(u64::MAX);
        let namespaces = by_namespace
            .into_iter()
            .filter(|(_, objects)| objects.iter().any(|object| counts(object)))
            .map(|(name, objects)| NamespaceCapacity::of(name, &objects, count))
            .collect::<Result<_, _>>()?;
        let mut allocatable = ResourceList::new();
        for node in nodes {
            let amounts = node.status.as_ref().and_then(|status| status.allocatable.as_ref());
            allocatable.add(&ResourceList::read("status.allocatable", amounts)?);
        }
        Ok(Self { namespaces, nodes: nodes.len(), allocatable })
    }

    /// The namespaces, by name.
    #[must_use]
    pub fn namespaces(&self) -> &[NamespaceCapacity] {
        &self.namespaces
    }

    /// The sums over the namespaces that `keep` answers yes to: those of a business line, or all.
    #[must_use]
    pub fn total(&self, keep: impl Fn(&str) -> bool) -> [Demand; 3] {
        let mut sums = [Demand::default(), Demand::default(), Demand::default()];
        for namespace in self.namespaces.iter().filter(|namespace| keep(namespace.namespace())) {
            let [least, most, peak] = &mut sums;
            least.add(namespace.least());
            most.add(namespace.most());
            peak.add(namespace.peak());
        }
        sums
    }

    /// How many nodes there are; 0 if they are not known.
    #[must_use]
    pub fn nodes(&self) -> usize {
        self.nodes
    }

    /// What all nodes together can give to pods.
    #[must_use]
    pub fn allocatable(&self) -> &ResourceList {
        &self.allocatable
    }
}

/// Whether a namespace with it is worth a line.
fn counts(object: &Object) -> bool {
    pods::pods((0, object)).is_some() || matches!(object, Object::ResourceQuota(_))
}
