//! Names of one app that are another's.

use std::collections::BTreeSet;

use pavedroad_naming::{Derivation, DnsLabel};

use super::ByName;
use crate::finding::Problem;
use crate::spec::platform::routing::Routing;
use crate::spec::route::STABLE;
use crate::{App, AppSpec, FindingCode, Findings, Workload};

/// One app in two files; and names made of an app's that another app has.
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
            let Some(other) = by_name.get(name.as_str()) else { continue };
            if !said.insert(other.name()) {
                continue;
            }
            let noun = if is_stable(&derivation) { "Service of a version" } else { derivation.noun() };
            let found = format!("{noun} `{}`", name.as_str());
            let problem = Problem::error(FindingCode::Conflict, found, "a name that no other app has").hint(format!(
                "app `{}` is in {}",
                other.name(),
                file(other)
            ));
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
