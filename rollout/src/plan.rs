//! What a canary is to do: steps, pauses, whom it meets first, and what it is judged by.

use std::time::Duration;

use serde::{Deserialize, Serialize, de};

use crate::duration::{duration_text, parse_duration};
use crate::error::{RolloutError, RolloutErrorKind};
use crate::judge_rules::JudgeRules;
use crate::plan_step::{PlanStep, Steps};
use crate::route_match::RouteMatch;

/// The plan of a canary release: the weights that the new version gets one after another, and how long each lasts. What
/// follows the last step is all of the traffic.
///
/// # Syntax
/// As data (serde), `{steps: [5%, 25%, 50%], pause: 10m, match: {header: {x-canary: "1"}}, judge: {maxErrorRatio: 2}}`:
/// - `steps`: weights that ascend, above 0 % and below 100 %; a step may have a pause of its own,
///   `{weight: 5%, pause: 1h}`;
/// - `pause`: how long a step lasts that has none of its own; without both it lasts until somebody promotes it;
/// - `match`: requests that go to the new version whatever the weight, see [`RouteMatch`];
/// - `judge`: what ends the release early, see [`JudgeRules`].
///
/// It is written with every step's own pause.
///
/// # Examples
/// ```
/// use std::time::Duration;
///
/// use pavedroad_rollout::Plan;
///
/// let plan: Plan = serde_json::from_str(r#"{"steps": ["5%", {"weight": "25%", "pause": "1h"}, "50%"], "pause": "10m"}"#)?;
/// let steps: Vec<_> = plan.steps().iter().map(|step| (step.weight.to_string(), step.pause)).collect();
/// let minutes = |minutes: u64| Some(Duration::from_secs(60 * minutes));
/// assert_eq!(
///     steps,
///     [("5%".to_owned(), minutes(10)), ("25%".to_owned(), minutes(60)), ("50%".to_owned(), minutes(10))]
/// );
///
/// let stuck = serde_json::from_str::<Plan>(r#"{"steps": ["50%", "20%", "80%"]}"#).unwrap_err();
/// assert_eq!(
///     stuck.to_string(),
///     "invalid step of a plan \"20%\": found 20% after 50%, expected more than 50% at line 1 column 25"
/// );
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Plan {
    steps: Vec<PlanStep>,
    #[serde(rename = "match", skip_serializing_if = "Option::is_none")]
    route: Option<RouteMatch>,
    #[serde(skip_serializing_if = "Option::is_none")]
    judge: Option<JudgeRules>,
}

impl Plan {
    /// A plan of these steps.
    ///
    /// # Errors
    /// - there are none;
    /// - a weight is 0 % or 100 %, which is no canary;
    /// - a weight is not above the one before: the release would stand still or go back.
    pub fn new(steps: Vec<PlanStep>) -> Result<Self, RolloutError> {
        if steps.is_empty() {
            return Err(no_steps());
        }
        let mut before = None;
        for step in &steps {
            step.check(before)?;
            before = Some(step.weight);
        }
        Ok(Self { steps, route: None, judge: None })
    }

    /// The same plan, with requests that go to the new version whatever the weight.
    #[must_use]
    pub fn with_match(mut self, route: RouteMatch) -> Self {
        self.route = Some(route);
        self
    }

    /// The same plan, with what ends the release early.
    #[must_use]
    pub const fn with_judge(mut self, judge: JudgeRules) -> Self {
        self.judge = Some(judge);
        self
    }

    /// The steps in their order; at least one, with ascending weights above 0 % and below 100 %.
    #[must_use]
    pub fn steps(&self) -> &[PlanStep] {
        &self.steps
    }

    /// The requests that go to the new version whatever the weight.
    #[must_use]
    pub const fn route_match(&self) -> Option<&RouteMatch> {
        self.route.as_ref()
    }

    /// What ends the release early.
    #[must_use]
    pub const fn judge(&self) -> Option<JudgeRules> {
        self.judge
    }

    /// How long all pauses take together; none if one waits for somebody.
    #[must_use]
    pub fn duration(&self) -> Option<Duration> {
        self.steps.iter().try_fold(Duration::ZERO, |sum, step| sum.checked_add(step.pause?))
    }
}

fn no_steps() -> RolloutError {
    RolloutError::new("plan", "", RolloutErrorKind::Empty, 0, "no step", "one or more, such as 5%")
}

impl<'de> Deserialize<'de> for Plan {
    fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Form {
            steps: Steps,
            #[serde(default)]
            pause: Option<Pause>,
            #[serde(default, rename = "match")]
            route: Option<RouteMatch>,
            #[serde(default)]
            judge: Option<JudgeRules>,
        }

        let Form { steps: Steps(mut steps), pause, route, judge } = Form::deserialize(deserializer)?;
        for step in &mut steps {
            step.pause = step.pause.or(pause.map(|pause| pause.0));
        }
        Ok(Self { steps, route, judge })
    }
}

/// A duration as data: its text.
#[derive(Clone, Copy)]
pub(crate) struct Pause(pub(crate) Duration);

impl<'de> Deserialize<'de> for Pause {
    fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl de::Visitor<'_> for Visitor {
            type Value = Pause;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a duration such as `10m`")
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Pause, E> {
                self.visit_str(&number.to_string())
            }

            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Pause, E> {
                self.visit_str(&number.to_string())
            }

            fn visit_f64<E: de::Error>(self, number: f64) -> Result<Pause, E> {
                self.visit_str(&number.to_string())
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Pause, E> {
                parse_duration(text).map(Pause).map_err(E::custom)
            }
        }

        deserializer.deserialize_any(Visitor)
    }
}

impl Serialize for Pause {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&duration_text(self.0))
    }
}

pub(crate) fn refuse_empty<E: de::Error>() -> E {
    E::custom(no_steps())
}
