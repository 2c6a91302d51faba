//! Who talks to the app, and how: ports, mesh, routes, callers, calls, tracks.

use pavedroad_naming::AppName;

use super::rows::{At, Cause, Rows, name_of};
use super::sections::image;
use crate::app::App;
use crate::spec::duration::written;
use crate::spec::rate;
use crate::written::Written;
use crate::{Call, MeshMode, Mtls, Platform, Port, Track};

pub(super) fn ports(rows: &mut Rows<'_>, at: At<'_>, ports: &[Port]) {
    rows.add_items(
        at,
        "ports",
        ports,
        |port| port.name.as_str(),
        |rows, at, port| {
            let own = rows.follows(at, "port").unwrap_or(Cause::BUILT_IN);
            let named = rows.follows_here(at);
            rows.add_given(at, "port", port.port.get());
            rows.add(at, "service", port.service.get(), &own);
            rows.add(at, "protocol", port.protocol.as_str(), &named);
        },
    );
}

/// What is derived from the first port.
pub(super) fn first_port(rows: &mut Rows<'_>, at: At<'_>, ports: &[Port]) -> Cause {
    let Some(first) = ports.first() else { return Cause::BUILT_IN };
    let at = at.get("ports").get(first.name.as_str());
    rows.below("ports", |rows| rows.below(first.name.as_str(), |rows| rows.follows_here(at)))
}

pub(super) fn mesh(rows: &mut Rows<'_>, at: At<'_>, app: &App) {
    let (at, mesh) = (at.get("mesh"), &app.mesh);
    rows.below("mesh", |rows| {
        rows.add(at, "mode", mesh.mode.as_str(), &Cause::BUILT_IN);
        // What only a proxy does is worth a line where there is one.
        if mesh.mode != MeshMode::None || at.get("mtls").is_given() {
            rows.add(at, "mtls", name_of(&Mtls::ALL, mesh.mtls), &Cause::BUILT_IN);
        }
        if let Some(timeout) = mesh.timeout {
            rows.add_given(at, "timeout", &*written(timeout));
        }
        if let Some(retries) = mesh.retries {
            rows.add_given(at, "retries", retries);
        }
        if let Some(outlier) = mesh.outlier {
            rows.below("outlier", |rows| {
                let at = at.get("outlier");
                rows.add(at, "errors", outlier.errors.get(), &Cause::BUILT_IN);
                rows.add(at, "ejection", &*written(outlier.ejection), &Cause::BUILT_IN);
            });
        }
        if let Some(connections) = mesh.connections {
            rows.add_given(at, "connections", connections.get());
        }
        if let Some(limit) = mesh.limit {
            rows.add_given(at, "limit", &*rate::written(limit));
        }
        if let Some(fault) = mesh.fault {
            rows.below("fault", |rows| {
                let at = at.get("fault");
                if let Some(delay) = fault.delay {
                    rows.add_given(at, "delay", &*written(delay));
                }
                if let Some(abort) = fault.abort {
                    rows.add_given(at, "abort", abort);
                }
                rows.add_given(at, "percent", &*format!("{}%", fault.percent));
            });
        }
        if let Some(proxy) = app.settings.mesh_proxy.as_ref().filter(|_| mesh.mode == MeshMode::Manual) {
            rows.below("proxy", |rows| {
                rows.add_platform("image", &*proxy.image.to_string(), &["mesh", "proxy", "image", "reference"]);
                rows.add_platform("discovery", &*proxy.discovery, &["mesh", "proxy", "discovery"]);
            });
        }
    });
}

pub(super) fn routes(rows: &mut Rows<'_>, at: At<'_>, app: &App, platform: &Platform) {
    let first = first_port(rows, at, &app.ports);
    rows.add_items(
        at,
        "routes",
        &app.routes,
        |route| route.name.as_str(),
        |rows, at, route| {
            match (&route.host, platform.settings.domain.as_ref().filter(|_| route.public)) {
                (Some(host), _) => rows.add_given(at, "host", &**host),
                (None, Some(domain)) => {
                    let host = domain.host(&app.name, &app.environment);
                    rows.add_platform("host", &*host, &["domain", "public"]);
                }
                (None, None) => {}
            }
            rows.add(at, "path", &*route.path, &Cause::BUILT_IN);
            rows.add(at, "port", route.port.as_str(), &first);
            rows.add(at, "public", route.public, &Cause::BUILT_IN);
            rows.add_items(
                at,
                "split",
                &route.split,
                |(track, _)| track.as_str(),
                |rows, at, (_, share)| {
                    rows.add_here(at, *share, &Cause::BUILT_IN);
                },
            );
        },
    );
}

pub(super) fn calls(rows: &mut Rows<'_>, at: At<'_>, app: &App) {
    if let Some(callers) = &app.callers {
        rows.add_given(at, "callers", Written::texts(callers.iter().map(AppName::as_str)));
    }
    let Some(calls) = &app.calls else { return };
    if calls.is_empty() {
        return rows.add_given(at, "calls", Written::List(Vec::new()));
    }
    let at = at.get("calls");
    rows.below("calls", |rows| {
        for (index, call) in calls.iter().enumerate() {
            let at = at.item(index);
            rows.below_index(index, |rows| match call {
                Call::App(app) => rows.add_here(at, app.as_str(), &Cause::BUILT_IN),
                Call::External { host, port } => {
                    rows.add_given(at, "external", &**host);
                    rows.add_given(at, "port", port.get());
                }
            });
        }
    });
}

pub(super) fn tracks(rows: &mut Rows<'_>, at: At<'_>, tracks: &[Track]) {
    rows.add_items(at, "tracks", tracks, |track| track.name.as_str(), |rows, at, track| image(rows, at, &track.image));
}
