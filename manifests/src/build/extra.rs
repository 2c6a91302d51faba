//! The further containers of a pod.

use k8s_openapi::api::core::v1::{Container, VolumeMount};

use super::container::{self, non_empty};
use super::version::Version;
use super::volumes;
use crate::App;
use crate::spec::containers::ExtraContainer;

/// The containers that run before the app, one after the other. One without an image of its own is the version's, as the
/// app is: with its variables, its mounts, its rights and its resources, which cost nothing, since the scheduler counts
/// the greater of the two. `claims` are the mounts of the pod's own claims.
pub(super) fn init(app: &App, version: &Version<'_>, claims: &[VolumeMount]) -> Vec<Container> {
    let one = |extra: &ExtraContainer| {
        if extra.image.is_some() {
            return foreign(app, extra, claims);
        }
        let mut mounts = container::mounts(app).unwrap_or_default();
        mounts.extend_from_slice(claims);
        let resources = if extra.resources.is_empty() { &app.resources } else { &extra.resources };
        Container {
            image: Some(version.image.to_owned()),
            env: container::env_with(container::env(app), &extra.env),
            resources: container::resources(resources),
            security_context: Some(container::security_context(app)),
            volume_mounts: non_empty(mounts.into_iter()),
            ..bare(extra)
        }
    };
    app.init.iter().map(one).collect()
}

/// The containers that run beside the app, as native sidecars: they start before it, in this order, and before `init`,
/// which may need them; they stop after it, and no job waits for them.
pub(super) fn sidecars(app: &App, claims: &[VolumeMount]) -> Vec<Container> {
    let always = || Some("Always".to_owned());
    let one = |extra| Container { restart_policy: always(), ..foreign(app, extra, claims) };
    app.sidecars.iter().map(one).collect()
}

/// A container with an image of somebody else's: it shares data with the app, but neither its variables nor its Secrets,
/// and has no more rights than any.
fn foreign(app: &App, extra: &ExtraContainer, claims: &[VolumeMount]) -> Container {
    let mut mounts = volumes::shared_mounts(app);
    mounts.extend_from_slice(claims);
    Container {
        image: extra.image.as_ref().map(ToString::to_string),
        env: container::env_with(None, &extra.env),
        resources: container::resources(&extra.resources),
        security_context: Some(container::restricted()),
        volume_mounts: non_empty(mounts.into_iter()),
        ..bare(extra)
    }
}

fn bare(extra: &ExtraContainer) -> Container {
    Container {
        name: extra.name.as_str().to_owned(),
        image_pull_policy: Some("IfNotPresent".to_owned()),
        command: non_empty(extra.command.iter().map(ToString::to_string)),
        args: non_empty(extra.args.iter().map(ToString::to_string)),
        ..Container::default()
    }
}
