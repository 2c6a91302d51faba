//! What every public type can do, so that none loses it unnoticed.

use std::fmt::Debug;
use std::panic::{RefUnwindSafe, UnwindSafe};

use pavedroad_rollout::{Bounds, IntOrPercent, RollingUpdate, RolloutError, RolloutErrorKind};

fn holds<T: Clone + Debug + PartialEq + Send + Sync + Unpin + UnwindSafe + RefUnwindSafe + 'static>() {}

fn is_an_error<T: std::error::Error>() {}

#[test]
fn public_types_travel_between_threads_and_compare() {
    holds::<Bounds>();
    holds::<IntOrPercent>();
    holds::<RollingUpdate>();
    holds::<RolloutError>();
    holds::<RolloutErrorKind>();
    is_an_error::<RolloutError>();
}
