//! The rolling update of a StatefulSet: pods in the order of their ordinals.

mod simulation;
mod update;

pub use simulation::StatefulSetSimulation;
pub use update::{OrdinalPod, PodManagement, StatefulSetAction, StatefulSetUpdate};
