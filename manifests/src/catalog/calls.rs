//! Who calls whom, seen from both ends.

use std::collections::{BTreeMap, BTreeSet};

use pavedroad_naming::AppName;

use super::ByName;
use crate::build::plain_ports;
use crate::finding::Problem;
use crate::yaml::tree::Node;
use crate::{App, AppSpec, Call, FindingCode, Findings, MeshMode, Mtls, Severity};

pub(super) fn check(specs: &[AppSpec], by_name: &ByName<'_>, complete: bool, findings: &mut Findings) {
    let ends = by_name.values().flat_map(|spec| spec.apps());
    let ends: BTreeMap<_, Ends<'_>> = ends.map(|app| (key(app.name(), app), Ends::of(app))).collect();
    for spec in specs {
        for app in spec.apps() {
            for (at, call) in app.calls().unwrap_or_default().iter().enumerate() {
                let Call::App(called) = call else { continue };
                let problem = match ends.get(&key(called, app)) {
                    None => Some(elsewhere(called, complete)),
                    Some(other) => refused(app, other, called).or_else(|| in_plain_text(app, other.app)),
                };
                report(spec, app, "calls", at, problem, findings);
            }
            for (at, caller) in app.callers().unwrap_or_default().iter().enumerate() {
                let problem = match ends.get(&key(caller, app)) {
                    None => Some(elsewhere(caller, complete)),
                    // A caller that says what it calls hears of it there.
                    Some(other) => unused(app, other, caller)
                        .or_else(|| in_plain_text(other.app, app).filter(|_| other.calls.is_none())),
                };
                report(spec, app, "callers", at, problem, findings);
            }
        }
    }
}

/// Whom an app names, as sets: many apps may be looked for in one list.
struct Ends<'s> {
    app: &'s App,
    callers: Option<BTreeSet<&'s AppName>>,
    calls: Option<BTreeSet<&'s AppName>>,
}

impl<'s> Ends<'s> {
    fn of(app: &'s App) -> Self {
        let called = |call: &'s Call| match call {
            Call::App(name) => Some(name),
            Call::External { .. } => None,
        };
        Self {
            app,
            callers: app.callers().map(|callers| callers.iter().collect()),
            calls: app.calls().map(|calls| calls.iter().filter_map(called).collect()),
        }
    }
}

/// An app of this name where another one is.
fn key<'s>(name: &'s AppName, beside: &'s App) -> (&'s str, &'s str) {
    (name.as_str(), beside.environment().as_str())
}

fn elsewhere(name: &AppName, complete: bool) -> Problem {
    let found = format!("app `{name}`");
    let problem = Problem::error(FindingCode::DanglingReference, found, "an app among the files");
    if complete { problem } else { problem.severity(Severity::Note).hint("it is not checked here") }
}

/// A call to an app that lists its callers, and not this one: its network policy drops it.
fn refused(app: &App, other: &Ends<'_>, called: &AppName) -> Option<Problem> {
    let callers = other.callers.as_ref()?;
    if callers.contains(app.name()) {
        return None;
    }
    let expected = format!("an app that lists `{}` in its `callers`", app.name());
    let problem = Problem::error(FindingCode::DanglingReference, format!("a call to `{called}`"), expected);
    Some(problem.hint(format!(
        "add `{}` to the `callers` of `{called}`, or the call is dropped in {}",
        app.name(),
        app.environment()
    )))
}

/// A call from outside the mesh to an app in it that takes mutual TLS alone: it is refused, whatever policies say. A
/// warning if a port of the app is read in plain text all the same, which may be the one that is meant.
fn in_plain_text(caller: &App, called: &App) -> Option<Problem> {
    let outside = caller.mesh.mode == MeshMode::None;
    if !outside || called.mesh.mode == MeshMode::None || called.mesh.mtls != Mtls::Strict {
        return None;
    }
    let found =
        format!("a call of `{}`, which is not in the mesh, to `{}` with `mtls: strict`", caller.name, called.name);
    let expected = "a caller in the mesh, or `mtls: permissive`";
    let problem = Problem::error(FindingCode::Conflict, found, expected).hint(format!(
        "give `{}` a `mesh: {{mode: sidecar}}`, or `{}` an `mtls: permissive`, or every call fails in {}",
        caller.name, called.name, caller.environment
    ));
    let some = plain_ports(called).next().is_some();
    Some(if some { problem.severity(Severity::Warning) } else { problem })
}

/// A caller that lists what it calls, and not this app: nothing comes of it.
fn unused(app: &App, other: &Ends<'_>, caller: &AppName) -> Option<Problem> {
    let calls = other.calls.as_ref()?;
    if calls.contains(app.name()) {
        return None;
    }
    let expected = format!("an app that lists `{}` in its `calls`", app.name());
    let problem = Problem::error(FindingCode::NoEffect, format!("caller `{caller}`"), expected);
    Some(
        problem
            .severity(Severity::Warning)
            .hint(format!("`{caller}` says what it calls, and this app is not among it")),
    )
}

/// Reports at an item of a list, in the override of the environment if that is where the list stands.
fn report(spec: &AppSpec, app: &App, key: &str, at: usize, problem: Option<Problem>, findings: &mut Findings) {
    let Some(problem) = problem else { return };
    let over = ["environments", app.environment().as_str(), key];
    let (prefix, list) = match spec.places.node(&over) {
        Some(list) => (over.join("."), Some(list)),
        None => (key.to_owned(), spec.places.node(&[key])),
    };
    let span = list.and_then(Node::as_sequence).and_then(|items| items.get(at)).map(Node::span);
    findings.push(spec.finding(span, format!("{prefix}[{at}]"), problem));
}
