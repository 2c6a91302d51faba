//! What the API server and the scheduler would answer, before anything is applied.

mod scheduling;

pub use scheduling::{
    Diagnosis, NodeInfo, Placed, PodInfo, Reason, Room, SchedulingError, SchedulingProblem, Scores, ScoringStrategy,
    Snapshot, Surge,
};
