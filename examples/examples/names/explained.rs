//! What a text can be the name of, its parts, and what it should be.

use examples::Outcome;
use pavedroad_naming::{Convention, NameError, Namespace};
use serde_json::{Map, Value, json};

use crate::Report;
use crate::problems::{meant, problems};
use crate::reading::{Reading, Weight};
use crate::readings::readings;

pub(crate) fn report(convention: &Convention, names: &[String], from: Option<&Namespace>) -> Report {
    let mut text = String::new();
    let mut list = Vec::new();
    let mut outcome = Outcome::Done;
    for name in names {
        let readings = readings(convention, name, from);
        let problems = problems(convention, name, &readings);
        if !problems.is_empty() {
            outcome = Outcome::Findings;
        }
        if !text.is_empty() {
            text.push('\n');
        }
        text += &told(convention, name, &readings, &problems);
        list.push(value(convention, name, &readings, &problems));
    }
    Report { outcome, text, json: Value::Array(list) }
}

/// For people: what says something with its parts, the rest in one line.
fn told(convention: &Convention, name: &str, readings: &[Reading], problems: &[(&str, &NameError)]) -> String {
    let mut text = format!("{name}\n");
    let mut slight = Vec::new();
    for reading in readings {
        match &reading.result {
            Ok(parts) if reading.weight != Weight::Slight => {
                let parts: Vec<String> = parts.iter().map(|(part, value)| format!("{part} {value}")).collect();
                text += format!("  {:<16}  {}", reading.kind, parts.join(", ")).trim_end();
                text.push('\n');
            }
            Ok(_) => slight.push(reading.kind),
            Err(_) => {}
        }
    }
    if !slight.is_empty() {
        text += &format!("  also legal as     {}\n", slight.join(", "));
    }
    for (kind, error) in problems {
        text += &match meant(convention, kind, error) {
            Some(meant) => format!("  should be         {kind} {meant}: {error}\n"),
            None if readings.iter().any(|reading| reading.flaw.as_ref() == Some(*error)) => {
                format!("  flawed            {error}\n")
            }
            None => format!("  no {kind}: {error}\n"),
        };
    }
    text
}

/// For programs: everything.
fn value(convention: &Convention, name: &str, readings: &[Reading], problems: &[(&str, &NameError)]) -> Value {
    let readings: Vec<Value> = readings
        .iter()
        .filter_map(|reading| {
            let parts = reading.result.as_ref().ok()?;
            let parts: Map<String, Value> =
                parts.iter().map(|(part, value)| ((*part).to_owned(), json!(value))).collect();
            Some(json!({"kind": reading.kind, "of_convention": reading.of_convention, "parts": parts}))
        })
        .collect();
    let problems: Vec<Value> = problems
        .iter()
        .map(|(kind, error)| json!({"kind": kind, "expected": meant(convention, kind, error), "problem": error.to_string()}))
        .collect();
    json!({"name": name, "readings": readings, "problems": problems})
}
