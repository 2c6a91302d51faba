//! The sections of an app spec, decoded from the merged tree, and what has to hold between them.

use pavedroad_naming::{AppName, Environment};
use pavedroad_rollout::RollingUpdate;

use super::{autoscale, env, image, port, probe, resources, scale};
use crate::decode::{Decoder, Spanned, integer, spanned};
use crate::yaml::tree::Node;
use crate::{App, FindingCode, Platform};

/// The keys of the sections: what an environment may override.
pub(super) const KEYS: [&str; 7] = ["image", "ports", "resources", "replicas", "autoscale", "probes", "env"];

/// Decodes the app of one environment. Every rule is checked whose values are there, so that one mistake hides no
/// other; the name is `None` where it is wrong.
pub(super) fn decode(
    decoder: &mut Decoder<'_>,
    platform: &Platform,
    name: Option<&Spanned<AppName>>,
    environment: &Environment,
    node: &Node,
) -> Option<App> {
    let mut fields = decoder.fields(node, "a mapping")?;
    let image = fields.required("image", image::decode);
    let ports = fields.optional("ports", port::decode);
    let resources = fields.optional("resources", resources::decode);
    let replicas = fields.optional("replicas", spanned(integer(0..=i32::MAX.cast_unsigned())));
    let autoscale = fields.optional("autoscale", spanned(autoscale::decode));
    let probes = fields.optional("probes", probe::decode);
    let env = fields.optional("env", env::decode);
    fields.finish();

    let convention = &platform.convention;
    let namespace = name.and_then(|name| match convention.namespace_of(&name.value, environment) {
        Ok(namespace) => Some(namespace),
        Err(error) => decoder.refuse_value(name.span, FindingCode::Convention, &error),
    });
    let image = image.and_then(|image| image::resolve(decoder, convention, name, environment, image));
    let ports = ports.map(Option::unwrap_or_default);
    let resources = resources.map(Option::unwrap_or_default);
    let scale = match (replicas, autoscale) {
        (Some(replicas), Some(autoscale)) => scale::decode(decoder, node, replicas, autoscale, resources.as_ref()),
        _ => None,
    };
    let probes = probes.and_then(|probes| probe::resolve(decoder, probes.unwrap_or_default(), ports.as_deref()));
    let (image, version) = image?;
    Some(App {
        name: name?.value.clone(),
        environment: environment.clone(),
        namespace: namespace?,
        image,
        version,
        ports: ports?,
        resources: resources?,
        scale: scale?,
        rolling_update: RollingUpdate::new(IntOrPercent::Percent(25), IntOrPercent::Int(0)),
        probes: probes?,
        env: env?.unwrap_or_default(),
        pull_secret: platform.pull_secret.clone(),
        monitoring: platform.monitoring.clone(),
    })
}
