//! The sections of an app spec, decoded from the merged tree, and what has to hold between them.

use pavedroad_naming::{AppName, Environment};
use pavedroad_rollout::RollingUpdate;

use super::image::{Address, Image};
use super::{autoscale, env, image, port, probe, resources, scale};
use crate::decode::{Decoder, integer, spanned};
use crate::yaml::tree::Node;
use crate::{App, Platform};

/// The keys of the sections: what an environment may override.
pub(super) const KEYS: [&str; 7] = ["image", "ports", "resources", "replicas", "autoscale", "probes", "env"];

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
    let mut fields = decoder.fields(node, "a mapping")?;
    let address = Address { convention: &platform.convention, app: name, environment };
    let image = fields.required("image", |decoder, node| image::decode(decoder, node, &address));
    let ports = fields.optional("ports", port::decode).map(Option::unwrap_or_default);
    let resources = fields
        .optional("resources", |decoder, node| resources::decode(decoder, node, &platform.profiles))
        .map(Option::unwrap_or_default);
    let replicas = fields.optional("replicas", spanned(integer(0..=i32::MAX.cast_unsigned())));
    let autoscale =
        fields.optional("autoscale", spanned(|decoder, node| autoscale::decode(decoder, node, resources.as_ref())));
    let probes = fields.optional("probes", |decoder, node| probe::decode(decoder, node, ports.as_deref()));
    let env = fields.optional("env", env::decode);
    fields.finish();

    let scale = match (replicas, autoscale) {
        (Some(replicas), Some(autoscale)) => scale::decode(decoder, node, replicas, autoscale),
        _ => None,
    };
    let Image { reference, version } = image?;
    Some(App {
        name: name?.clone(),
        environment: environment.clone(),
        // It is checked where the name is read, so there is nothing left to report.
        namespace: platform.convention.namespace_of(name?, environment).ok()?,
        image: reference,
        version,
        ports: ports?,
        resources: resources?,
        scale: scale?,
        rolling_update: ROLLING_UPDATE,
        probes: probes?.unwrap_or_default(),
        env: env?.unwrap_or_default(),
        pull_secret: platform.pull_secret.clone(),
        monitoring: platform.monitoring.clone(),
    })
}
