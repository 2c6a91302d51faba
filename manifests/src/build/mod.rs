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
mod namespace;
mod network_policy;
mod pod;
mod probe;
mod proxy;
mod service;
mod service_account;
mod version;
mod volumes;

pub(crate) use namespace::namespace;

use crate::App;
use crate::objects::Objects;

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
    objects.sort();
    objects
}
