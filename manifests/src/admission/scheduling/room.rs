//! How many more pods fit.

use std::collections::BTreeMap;
use std::sync::Arc;

use pavedroad_rollout::RollingUpdate;

use super::placement::Placed;
use super::pod_info::PodInfo;
use super::scores::ScoringStrategy;
use super::snapshot::Snapshot;

/// How many more pods of one kind fit: see [`Snapshot::room_for`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Room {
    /// How many fit in all.
    pub pods: u32,
    /// How many of them on each node, in the order of names; nodes that take none are left out.
    pub nodes: BTreeMap<Arc<str>, u32>,
    /// Why the next one fits nowhere; nothing if the search ended at its limit.
    pub limit: Option<Arc<str>>,
}

/// What a rolling update needs at its peak: see [`Snapshot::surge`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Surge {
    /// The most pods there may be, old and new together.
    pub most_pods: u64,
    /// How many of them are on top of the replicas.
    pub surge: u64,
    /// How many of those the nodes have room for beside everything that runs now.
    pub room: Room,
    /// Whether the update can go on although they do not all fit: at least one does, or old pods may go first.
    pub can_start: bool,
}

impl Surge {
    /// Whether the whole surge fits.
    #[must_use]
    pub fn fits(&self) -> bool {
        u64::from(self.room.pods) >= self.surge
    }
}

impl Snapshot {
    /// How many more pods of this kind fit, put on the nodes one after another; `at_most` bounds the search.
    ///
    /// For a pod without constraints on other pods the number is exact. Spreading and anti-affinity can make it depend on
    /// the order of the nodes, which is then the one of [`place`](Self::place) by the scheduler's default strategy.
    ///
    /// # Examples
    /// ```
    /// use k8s_openapi::api::core::v1::{Node, Pod};
    /// use pavedroad_manifests::admission::{PodInfo, Snapshot};
    ///
    /// let node: Node = serde_json::from_str(
    ///     r#"{"metadata": {"name": "node-1"}, "status": {"allocatable": {"cpu": "4", "memory": "32G", "pods": "30"}}}"#,
    /// )?;
    /// let pod: Pod = serde_json::from_str(
    ///     r#"{"metadata": {"name": "frontend"}, "spec": {"containers": [
    ///         {"name": "db", "resources": {"requests": {"cpu": "250m", "memory": "64Mi"}}},
    ///         {"name": "wp", "resources": {"requests": {"cpu": "250m", "memory": "64Mi"}}}]}}"#,
    /// )?;
    /// let room = Snapshot::new(&[node], &[])?.room_for(&PodInfo::new(&pod)?, 1000);
    /// assert_eq!(room.pods, 8);
    /// assert_eq!(room.limit.as_deref(), Some("0/1 nodes are available: 1 Insufficient cpu."));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn room_for(&self, pod: &PodInfo, at_most: u32) -> Room {
        let mut after = self.clone();
        let mut room = Room { pods: 0, nodes: BTreeMap::new(), limit: None };
        after.fill(pod, at_most, ScoringStrategy::LeastAllocated, |placed| match placed {
            Placed::On(node) => {
                room.pods += 1;
                *room.nodes.entry(node).or_insert(0) += 1;
            }
            Placed::Unschedulable(message) => room.limit = Some(message),
        });
        room
    }

    /// Whether a rolling update of a workload with so many replicas finds room: beside the pods that run now, its old ones
    /// among them, `maxSurge` new pods run at its peak.
    ///
    /// # Examples
    /// ```
    /// use k8s_openapi::api::core::v1::{Node, Pod};
    /// use pavedroad_manifests::admission::{PodInfo, ScoringStrategy, Snapshot};
    /// use pavedroad_rollout::RollingUpdate;
    ///
    /// let node: Node = serde_json::from_str(
    ///     r#"{"metadata": {"name": "node-1"}, "status": {"allocatable": {"cpu": "4", "memory": "8Gi", "pods": "30"}}}"#,
    /// )?;
    /// let pod: Pod = serde_json::from_str(
    ///     r#"{"metadata": {"name": "web"}, "spec": {"containers": [
    ///         {"name": "app", "resources": {"requests": {"cpu": "400m"}}}]}}"#,
    /// )?;
    /// let pod = PodInfo::new(&pod)?;
    /// let mut snapshot = Snapshot::new(&[node], &[])?;
    /// snapshot.place(&vec![pod.clone(); 8], ScoringStrategy::LeastAllocated);
    ///
    /// // Eight replicas leave room for two more pods; 25 % of eight is two, 50 % four.
    /// assert!(snapshot.surge(&pod, 8, RollingUpdate::KUBERNETES).fits());
    /// let half = snapshot.surge(&pod, 8, RollingUpdate::from_static("50%", "0"));
    /// assert_eq!((half.most_pods, half.surge, half.room.pods, half.can_start), (12, 4, 2, true));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn surge(&self, new: &PodInfo, replicas: u32, update: RollingUpdate) -> Surge {
        let bounds = update.bounds(replicas);
        let room = self.room_for(new, u32::try_from(bounds.surge).unwrap_or(u32::MAX));
        let can_start = bounds.surge == 0 || room.pods > 0 || bounds.unavailable > 0;
        Surge { most_pods: bounds.most_pods, surge: bounds.surge, room, can_start }
    }
}
