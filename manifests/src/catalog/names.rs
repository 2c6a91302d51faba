//! Names of one app that are another's.

use std::collections::BTreeMap;

use pavedroad_naming::{AppName, Derivation};

use crate::finding::Problem;
use crate::{App, AppSpec, FindingCode, Findings, Workload};

/// One app in two files; and names made of an app's that another app has.
pub(super) fn check(specs: &[AppSpec], findings: &mut Findings) {
    let mut first: BTreeMap<&AppName, &AppSpec> = BTreeMap::new();
    for spec in specs {
        if let Some(other) = first.get(spec.name()) {
            let problem =
                Problem::error(FindingCode::Conflict, format!("app `{}` again", spec.name()), "one file for an app")
                    .hint(format!("it is in {} too", file(other)));
            findings.push(spec.finding(spec.name_place(), "app".to_owned(), problem));
        } else {
            first.insert(spec.name(), spec);
        }
    }
    for spec in specs {
        let mut said: Vec<&AppName> = Vec::new();
        for (path, derivation) in spec.apps().iter().flat_map(derived) {
            let name = spec.name().derive(&derivation);
            let Some((other, theirs)) = first.iter().find(|(other, _)| other.as_str() == name.as_str()) else {
                continue;
            };
            if said.contains(other) {
                continue;
            }
            said.push(other);
            let found = format!("{} `{}`", derivation.noun(), name.as_str());
            let problem = Problem::error(FindingCode::Conflict, found, "a name that no other app has")
                .hint(format!("app `{other}` is in {}", file(theirs)));
            let keys: Vec<&str> = path.iter().map(String::as_str).collect();
            let span = spec.places.find(&keys).or_else(|| spec.name_place());
            findings.push(spec.finding(span, path.join("."), problem));
        }
    }
}

/// The names that are made of an app's for objects of the kinds that apps have, and what in the spec asks for them.
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
    derived
}

fn file(spec: &AppSpec) -> String {
    spec.places.file().map_or_else(String::new, ToString::to_string)
}
