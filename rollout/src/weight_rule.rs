//! What a target can say of weights.

/// The weights that a target takes: a mesh, a gateway, a load balancer, a rollout controller. [`Split::fit`] says a split
/// in the units of such a rule.
///
/// The fields are free, and a rule that contradicts itself is one that nothing fits. The rules of known targets are
/// constants here; one of your own is best written as a change to one of them:
///
/// # Examples
/// ```
/// use pavedroad_rollout::{Split, WeightRule, WeightTotal};
///
/// // Argo Rollouts with `maxTrafficWeight: 1000`, which it takes with nginx and with plugins.
/// let argo = WeightRule { total: WeightTotal::Exact(1000), ..WeightRule::ARGO_ROLLOUTS };
///
/// let split = Split::from_shares([("stable", 199), ("canary", 1)])?;
/// assert!(split.fit(&WeightRule::ARGO_ROLLOUTS).is_err());
/// assert_eq!(split.fit(&argo)?.split().share(&"canary"), Some(5));
/// # Ok::<(), pavedroad_rollout::RolloutError>(())
/// ```
///
/// [`Split::fit`]: crate::Split::fit
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct WeightRule {
    /// A short name, as on a command line: `istio`.
    pub name: &'static str,
    /// What takes the weights, for messages: `Istio VirtualService`.
    pub target: &'static str,
    /// What the weights have to sum to.
    pub total: WeightTotal,
    /// The least weight that may be written. A part whose weight is not written may have less.
    pub least: u64,
    /// The greatest weight that may be written.
    pub most: u64,
    /// The most parts, if there is a limit; those of weight zero count too.
    pub most_parts: Option<usize>,
    /// Whether the first part is not written: it has what the others leave of the total.
    pub first_is_rest: bool,
    /// How the numbers are written.
    pub unit: WeightUnit,
}

/// What the weights of a target have to sum to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WeightTotal {
    /// Exactly this.
    Exact(u64),
    /// Anything from 1 to this.
    UpTo(u64),
    /// Anything from the first to the second.
    Between(u64, u64),
    /// Anything above zero.
    Free,
}

impl WeightTotal {
    /// The least and the greatest total.
    #[must_use]
    pub const fn range(self) -> (u64, u64) {
        match self {
            Self::Exact(total) => (total, total),
            Self::UpTo(most) => (1, most),
            Self::Between(least, most) => (least, most),
            Self::Free => (1, u64::MAX),
        }
    }
}

/// How a target writes a weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum WeightUnit {
    /// A number that means something beside the others: `1` beside `199`.
    Number,
    /// A whole percentage as a number: `20`.
    Percent,
    /// A whole percentage as text: `"20%"`.
    PercentText,
}
