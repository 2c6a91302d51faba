//! Tables of accepted and refused texts. The generated reference page prints them too.

pub(crate) mod cron_schedules;
pub(crate) mod digests;
pub(crate) mod image_references;
pub(crate) mod kubernetes_names;
pub(crate) mod label_selectors;
