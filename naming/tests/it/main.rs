//! Tests of what a caller sees.

mod ambiguity;
mod contracts;
mod convention_contracts;
mod convention_errors;
mod convention_properties;
mod conventions;
mod cron_schedules;
mod cron_zones;
mod digests;
mod image_addresses;
mod image_references;
mod inventories;
mod kubernetes_names;
mod label_selectors;
mod mutate;
mod name_tables;
mod near_valid;
mod reference_properties;
#[cfg(feature = "schemars")]
mod schemas;
mod service_rows;
mod tables;
mod traits;
