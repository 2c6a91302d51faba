//! `image:` what runs.

use pavedroad_naming::{
    AppName, BuildStamp, Convention, Digest, Environment, GitRevision, ImageAddress, ImageReference, ImageTag,
    LabelValue,
};

use crate::FindingCode;
use crate::decode::{Decoder, parse, quoted};
use crate::finding::Problem;
use crate::yaml::tree::Node;

/// The image of an app in one environment.
pub(super) struct Image {
    /// The whole reference.
    pub(super) reference: Box<str>,
    /// What the pods' `version` label says of it.
    pub(super) version: Option<LabelValue>,
}

/// What an image's address is made of; the app is `None` where its name is wrong.
pub(super) struct Address<'a> {
    pub(super) convention: &'a Convention,
    pub(super) app: Option<&'a AppName>,
    pub(super) environment: &'a Environment,
}

pub(super) fn decode(decoder: &mut Decoder<'_>, node: &Node, address: &Address<'_>) -> Option<Image> {
    let mut fields = decoder.fields(node, "a mapping such as `{tag: 20190510-1033_v20}`")?;
    let tag = fields.optional("tag", quoted(|decoder, node| tag(decoder, node, address.convention)));
    let digest = fields.optional("digest", parse::<Digest>("a digest such as `sha256:...`"));
    let reference =
        fields.optional("reference", quoted(parse::<ImageReference>("an image reference such as `redis:7.4`")));
    let known = fields.finish();
    let (found, expected) = match (tag?, digest?, reference?) {
        (Some(tag), digest, None) => {
            let address = address.of(decoder, node, &tag)?;
            let reference = match digest {
                None => address.as_str().into(),
                Some(digest) => format!("{address}@{digest}").into(),
            };
            return Some(Image { reference, version: version(tag.as_str()) });
        }
        (None, Some(digest), None) => {
            // Any build's tag will do: only the repository before it is used.
            let build = (BuildStamp::from_static("20000101-0000"), GitRevision::from_static("v1"));
            let tag = match address.convention.tag(&build.0, &build.1) {
                Ok(tag) => tag,
                Err(error) => return decoder.refuse_value(decoder.owner(node), FindingCode::Convention, &error),
            };
            let reference = format!("{}@{digest}", address.of(decoder, node, &tag)?.repository()).into();
            return Some(Image { reference, version: short(digest.as_str()) });
        }
        (None, None, Some(reference)) => {
            let version = reference.tag().and_then(version).or_else(|| short(reference.digest()?));
            return Some(Image { reference: reference.as_str().into(), version });
        }
        (None, None, None) if !known => return None,
        (None, None, None) => ("none of `tag`, `digest` and `reference`", "one of them"),
        (_, _, Some(_)) => ("`reference` beside `tag` or `digest`", "`reference` alone: it says everything"),
    };
    decoder.refuse(decoder.owner(node), Problem::error(FindingCode::Conflict, found, expected))
}

/// A tag of the convention's form.
fn tag(decoder: &mut Decoder<'_>, node: &Node, convention: &Convention) -> Option<ImageTag> {
    let tag = parse::<ImageTag>("an image tag such as `20190510-1033_v20`")(decoder, node)?;
    match convention.parse_tag(&tag) {
        Ok(_) => Some(tag),
        Err(error) => {
            let span = decoder.inside(node, error.offset());
            decoder.refuse_value(span, FindingCode::Convention, &error)
        }
    }
}

impl Address<'_> {
    fn of(&self, decoder: &mut Decoder<'_>, node: &Node, tag: &ImageTag) -> Option<ImageAddress> {
        match self.convention.image(self.app?, self.environment, tag) {
            Ok(address) => Some(address),
            Err(error) => decoder.refuse_value(decoder.owner(node), FindingCode::Convention, &error),
        }
    }
}

/// A tag is not always a legal label: it may be longer, and end with `-`. The label is for people and telemetry, and
/// no label is better than a wrong one.
fn version(tag: &str) -> Option<LabelValue> {
    tag.parse().ok()
}

/// The first twelve hexadecimal digits, as container tools shorten a digest.
fn short(digest: &str) -> Option<LabelValue> {
    digest.split_once(':')?.1.get(..12)?.parse().ok()
}
