//! The contracts of this crate's parsers, for tests and fuzzers. Not part of the public interface.

mod autoscale;
mod rolling;
mod weights;

pub use autoscale::{autoscale, tolerance};
pub use rolling::{rolling_step, rollout_simulation};
pub use weights::{apportion, fit, weight};

use serde::de::value::{Error, StrDeserializer};
use serde::de::{Deserialize, IntoDeserializer};

use crate::{IntOrPercent, Plan, RollingUpdate, duration_text, parse_duration};

/// Asserts what holds for every text: an accepted one prints and reads back equal, serde agrees with `FromStr`, and
/// an error points into the text. The first half of the input and the second become the settings of an update.
pub fn int_or_percent(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    one(text);
    let half = text.floor_char_boundary(text.len() / 2);
    let (surge, unavailable) = text.split_at(half);
    if let (Ok(surge), Ok(unavailable)) = (surge.parse(), unavailable.parse()) {
        pair(surge, unavailable);
    }
}

fn one(text: &str) {
    let deserializer: StrDeserializer<'_, Error> = text.into_deserializer();
    let read = IntOrPercent::deserialize(deserializer);
    match text.parse::<IntOrPercent>() {
        Ok(value) => {
            let printed = value.to_string();
            assert!(printed.len() <= text.len(), "{text:?} prints longer, as {printed:?}");
            assert_eq!(printed.parse(), Ok(value), "{text:?} prints as {printed:?}, which reads differently");
            assert_eq!(read.ok(), value.as_percent().map(|_| value), "serde disagrees about {text:?}");
            assert!(value.as_int().is_some() != value.as_percent().is_some(), "{text:?} is both or neither");
        }
        Err(error) => {
            assert!(read.is_err(), "serde accepts {text:?}");
            assert!(error.offset() <= text.len(), "{text:?} has no byte {}", error.offset());
            assert!(text.is_char_boundary(error.offset()), "{text:?} is cut at {}", error.offset());
            assert!(error.to_string().len() <= 2048, "a message of {} bytes", error.to_string().len());
        }
    }
}

fn pair(surge: IntOrPercent, unavailable: IntOrPercent) {
    let Ok(update) = RollingUpdate::new(surge, unavailable) else { return };
    let mut before = update.bounds(0);
    for replicas in [1, 2, 3, 4, 7, 10, 99, 100, 101, 5_000, i32::MAX.unsigned_abs(), u32::MAX] {
        let bounds = update.bounds(replicas);
        let pods = u64::from(replicas);
        assert!(bounds.surge + bounds.unavailable >= 1, "{update:?} of {replicas} never moves");
        assert_eq!(bounds.most_pods, pods + bounds.surge);
        assert!(bounds.least_available <= pods);
        assert!(bounds.most_pods >= before.most_pods, "{update:?} of {replicas}: fewer pods than of less");
        assert!(bounds.most_pods > bounds.least_available, "{update:?} of {replicas} has no room to move");
        before = bounds;
    }
}

/// Asserts what holds for every text: an accepted duration is written as one that reads back equal, and an error points
/// into the text.
pub fn duration(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    match parse_duration(text) {
        Ok(duration) => {
            // Four pairs of hours may add up to more than one pair of five digits can say.
            let written = parse_duration(&duration_text(duration));
            assert!(
                written.is_ok_and(|written| written == duration || duration.as_secs() / 3_600 > 99_999),
                "{text:?}"
            );
        }
        Err(error) => {
            assert!(error.offset() <= text.len(), "{text:?} has no byte {}", error.offset());
            assert!(text.is_char_boundary(error.offset()), "{text:?} is cut at {}", error.offset());
        }
    }
}

/// Asserts what holds for every plan that `read` accepts, in whatever format of serde: its weights ascend between nothing
/// and everything, and what `write` makes of it reads back equal.
pub fn plan(data: &[u8], read: impl Fn(&[u8]) -> Option<Plan>, write: impl Fn(&Plan) -> Option<Vec<u8>>) {
    let Some(plan) = read(data) else { return };
    let weights: Vec<_> = plan.steps().iter().map(|step| step.weight).collect();
    assert!(!weights.is_empty() && weights.is_sorted_by(|before, after| before < after), "{plan:?}");
    assert!(weights.iter().all(|weight| !weight.is_zero() && !weight.is_one()), "{plan:?}");
    let long = plan.steps().iter().filter_map(|step| step.pause).any(|pause| pause.as_secs() / 3_600 > 99_999);
    let back = write(&plan).and_then(|written| read(&written));
    assert!(long || back.as_ref() == Some(&plan), "{plan:?} reads back as {back:?}");
}
