//! Reading any manifest, strictly.
//!
//! ```text
//! file ──> tree (yaml::tree) ──> documents and lists ──> what the kind stands for ──> typed object ──> what was lost
//! ```
//! [`typed`] decodes a value without stopping at its first mistake; [`kept`] compares what is written back with what was
//! read. What the readers of Kubernetes make of a text without quotes is [`scalar`]'s.

mod access;
mod autoscaler;
mod document;
mod error;
mod kept;
mod kind;
pub(crate) mod lost;
pub(crate) mod manifest;
pub(crate) mod manifests;
mod reader;
mod removed;
mod replaced;
mod scalar;
mod typed;
