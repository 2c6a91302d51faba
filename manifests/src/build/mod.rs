//! From a resolved application to Kubernetes objects: one file per kind, values in, values out.

mod autoscaler;
mod container;
mod deployment;
mod disruption_budget;
mod labels;
mod namespace;
mod network_policy;
mod pod;
mod probe;
mod service;
mod service_account;

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
    objects.push(deployment::deployment(app));
    objects.push(disruption_budget::disruption_budget(app));
    if let Some(autoscaler) = autoscaler::autoscaler(app) {
        objects.push(autoscaler);
    }
    objects
}
