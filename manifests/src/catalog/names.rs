//! Names of one app that are another's.

use std::collections::{BTreeMap, BTreeSet};

use pavedroad_naming::{Derivation, DnsLabel};

use super::ByName;
use crate::finding::Problem;
use crate::spec::platform::routing::Routing;
use crate::spec::route::STABLE;
use crate::{App, AppSpec, FindingCode, Findings, VolumeSource, Workload};

/// One app in two files; names made of an app's that another app has; and names that are made of two apps' alike.
pub(super) fn check(specs: &[AppSpec], by_name: &ByName<'_>, findings: &mut Findings) {
    for spec in specs {
        let Some(first) = by_name.get(spec.name().as_str()).filter(|first| !std::ptr::eq(**first, spec)) else {
            continue;
        };
        let problem =
            Problem::error(FindingCode::Conflict, format!("app `{}` again", spec.name()), "one file for an app")
                .hint(format!("it is in {} too", file(first)));
        findings.push(spec.finding(spec.name_place(), "app".to_owned(), problem));
    }
    for spec in specs {
        let mut said = BTreeSet::new();
        for (path, derivation) in spec.apps().iter().flat_map(derived) {
            let name = spec.name().derive(&derivation);
            if !is_kind_of_apps(&derivation) {
                continue;
            }
            let Some(other) = by_name.get(name.as_str()) else { continue };
            if !said.insert(other.name()) {
                continue;
            }
            let hint = format!("app `{}` is in {}", other.name(), file(other));
            report(spec, &path, &derivation, hint, findings);
        }
    }
    made_twice(by_name, findings);
}

/// `a-b` with a part `c`, and `a` with a part `b-c`. Of the two apps the later one by name is told.
fn made_twice(by_name: &ByName<'_>, findings: &mut Findings) {
    let mut made: BTreeMap<(&str, String), &AppSpec> = BTreeMap::new();
    for spec in by_name.values() {
        let mut said = BTreeSet::new();
        for (path, derivation) in spec.apps().iter().flat_map(derived) {
            let name = spec.name().derive(&derivation).to_string();
            // Two parts of one app have different names.
            let first = *made.entry((kind(&derivation), name)).or_insert(spec);
            if first.name() != spec.name() && said.insert(path.clone()) {
                let hint = format!("it is of app `{}` in {} too", first.name(), file(first));
                report(spec, &path, &derivation, hint, findings);
            }
        }
    }
}

fn report(spec: &AppSpec, path: &[String], derivation: &Derivation, hint: String, findings: &mut Findings) {
    let noun = if is_stable(derivation) { "Service of a version" } else { derivation.noun() };
    let found = format!("{noun} `{}`", spec.name().derive(derivation));
    let problem = Problem::error(FindingCode::Conflict, found, "a name that no other app has").hint(hint);
    let keys: Vec<&str> = path.iter().map(String::as_str).collect();
    let span = spec.places.find(&keys).or_else(|| spec.name_place());
    findings.push(spec.finding(span, path.join("."), problem));
}

/// Whether apps have objects of that kind under their own names.
fn is_kind_of_apps(derivation: &Derivation) -> bool {
    !matches!(derivation, Derivation::Claim(_) | Derivation::Job(_))
}

/// What may not have one name twice.
fn kind(derivation: &Derivation) -> &'static str {
    match derivation {
        Derivation::Canary | Derivation::Track(_) => "Deployment",
        other => other.noun(),
    }
}

/// The names that are made of an app's, and what in the spec asks for them.
fn derived(app: &App) -> Vec<(Vec<String>, Derivation)> {
    let mut derived = Vec::new();
    if app.canary().is_some() {
        derived.push((vec!["canary".to_owned()], Derivation::Canary));
    }
    if app.workload() == Workload::Stateful {
        derived.push((vec!["workload".to_owned()], Derivation::HeadlessService));
    }
    for track in app.tracks() {
        derived.push((vec!["tracks".to_owned(), track.name.to_string()], Derivation::Track(track.name.clone())));
    }
    for job in app.jobs() {
        derived.push((vec!["jobs".to_owned(), job.name.to_string()], Derivation::Job(job.name.clone())));
    }
    if app.workload() != Workload::Stateful {
        let claims = app.storage().iter().filter(|volume| matches!(volume.source, VolumeSource::Claim { .. }));
        derived.extend(claims.map(|volume| {
            (vec!["storage".to_owned(), volume.name.to_string()], Derivation::Claim(volume.name.clone()))
        }));
    }
    // Gateway API divides requests among Services, so there the stable version has one of its own too.
    if app.settings.routing == Routing::GatewayApi && (app.canary().is_some() || !app.tracks().is_empty()) {
        let key = if app.canary().is_some() { "canary" } else { "tracks" };
        derived.push((vec![key.to_owned()], Derivation::Track(DnsLabel::from_static(STABLE))));
    }
    derived
}

fn is_stable(derivation: &Derivation) -> bool {
    matches!(derivation, Derivation::Track(track) if track.as_str() == STABLE)
}

fn file(spec: &AppSpec) -> String {
    spec.places.file().map_or_else(String::new, ToString::to_string)
}
