//! Tests of what a caller sees.

mod ambiguity;
mod builds;
mod cluster_contracts;
mod contracts;
mod convention_contracts;
mod convention_errors;
mod convention_properties;
mod conventions;
mod derived_names;
mod digests;
mod image_addresses;
mod image_references;
mod kubernetes_names;
mod mutate;
mod name_tables;
mod near_valid;
mod pods;
mod reference_properties;
#[cfg(feature = "schemars")]
mod schemas;
mod service_env;
mod service_rows;
mod traits;
