//! What the API server would say of an object, before anything is applied.
//!
//! Every function takes the types of `k8s-openapi` and answers in the server's own words.
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
mod container_resources;
mod effective;
mod resource_list;

pub use amount_error::{AmountError, AmountErrors};
pub use container_resources::{ContainerResources, ContainerRole};
pub use effective::PodResources;
pub use resource_list::ResourceList;
