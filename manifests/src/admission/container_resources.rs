//! What one container asks for, and when it runs.

use k8s_openapi::api::core::v1::{Container, ResourceRequirements};

use super::ResourceList;
use super::amount_error::AmountReader;

/// When a container runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ContainerRole {
    /// Runs to its end before the next one starts.
    Init,
    /// An init container with `restartPolicy: Always`: runs from its place in the order until the pod ends.
    Sidecar,
    /// Runs after all init containers.
    App,
}

/// The requests and limits of a container, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContainerResources {
    name: String,
    role: ContainerRole,
    requests: ResourceList,
    limits: ResourceList,
}

impl ContainerResources {
    pub(super) fn read(reader: &mut AmountReader, path: &str, container: &Container, init: bool) -> Self {
        let (requests, limits) = read_requirements(reader, path, container.resources.as_ref());
        let role = match (init, container.restart_policy.as_deref()) {
            (false, _) => ContainerRole::App,
            (true, Some("Always")) => ContainerRole::Sidecar,
            (true, _) => ContainerRole::Init,
        };
        Self { name: container.name.clone(), role, requests, limits }
    }

    /// The container's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// When it runs.
    #[must_use]
    pub fn role(&self) -> ContainerRole {
        self.role
    }

    /// What is set aside for it.
    #[must_use]
    pub fn requests(&self) -> &ResourceList {
        &self.requests
    }

    /// What it may not exceed.
    #[must_use]
    pub fn limits(&self) -> &ResourceList {
        &self.limits
    }
}

/// Requests and limits under `path`.
pub(super) fn read_requirements(
    reader: &mut AmountReader,
    path: &str,
    resources: Option<&ResourceRequirements>,
) -> (ResourceList, ResourceList) {
    let mut list = |name, amounts: Option<_>| reader.list(&format!("{path}.resources.{name}"), amounts);
    let requests = list("requests", resources.and_then(|resources| resources.requests.as_ref()));
    let limits = list("limits", resources.and_then(|resources| resources.limits.as_ref()));
    (requests, limits)
}
