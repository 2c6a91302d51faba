//! `image:` what runs.

use pavedroad_naming::{AppName, Convention, Digest, Environment, ImageReference, ImageTag, LabelValue};

use crate::FindingCode;
use crate::decode::{Decoder, Spanned, parse, quoted, spanned};
use crate::finding::Problem;
use crate::yaml::tree::Node;

/// What a file says about the image.
pub(super) enum Image {
    /// A build at the address the convention gives it, perhaps pinned to its content.
    Tag { tag: Spanned<ImageTag>, digest: Option<Digest> },
    /// One content at the address the convention gives it.
    Digest(Digest),
    /// Anything else, as it is.
    Reference(ImageReference),
}

pub(super) fn decode(decoder: &mut Decoder<'_>, node: &Node) -> Option<Image> {
    let mut fields = decoder.fields(node, "a mapping such as `{tag: 20190510-1033_v20}`")?;
    let tag = fields.optional("tag", spanned(quoted(parse::<ImageTag>("an image tag such as `20190510-1033_v20`"))));
    let digest = fields.optional("digest", parse::<Digest>("a digest such as `sha256:...`"));
    let reference = fields.optional("reference", parse::<ImageReference>("an image reference such as `redis:7.4`"));
    fields.finish();
    let (found, expected) = match (tag?, digest?, reference?) {
        (Some(tag), digest, None) => return Some(Image::Tag { tag, digest }),
        (None, Some(digest), None) => return Some(Image::Digest(digest)),
        (None, None, Some(reference)) => return Some(Image::Reference(reference)),
        (None, None, None) => ("none of `tag`, `digest` and `reference`", "one of them"),
        (_, _, Some(_)) => ("`reference` beside `tag` or `digest`", "`reference` alone: it says everything"),
    };
    decoder.refuse(decoder.owner(node), Problem::error(FindingCode::Conflict, found, expected))
}

/// The whole reference, and what the pods' `version` label says of it.
pub(super) fn resolve(
    decoder: &mut Decoder<'_>,
    convention: &Convention,
    name: Option<&Spanned<AppName>>,
    environment: &Environment,
    image: Image,
) -> Option<(Box<str>, Option<LabelValue>)> {
    if let Image::Tag { tag, .. } = &image
        && let Err(error) = convention.parse_tag(tag.value.as_str())
    {
        return decoder.refuse_value(tag.span, FindingCode::Convention, &error);
    }
    let repository = |decoder: &mut Decoder<'_>| match convention.repository(&name?.value, environment) {
        Ok(repository) => Some(repository),
        Err(error) => decoder.refuse_value(name?.span, FindingCode::Convention, &error),
    };
    Some(match image {
        Image::Tag { tag, digest: None } => {
            (format!("{}:{}", repository(decoder)?, tag.value).into(), version(tag.value.as_str()))
        }
        Image::Tag { tag, digest: Some(digest) } => {
            (format!("{}:{}@{digest}", repository(decoder)?, tag.value).into(), version(tag.value.as_str()))
        }
        Image::Digest(digest) => (format!("{}@{digest}", repository(decoder)?).into(), short(&digest)),
        Image::Reference(reference) => {
            let version = reference.tag().and_then(version).or_else(|| short(&reference.digest()?.to_owned()));
            (reference.as_str().into(), version)
        }
    })
}

/// A tag is not always a legal label: it may be longer, and end with `-`. The label is for people and telemetry, and
/// no label is better than a wrong one.
fn version(tag: &str) -> Option<LabelValue> {
    tag.parse().ok()
}

/// The first twelve hexadecimal digits, as container tools shorten a digest.
fn short(digest: &Digest) -> Option<LabelValue> {
    digest.hex().get(..12)?.parse().ok()
}
