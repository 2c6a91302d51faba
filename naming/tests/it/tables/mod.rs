//! Tables of accepted and refused texts. The generated reference page prints them too.

pub(crate) mod builds;
pub(crate) mod cluster_names;
pub(crate) mod conventions;
pub(crate) mod cron_schedules;
pub(crate) mod derived_names;
pub(crate) mod digests;
pub(crate) mod image_addresses;
pub(crate) mod image_references;
pub(crate) mod kubernetes_names;
pub(crate) mod label_selectors;
pub(crate) mod parts;
pub(crate) mod pods;
pub(crate) mod service_dns;
pub(crate) mod service_env;
pub(crate) mod virtual_hosts;
