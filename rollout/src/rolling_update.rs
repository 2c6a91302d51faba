//! How many pods a rolling update may have too many, and too few.

use crate::error::{RolloutError, RolloutErrorKind};
use crate::int_or_percent::IntOrPercent;

/// The `rollingUpdate` of a Deployment: how many pods it may have above its replicas (`maxSurge`), and how many of
/// them may be missing (`maxUnavailable`), while it replaces old pods with new ones.
///
/// A value of this type is one that the API server accepts: at most `100%` unavailable, and not both zero. Source:
/// `ValidateRollingUpdateDeployment` in Kubernetes' `pkg/apis/apps/validation`.
///
/// # Examples
/// ```
/// use pavedroad_rollout::RollingUpdate;
///
/// // Ten pods under Kubernetes' default, 25 % and 25 %: surge rounds up, unavailable rounds down.
/// let bounds = RollingUpdate::KUBERNETES.bounds(10);
/// assert_eq!((bounds.most_pods, bounds.least_available), (13, 8));
///
/// // Two pods, and never fewer than two.
/// let careful = RollingUpdate::new("25%".parse()?, "0".parse()?)?;
/// let bounds = careful.bounds(2);
/// assert_eq!((bounds.most_pods, bounds.least_available), (3, 2));
/// # Ok::<(), pavedroad_rollout::RolloutError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RollingUpdate {
    max_surge: IntOrPercent,
    max_unavailable: IntOrPercent,
}

/// What a [`RollingUpdate`] means for a number of replicas: all numbers are pods.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Bounds {
    /// The most pods there may be, old and new together: replicas and surge.
    pub most_pods: u64,
    /// The fewest available pods the update keeps: replicas less unavailable, never below 0.
    pub least_available: u64,
    /// How many pods above the replicas: `maxSurge`, a percentage rounded up.
    pub surge: u64,
    /// How many pods below the replicas: `maxUnavailable`, a percentage rounded down; 1 when it and the surge both
    /// come to 0. It may exceed the replicas, as in `maxUnavailable: 5` of 3.
    pub unavailable: u64,
}

impl RollingUpdate {
    /// What a Deployment has that says nothing: 25 % and 25 %. Source: `SetDefaults_Deployment` in Kubernetes'
    /// `pkg/apis/apps/v1`.
    pub const KUBERNETES: Self = Self::from_static("25%", "25%");

    /// Takes both settings, if the API server would.
    ///
    /// # Errors
    /// - `max_unavailable` is above `100%`;
    /// - both are zero (`0` or `0%`): no pod could ever be replaced.
    pub fn new(max_surge: IntOrPercent, max_unavailable: IntOrPercent) -> Result<Self, RolloutError> {
        match broken_rule(max_surge, max_unavailable) {
            None => Ok(Self { max_surge, max_unavailable }),
            Some(RolloutErrorKind::MoreThanAll) => Err(RolloutError::new(
                "maxUnavailable",
                max_unavailable.to_string(),
                RolloutErrorKind::MoreThanAll,
                0,
                max_unavailable.to_string(),
                "at most 100%",
            )),
            Some(kind) => Err(RolloutError::new(
                "rolling update",
                format!("maxSurge {max_surge}, maxUnavailable {max_unavailable}"),
                kind,
                0,
                "0 for both",
                "at least one above 0",
            )
            .with_hint("with both at 0 no pod could ever be replaced")),
        }
    }

    /// Makes one from two literals, checked when the program is compiled:
    /// ```compile_fail
    /// const STUCK: pavedroad_rollout::RollingUpdate = pavedroad_rollout::RollingUpdate::from_static("0", "0%");
    /// ```
    ///
    /// # Panics
    /// If either is not legal or both are zero. In a `const` that is a compile error; use [`new`](Self::new) for
    /// values that are only known at run time.
    #[must_use]
    #[expect(clippy::panic, reason = "in a const it is a compile error, which is the point")]
    pub const fn from_static(max_surge: &'static str, max_unavailable: &'static str) -> Self {
        let max_surge = IntOrPercent::from_static(max_surge);
        let max_unavailable = IntOrPercent::from_static(max_unavailable);
        match broken_rule(max_surge, max_unavailable) {
            None => Self { max_surge, max_unavailable },
            Some(_) => panic!("a rolling update needs at most 100% unavailable, and one of its settings above 0"),
        }
    }

    /// How many pods there may be above the replicas.
    #[must_use]
    pub const fn max_surge(self) -> IntOrPercent {
        self.max_surge
    }

    /// How many of the replicas may be missing.
    #[must_use]
    pub const fn max_unavailable(self) -> IntOrPercent {
        self.max_unavailable
    }

    /// The bounds for a number of replicas, in whole pods. Source: `ResolveFenceposts` in Kubernetes'
    /// `pkg/controller/deployment/util`.
    ///
    /// When both settings come to 0 pods, 1 is unavailable, since surge might not work under a quota. That holds
    /// for 0 replicas too, where Kubernetes' own `MaxUnavailable()` says 0: there is no pod to miss.
    ///
    /// The numbers are exact and wide enough for every input; Kubernetes cuts its own to 32 bits, so `1000%` of
    /// 2147483647 replicas is a surge of -10 there and of 21474836470 here.
    #[must_use]
    pub const fn bounds(self, replicas: u32) -> Bounds {
        Bounds::new(self.max_surge, self.max_unavailable, replicas)
    }
}

impl Bounds {
    /// Of two settings that may both be zero: Argo Rollouts takes them, the API server does not.
    pub(crate) const fn new(max_surge: IntOrPercent, max_unavailable: IntOrPercent, replicas: u32) -> Self {
        let surge = max_surge.rounded_up(replicas);
        let unavailable = match max_unavailable.rounded_down(replicas) {
            0 if surge == 0 => 1,
            unavailable => unavailable,
        };
        let replicas = replicas as u64;
        // A surge is below 2^57, so the sum is exact.
        let most_pods = replicas.saturating_add(surge);
        Self { most_pods, least_available: replicas.saturating_sub(unavailable), surge, unavailable }
    }
}

impl Default for RollingUpdate {
    /// [`RollingUpdate::KUBERNETES`].
    fn default() -> Self {
        Self::KUBERNETES
    }
}

const fn broken_rule(max_surge: IntOrPercent, max_unavailable: IntOrPercent) -> Option<RolloutErrorKind> {
    if let Some(percent) = max_unavailable.as_percent()
        && percent > 100
    {
        return Some(RolloutErrorKind::MoreThanAll);
    }
    if max_surge.is_zero() && max_unavailable.is_zero() {
        return Some(RolloutErrorKind::BothZero);
    }
    None
}
