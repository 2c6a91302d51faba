//! The values of an app, section by section, in the order of the document.

use super::ExplainedValue;
use super::rows::{At, Cause, Rows};
use super::{canary, containers, network, pod};
use crate::app::{App, Scale};
use crate::spec::autoscale::DEFAULT_MIN;
use crate::spec::layers;
use crate::spec::places::Places;
use crate::yaml::tree::{Entry, Node};
use crate::{Autoscale, Platform, Workload};

/// All values of an app in its environment. `places` are those of the app file.
pub(super) fn values(app: &App, platform: &Platform, places: &Places) -> Vec<ExplainedValue> {
    let Some(root) = places.root() else { return Vec::new() };
    let entry = |node: &Node, key: &str| -> Option<Entry> { node.as_mapping()?.get(key).cloned() };
    let over = entry(root, "environments").and_then(|all| entry(&all.value, app.environment.as_str()));
    // Null for an environment says nothing about it.
    let over = over.map(|entry| layers::over(&entry.value)).filter(|over| !over.is_null());
    let base = layers::base(root);
    let at = At::new(&base, over.as_ref());
    let mut rows = Rows::new(places, platform);

    rows.add_given(At::new(root, None), "app", app.name.as_str());
    rows.add_platform("namespace", app.namespace.as_str(), &["convention", "namespace"]);
    pod_security(&mut rows, app, platform);
    rows.add_texts(at, "labels", app.labels.iter().map(|(key, value)| (key.as_str(), value.as_str())));
    rows.add(at, "workload", app.workload.as_str(), &Cause::BUILT_IN);
    image(&mut rows, at, &app.image);
    if let Some(secret) = &app.settings.pull_secret {
        rows.add_platform("pullSecret", secret.as_str(), &["pullSecret"]);
    }
    if let Some(zone) = &app.settings.time_zone {
        rows.add_platform("timeZone", &**zone, &["timeZone"]);
    }
    containers::words(&mut rows, at, "command", &app.command);
    containers::words(&mut rows, at, "args", &app.args);
    network::ports(&mut rows, at, &app.ports);
    containers::resources(&mut rows, at, &app.resources);
    // Nobody says how many pods a per-node app has.
    if app.workload != Workload::PerNode {
        scale(&mut rows, at, &app.scale);
    }
    containers::probes(&mut rows, at, app);
    containers::env(&mut rows, at, &app.env);
    pod::config(&mut rows, at, app, platform);
    rows.add_items(
        at,
        "secrets",
        &app.secrets,
        |secret| secret.name.as_str(),
        |rows, at, secret| {
            rows.add_given(at, "mount", &*secret.mount);
        },
    );
    pod::storage(&mut rows, at, &app.storage);
    pod::logs(&mut rows, at, app, platform);
    pod::tracing(&mut rows, at, app, platform);
    containers::extra(&mut rows, at, "init", &app.init, Some(&app.image));
    containers::extra(&mut rows, at, "sidecars", &app.sidecars, None);
    network::mesh(&mut rows, at, app);
    network::routes(&mut rows, at, app, platform);
    network::calls(&mut rows, at, app);
    network::tracks(&mut rows, at, &app.tracks);
    if let Some(canary) = &app.canary {
        canary::canary(&mut rows, at, canary);
    }
    pod::jobs(&mut rows, at, &app.jobs);
    pod::availability(&mut rows, at, &app.availability);
    pod::placement(&mut rows, at, &app.placement);
    pod::access(&mut rows, at, &app.access);
    pod::security(&mut rows, at, &app.security);
    if let Some(namespace) = &app.settings.monitoring {
        rows.below("monitoring", |rows| {
            rows.add_platform("namespace", namespace.as_str(), &["monitoring", "namespace"]);
        });
    }
    pod::patches(&mut rows, at, &app.patches);
    rows.finish()
}

/// The level of the namespace, and the deepest place in the platform file that speaks of it.
fn pod_security(rows: &mut Rows<'_>, app: &App, platform: &Platform) {
    let level = platform.pod_security(&app.namespace, &app.environment).as_str();
    let line = platform.settings.convention.parse_namespace(&app.namespace).ok().and_then(|parts| parts.line);
    let line = line.as_ref().map_or("", |line| line.as_str());
    let paths: [&[&str]; 3] = [
        &["podSecurity", "environments", app.environment.as_str()],
        &["podSecurity", "lines", line],
        &["podSecurity", "default"],
    ];
    let path = paths.into_iter().find(|path| rows.is_in_platform(path));
    rows.add_platform("podSecurity", level, path.unwrap_or(&["podSecurity"]));
}

/// What names an image, as it is given, and the whole reference that the convention makes of it.
pub(super) fn image(rows: &mut Rows<'_>, at: At<'_>, reference: &str) {
    let at = at.get("image");
    let given = ["tag", "digest", "reference"].map(|key| (key, at.get(key).text()));
    if given.iter().any(|(key, text)| *key != "reference" && text.is_some()) {
        rows.add_platform("image", reference, &["convention", "image"]);
    }
    rows.below("image", |rows| {
        for (key, text) in given {
            if let Some(text) = text {
                rows.add_given(at, key, text);
            }
        }
    });
}

fn scale(rows: &mut Rows<'_>, at: At<'_>, scale: &Scale) {
    let Autoscale { min, max, cpu, memory } = match scale {
        Scale::Fixed(replicas) => return rows.add(at, "replicas", *replicas, &Cause::BUILT_IN),
        Scale::Auto(autoscale) => autoscale,
    };
    let at = at.get("autoscale");
    rows.below("autoscale", |rows| {
        // A `max` below the built-in least takes that along.
        let lowered = rows.follows(at, "max").filter(|_| *max < DEFAULT_MIN).unwrap_or(Cause::BUILT_IN);
        rows.add(at, "min", min.get(), &lowered);
        rows.add_given(at, "max", max.get());
        for (key, percent) in [("cpu", cpu), ("memory", memory)] {
            if let Some(percent) = percent {
                rows.add_given(at, key, &*format!("{percent}%"));
            }
        }
    });
}
