//! What a convention reads in a name, and makes one of.

use crate::{BuildStamp, BusinessLine, ComponentName, Environment, GitRevision, NodeAddress, SystemName};

/// The parts of an app name: `ai-dc-web` is line `ai`, system `dc`, component `web`.
///
/// A part is `None` exactly if the convention's template does not have it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AppParts {
    /// The business line.
    pub line: Option<BusinessLine>,
    /// The system of that line.
    pub system: Option<SystemName>,
    /// The component of that system, or the whole name where a convention has nothing else.
    pub component: ComponentName,
}

/// The parts of a namespace: `ai-test` is line `ai`, environment `test`.
///
/// A part is `None` exactly if the convention's template does not have it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NamespaceParts {
    /// The business line.
    pub line: Option<BusinessLine>,
    /// The environment; `None` where each has a cluster of its own.
    pub environment: Option<Environment>,
}

/// The parts of an image tag: `20190510-1033_v20` is a stamp and a revision.
///
/// A part is `None` exactly if the convention's template does not have it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TagParts {
    /// When the image was built.
    pub stamp: Option<BuildStamp>,
    /// The git tag it was built from.
    pub revision: Option<GitRevision>,
}

/// The parts of a node's name: `k8s-test-node-0-121` is environment `test`, address `0-121`.
///
/// A part is `None` exactly if the convention's template does not have it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeParts {
    /// The environment.
    pub environment: Option<Environment>,
    /// The end of the node's IP address.
    pub address: Option<NodeAddress>,
}
