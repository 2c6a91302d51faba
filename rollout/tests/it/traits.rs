//! What every public type can do, so that none loses it unnoticed.

use std::fmt::Debug;
use std::panic::{RefUnwindSafe, UnwindSafe};

use pavedroad_rollout::{
    Apportionment, ArgoCanary, Bounds, CanaryPods, CanarySets, CanaryStep, Deviation, Fit, IntOrPercent, PodSet,
    RollingUpdate, RolloutError, RolloutErrorKind, Split, SurgeZeroDefect, Weight, WeightRule, WeightTotal, WeightUnit,
};

fn holds<T: Clone + Debug + PartialEq + Send + Sync + Unpin + UnwindSafe + RefUnwindSafe + 'static>() {}

fn is_an_error<T: std::error::Error>() {}

#[test]
fn public_types_travel_between_threads_and_compare() {
    holds::<Apportionment>();
    holds::<ArgoCanary>();
    holds::<Bounds>();
    holds::<CanaryPods>();
    holds::<CanarySets>();
    holds::<CanaryStep>();
    holds::<Deviation>();
    holds::<Fit<String>>();
    holds::<IntOrPercent>();
    holds::<PodSet>();
    holds::<RollingUpdate>();
    holds::<RolloutError>();
    holds::<RolloutErrorKind>();
    holds::<Split<String>>();
    holds::<SurgeZeroDefect>();
    holds::<Weight>();
    holds::<WeightRule>();
    holds::<WeightTotal>();
    holds::<WeightUnit>();
    is_an_error::<RolloutError>();
}
