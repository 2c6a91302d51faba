//! The pod template of an app.

use std::collections::BTreeMap;

use k8s_openapi::api::core::v1::{
    Container, LocalObjectReference, PodSecurityContext, PodSpec, PodTemplateSpec, SeccompProfile, Sysctl,
    Toleration as ApiToleration, TopologySpreadConstraint,
};
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;

use super::config_maps::ConfigMaps;
use super::container::non_empty;
use super::version::Version;
use super::{container, extra, filebeat, labels, proxy, role, volumes};
use crate::App;
use crate::spec::availability::Spread;
use crate::spec::placement::{Placement, Toleration};
use crate::spec::workload::Workload;

/// The first port that a user who is not root may listen on by the kernel's own default.
const FIRST_OPEN_PORT: u16 = 1024;

/// The pods of a version.
pub(super) fn template(app: &App, version: &Version<'_>, config_maps: &ConfigMaps) -> PodTemplateSpec {
    let mut labels = labels::of_pod(app, version);
    labels.extend(proxy::labels(app));
    let spec = spec(app, container::container(app, version), config_maps);
    // After the sidecars, which what runs before the app may need.
    let mut init = spec.init_containers.unwrap_or_default();
    init.extend(extra::init(app, version));
    PodTemplateSpec {
        metadata: Some(ObjectMeta {
            labels: Some(labels),
            annotations: proxy::annotations(app),
            ..ObjectMeta::default()
        }),
        spec: Some(PodSpec {
            topology_spread_constraints: spread(app, version.track),
            init_containers: non_empty(init.into_iter()),
            ..spec
        }),
    }
}

/// A pod that runs a container of the app, such as a job's: with its identity, its rights, its volumes, its place and
/// what runs beside it, but without what runs before it, and without claims of its own.
pub(super) fn spec(app: &App, container: Container, config_maps: &ConfigMaps) -> PodSpec {
    let mut volumes = volumes::volumes(app, config_maps);
    volumes.extend(filebeat::volumes(app, config_maps));
    PodSpec {
        service_account_name: Some(app.name.as_str().to_owned()),
        // A token that is not there cannot leak.
        automount_service_account_token: Some(role::is_given(&app.access)),
        // Variables for every Service of the namespace slow the start and collide with an app's own.
        enable_service_links: Some(false),
        image_pull_secrets: app
            .settings
            .pull_secret
            .as_ref()
            .map(|name| vec![LocalObjectReference { name: name.as_str().to_owned() }]),
        security_context: Some(security_context(app)),
        termination_grace_period_seconds: i64::try_from(app.availability.grace.as_secs()).ok(),
        priority_class_name: app.availability.priority_class.as_ref().map(|name| name.as_str().to_owned()),
        node_selector: node_selector(&app.placement),
        tolerations: non_empty(app.placement.tolerations.iter().map(toleration)),
        init_containers: non_empty(sidecars(app, &container).into_iter()),
        containers: vec![container],
        volumes: non_empty(volumes.into_iter()),
        ..PodSpec::default()
    }
}

/// What makes the network ready, and what runs beside the app and lasts as long as it does.
fn sidecars(app: &App, container: &Container) -> Vec<Container> {
    let mut containers: Vec<Container> = filebeat::container(app, container).into_iter().collect();
    containers.extend(extra::sidecars(app));
    containers
}

/// What the Pod Security level "restricted" asks of a pod, unless it is root, and a group that owns its volumes.
///
/// Ports below 1024 are root's by the kernel's default, and a capability that is added reaches no other user's process.
/// Some container runtimes open them and some do not. The setting is of the pod's own network, safe since Kubernetes 1.22
/// and allowed by "restricted".
fn security_context(app: &App) -> PodSecurityContext {
    let user = app.security.user;
    let low = user != 0 && app.ports.iter().any(|port| port.port.get() < FIRST_OPEN_PORT);
    let open = Sysctl { name: "net.ipv4.ip_unprivileged_port_start".to_owned(), value: "0".to_owned() };
    let id = Some(i64::from(user));
    PodSecurityContext {
        run_as_non_root: Some(user != 0),
        run_as_user: id,
        run_as_group: id,
        fs_group: id,
        fs_group_change_policy: Some("OnRootMismatch".to_owned()),
        sysctls: low.then(|| vec![open]),
        seccomp_profile: Some(SeccompProfile { type_: "RuntimeDefault".to_owned(), ..SeccompProfile::default() }),
        ..PodSecurityContext::default()
    }
}

/// Evenly where possible, but never at the price of a pod that is not scheduled. A pod on every node is spread already.
fn spread(app: &App, track: &str) -> Option<Vec<TopologySpreadConstraint>> {
    // The template's hash keeps the old pods of a rolling update out of the count. A StatefulSet has none to keep out:
    // it takes the old pod away before it makes the new one.
    let hash = match app.workload {
        Workload::Stateless => Some(vec!["pod-template-hash".to_owned()]),
        Workload::Stateful => None,
        Workload::PerNode => return None,
    };
    let over = |over: &Spread| TopologySpreadConstraint {
        max_skew: 1,
        topology_key: over.topology_key().to_owned(),
        when_unsatisfiable: "ScheduleAnyway".to_owned(),
        label_selector: Some(labels::selector(labels::of_track(app, track))),
        match_label_keys: hash.clone(),
        ..TopologySpreadConstraint::default()
    };
    non_empty(app.availability.spread.iter().map(over))
}

fn node_selector(placement: &Placement) -> Option<BTreeMap<String, String>> {
    let labels = placement.node_selector.iter();
    let labels: BTreeMap<_, _> =
        labels.map(|(key, value)| (key.as_str().to_owned(), value.as_str().to_owned())).collect();
    (!labels.is_empty()).then_some(labels)
}

fn toleration(toleration: &Toleration) -> ApiToleration {
    ApiToleration {
        key: toleration.key.as_ref().map(|key| key.as_str().to_owned()),
        operator: Some(if toleration.value.is_some() { "Equal" } else { "Exists" }.to_owned()),
        value: toleration.value.as_ref().map(|value| value.as_str().to_owned()),
        effect: toleration.effect.map(|effect| effect.as_str().to_owned()),
        toleration_seconds: toleration.seconds.map(i64::from),
    }
}
