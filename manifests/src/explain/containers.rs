//! What containers are told: commands, variables, resources, probes.

use super::network::first_port;
use super::rows::{At, Cause, Rows};
use crate::app::App;
use crate::spec::duration;
use crate::written::Written;
use crate::{Check, EnvValue, EnvVar, ExtraContainer, ResourceName, Resources};

/// A list of words, if there are any.
pub(super) fn words(rows: &mut Rows<'_>, at: At<'_>, key: &str, words: &[Box<str>]) {
    if !words.is_empty() || at.get(key).is_given() {
        rows.add_given(at, key, Written::texts(words));
    }
}

pub(super) fn env(rows: &mut Rows<'_>, at: At<'_>, env: &[EnvVar]) {
    rows.add_items(
        at,
        "env",
        env,
        |variable| &variable.name,
        |rows, at, variable| match &variable.value {
            EnvValue::Text(text) => rows.add_here(at, &**text, &Cause::BUILT_IN),
            EnvValue::Secret { name, key } => {
                rows.add_given(at, "secret", name.as_str());
                rows.add_given(at, "key", &**key);
            }
            EnvValue::Field(field) => rows.add_given(at, "field", &**field),
        },
    );
}

/// Amounts: given, or of the size that is given; a memory limit that is not given is the request's.
pub(super) fn resources(rows: &mut Rows<'_>, at: At<'_>, resources: &Resources) {
    let at = at.get("resources");
    let size = at.get("size").text();
    let of_size = |rows: &Rows<'_>, path: &[&str]| {
        let path: Vec<&str> = ["profiles", size?].into_iter().chain(path.iter().copied()).collect();
        rows.is_in_platform(&path).then(|| rows.platform(&path))
    };
    rows.below("resources", |rows| {
        if let Some(size) = size {
            rows.add_given(at, "size", size);
        }
        let request = |rows: &Rows<'_>, name: &str| of_size(rows, &[name]);
        for name in [ResourceName::CPU, ResourceName::MEMORY] {
            if let Some(amount) = resources.request(&name) {
                let cause = request(rows, name.as_str()).unwrap_or(Cause::BUILT_IN);
                rows.add(at, name.as_str(), Written::of(amount), &cause);
            }
        }
        let own = rows.follows(at, "memory");
        rows.below("limits", |rows| {
            for name in [ResourceName::CPU, ResourceName::MEMORY] {
                let Some(amount) = resources.limit(&name) else { continue };
                let own = own.clone().filter(|_| name == ResourceName::MEMORY);
                let cause = own.or_else(|| of_size(rows, &["limits", name.as_str()]));
                let cause = cause.or_else(|| request(rows, name.as_str())).unwrap_or(Cause::BUILT_IN);
                rows.add(at.get("limits"), name.as_str(), Written::of(amount), &cause);
            }
        });
    });
}

pub(super) fn probes(rows: &mut Rows<'_>, at: At<'_>, app: &App) {
    let first = first_port(rows, at, &app.ports);
    let probes = &app.probes;
    let startup = probes.startup.as_ref();
    let checks = [
        ("startup", startup.map(|startup| &startup.check)),
        ("readiness", probes.readiness.as_ref()),
        ("liveness", probes.liveness.as_ref()),
    ];
    let at = at.get("probes");
    rows.below("probes", |rows| {
        for (key, asked) in checks {
            let Some(asked) = asked else {
                rows.add_null(at, key);
                continue;
            };
            let at = at.get(key);
            rows.below(key, |rows| {
                check(rows, at, app, asked, &first);
                if let (Some(startup), "startup") = (startup, key) {
                    let within = duration::written(std::time::Duration::from_secs(startup.within.get().into()));
                    rows.add(at, "within", &*within, &Cause::BUILT_IN);
                }
            });
        }
    });
}

/// What is asked; where nothing is said, it is the first port.
fn check(rows: &mut Rows<'_>, at: At<'_>, app: &App, check: &Check, first: &Cause) {
    match check {
        Check::Http { path, port, .. } => {
            rows.add_given(at, "http", &**path);
            rows.add(at, "port", port.as_str(), first);
        }
        Check::Tcp { port } => rows.add(at, "tcp", port.as_str(), first),
        Check::Grpc { port } => {
            let name = app.ports.iter().find(|other| other.port == *port).map(|port| port.name.as_str());
            rows.add(at, "grpc", name.unwrap_or_default(), first);
        }
        Check::Exec { command } => rows.add_given(at, "exec", Written::texts(command)),
    }
}

/// Containers that run before the app, or beside it; `own` is the image of those that have none.
pub(super) fn extra(rows: &mut Rows<'_>, at: At<'_>, key: &str, containers: &[ExtraContainer], own: Option<&str>) {
    // The convention makes the image of the app, unless the app says all of it.
    let image = rows
        .below("image", |rows| rows.follows(at.get("image"), "reference"))
        .unwrap_or_else(|| Cause { follows: Some("image".to_owned()), ..rows.platform(&["convention", "image"]) });
    rows.add_items(
        at,
        key,
        containers,
        |container| container.name.as_str(),
        |rows, at, container| {
            match (&container.image, own) {
                (Some(image), _) => rows.below("image", |rows| {
                    rows.add_given(at.get("image"), "reference", image.as_str());
                }),
                (None, Some(own)) => rows.add(At::default(), "image", own, &image),
                (None, None) => {}
            }
            words(rows, at, "command", &container.command);
            words(rows, at, "args", &container.args);
            env(rows, at, &container.env);
            resources(rows, at, &container.resources);
        },
    );
}
