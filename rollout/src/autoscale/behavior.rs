//! How fast an autoscaler may scale: the `behavior` of `autoscaling/v2`.

use std::fmt;

use crate::autoscale::tolerance::Tolerance;
use crate::error::{RolloutError, RolloutErrorKind};

/// The rules for each direction. An autoscaler with a behavior of its own follows these; one without follows two
/// older rules: at most `max(2n, 4)` pods when scaling up, and a stabilisation window for scaling down.
///
/// # Examples
/// ```
/// use pavedroad_rollout::{ScalingBehavior, ScalingPolicy, ScalingRules, SelectPolicy};
///
/// // Up as Kubernetes does, down by at most one pod a minute.
/// let slow = ScalingRules::new(vec![ScalingPolicy::pods(1, 60)?], SelectPolicy::Max, 300)?;
/// let behavior = ScalingBehavior { down: slow, ..ScalingBehavior::default() };
/// assert_eq!(behavior.up.policies().len(), 2);
/// # Ok::<(), pavedroad_rollout::RolloutError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ScalingBehavior {
    /// When more pods are wanted.
    pub up: ScalingRules,
    /// When fewer pods are wanted.
    pub down: ScalingRules,
}

/// The rules for one direction: policies, which of them counts, a stabilisation window, and a tolerance.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ScalingRules {
    policies: Vec<ScalingPolicy>,
    select: SelectPolicy,
    window: u32,
    tolerance: Option<Tolerance>,
}

/// How much may change within a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ScalingPolicy {
    amount: Amount,
    period: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Amount {
    Pods(u32),
    Percent(u32),
}

/// Which of several policies counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SelectPolicy {
    /// The one that allows the greatest change.
    #[default]
    Max,
    /// The one that allows the smallest change.
    Min,
    /// None: no change at all in this direction.
    Disabled,
}

/// The longest period of a policy in seconds. Source: `MaxPeriodSeconds` in Kubernetes'
/// `pkg/apis/autoscaling/validation`.
const LONGEST_PERIOD: u32 = 1800;
/// The longest stabilisation window in seconds. Source: `MaxStabilizationWindowSeconds`, there.
const LONGEST_WINDOW: u32 = 3600;

impl ScalingPolicy {
    /// At most so many pods within a period.
    ///
    /// # Errors
    /// - no pods, or more than 2147483647;
    /// - a period of 0 seconds, or of more than 1800.
    pub fn pods(pods: u32, period_seconds: u32) -> Result<Self, RolloutError> {
        Self::new(Amount::Pods(pods), pods, period_seconds)
    }

    /// At most so many percent of the pods at the start of a period.
    ///
    /// # Errors
    /// - 0 percent, or more than 2147483647;
    /// - a period of 0 seconds, or of more than 1800.
    pub fn percent(percent: u32, period_seconds: u32) -> Result<Self, RolloutError> {
        Self::new(Amount::Percent(percent), percent, period_seconds)
    }

    fn new(amount: Amount, value: u32, period: u32) -> Result<Self, RolloutError> {
        within("scaling policy", value, 1, i32::MAX.unsigned_abs(), "a value from 1 to 2147483647")?;
        within("scaling policy", period, 1, LONGEST_PERIOD, "a period from 1 to 1800 seconds")?;
        Ok(Self { amount, period })
    }

    /// The number of pods, if it is one.
    #[must_use]
    pub const fn as_pods(self) -> Option<u32> {
        match self.amount {
            Amount::Pods(pods) => Some(pods),
            Amount::Percent(_) => None,
        }
    }

    /// The percentage, if it is one.
    #[must_use]
    pub const fn as_percent(self) -> Option<u32> {
        match self.amount {
            Amount::Pods(_) => None,
            Amount::Percent(percent) => Some(percent),
        }
    }

    /// The period in seconds.
    #[must_use]
    pub const fn period_seconds(self) -> u32 {
        self.period
    }

    pub(crate) const fn amount(self) -> Amount {
        self.amount
    }
}

