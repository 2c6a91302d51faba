//! The versions of an app that run beside each other.

use pavedroad_naming::{Derivation, LabelValue};

use crate::App;
use crate::spec::route::STABLE;

/// One version of an app: what its Deployment, and the pods of that, differ in from those of the others.
#[derive(Clone, Debug)]
pub(super) struct Version<'a> {
    /// The name of its Deployment.
    pub(super) name: String,
    /// The value of its pods' `track` label: `stable`, `canary`, or the name of a further track.
    pub(super) track: &'a str,
    /// The whole image reference.
    pub(super) image: &'a str,
    /// What the pods' `version` label says.
    pub(super) version: Option<&'a LabelValue>,
}

/// The version that is there from the first day.
pub(super) fn stable(app: &App) -> Version<'_> {
    Version { name: app.name.as_str().to_owned(), track: STABLE, image: &app.image, version: app.version.as_ref() }
}

/// Every version: the stable one, the further tracks, the canary.
pub(super) fn all(app: &App) -> impl Iterator<Item = Version<'_>> {
    std::iter::once(stable(app)).chain(tracks(app)).chain(canary(app))
}

/// Whether there is more than one, so that requests are divided.
pub(super) fn several(app: &App) -> bool {
    all(app).nth(1).is_some()
}

/// The further tracks, in the order of the file.
pub(super) fn tracks(app: &App) -> impl Iterator<Item = Version<'_>> {
    app.tracks.iter().map(|track| Version {
        name: app.name.derive(&Derivation::Track(track.name.clone())).to_string(),
        track: track.name.as_str(),
        image: &track.image,
        version: track.version.as_ref(),
    })
}

/// The second version of a release, while there is one.
pub(super) fn canary(app: &App) -> Option<Version<'_>> {
    let canary = app.canary.as_ref()?;
    Some(Version {
        name: app.name.derive(&Derivation::Canary).to_string(),
        track: crate::spec::track::CANARY,
        image: canary.image.as_deref()?,
        version: canary.version.as_ref(),
    })
}
