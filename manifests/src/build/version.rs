//! The versions of an app that run beside each other.

use pavedroad_naming::{Derivation, LabelValue};

use super::replicas;
use crate::App;
use crate::app::Scale;
use crate::spec::route::STABLE;
use crate::spec::track::CANARY;

/// One version of an app: what its workload, and the pods of that, differ in from those of the others.
#[derive(Clone, Debug)]
pub(super) struct Version<'a> {
    /// The name of its workload, and of what goes with that.
    pub(super) name: String,
    /// The value of its pods' `track` label: `stable`, `canary`, or the name of a further track.
    pub(super) track: &'a str,
    /// The whole image reference.
    pub(super) image: &'a str,
    /// What the pods' `version` label says.
    pub(super) version: Option<&'a LabelValue>,
    /// How many pods it has.
    pub(super) scale: Scale,
}

/// Every version of an app, the stable one first.
pub(super) fn all(app: &App) -> impl Iterator<Item = Version<'_>> {
    std::iter::once(stable(app)).chain(tracks(app)).chain(canary(app))
}

/// The version that is there from the first day.
pub(super) fn stable(app: &App) -> Version<'_> {
    Version {
        name: app.name.as_str().to_owned(),
        track: STABLE,
        image: &app.image,
        version: app.version.as_ref(),
        scale: replicas::stable(app),
    }
}

/// Whether there is more than one, so that requests are divided.
pub(super) fn several(app: &App) -> bool {
    !app.tracks.is_empty() || has_canary(app)
}

/// Whether there is a second version of a release.
pub(super) fn has_canary(app: &App) -> bool {
    app.canary.as_ref().is_some_and(|canary| canary.image.is_some())
}

/// The further tracks, in the order of the file. Each is as large as the app: what a route sends it may be all there is.
pub(super) fn tracks(app: &App) -> impl Iterator<Item = Version<'_>> {
    app.tracks.iter().map(|track| Version {
        name: app.name.derive(&Derivation::Track(track.name.clone())).to_string(),
        track: track.name.as_str(),
        image: &track.image,
        version: track.version.as_ref(),
        scale: app.scale.clone(),
    })
}

/// The second version of a release, while there is one.
pub(super) fn canary(app: &App) -> Option<Version<'_>> {
    let canary = app.canary.as_ref()?;
    Some(Version {
        name: app.name.derive(&Derivation::Canary).to_string(),
        track: CANARY,
        image: canary.image.as_deref()?,
        version: canary.version.as_ref(),
        scale: replicas::canary(app),
    })
}
