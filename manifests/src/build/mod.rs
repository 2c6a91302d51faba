//! From a resolved application to Kubernetes objects: one file per kind, values in, values out.

mod autoscaler;
mod backends;
mod container;
mod deployment;
mod disruption_budget;
mod extra;
mod filebeat;
mod int_or_string;
mod labels;
mod mesh;
mod namespace;
mod network_policy;
mod pod;
mod probe;
mod proxy;
mod routing;
mod service;
mod service_account;
mod version;
mod volumes;

pub(crate) use namespace::namespace;

use crate::objects::Objects;
use crate::{Access, App, Config, Workload};

/// The objects of one application, in apply order: identity and policy stand before the pods start.
pub(crate) fn objects(app: &App) -> Objects {
    let mut objects = Objects::new();
    objects.push(service_account::service_account(app));
    objects.push(network_policy::network_policy(app));
    if let Some(service) = service::service(app) {
        objects.push(service);
    }
    objects.push(deployment::deployment(app, &version::stable(app)));
    for version in version::tracks(app).chain(version::canary(app)) {
        objects.push(deployment::deployment(app, &version));
    }
    objects.push(disruption_budget::disruption_budget(app));
    if let Some(autoscaler) = autoscaler::autoscaler(app) {
        objects.push(autoscaler);
    }
    for object in mesh::objects(app) {
        objects.push(object);
    }
    for object in objects.iter_mut() {
        proxy::inject(app, object);
    }
    routing::push(&mut objects, app);
    objects.sort();
    for section in unwritten(app) {
        objects.leave_out(section, Some(&app.name), &app.environment);
    }
    objects
}

/// The sections that are given and that no object says yet.
fn unwritten(app: &App) -> impl Iterator<Item = &'static str> {
    let given = [
        ("workload", app.workload != Workload::Stateless),
        ("config", app.config != Config::default()),
        ("secrets", !app.secrets.is_empty()),
        ("storage", !app.storage.is_empty()),
        ("logs", app.logs.is_some()),
        // A proxy is told by a Telemetry; an app without one is told nothing yet.
        ("tracing", app.tracing.is_some() && !mesh::has_own_proxy(app)),
        ("init", !app.init.is_empty()),
        ("sidecars", !app.sidecars.is_empty()),
        ("callers", app.callers.is_some()),
        ("calls", app.calls.is_some()),
        ("jobs", !app.jobs.is_empty()),
        ("access", app.access != Access::default()),
        ("patches", !app.patches.is_empty()),
    ];
    given.into_iter().filter(|(_, given)| *given).map(|(section, _)| section)
}
