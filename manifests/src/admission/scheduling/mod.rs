//! What the scheduler would do.

mod amounts;
mod cycle;
mod daemon;
mod diagnosis;
mod error;
mod node_affinity;
mod node_info;
mod placement;
mod pod_affinity;
mod pod_info;
mod ports;
mod reason;
mod requests;
mod room;
mod scores;
mod selector;
mod snapshot;
mod taints;
mod topology;
mod topology_spread;
mod volumes;

pub(crate) use daemon::daemon_nodes;
pub use diagnosis::Diagnosis;
pub use error::{SchedulingError, SchedulingProblem};
pub use node_info::NodeInfo;
pub use placement::Placed;
pub use pod_info::PodInfo;
pub use reason::Reason;
pub use room::{Room, Surge};
pub use scores::{Scores, ScoringStrategy};
pub use snapshot::Snapshot;
