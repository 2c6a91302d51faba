//! What is there because of another object, and is counted with that.

use std::collections::BTreeSet;

use crate::object::Object;
use crate::pods;

/// The objects of a namespace by kind and name.
pub(super) struct Owners<'a>(BTreeSet<(&'a str, &'a str)>);

impl<'a> Owners<'a> {
    pub(super) fn of(objects: &[&'a Object]) -> Self {
        Self(objects.iter().map(|object| (object.kind(), pods::name(object))).collect())
    }

    /// Whether a controller among the objects made it. What is owned by an object that is not here counts by itself.
    pub(super) fn own(&self, object: &Object) -> bool {
        let references = object.metadata().owner_references.iter().flatten();
        let mut owners = references.filter(|owner| owner.controller == Some(true));
        owners.any(|owner| self.has(&owner.kind, &owner.name)) || self.made_claim(object)
    }

    /// Whether the owner is here, or the owner's own by its name: a ReplicaSet's is its Deployment's and a hash, a Job's its
    /// CronJob's and a time.
    fn has(&self, kind: &str, name: &str) -> bool {
        let above = match kind {
            "ReplicaSet" => Some("Deployment"),
            "Job" => Some("CronJob"),
            _ => None,
        };
        self.0.contains(&(kind, name))
            || above.zip(name.rsplit_once('-')).is_some_and(|(kind, (name, _))| self.0.contains(&(kind, name)))
    }

    /// Whether a StatefulSet made the claim, which often has no owner: its name is that of a template, of the set and of a
    /// pod, `data-db-0`.
    fn made_claim(&self, object: &Object) -> bool {
        let Object::PersistentVolumeClaim(claim) = object else { return false };
        let name = claim.metadata.name.as_deref().unwrap_or_default();
        let Some((stem, ordinal)) = name.rsplit_once('-') else { return false };
        let of_pod = !ordinal.is_empty() && ordinal.bytes().all(|digit| digit.is_ascii_digit());
        of_pod
            && stem
                .match_indices('-')
                .any(|(at, _)| stem.get(at + 1..).is_some_and(|set| self.0.contains(&("StatefulSet", set))))
    }
}
