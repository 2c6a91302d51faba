//! What a text can be the name of, its parts, and what it should be.

use std::fmt::Display;
use std::str::FromStr;

use examples::Outcome;
use pavedroad_naming::{
    BuildStamp, Convention, CronSchedule, Digest, DnsLabel, DnsSubdomain, ImageReferenceRef, ImageTag, LabelKey,
    LabelSelector, LabelValue, NameError, PortName,
};
use serde_json::{Map, Value, json};

use crate::Report;

/// One way to read a text.
struct Reading {
    kind: &'static str,
    /// Whether the convention says what such a name looks like.
    of_convention: bool,
    result: Result<Vec<(&'static str, String)>, NameError>,
}

pub(crate) fn report(convention: &Convention, names: &[String]) -> Report {
    let mut text = String::new();
    let mut list = Vec::new();
    let mut outcome = Outcome::Done;
    for name in names {
        let readings = readings(convention, name);
        let accepted: Vec<&Reading> = readings.iter().filter(|reading| reading.result.is_ok()).collect();
        let problems = problems(convention, name, &readings);
        if !problems.is_empty() {
            outcome = Outcome::Findings;
        }
        text += &format!("{}{name}\n", if text.is_empty() { "" } else { "\n" });
        let (bare, whole): (Vec<&Reading>, Vec<&Reading>) =
            accepted.iter().partition(|reading| reading.result.as_deref().unwrap_or_default().is_empty());
        for reading in whole {
            let parts = reading.result.as_deref().unwrap_or_default();
            let parts: Vec<String> = parts.iter().map(|(part, value)| format!("{part} {value}")).collect();
            text += format!("  {:<16}  {}", reading.kind, parts.join(", ")).trim_end();
            text.push('\n');
        }
        if !bare.is_empty() {
            let kinds: Vec<&str> = bare.iter().map(|reading| reading.kind).collect();
            text += &format!("  also legal as     {}\n", kinds.join(", "));
        }
        for (kind, error) in &problems {
            text += &match meant(convention, kind, error) {
                Some(meant) => format!("  should be         {kind} {meant}: {error}\n"),
                None => format!("  no {kind}: {error}\n"),
            };
        }
        let readings: Vec<Value> = accepted
            .iter()
            .map(|reading| {
                let parts = reading.result.as_deref().unwrap_or_default();
                let parts: Map<String, Value> =
                    parts.iter().map(|(part, value)| ((*part).to_owned(), json!(value))).collect();
                json!({"kind": reading.kind, "of_convention": reading.of_convention, "parts": parts})
            })
            .collect();
        let problems: Vec<Value> = problems
            .iter()
            .map(|(kind, error)| json!({"kind": kind, "expected": meant(convention, kind, error), "problem": error.to_string()}))
            .collect();
        list.push(json!({"name": name, "readings": readings, "problems": problems}));
    }
    Report { outcome, text, json: Value::Array(list) }
}

/// Why a text is no name of the convention, for the kinds it looks like; none if it is a name of the convention, or
/// looks like none.
fn problems<'a>(convention: &Convention, name: &str, readings: &'a [Reading]) -> Vec<(&'static str, &'a NameError)> {
    let of_convention = || readings.iter().filter(|reading| reading.of_convention);
    if of_convention().any(|reading| reading.result.is_ok()) {
        return Vec::new();
    }
    let nothing = readings.iter().all(|reading| reading.result.is_err());
    let address = name.starts_with(&convention.spec().registry.host);
    let word = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
    let mut problems: Vec<_> = of_convention()
        .filter_map(|reading| Some((reading.kind, reading.result.as_ref().err()?)))
        .filter(|(kind, error)| {
            let image = *kind == "image address";
            if address || name.contains('/') {
                image && (address || nothing)
            } else {
                !image && (nothing || (word && error.hint().is_some()))
            }
        })
        .collect();
    // Where the name that was meant is clear, the other kinds are noise.
    if problems.iter().any(|(kind, error)| meant(convention, kind, error).is_some()) {
        problems.retain(|(kind, error)| meant(convention, kind, error).is_some());
    }
    problems
}

