//! `init:` and `sidecars:` further containers of the pods, in the order of the file.

use pavedroad_naming::{DnsLabel, ImageReference};
use serde_json::{Value, json};

use super::{command, env, resources};
use crate::Resources;
use crate::decode::{Decoder, map, parse, quoted};
use crate::schema::{self, object};
use crate::spec::env::EnvVar;
use crate::yaml::tree::Node;

/// A further container: one that runs before the app, or beside it.
///
/// One that runs before it and has no image of its own is the app with another command: with its variables, its mounts,
/// its rights, and its resources unless it has its own. Any other container has the image of somebody else. It shares
/// the data of the pod (the claims, NFS exports and `emptyDir`s of `storage`, and `/tmp`), at the same paths, but none of
/// the app's variables, files and Secrets, no path of the node and no CSI volume; its root file system is read-only, and
/// it has no rights that the Pod Security level restricted does not give.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ExtraContainer {
    /// Its name, unique in the pod.
    pub name: DnsLabel,
    /// Its image; the app's own unless given.
    pub image: Option<ImageReference>,
    /// What is run in place of the image's own command.
    pub command: Vec<Box<str>>,
    /// Its arguments.
    pub args: Vec<Box<str>>,
    /// Its environment variables, in the order of the file; those that the app has too replace the app's.
    pub env: Vec<EnvVar>,
    /// Its requests and limits, as far as the file gives them.
    pub resources: Resources,
}

/// Decodes `init:`: the image is the app's own unless given.
pub(super) fn init(
    decoder: &mut Decoder<'_>,
    node: &Node,
    profiles: &resources::Profiles,
) -> Option<Vec<ExtraContainer>> {
    decode(decoder, node, profiles, false)
}

/// Decodes `sidecars:`: each has an image of its own, since two of one app would answer at one port.
pub(super) fn sidecars(
    decoder: &mut Decoder<'_>,
    node: &Node,
    profiles: &resources::Profiles,
) -> Option<Vec<ExtraContainer>> {
    decode(decoder, node, profiles, true)
}

fn decode(
    decoder: &mut Decoder<'_>,
    node: &Node,
    profiles: &resources::Profiles,
    with_image: bool,
) -> Option<Vec<ExtraContainer>> {
    let example = if with_image {
        "a mapping such as `{cache: {image: {reference: \"redis:7.4\"}}}`"
    } else {
        "a mapping such as `{migrate: {args: [migrate]}}`"
    };
    let _ = decoder.fields(node, example)?;
    let name = parse::<DnsLabel>("the name of a container");
    let one = |decoder: &mut Decoder<'_>, node: &Node| container(decoder, node, profiles, with_image);
    let containers = map(name, one)(decoder, node)?;
    Some(containers.into_iter().map(|(name, container)| ExtraContainer { name, ..container }).collect())
}

fn container(
    decoder: &mut Decoder<'_>,
    node: &Node,
    profiles: &resources::Profiles,
    with_image: bool,
) -> Option<ExtraContainer> {
    let mut fields = decoder.fields(node, "a mapping such as `{args: [migrate]}`")?;
    let image = if with_image { fields.required("image", image).map(Some) } else { fields.optional("image", image) };
    let command = fields.optional("command", command::command);
    let args = fields.optional("args", command::arguments);
    let env = fields.optional("env", env::decode);
    let resources = fields.optional("resources", |decoder, node| resources::decode(decoder, node, profiles));
    fields.finish();
    Some(ExtraContainer {
        // Whoever asked knows the name, and puts it here.
        name: DnsLabel::from_static("container"),
        image: image?,
        command: command?.unwrap_or_default(),
        args: args?.unwrap_or_default(),
        env: env?.unwrap_or_default(),
        resources: resources?.unwrap_or_default(),
    })
}

/// An image of anybody's: the convention says nothing of it.
fn image(decoder: &mut Decoder<'_>, node: &Node) -> Option<ImageReference> {
    let mut fields = decoder.fields(node, "a mapping such as `{reference: \"redis:7.4\"}`")?;
    let reference =
        fields.required("reference", quoted(parse::<ImageReference>("an image reference such as `redis:7.4`")));
    fields.finish();
    reference
}

/// The JSON schema of `init:` or `sidecars:`.
pub(crate) fn schema(description: &str, with_image: bool) -> Value {
    let image = object(
        if with_image { "What it runs." } else { "What it runs; the app's own image unless given." },
        &json!({"reference": {"description": "Any image reference.", "type": "string", "examples": ["redis:7.4"]}}),
        &["reference"],
    );
    let properties = json!({
        "image": image,
        "command": command::schema("What is run in place of the image's command.", 1),
        "args": command::schema("Arguments.", 0),
        "env": env::schema(),
        "resources": schema::resources(),
    });
    json!({
        "description": description,
        "type": "object",
        "propertyNames": {"pattern": DnsLabel::PATTERN},
        "additionalProperties": object("A container.", &properties, if with_image { &["image"] } else { &[] }),
    })
}
