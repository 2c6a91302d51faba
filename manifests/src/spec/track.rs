//! `tracks:` further versions that run beside the stable one.

use pavedroad_naming::{DnsLabel, LabelValue};
use serde_json::{Value, json};

use super::image::{self, Address};
use super::route::STABLE;
use crate::FindingCode;
use crate::decode::{Decoder, map, parse};
use crate::finding::Problem;
use crate::schema::{self, object};
use crate::yaml::tree::Node;

/// The track of a canary's Deployment.
pub(crate) const CANARY: &str = "canary";

/// A version of an app that runs beside the stable one, as a Deployment `<app>-<track>`. It is as large as the app, with
/// an autoscaler of its own where the app has one: what is routed to it may be all there is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Track {
    /// Its name; never `stable` or `canary`.
    pub name: DnsLabel,
    /// The whole image reference.
    pub image: Box<str>,
    /// What the pods' `version` label says of it.
    pub version: Option<LabelValue>,
}

pub(super) fn decode(decoder: &mut Decoder<'_>, node: &Node, address: &Address<'_>) -> Option<Vec<Track>> {
    let _ = decoder.fields(node, "a mapping such as `{v2: {image: {tag: 20190601-1200_v21}}}`")?;
    let tracks = map(name, |decoder, node| {
        let mut fields = decoder.fields(node, "a mapping such as `{image: {tag: 20190601-1200_v21}}`")?;
        let image = fields.required("image", |decoder, node| image::decode(decoder, node, address));
        fields.finish();
        image
    })(decoder, node)?;
    let track =
        |(name, image): (DnsLabel, image::Image)| Track { name, image: image.reference, version: image.version };
    Some(tracks.into_iter().map(track).collect())
}

fn name(decoder: &mut Decoder<'_>, node: &Node) -> Option<DnsLabel> {
    let name = parse::<DnsLabel>("the name of a track such as `v2`")(decoder, node)?;
    if ![STABLE, CANARY].contains(&name.as_str()) {
        return Some(name);
    }
    let (what, hint) = if name.as_str() == STABLE {
        ("`stable` is the app itself", "its image is `image`")
    } else {
        ("`canary` is the second version of a release", "its image is `canary.image`")
    };
    let problem = Problem::error(FindingCode::Conflict, format!("track `{name}`"), format!("another name: {what}"));
    decoder.refuse(node.span(), problem.hint(hint))
}

/// The JSON schema of `tracks:`.
pub(crate) fn schema() -> Value {
    json!({
        "description": "Further versions that run beside the stable one, as Deployments of their own.",
        "type": "object",
        "propertyNames": {"pattern": DnsLabel::PATTERN, "not": {"enum": [STABLE, CANARY]}},
        "additionalProperties": object("A version.", &json!({"image": schema::image()}), &["image"]),
        "examples": [{"v2": {"image": {"tag": "20190601-1200_v21"}}}],
    })
}