/// The name of the convention that an error proposes.
fn meant<'a>(convention: &Convention, kind: &str, error: &'a NameError) -> Option<&'a str> {
    let meant = error.hint()?.strip_prefix("did you mean \"")?.strip_suffix("\"?")?;
    let right = match kind {
        "app" => convention.parse_app(meant).is_ok(),
        "namespace" => convention.parse_namespace(meant).is_ok(),
        "image address" => convention.parse_image(meant).is_ok(),
        _ => convention.parse_tag(meant).is_ok(),
    };
    right.then_some(meant)
}

fn readings(convention: &Convention, name: &str) -> Vec<Reading> {
    let of = |kind, result| Reading { kind, of_convention: true, result };
    let app = convention.parse_app(name).map(|parts| {
        given([
            ("line", shown(parts.line.as_ref())),
            ("system", shown(parts.system.as_ref())),
            ("component", Some(parts.component.to_string())),
        ])
    });
    let namespace = convention
        .parse_namespace(name)
        .map(|parts| given([("line", shown(parts.line.as_ref())), ("environment", shown(parts.environment.as_ref()))]));
    let image = convention.parse_image(name).map(|image| {
        given([
            ("registry", Some(image.registry().to_owned())),
            ("namespace", image.namespace().map(str::to_owned)),
            ("app", Some(image.app().to_owned())),
            ("built", image.stamp().map(|stamp| stamp.datetime().format("%Y-%m-%d %H:%M").to_string())),
            ("git tag", image.revision().map(str::to_owned)),
        ])
    });
    let tag = convention
        .parse_tag(name)
        .map(|parts| given([("built", shown(parts.stamp.as_ref())), ("git tag", shown(parts.revision.as_ref()))]));
    let reference = ImageReferenceRef::parse(name).map(|image| {
        given([
            ("domain", Some(image.domain().to_owned())),
            ("path", Some(image.path().into_owned())),
            ("tag", image.tag().map(str::to_owned)),
            ("digest", image.digest().map(str::to_owned)),
            ("pulled as", Some(image.pull_reference().into_owned())),
        ])
    });
    let key = name
        .parse::<LabelKey>()
        .map(|key| given([("prefix", key.prefix().map(str::to_owned)), ("name", Some(key.name().to_owned()))]));
    let selector = name.parse::<LabelSelector>().map(|selector| given([("printed as", Some(selector.to_string()))]));
    let schedule = name
        .parse::<CronSchedule>()
        .map(|schedule| given([("fires", Some(if schedule.never_fires() { "never" } else { "yes" }.to_owned()))]));
    let stamp = name.parse::<BuildStamp>().map(|stamp| given([("at", Some(stamp.datetime().to_string()))]));
    let other = |kind, result| Reading { kind, of_convention: false, result };
    vec![
        of("app", app),
        of("namespace", namespace),
        of("image address", image),
        of("build tag", tag),
        other("image reference", reference),
        plain::<ImageTag>("image tag", name),
        plain::<Digest>("digest", name),
        other("build stamp", stamp),
        plain::<DnsLabel>("DNS label", name),
        plain::<DnsSubdomain>("DNS subdomain", name),
        plain::<PortName>("port name", name),
        other("label key", key),
        plain::<LabelValue>("label value", name),
        other("label selector", selector),
        other("cron schedule", schedule),
    ]
}

fn plain<T: FromStr<Err = NameError>>(kind: &'static str, name: &str) -> Reading {
    Reading { kind, of_convention: false, result: name.parse::<T>().map(|_| Vec::new()) }
}

fn shown<T: Display>(part: Option<&T>) -> Option<String> {
    part.map(ToString::to_string)
}

/// The parts that are there.
fn given<const N: usize>(parts: [(&'static str, Option<String>); N]) -> Vec<(&'static str, String)> {
    parts.into_iter().filter_map(|(part, value)| Some((part, value?))).collect()
}
