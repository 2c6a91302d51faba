//! From a resolved application to Kubernetes objects: one file per kind, values in, values out.

mod autoscaler;
mod backends;
mod container;
mod cron_job;
mod deployment;
mod disruption_budget;
mod extra;
mod filebeat;
mod filebeat_config;
mod int_or_string;
mod labels;
mod limit_range;
mod log_volumes;
mod namespace;
mod network_policy;
mod pod;
mod probe;
mod proxy;
mod resource_quota;
mod role;
mod service;
mod service_account;
mod storage_class;
mod version;
mod volumes;

pub(crate) use limit_range::limit_range;
pub(crate) use namespace::namespace;
pub(crate) use resource_quota::resource_quota;
pub(crate) use storage_class::storage_class;

use crate::objects::Objects;
use crate::{App, Mesh, Workload};

/// The objects of one application, in apply order: identity and policy stand before the pods start.
pub(crate) fn objects(app: &App) -> Objects {
    let mut objects = Objects::new();
    objects.push(service_account::service_account(app));
    if let Some((role, binding)) = role::role(app).zip(role::role_binding(app)) {
        objects.push(role);
        objects.push(binding);
    }
    objects.push(network_policy::network_policy(app));
    if let Some(config) = filebeat::config_map(app) {
        objects.push(config);
    }
    if let Some(service) = service::service(app) {
        objects.push(service);
    }
    objects.push(deployment::deployment(app, &version::stable(app)));
    for version in version::tracks(app).chain(version::canary(app)) {
        objects.push(deployment::deployment(app, &version));
    }
    for cron_job in cron_job::cron_jobs(app) {
        objects.push(cron_job);
    }
    objects.push(disruption_budget::disruption_budget(app));
    if let Some(autoscaler) = autoscaler::autoscaler(app) {
        objects.push(autoscaler);
    }
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
        ("config", !app.config.files.is_empty()),
        ("secrets", !app.secrets.is_empty()),
        ("storage", !app.storage.is_empty()),
        ("init", !app.init.is_empty()),
        ("sidecars", !app.sidecars.is_empty()),
        ("mesh", app.mesh != Mesh::default()),
        ("routes", !app.routes.is_empty()),
        ("callers", app.callers.is_some()),
        ("calls", app.calls.is_some()),
        ("tracks", !app.tracks.is_empty()),
        ("canary", app.canary.is_some()),
        ("patches", !app.patches.is_empty()),
    ];
    given.into_iter().filter(|(_, given)| *given).map(|(section, _)| section)
}
