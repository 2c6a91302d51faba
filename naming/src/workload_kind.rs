//! The kinds of objects that make pods.

use std::fmt;

/// A kind of object whose controller makes pods. A bare ReplicaSet and a ReplicationController name pods as a
/// DaemonSet does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum WorkloadKind {
    /// `ai-dc-web-8566595ffb-gwphf`, through a ReplicaSet.
    Deployment,
    /// `web-0`.
    StatefulSet,
    /// `filebeat-gwphf`.
    DaemonSet,
    /// `migrate-gwphf`, or `migrate-3-gwphf` when it is indexed.
    Job,
    /// `sync-27786000-gwphf`, through a Job.
    CronJob,
}

impl WorkloadKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::Deployment, Self::StatefulSet, Self::DaemonSet, Self::Job, Self::CronJob];

    /// The `kind` of such an object: `Deployment`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Deployment => "Deployment",
            Self::StatefulSet => "StatefulSet",
            Self::DaemonSet => "DaemonSet",
            Self::Job => "Job",
            Self::CronJob => "CronJob",
        }
    }

    /// How its pods are named, for a message.
    pub(crate) const fn pattern(self) -> &'static str {
        match self {
            Self::Deployment => "its name, '-', the hash of its template, '-' and 5 characters",
            Self::StatefulSet => "its name, '-' and an ordinal",
            Self::DaemonSet => "its name, '-' and 5 characters",
            Self::Job => "its name, '-', an index and '-' where it is indexed, and 5 characters",
            Self::CronJob => "its name, '-', the minute it was due, '-' and 5 characters",
        }
    }
}

impl fmt::Display for WorkloadKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