impl ScalingRules {
    /// Takes the rules for one direction.
    ///
    /// # Errors
    /// - no policy at all;
    /// - a stabilisation window above 3600 seconds.
    pub fn new(policies: Vec<ScalingPolicy>, select: SelectPolicy, window_seconds: u32) -> Result<Self, RolloutError> {
        if policies.is_empty() {
            return Err(RolloutError::new(
                "scaling rules",
                "",
                RolloutErrorKind::Empty,
                0,
                "no policy",
                "at least one policy",
            )
            .with_hint("to forbid a direction, select `Disabled`"));
        }
        within("stabilization window", window_seconds, 0, LONGEST_WINDOW, "0 to 3600 seconds")?;
        Ok(Self { policies, select, window: window_seconds, tolerance: None })
    }

    /// What Kubernetes fills in for scaling up: the greater of 4 pods and 100 % every 15 seconds, no window. Source:
    /// `pkg/apis/autoscaling/v2/defaults.go`.
    #[must_use]
    pub fn kubernetes_up() -> Self {
        let policies = vec![
            ScalingPolicy { amount: Amount::Pods(4), period: 15 },
            ScalingPolicy { amount: Amount::Percent(100), period: 15 },
        ];
        Self { policies, select: SelectPolicy::Max, window: 0, tolerance: None }
    }

    /// What Kubernetes fills in for scaling down: 100 % every 15 seconds, and the window of the controller's
    /// `--horizontal-pod-autoscaler-downscale-stabilization`, which is 300 seconds where nobody set it.
    #[must_use]
    pub fn kubernetes_down() -> Self {
        let policies = vec![ScalingPolicy { amount: Amount::Percent(100), period: 15 }];
        Self { policies, select: SelectPolicy::Max, window: 300, tolerance: None }
    }

    /// With another stabilisation window.
    ///
    /// # Errors
    /// - above 3600 seconds.
    pub fn with_window_seconds(mut self, window_seconds: u32) -> Result<Self, RolloutError> {
        within("stabilization window", window_seconds, 0, LONGEST_WINDOW, "0 to 3600 seconds")?;
        self.window = window_seconds;
        Ok(self)
    }

    /// With a tolerance of its own in place of the controller's, as Kubernetes has it since 1.33.
    #[must_use]
    pub fn with_tolerance(mut self, tolerance: Tolerance) -> Self {
        self.tolerance = Some(tolerance);
        self
    }

    /// The policies; at least one.
    #[must_use]
    pub fn policies(&self) -> &[ScalingPolicy] {
        &self.policies
    }

    /// Which policy counts.
    #[must_use]
    pub fn select(&self) -> SelectPolicy {
        self.select
    }

    /// The stabilisation window in seconds, 0 to 3600.
    #[must_use]
    pub fn window_seconds(&self) -> u32 {
        self.window
    }

    /// The tolerance, if these rules have one of their own.
    #[must_use]
    pub fn tolerance(&self) -> Option<Tolerance> {
        self.tolerance
    }

    /// The longest period of the policies in seconds.
    pub(crate) fn longest_period(&self) -> u32 {
        self.policies.iter().map(|policy| policy.period).max().unwrap_or(0)
    }
}

impl Default for ScalingBehavior {
    /// What Kubernetes fills in for each direction that says nothing.
    fn default() -> Self {
        Self { up: ScalingRules::kubernetes_up(), down: ScalingRules::kubernetes_down() }
    }
}

impl fmt::Display for ScalingPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.amount {
            Amount::Pods(1) => f.write_str("1 pod")?,
            Amount::Pods(pods) => write!(f, "{pods} pods")?,
            Amount::Percent(percent) => write!(f, "{percent} %")?,
        }
        write!(f, " every {} s", self.period)
    }
}

fn within(what: &'static str, value: u32, least: u32, most: u32, expected: &'static str) -> Result<(), RolloutError> {
    let kind = match value {
        value if value < least => RolloutErrorKind::TooSmall,
        value if value > most => RolloutErrorKind::TooLarge,
        _ => return Ok(()),
    };
    Err(RolloutError::new(what, value.to_string(), kind, 0, value.to_string(), expected))
}
