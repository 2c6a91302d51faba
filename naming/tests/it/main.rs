//! Tests of what a caller sees.

mod ambiguity;
mod builds;
mod cluster_contracts;
mod cluster_names;
mod contracts;
mod convention_contracts;
mod convention_errors;
mod convention_properties;
mod conventions;
mod cron_schedules;
mod cron_zones;
mod derived_names;
mod digests;
mod image_addresses;
mod image_references;
mod inventories;
mod kubernetes_names;
mod label_selectors;
mod mesh_contracts;
mod mesh_properties;
mod mutate;
mod name_tables;
mod near_valid;
mod parts;
mod pods;
mod reference_properties;
#[cfg(feature = "schemars")]
mod schemas;
mod search_lists;
mod service_dns;
mod service_env;
mod service_rows;
mod tables;
mod traits;
mod virtual_hosts;
