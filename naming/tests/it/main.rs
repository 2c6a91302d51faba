//! Tests of what a caller sees.

mod ambiguity;
mod contracts;
mod convention_contracts;
mod digests;
mod image_references;
mod kubernetes_names;
mod mutate;
mod name_tables;
mod near_valid;
mod reference_properties;
#[cfg(feature = "schemars")]
mod schemas;
mod traits;
