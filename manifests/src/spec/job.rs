//! `jobs:` what runs by the clock.

use std::time::Duration;

use pavedroad_naming::{CronSchedule, DnsLabel};
use serde_json::{Value, json};

use super::{command, duration, time_zone};
use crate::decode::{Decoder, map, one_of, parse};
use crate::finding::{Problem, quote};
use crate::schema::object;
use crate::yaml::tree::Node;
use crate::{FindingCode, Severity};

/// A command of the app's image that runs by the clock: a CronJob `<app>-<job>`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Job {
    /// Its name, unique in the app.
    pub name: DnsLabel,
    /// When it runs.
    pub schedule: CronSchedule,
    /// In which time zone that is meant, by its IANA name: the job's own, or else the platform's. The controller's own
    /// where neither says one.
    pub time_zone: Option<Box<str>>,
    /// What is run in place of the image's own command.
    pub command: Vec<Box<str>>,
    /// Its arguments.
    pub args: Vec<Box<str>>,
    /// What becomes of a run whose time has come while the one before is still going.
    pub concurrency: Concurrency,
    /// How long a run may take; without end unless given. One that hangs then keeps all later ones from starting, unless
    /// `concurrency` says otherwise.
    pub deadline: Option<Duration>,
}

/// What becomes of a run whose time has come while the one before is still going.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Concurrency {
    /// It is left out.
    #[default]
    Forbid,
    /// Both run.
    Allow,
    /// The one before is stopped.
    Replace,
}

impl Concurrency {
    /// Every policy with its name.
    pub const ALL: [(&'static str, Self); 3] =
        [("forbid", Self::Forbid), ("allow", Self::Allow), ("replace", Self::Replace)];

    /// The name, as in `concurrencyPolicy`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Forbid => "Forbid",
            Self::Allow => "Allow",
            Self::Replace => "Replace",
        }
    }
}

/// Decodes `jobs:`; `zone` is the time zone of those that give none.
pub(super) fn decode(decoder: &mut Decoder<'_>, node: &Node, zone: Option<&str>) -> Option<Vec<Job>> {
    let _ = decoder.fields(node, "a mapping such as `{sync: {schedule: \"*/5 * * * *\", args: [sync]}}`")?;
    let job = |decoder: &mut Decoder<'_>, node: &Node| job(decoder, node, zone);
    let jobs = map(parse::<DnsLabel>("the name of a job such as `sync`"), job)(decoder, node)?;
    Some(jobs.into_iter().map(|(name, job)| Job { name, ..job }).collect())
}

fn job(decoder: &mut Decoder<'_>, node: &Node, zone: Option<&str>) -> Option<Job> {
    let mut fields = decoder.fields(node, "a mapping such as `{schedule: \"*/5 * * * *\", args: [sync]}`")?;
    let schedule = fields.required("schedule", schedule);
    let time_zone = fields.optional("timeZone", time_zone::decode);
    let command = fields.optional("command", command::command);
    let args = fields.optional("args", command::arguments);
    let concurrency = fields.optional("concurrency", one_of(&Concurrency::ALL));
    let deadline = fields.optional("deadline", duration::seconds);
    fields.finish();
    Some(Job {
        // Whoever asked knows the name, and puts it here.
        name: DnsLabel::from_static("job"),
        schedule: schedule?,
        time_zone: time_zone?.or_else(|| zone.map(Into::into)),
        command: command?.unwrap_or_default(),
        args: args?.unwrap_or_default(),
        concurrency: concurrency?.unwrap_or_default(),
        deadline: deadline?.map(|seconds| Duration::from_secs(seconds.into())),
    })
}

fn schedule(decoder: &mut Decoder<'_>, node: &Node) -> Option<CronSchedule> {
    let first = node.as_scalar().and_then(|scalar| scalar.text().split_whitespace().next());
    if let Some((prefix @ ("TZ" | "CRON_TZ"), zone)) = first.and_then(|word| word.split_once('=')) {
        let found = format!("`{prefix}=` in a schedule");
        let problem = Problem::error(FindingCode::InvalidValue, found, "no time zone in the schedule")
            .hint(format!("write {} beside it", quote(&format!("timeZone: {zone}"))));
        return decoder.refuse(decoder.inside(node, 0), problem);
    }
    let schedule = parse::<CronSchedule>("a schedule such as `*/5 * * * *`")(decoder, node)?;
    if schedule.never_fires() {
        let problem = Problem::error(FindingCode::NeverFires, quote(schedule.as_str()), "a day that comes");
        decoder.report(node.span(), problem.severity(Severity::Warning).hint("no month has that day"));
    }
    Some(schedule)
}

/// The JSON schema of `jobs:`.
pub(crate) fn schema() -> Value {
    json!({
        "description": "What runs by the clock, with the app's image.",
        "type": "object",
        "propertyNames": {"pattern": DnsLabel::PATTERN},
        "additionalProperties": object("A job.", &json!({
            "schedule": {"description": "When: minute, hour, day, month, weekday.", "type": "string", "examples": ["*/5 * * * *"]},
            "timeZone": time_zone::schema("The time zone that is meant; the platform's, or else the controller's own, unless given."),
            "command": command::schema("What is run in place of the image's command.", 1),
            "args": command::schema("Arguments.", 0),
            "concurrency": {
                "description": "What becomes of a run while the one before is going; forbid unless given.",
                "enum": Concurrency::ALL.map(|(name, _)| name),
            },
            "deadline": duration::schema("How long a run may take; without end unless given, and then one that hangs stops all later ones."),
        }), &["schedule"]),
        "examples": [{"sync": {"schedule": "*/5 * * * *", "args": ["sync"]}}],
    })
}
