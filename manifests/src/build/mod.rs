//! From a resolved application to Kubernetes objects: one file per kind, values in, values out.

mod autoscaler;
mod backends;
mod claim;
mod config_map;
mod config_maps;
mod container;
mod cron_job;
mod daemon_set;
mod deployment;
mod disruption_budget;
mod extra;
mod filebeat;
mod filebeat_config;
mod gateway;
mod int_or_string;
mod labels;
mod limit_range;
mod log_volumes;
mod mesh;
mod namespace;
mod network_policy;
mod pod;
mod probe;
mod proxy;
mod replicas;
mod resource_quota;
mod role;
mod routing;
mod service;
mod service_account;
mod stateful_set;
mod storage_class;
mod version;
mod volumes;
mod workload;

pub(crate) use limit_range::limit_range;
pub(crate) use mesh::plain_ports;
pub(crate) use namespace::namespace;
pub(crate) use resource_quota::resource_quota;
pub(crate) use storage_class::storage_class;

use config_maps::ConfigMaps;

use crate::App;
use crate::object::Object;
use crate::objects::Objects;

/// The objects of one application, in apply order: identity and policy stand before the pods start.
pub(crate) fn objects(app: &App) -> Objects {
    let mut objects = Objects::new();
    let config_maps = ConfigMaps::of(app);
    objects.push(service_account::service_account(app));
    if let Some((role, binding)) = role::role(app).zip(role::role_binding(app)) {
        objects.push(role);
        objects.push(binding);
    }
    objects.push(network_policy::network_policy(app));
    objects.extend(claim::claims(app).map(Object::from));
    objects.extend(service::service(app).map(Object::from));
    objects.extend(service::headless_service(app).map(Object::from));
    for version in version::all(app) {
        objects.push(workload::workload(app, &version, &config_maps));
        objects.extend(disruption_budget::disruption_budget(app, &version).map(Object::from));
        objects.extend(autoscaler::autoscaler(app, &version).map(Object::from));
    }
    for cron_job in cron_job::cron_jobs(app, &config_maps) {
        objects.push(cron_job);
    }
    objects.extend(config_maps.into_objects().map(Object::from));
    for object in mesh::objects(app) {
        objects.push(object);
    }
    for object in objects.iter_mut() {
        proxy::inject(app, object);
    }
    routing::push(&mut objects, app);
    objects.sort();
    objects
}
