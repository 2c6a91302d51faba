//! One step of a plan.

use std::fmt;
use std::time::Duration;

use serde::ser::SerializeStruct;
use serde::{Deserialize, Serialize, de};

use crate::error::{RolloutError, RolloutErrorKind};
use crate::plan::{Pause, refuse_empty};
use crate::weight::Weight;

/// One step of a [`Plan`](crate::Plan).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PlanStep {
    /// What the new version gets, above 0 % and below 100 %.
    pub weight: Weight,
    /// How long that lasts; until somebody promotes it where none is given.
    pub pause: Option<Duration>,
}

impl PlanStep {
    /// Whether the step may follow one of weight `before`.
    pub(crate) fn check(&self, before: Option<Weight>) -> Result<(), RolloutError> {
        let weight = self.weight;
        let refuse = |found: String, expected| {
            Err(RolloutError::new(
                "step of a plan",
                weight.to_string(),
                RolloutErrorKind::OutOfRange,
                0,
                found,
                expected,
            ))
        };
        match before {
            _ if weight.is_zero() => refuse("0%".to_owned(), "more than 0%".to_owned()),
            _ if weight.is_one() => Err(RolloutError::new(
                "step of a plan",
                "100%",
                RolloutErrorKind::OutOfRange,
                0,
                "100%",
                "less than 100%",
            )
            .with_hint("all of the traffic follows the last step by itself")),
            Some(before) if weight <= before => {
                refuse(format!("{weight} after {before}"), format!("more than {before}"))
            }
            _ => Ok(()),
        }
    }
}

impl Serialize for PlanStep {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Some(pause) = self.pause else { return self.weight.serialize(serializer) };
        let mut step = serializer.serialize_struct("PlanStep", 2)?;
        step.serialize_field("weight", &self.weight)?;
        step.serialize_field("pause", &Pause(pause))?;
        step.end()
    }
}

impl<'de> Deserialize<'de> for PlanStep {
    fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Form {
            weight: Weight,
            #[serde(default)]
            pause: Option<Pause>,
        }

        struct Visitor;

        impl<'de> de::Visitor<'de> for Visitor {
            type Value = PlanStep;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a step such as `5%` or `{weight: 5%, pause: 1h}`")
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<PlanStep, E> {
                self.visit_str(&number.to_string())
            }

            fn visit_i64<E: de::Error>(self, number: i64) -> Result<PlanStep, E> {
                self.visit_str(&number.to_string())
            }

            fn visit_f64<E: de::Error>(self, number: f64) -> Result<PlanStep, E> {
                self.visit_str(&number.to_string())
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<PlanStep, E> {
                let weight = text.parse().map_err(E::custom)?;
                Ok(PlanStep { weight, pause: None })
            }

            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<PlanStep, A::Error> {
                let Form { weight, pause } = Form::deserialize(de::value::MapAccessDeserializer::new(map))?;
                Ok(PlanStep { weight, pause: pause.map(|pause| pause.0) })
            }
        }

        deserializer.deserialize_any(Visitor)
    }
}

/// Steps that ascend; a wrong one is refused while it is read, so that a reader with places knows where it stands.
pub(crate) struct Steps(pub(crate) Vec<PlanStep>);

impl<'de> Deserialize<'de> for Steps {
    fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Steps;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of steps such as `[5%, 25%, 50%]`")
            }

            fn visit_seq<A: de::SeqAccess<'de>>(self, mut items: A) -> Result<Steps, A::Error> {
                let mut steps: Vec<PlanStep> = Vec::new();
                while let Some(step) = items.next_element::<PlanStep>()? {
                    step.check(steps.last().map(|before| before.weight)).map_err(de::Error::custom)?;
                    steps.push(step);
                }
                if steps.is_empty() { Err(refuse_empty()) } else { Ok(Steps(steps)) }
            }
        }

        deserializer.deserialize_seq(Visitor)
    }
}
