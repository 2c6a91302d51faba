//! The sections of an app spec, decoded from the merged tree.

use std::sync::Arc;

use pavedroad_naming::{AppName, Environment};
use pavedroad_rollout::{RollingUpdate, Weight};

use super::declared::Declared;
use super::image::{Address, Image};
use super::workload::Workload;
use super::{
    access, autoscale, availability, calls, canary, command, config, containers, env, image, job, labels, logs, mesh,
    patch, placement, port, probe, resources, route, rules, scale, secrets, security, storage, tracing, track,
};
use crate::decode::{Decoder, integer, one_of, spanned};
use crate::yaml::tree::Node;
use crate::{App, Platform};

/// A quarter more pods while a version is replaced, and never one too few.
const ROLLING_UPDATE: RollingUpdate = RollingUpdate::from_static("25%", "0");

/// Decodes the app of one environment. Every rule is checked whose values are there, so that one mistake hides no
/// other; the name is `None` where it is wrong.
pub(super) fn decode(
    decoder: &mut Decoder<'_>,
    platform: &Platform,
    name: Option<&AppName>,
    environment: &Environment,
    node: &Node,
) -> Option<App> {
    let (profiles, least) = (&platform.profiles, platform.min_replicas(environment));
    let mut fields = decoder.fields(node, "a mapping")?;
    let address = Address { convention: &platform.settings.convention, app: name, environment };
    let labels = fields.optional("labels", labels::decode);
    let workload = fields.optional("workload", one_of(&Workload::ALL));
    let image = fields.required("image", |decoder, node| image::decode(decoder, node, &address));
    let command = fields.optional("command", command::command);
    let args = fields.optional("args", command::arguments);
    let ports = fields.optional("ports", port::decode).map(Option::unwrap_or_default);
    let declared_ports = ports.as_deref().map(|ports| Declared::new(ports, |port| port.name.as_str()));
    let resources = fields
        .optional("resources", |decoder, node| resources::decode(decoder, node, profiles))
        .map(Option::unwrap_or_default);
    let replicas = fields.optional("replicas", spanned(integer(0..=i32::MAX.cast_unsigned())));
    let autoscale = fields
        .optional("autoscale", spanned(|decoder, node| autoscale::decode(decoder, node, least, resources.as_ref())));
    let probes = fields.optional("probes", |decoder, node| probe::decode(decoder, node, declared_ports.as_ref()));
    let env = fields.optional("env", env::decode);
    let config = fields.optional("config", config::decode);
    let secrets = fields.optional("secrets", secrets::decode);
    let storage = fields.optional("storage", storage::decode);
    let logs = fields.optional("logs", logs::decode);
    let tracing = fields.optional("tracing", tracing::decode);
    let init = fields.optional("init", |decoder, node| containers::init(decoder, node, profiles));
    let sidecars = fields.optional("sidecars", |decoder, node| containers::sidecars(decoder, node, profiles));
    let mesh = fields.optional("mesh", mesh::decode);
    let tracks = fields
        .optional("tracks", |decoder, node| track::decode(decoder, node, &address))
        .map(Option::unwrap_or_default);
    let canary = fields.optional("canary", |decoder, node| canary::decode(decoder, node, &address));
    let declared_tracks = tracks.as_deref().map(|tracks| Declared::new(tracks, |track| track.name.as_str()));
    let targets = route::Targets { ports: declared_ports.as_ref(), tracks: declared_tracks.as_ref() };
    let routes = fields.optional("routes", |decoder, node| route::decode(decoder, node, &targets));
    let callers = fields.optional("callers", |decoder, node| calls::callers(decoder, node, platform));
    let calls = fields.optional("calls", |decoder, node| calls::calls(decoder, node, platform));
    let zone = platform.settings.time_zone.as_deref();
    let jobs = fields.optional("jobs", |decoder, node| job::decode(decoder, node, zone));
    let availability = fields.optional("availability", availability::decode);
    let placement = fields.optional("placement", placement::decode);
    let access = fields.optional("access", access::decode);
    let security = fields.optional("security", security::decode);
    let patches = fields.optional("patches", patch::decode);
    fields.finish();

    let scale = match (replicas, autoscale) {
        (Some(replicas), Some(autoscale)) => scale::decode(decoder, node, least, replicas, autoscale),
        _ => None,
    };
    let stated = [
        rules::mounts(decoder, node, given(&config), given_list(&secrets), given_list(&storage)),
        rules::log_folders(decoder, node, given(&logs), given(&config), given_list(&secrets), given_list(&storage)),
        rules::replicas(
            decoder,
            platform,
            environment,
            node,
            workload.map(Option::unwrap_or_default),
            scale.as_ref(),
            given_list(&storage),
            tracks.as_ref().is_some_and(|tracks| !tracks.is_empty())
                || given(&canary).is_some_and(|canary| canary.image.is_some()),
        ),
        rules::disruption(decoder, node, given(&availability), scale.as_ref()),
        rules::pod_security(
            decoder,
            platform,
            name,
            environment,
            node,
            given(&security),
            given_list(&storage),
            given(&mesh),
        ),
        rules::backends(decoder, platform, node),
        rules::routes(
            decoder,
            platform,
            name,
            environment,
            node,
            given_list(&routes),
            given_list(&callers),
            given_list(&calls),
        ),
        rules::routing(
            decoder,
            platform,
            environment,
            node,
            &rules::Routed {
                name,
                ports: ports.as_deref(),
                mesh: given(&mesh),
                routes: given_list(&routes),
                tracks: tracks.as_deref(),
                canary: given(&canary),
            },
        ),
        rules::names(
            decoder,
            node,
            &rules::Named {
                name,
                workload: workload.map(Option::unwrap_or_default),
                init: given_list(&init),
                sidecars: given_list(&sidecars),
                tracks: tracks.as_deref(),
                jobs: given_list(&jobs),
                secrets: given_list(&secrets),
                storage: given_list(&storage),
            },
        ),
        rules::mesh(
            decoder,
            platform,
            node,
            given(&mesh),
            given(&security),
            ports.as_deref(),
            routes.as_ref().map(|routes| routes.as_deref().unwrap_or_default()),
        ),
        rules::versions(
            decoder,
            platform,
            node,
            &rules::Versions {
                workload: workload.map(Option::unwrap_or_default),
                scale: scale.as_ref(),
                mesh: given(&mesh),
                routes: given_list(&routes),
                tracks: tracks.as_deref(),
                canary: given(&canary),
                known: mesh.is_some() && routes.is_some(),
            },
        ),
    ];
    let Image { reference, version } = image?;
    if stated.contains(&false) {
        return None;
    }
    let app = App {
        name: name?.clone(),
        environment: environment.clone(),
        // It is checked where the name is read, so there is nothing left to report.
        namespace: platform.settings.convention.namespace_of(name?, environment).ok()?,
        labels: labels?.unwrap_or_default(),
        workload: workload?.unwrap_or_default(),
        image: reference,
        version,
        command: command?.unwrap_or_default(),
        args: args?.unwrap_or_default(),
        ports: ports?,
        resources: resources?,
        scale: scale?,
        rolling_update: ROLLING_UPDATE,
        probes: probes?.unwrap_or_default(),
        env: env?.unwrap_or_default(),
        config: config?.unwrap_or_default(),
        secrets: secrets?.unwrap_or_default(),
        storage: storage?.unwrap_or_default(),
        logs: logs?,
        tracing: tracing?,
        init: init?.unwrap_or_default(),
        sidecars: sidecars?.unwrap_or_default(),
        mesh: mesh?.unwrap_or_default(),
        routes: routes?.unwrap_or_default(),
        callers: callers?,
        calls: calls?,
        tracks: tracks?,
        canary: canary?,
        jobs: jobs?.unwrap_or_default(),
        availability: availability?.unwrap_or_default(),
        placement: placement?.unwrap_or_default(),
        access: access?.unwrap_or_default(),
        security: security?.unwrap_or_default(),
        patches: patches?.unwrap_or_default(),
        canary_weight: Weight::ZERO,
        settings: Arc::clone(&platform.settings),
    };
    // Last, because it takes the objects, and those a whole app.
    rules::patches(decoder, node, &app).then_some(app)
}

/// A value, if it is right and given.
fn given<T>(value: &Option<Option<T>>) -> Option<&T> {
    value.as_ref()?.as_ref()
}

/// The items of a list, if it is right and given.
fn given_list<T>(list: &Option<Option<Vec<T>>>) -> Option<&[T]> {
    given(list).map(Vec::as_slice)
}
