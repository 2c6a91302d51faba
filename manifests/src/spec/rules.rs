//! What has to hold between the sections of an app. Each rule takes the values it is about, `None` where they are wrong
//! themselves, and reports at the place in the merged tree that has to change.

mod backends;
mod disruption;
mod mesh;
mod mounts;
mod names;
mod pod_security;
mod replicas;
mod routes;
mod routing;
mod versions;

pub(super) use backends::backends;
pub(super) use disruption::disruption;
pub(super) use mesh::mesh;
pub(super) use mounts::mounts;
pub(super) use names::{Named, names};
pub(super) use pod_security::pod_security;
pub(super) use replicas::replicas;
pub(super) use routes::routes;
pub(super) use routing::{Routed, routing};
pub(super) use versions::{Versions, versions};
