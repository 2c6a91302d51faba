//! The condition `Progressing`: what counts as progress, and when the deadline has passed.

use std::time::Duration;

use pavedroad_rollout::{DeploymentCounts, ProgressCondition, ProgressReason};

const DEADLINE: Duration = ProgressCondition::KUBERNETES_DEADLINE;

fn counts(pods: u64, updated: u64, ready: u64, available: u64) -> DeploymentCounts {
    DeploymentCounts { pods, updated, ready, available }
}

fn at(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

#[test]
fn more_new_pods_fewer_old_ones_or_more_ready_ones_are_progress() {
    let before = counts(13, 5, 8, 8);
    let created = ProgressCondition::new(ProgressReason::Created, at(0));
    for (after, progress) in [
        (before, false),
        (counts(13, 6, 8, 8), true),
        (counts(12, 5, 8, 8), true),
        (counts(13, 5, 9, 8), true),
        (counts(13, 5, 8, 9), true),
        (counts(12, 4, 7, 7), false),
    ] {
        let next = created.next(10, &before, &after, at(9), DEADLINE);
        let expected = if progress { ProgressReason::Updated } else { ProgressReason::Created };
        assert_eq!((next.reason(), next.updated()), (expected, at(if progress { 9 } else { 0 })), "{after:?}");
        assert_eq!(next.changed(), at(0), "the status was True before");
    }
}

#[test]
fn a_stuck_rollout_times_out_once_and_recovers() {
    let stuck = counts(13, 5, 8, 8);
    let updated = ProgressCondition::new(ProgressReason::Updated, at(100));
    assert_eq!(updated.next(10, &stuck, &stuck, at(700), DEADLINE), updated, "only after the deadline");
    let late = updated.next(10, &stuck, &stuck, at(701), DEADLINE);
    assert_eq!((late.reason(), late.updated(), late.changed()), (ProgressReason::TimedOut, at(701), at(701)));
    assert_eq!((late.reason().as_str(), late.reason().status()), ("ProgressDeadlineExceeded", Some(false)));
    assert_eq!(late.next(10, &stuck, &stuck, at(9_000), DEADLINE), late);
    assert_eq!(late.paused(true, at(9_000)), late, "a pause does not hide it");

    let moving = late.next(10, &stuck, &counts(13, 5, 9, 9), at(9_001), DEADLINE);
    assert_eq!((moving.reason(), moving.changed()), (ProgressReason::Updated, at(9_001)));
}

#[test]
fn a_complete_rollout_never_times_out() {
    let done = counts(10, 10, 10, 10);
    let complete = ProgressCondition::new(ProgressReason::Updated, at(0)).next(
        10,
        &counts(12, 10, 10, 10),
        &done,
        at(9),
        DEADLINE,
    );
    assert_eq!((complete.reason(), complete.updated()), (ProgressReason::Complete, at(9)));
    // A pod dies and comes back much later: nothing to report.
    let less = counts(10, 10, 9, 9);
    assert_eq!(complete.next(10, &done, &less, at(99_999), DEADLINE), complete);
    assert_eq!(complete.next(10, &less, &done, at(99_999), DEADLINE), complete);
    // The next rollout begins before its condition does.
    let begun = counts(10, 0, 10, 10);
    assert_eq!(complete.next(10, &begun, &begun, at(99_999), DEADLINE), complete);
}

#[test]
fn a_pause_starts_the_deadline_anew() {
    let stuck = counts(13, 5, 8, 8);
    let created = ProgressCondition::new(ProgressReason::Created, at(0));
    let paused = created.paused(true, at(500));
    assert_eq!((paused.reason(), paused.reason().status()), (ProgressReason::Paused, None));
    assert_eq!(paused.paused(true, at(600)), paused);
    let resumed = paused.paused(false, at(5_000));
    assert_eq!((resumed.reason(), resumed.updated()), (ProgressReason::Resumed, at(5_000)));
    assert_eq!(resumed.next(10, &stuck, &stuck, at(5_600), DEADLINE), resumed);
    assert_eq!(resumed.next(10, &stuck, &stuck, at(5_601), DEADLINE).reason(), ProgressReason::TimedOut);
    assert_eq!(created.paused(false, at(9)), created);
}
