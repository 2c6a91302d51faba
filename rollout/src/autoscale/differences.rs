//! Where the controller's floating point comes to another result than exact integers.

use crate::autoscale::arithmetic::{Arithmetic, OneWay, Ratio, Tolerances};
use crate::autoscale::tolerance::Tolerance;

/// A case in which the controller's floating point asks for other replicas than exact integers do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct RoundingDifference {
    /// What was measured, in percent of the request.
    pub measured: u32,
    /// The target, in percent of the request.
    pub target: u32,
    /// How many ready pods it was measured on, all replicas.
    pub pods: u32,
    /// What Kubernetes asks for.
    pub kubernetes: u32,
    /// What exact integers ask for.
    pub exact: u32,
}

/// Every case in which utilization alone makes a difference: for a measured percentage, a target and a number of
/// ready pods out of these ranges, at Kubernetes' tolerance of 0.1.
///
/// The cause is always the same: measured / target has no exact floating point number, and times the pods it comes out
/// just above a whole number, which is then rounded up to the next one.
///
/// # Examples
/// ```
/// use pavedroad_rollout::rounding_differences;
///
/// let difference = rounding_differences(14..=14, 50..=50, 25..=25).next().ok_or("there is one")?;
/// assert_eq!((difference.kubernetes, difference.exact), (8, 7));
/// # Ok::<(), &str>(())
/// ```
pub fn rounding_differences(
    measured: std::ops::RangeInclusive<u32>,
    targets: std::ops::RangeInclusive<u32>,
    pods: std::ops::RangeInclusive<u32>,
) -> impl Iterator<Item = RoundingDifference> {
    let all = targets.filter(|&target| target > 0).flat_map(move |target| {
        let pods = pods.clone();
        measured.clone().flat_map(move |measured| pods.clone().map(move |pods| (measured, target, pods)))
    });
    all.filter_map(|(measured, target, pods)| {
        let tolerance = OneWay::Flag(Tolerance::KUBERNETES);
        let (ratio, tolerances) =
            (Ratio::new(measured.into(), target.into()), Tolerances { up: tolerance, down: tolerance });
        let replicas = |arithmetic: Arithmetic| match arithmetic.is_within(tolerances, ratio) {
            true => pods.into(),
            false => arithmetic.pods_for(ratio, pods.into()),
        };
        let (kubernetes, exact) = (replicas(Arithmetic::AsKubernetes), replicas(Arithmetic::Exact));
        let narrow = |replicas: u128| u32::try_from(replicas).unwrap_or(u32::MAX);
        (kubernetes != exact).then(|| RoundingDifference {
            measured,
            target,
            pods,
            kubernetes: narrow(kubernetes),
            exact: narrow(exact),
        })
    })
}
