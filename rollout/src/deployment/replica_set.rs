//! One replica set, as far as the arithmetic of a Deployment looks at it.

/// One replica set of a [`Deployment`](crate::Deployment), as numbers of pods: what is asked for (`replicas`), what
/// there is, and what the controller wrote on it when it last scaled it.
///
/// Every combination is legal, since a controller acts on what it last saw: right after it has scaled a set down,
/// more pods may be available than are asked for.
///
/// # Examples
/// ```
/// use pavedroad_rollout::ReplicaSet;
///
/// // Ten pods of the first revision, of which one has died.
/// let mut set = ReplicaSet::running(10, 1);
/// set.available = 9;
/// assert_eq!((set.replicas, set.pods, set.available), (10, 10, 9));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct ReplicaSet {
    /// How many pods it shall have: `spec.replicas`.
    pub replicas: u32,
    /// How many pods it has, ready or not: `status.replicas`.
    pub pods: u32,
    /// How many of them are ready: `status.readyReplicas`.
    pub ready: u32,
    /// How many of them have been ready for `minReadySeconds`: `status.availableReplicas`.
    pub available: u32,
    /// Its place in the order in which the sets were created: any number that grows, such as a timestamp. No two sets
    /// of a Deployment share one. It stays when an undo makes an old set the new one again.
    pub created: u64,
    /// The annotation `deployment.kubernetes.io/revision`; 0 before the controller has set it.
    pub revision: u64,
    /// The annotation `deployment.kubernetes.io/desired-replicas`: the Deployment's replicas when it was last scaled.
    pub desired_replicas: Option<u32>,
    /// The annotation `deployment.kubernetes.io/max-replicas`: replicas and surge when it was last scaled.
    pub max_replicas: Option<u64>,
}

impl ReplicaSet {
    /// A set that has all its pods, every one available. It is created in the order of its revision and has no
    /// annotations of its size yet.
    #[must_use]
    pub const fn running(replicas: u32, revision: u64) -> Self {
        Self {
            replicas,
            pods: replicas,
            ready: replicas,
            available: replicas,
            created: revision,
            revision,
            desired_replicas: None,
            max_replicas: None,
        }
    }
}
