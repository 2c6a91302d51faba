//! `RollingUpdate`: which settings it takes, and its bounds beside those of Kubernetes.

use pavedroad_rollout::{IntOrPercent, RollingUpdate, RolloutErrorKind};
use proptest::prelude::*;

/// maxSurge, maxUnavailable, replicas, surge and unavailable, as `ResolveFenceposts` of Kubernetes answers.
const FENCEPOSTS: [(&str, &str, u32, u64, u64); 55] = [
    ("25%", "25%", 0, 0, 1),
    ("25%", "25%", 1, 1, 0),
    ("25%", "25%", 2, 1, 0),
    ("25%", "25%", 3, 1, 0),
    ("25%", "25%", 4, 1, 1),
    ("25%", "25%", 5, 2, 1),
    ("25%", "25%", 7, 2, 1),
    ("25%", "25%", 8, 2, 2),
    ("25%", "25%", 9, 3, 2),
    ("25%", "25%", 10, 3, 2),
    ("25%", "25%", 11, 3, 2),
    ("25%", "25%", 12, 3, 3),
    ("25%", "25%", 99, 25, 24),
    ("25%", "25%", 100, 25, 25),
    ("25%", "25%", 101, 26, 25),
    ("25%", "25%", 2_147_483_647, 536_870_912, 536_870_911),
    ("25%", "0", 0, 0, 1),
    ("25%", "0", 1, 1, 0),
    ("25%", "0", 2, 1, 0),
    ("25%", "0", 4, 1, 0),
    ("25%", "0", 5, 2, 0),
    ("25%", "0", 10, 3, 0),
    ("1", "0", 0, 1, 0),
    ("1", "0", 1, 1, 0),
    ("1", "0", 10, 1, 0),
    ("0", "1", 0, 0, 1),
    ("0", "1", 1, 0, 1),
    ("0", "1", 10, 0, 1),
    ("0", "25%", 0, 0, 1),
    ("0", "25%", 1, 0, 1),
    ("0", "25%", 3, 0, 1),
    ("0", "25%", 4, 0, 1),
    ("0", "25%", 10, 0, 2),
    ("1%", "0%", 0, 0, 1),
    ("1%", "0%", 1, 1, 0),
    ("1%", "0%", 100, 1, 0),
    ("1%", "0%", 101, 2, 0),
    ("0%", "1%", 0, 0, 1),
    ("0%", "1%", 1, 0, 1),
    ("0%", "1%", 99, 0, 1),
    ("0%", "1%", 100, 0, 1),
    ("0%", "1%", 199, 0, 1),
    ("100%", "100%", 0, 0, 1),
    ("100%", "100%", 1, 1, 1),
    ("100%", "100%", 10, 10, 10),
    ("1000%", "0", 1, 10, 0),
    ("1000%", "0", 10, 100, 0),
    ("1000%", "0", 21_474_836, 214_748_360, 0),
    ("0", "5", 3, 0, 5),
    ("2147483647", "1", 1, 2_147_483_647, 1),
    ("007%", "+5", 10, 1, 5),
    ("33%", "34%", 3, 1, 1),
    ("33%", "66%", 50, 17, 33),
    ("29%", "57%", 100, 29, 57),
    ("1", "100%", 1, 1, 1),
];

fn update(surge: &str, unavailable: &str) -> RollingUpdate {
    RollingUpdate::new(surge.parse().unwrap(), unavailable.parse().unwrap()).unwrap()
}

#[test]
fn bounds_equal_kubernetes() {
    for (max_surge, max_unavailable, replicas, surge, unavailable) in FENCEPOSTS {
        let bounds = update(max_surge, max_unavailable).bounds(replicas);
        let case = format!("{max_surge} and {max_unavailable} of {replicas}");
        assert_eq!((bounds.surge, bounds.unavailable), (surge, unavailable), "{case}");
        assert_eq!(bounds.most_pods, u64::from(replicas) + surge, "{case}");
        assert_eq!(bounds.least_available, u64::from(replicas).saturating_sub(unavailable), "{case}");
    }
}

#[test]
fn the_default_is_that_of_kubernetes() {
    assert_eq!(RollingUpdate::default(), update("25%", "25%"));
    assert_eq!(RollingUpdate::default(), RollingUpdate::KUBERNETES);
    assert_eq!(RollingUpdate::KUBERNETES.max_surge(), IntOrPercent::from_static("25%"));
    assert_eq!(RollingUpdate::KUBERNETES.max_unavailable(), IntOrPercent::from_static("25%"));
}

