//! Recent recommendations hold a new one back.

use std::time::Duration;

use crate::autoscale::behavior::ScalingBehavior;
use crate::autoscale::history::ScalingHistory;

/// Brings the current replicas into what recent recommendations allow: at least the least of those within the window
/// for scaling up, at most the greatest of those within the window for scaling down. Source:
/// `stabilizeRecommendationWithBehaviors` in Kubernetes' `horizontal.go`, since 1.21.
pub(crate) fn by_behavior(
    behavior: &ScalingBehavior,
    history: &mut ScalingHistory,
    current: u32,
    proposed: u32,
    now: Duration,
) -> u32 {
    let up = Duration::from_secs(behavior.up.window_seconds().into());
    let down = Duration::from_secs(behavior.down.window_seconds().into());
    let within = |window: Duration| {
        history.recommendations.iter().filter(move |old| old.at.saturating_add(window) > now).map(|old| old.replicas)
    };
    let least = within(up).fold(proposed, u32::min);
    let most = within(down).fold(proposed, u32::max);
    history.recommend(proposed, now, up.max(down));
    // The least is never above the most: the proposal is in both.
    current.max(least).min(most)
}

/// Without a behavior: the greatest of the recommendations within the controller's window. Source:
/// `stabilizeRecommendation`.
pub(crate) fn by_controller(window: Duration, history: &mut ScalingHistory, proposed: u32, now: Duration) -> u32 {
    let recent = history.recommendations.iter().filter(|old| old.at.saturating_add(window) >= now);
    let most = recent.map(|old| old.replicas).fold(proposed, u32::max);
    history.recommend(proposed, now, window);
    most
}
