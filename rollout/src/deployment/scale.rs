//! Scaling while an update is on or paused: every active set by its proportion.

use std::cmp::Reverse;

use super::replica_set::ReplicaSet;
use crate::rolling_update::RollingUpdate;

/// Brings all active sets together to replicas and surge, each by its proportion and the rest to the largest, and
/// notes on each the replicas and the most pods. Whether a size changed.
///
/// Source: the last part of `scale` in Kubernetes' `pkg/controller/deployment/sync.go`, and
/// `GetReplicaSetProportion`. Today a set whose `max-replicas` is 0 is treated as one without, and a set keeps its size
/// when neither it nor the status tells how many pods there were; older controllers (1.20) divided by that zero.
///
/// The numbers are 128 bits wide, above any product of a size and the most pods (2^32 times 2^58). Kubernetes
/// multiplies in 32 bits, which wraps around from about 46,000 pods in one set on.
pub(super) fn proportionally(
    update: RollingUpdate,
    replicas: u32,
    status_pods: u64,
    active: &mut [&mut ReplicaSet],
) -> bool {
    let most_pods = update.bounds(replicas).most_pods;
    let allowed = if replicas == 0 { 0 } else { i128::from(most_pods) };
    let to_add = allowed - active.iter().map(|set| i128::from(set.replicas)).sum::<i128>();
    // The largest first; among equals the newest when there is something to add, else the oldest.
    if to_add > 0 {
        active.sort_unstable_by_key(|set| Reverse((set.replicas, set.created)));
    } else if to_add < 0 {
        active.sort_unstable_by_key(|set| (Reverse(set.replicas), set.created));
    }
    let mut added = 0;
    let mut largest = None;
    let mut changed = false;
    for set in &mut *active {
        let proportion = proportion(set, replicas, most_pods, status_pods, to_add, added);
        added += proportion;
        let size = i128::from(set.replicas) + proportion;
        if largest.is_none() {
            // It gets the rest, once that is known.
            largest = Some(size);
        } else {
            changed |= resize(set, size);
        }
    }
    if let (Some(size), Some(set)) = (largest, active.first_mut()) {
        changed |= resize(set, size + to_add - added);
    }
    for set in active {
        set.desired_replicas = Some(replicas);
        set.max_replicas = Some(most_pods);
    }
    changed
}

/// How many pods are added to a set, or taken away, out of `to_add` of which `added` are given out.
fn proportion(set: &ReplicaSet, replicas: u32, most_pods: u64, status_pods: u64, to_add: i128, added: i128) -> i128 {
    if set.replicas == 0 || to_add == 0 || to_add == added {
        return 0;
    }
    let fraction = fraction(set, replicas, most_pods, status_pods);
    if to_add > 0 { fraction.min(to_add - added) } else { fraction.max(to_add - added) }
}

/// What the set would gain if it kept its share of the most pods, rounded to the nearest, half up.
fn fraction(set: &ReplicaSet, replicas: u32, most_pods: u64, status_pods: u64) -> i128 {
    let size = i128::from(set.replicas);
    if replicas == 0 {
        return -size;
    }
    let before = match set.max_replicas {
        Some(pods) if pods > 0 => i128::from(pods),
        _ if status_pods > 0 => i128::from(status_pods),
        _ => return 0,
    };
    // Kubernetes adds 0.5 to a quotient in floating point and cuts the rest off. Within 32 bits that is exact: the
    // quotient of two such numbers is either a half or further from it than the rounding can be.
    let doubled = 2 * size * i128::from(most_pods) + before;
    doubled / (2 * before) - size
}

/// Sets a size, kept within what a `u32` holds; whether it is another one.
fn resize(set: &mut ReplicaSet, size: i128) -> bool {
    let size = u32::try_from(size.max(0)).unwrap_or(u32::MAX);
    let changed = set.replicas != size;
    set.replicas = size;
    changed
}
