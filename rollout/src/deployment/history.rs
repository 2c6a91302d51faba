//! The revisions of a Deployment: their numbers, undo, and which old sets are deleted.

use super::replica_set::ReplicaSet;
use super::state::Deployment;
use crate::error::{RolloutError, RolloutErrorKind};

impl Deployment {
    /// Goes back to a revision, or to the one before the latest; returns the revision it went to. The next reconcile
    /// gives its set a revision above all others. Nothing changes when the set of that revision is the new one.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_rollout::{Deployment, DeploymentStrategy, RollingUpdate};
    ///
    /// let strategy = DeploymentStrategy::RollingUpdate(RollingUpdate::KUBERNETES);
    /// let mut deployment = Deployment::running(10, strategy);
    /// deployment.update();
    /// deployment.reconcile();
    /// assert_eq!(deployment.new_set().map(|set| set.revision), Some(2));
    ///
    /// assert_eq!(deployment.undo(None)?, 1);
    /// deployment.reconcile();
    /// assert_eq!(deployment.new_set().map(|set| set.revision), Some(3)); // What was revision 1.
    /// # Ok::<(), pavedroad_rollout::RolloutError>(())
    /// ```
    ///
    /// # Errors
    /// - the Deployment is paused, as `kubectl rollout undo` refuses;
    /// - no set has that revision, or there is no revision before the latest.
    ///
    /// Source: `rollback` in Kubernetes' `pkg/controller/deployment/rollback.go`, and kubectl's
    /// `pkg/polymorphichelpers/rollback.go`.
    pub fn undo(&mut self, revision: Option<u64>) -> Result<u64, RolloutError> {
        let asked = revision.map_or_else(|| "the previous one".to_owned(), |revision| revision.to_string());
        if self.is_paused() {
            return Err(RolloutError::new(
                "revision to go back to",
                asked,
                RolloutErrorKind::Paused,
                0,
                "a paused Deployment",
                "one that is not paused",
            )
            .with_hint("resume it first"));
        }
        let not_found = |found: String| {
            RolloutError::new(
                "revision to go back to",
                asked,
                RolloutErrorKind::NoRevision,
                0,
                found,
                "the revision of a replica set",
            )
        };
        let revision = match revision.or_else(|| self.previous_revision()) {
            Some(revision) => revision,
            None => return Err(not_found("no revision before the latest".to_owned())),
        };
        if self.new.is_some_and(|set| set.revision == revision) {
            return Ok(revision);
        }
        let Some(at) = self.old.iter().position(|set| set.revision == revision) else {
            let known: Vec<String> = self.revisions().iter().map(u64::to_string).collect();
            return Err(not_found(format!("only {}", known.join(", "))));
        };
        let set = self.old.remove(at);
        self.update();
        self.new = Some(set);
        Ok(revision)
    }

    /// All revisions there are, ascending.
    #[must_use]
    pub fn revisions(&self) -> Vec<u64> {
        let mut revisions: Vec<u64> =
            self.old.iter().chain(&self.new).map(|set| set.revision).filter(|&revision| revision > 0).collect();
        revisions.sort_unstable();
        revisions.dedup();
        revisions
    }

    /// Deletes old sets beyond `history_limit` (`spec.revisionHistoryLimit`, 10 in a Deployment that says nothing),
    /// and returns them. That happens when the rollout is complete or the Deployment is paused, else nothing does.
    ///
    /// Those with the lowest revisions go; older controllers (1.20) took those created first, and so the set
    /// that an undo had just left. A set that has or wants a pod stays, and counts all the same. 2147483647 keeps
    /// all. Source: `cleanupDeployment` in `pkg/controller/deployment/sync.go`.
    pub fn clean_up(&mut self, history_limit: u32) -> Vec<ReplicaSet> {
        let limit = usize::try_from(history_limit).unwrap_or(usize::MAX);
        let excess = self.old.len().saturating_sub(limit);
        if excess == 0 || history_limit >= i32::MAX.unsigned_abs() || !(self.is_paused() || self.is_complete()) {
            return Vec::new();
        }
        let mut oldest: Vec<(u64, u64)> = self.old.iter().map(|set| (set.revision, set.created)).collect();
        oldest.sort_unstable();
        oldest.truncate(excess);
        let mut deleted = Vec::new();
        self.old.retain(|set| {
            let goes = set.replicas == 0 && set.pods == 0 && oldest.contains(&(set.revision, set.created));
            if goes {
                deleted.push(*set);
            }
            !goes
        });
        deleted.sort_unstable_by_key(|set| (set.revision, set.created));
        deleted
    }

    /// The second highest revision, as `LastRevision` finds it.
    fn previous_revision(&self) -> Option<u64> {
        self.revisions().iter().rev().nth(1).copied()
    }

    /// A revision above those of all old sets.
    pub(super) fn next_revision(&self) -> u64 {
        self.old.iter().map(|set| set.revision).max().unwrap_or(0).saturating_add(1)
    }

    /// Gives the new set a revision above all others, if it has none. Source: `getAllReplicaSetsAndSyncRevision`.
    pub(super) fn sync_revision(&mut self) {
        let next = self.next_revision();
        if let Some(set) = &mut self.new {
            set.revision = set.revision.max(next);
        }
    }
}
