//! What the API server and the scheduler would say of an object, before anything is applied.
//!
//! Every function takes the types of `k8s-openapi` and answers in their own words.
//!
//! ```
//! use k8s_openapi::api::core::v1::PodSpec;
//! use pavedroad_manifests::admission::PodResources;
//! use serde_json::{from_value, json};
//!
//! let spec: PodSpec = from_value(json!({
//!     "containers": [{"name": "web", "resources": {"requests": {"cpu": "250m", "memory": "512Mi"}}}],
//!     "initContainers": [{"name": "migrate", "resources": {"requests": {"cpu": "1"}}}],
//! }))?;
//! let pod = PodResources::read(&spec)?;
//! assert_eq!(pod.requests().to_string(), "cpu=1,memory=512Mi");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod amount_error;
pub(crate) mod capacity;
mod container_resources;
mod defaults;
mod effective;
mod field_error;
mod go_text;
mod limit_range;
mod limit_range_split;
mod limit_range_validity;
mod limit_violation;
mod namespace;
mod pod_security;
mod qos;
mod qualified_name;
mod quota;
mod quota_scope;
mod quota_surge;
mod quota_usage;
mod quota_violation;
mod refusal;
mod resource_list;
mod scheduling;

pub use amount_error::{AmountError, AmountErrors};
pub use capacity::{Capacity, CapacityError, Demand, DemandRange, NamespaceCapacity, NodeHeadroom, QuotaHeadroom};
pub use container_resources::{ContainerResources, ContainerRole};
pub use defaults::{default_limit_range, default_pod};
pub use effective::PodResources;
pub use field_error::{FieldError, FieldErrorKind, InvalidObject};
pub use limit_range::LimitRangeRules;
pub use limit_range_split::split_limit_range;
pub use limit_range_validity::validate_limit_range;
pub use limit_violation::{LimitBound, LimitFound, LimitViolation};
pub use namespace::{NamespaceRules, PodAdmission, PodRefusal};
pub use pod_security::{
    PodSecurityViolation, PodSecurityViolations, admit_pod_security, pod_security, pod_security_level,
};
pub use qos::QosClass;
pub use quota::Quota;
pub use quota_surge::{SurgeExcess, rolling_update_peak};
pub use quota_usage::QuotaUsage;
pub use quota_violation::QuotaViolation;
pub use refusal::Refusal;
pub use resource_list::ResourceList;
pub use scheduling::*;