/// A real cluster goes 0/10, 3/10, 3/8, 5/8, 5/5, 8/5, 8/3, 10/3, 10/0 (new/old): never above 13, and new pods that
/// never become ready leave 8 old ones.
#[test]
fn ten_pods_at_a_quarter_have_room_for_thirteen_and_keep_eight() {
    let bounds = RollingUpdate::KUBERNETES.bounds(10);
    assert_eq!((bounds.most_pods, bounds.least_available), (13, 8));
}

#[test]
fn the_greatest_inputs_do_not_overflow() {
    let bounds = update("1000%", "100%").bounds(2_147_483_647);
    assert_eq!((bounds.surge, bounds.most_pods), (21_474_836_470, 23_622_320_117));
    assert_eq!((bounds.unavailable, bounds.least_available), (2_147_483_647, 0));

    let bounds = update("2147483647%", "2147483647").bounds(u32::MAX);
    assert_eq!((bounds.surge, bounds.most_pods), (92_233_720_304_123_249, 92_233_724_599_090_544));
    assert_eq!((bounds.unavailable, bounds.least_available), (2_147_483_647, 2_147_483_648));
}

#[test]
fn refuses_an_update_in_which_no_pod_may_move() {
    for (surge, unavailable) in [("0", "0"), ("0%", "0"), ("0", "0%"), ("000%", "-0")] {
        let (surge, unavailable) = (surge.parse::<IntOrPercent>().unwrap(), unavailable.parse().unwrap());
        let error = RollingUpdate::new(surge, unavailable).unwrap_err();
        assert_eq!(error.kind(), RolloutErrorKind::BothZero);
        assert_eq!(
            error.to_string(),
            format!(
                "invalid rolling update \"maxSurge {surge}, maxUnavailable {unavailable}\": found 0 for both, expected \
                 at least one above 0; with both at 0 no pod could ever be replaced"
            )
        );
    }
}

#[test]
fn refuses_more_unavailable_than_there_are() {
    let refused = |unavailable: &str| RollingUpdate::new("0".parse().unwrap(), unavailable.parse().unwrap());
    let error = refused("101%").unwrap_err();
    assert_eq!(error.kind(), RolloutErrorKind::MoreThanAll);
    assert_eq!(error.to_string(), "invalid maxUnavailable \"101%\": found 101%, expected at most 100%");
    assert!(refused("100%").is_ok());
    assert!(refused("101").is_ok(), "a number of pods may be any");
    assert!(RollingUpdate::new("101%".parse().unwrap(), "0".parse().unwrap()).is_ok(), "surge may be any");
}

/// Numbers and percentages around the edges.
fn setting() -> impl Strategy<Value = IntOrPercent> {
    prop_oneof![
        (0..=3_i32).prop_map(|n| n.to_string()),
        (0..=102_i32).prop_map(|n| format!("{n}%")),
        (0..=i32::MAX).prop_map(|n| n.to_string()),
        (0..=i32::MAX).prop_map(|n| format!("{n}%")),
    ]
    .prop_map(|text| text.parse().unwrap())
}

proptest! {
    #[test]
    fn always_leaves_room_to_move(surge in setting(), unavailable in setting(), replicas in 1..=u32::MAX) {
        if let Ok(update) = RollingUpdate::new(surge, unavailable) {
            let bounds = update.bounds(replicas);
            prop_assert!(bounds.least_available < bounds.most_pods);
            prop_assert!(bounds.least_available <= u64::from(replicas));
            prop_assert!(bounds.most_pods >= u64::from(replicas));
        }
    }

    /// Kubernetes scales in floating point. Wherever its result fits the 32 bits it keeps, it is this one.
    #[test]
    fn agrees_with_floating_point_within_32_bits(percent in 0..=2_000_i32, replicas in 0..=i32::MAX.unsigned_abs()) {
        let scaled = f64::from(percent) * f64::from(replicas) / 100.0;
        let value = IntOrPercent::new(&format!("{percent}%")).unwrap();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "what the reference does")]
        let (up, down) = (scaled.ceil() as u64, scaled.floor() as u64);
        prop_assert_eq!((value.rounded_up(replicas), value.rounded_down(replicas)), (up, down));
    }
}
