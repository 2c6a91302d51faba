//! What runs.

use std::fmt;

use pavedroad_naming::{Digest, ImageReference, ImageTag};

use super::draft::Refusal;
use super::target::Target;
use super::text::Value;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ImageChange {
    Tag(ImageTag),
    Digest(Digest),
    Reference(ImageReference),
}

const KINDS: [&str; 3] = ["tag", "digest", "reference"];

/// One name of an image replaces all others: a new tag beside an old digest would change nothing.
pub(super) fn apply(target: &mut Target<'_>, change: &ImageChange) -> Result<(), Refusal> {
    let (kind, name) = match change {
        ImageChange::Tag(tag) => ("tag", tag.as_str()),
        ImageChange::Digest(digest) => ("digest", digest.as_str()),
        ImageChange::Reference(reference) => ("reference", reference.as_str()),
    };
    let others = || KINDS.into_iter().filter(|other| *other != kind);
    let owns = KINDS.into_iter().any(|kind| target.owns(&["image", kind]));
    let holds = target.text(&["image", kind]) == Some(name);
    if !owns && holds && others().all(|other| target.holds(&["image", other]).is_none()) {
        return Ok(());
    }
    target.write(&["image", kind], &Value::text_of(name))?;
    for other in others() {
        target.inherit(&["image", other])?;
    }
    Ok(())
}

impl fmt::Display for ImageChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tag(tag) => write!(f, "image.tag={tag}"),
            Self::Digest(digest) => write!(f, "image.digest={digest}"),
            Self::Reference(reference) => write!(f, "image.reference={reference}"),
        }
    }
}
