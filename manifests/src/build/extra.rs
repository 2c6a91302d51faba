//! The further containers of a pod.

use k8s_openapi::api::core::v1::Container;

use super::container::{self, non_empty};
use super::version::Version;
use super::{backends, volumes};
use crate::App;
use crate::spec::containers::ExtraContainer;

/// The containers that run before the app, one after the other. One without an image of its own is the version's, as the
/// app is: with its variables, its mounts, its rights and its resources, which cost nothing, since the scheduler counts
/// the greater of the two.
pub(super) fn init(app: &App, version: &Version<'_>) -> impl Iterator<Item = Container> {
    app.init.iter().map(|extra| {
        if extra.image.is_some() {
            return foreign(app, extra);
        }
        let resources = if extra.resources.is_empty() { &app.resources } else { &extra.resources };
        Container {
            image: Some(version.image.to_owned()),
            env: container::env_with(container::env(app).unwrap_or_default(), &extra.env),
            resources: container::resources(resources),
            security_context: Some(container::security_context(app)),
            volume_mounts: container::mounts(app),
            ..bare(extra)
        }
    })
}

/// The containers that run beside the app, as native sidecars: they start before it, in this order, and before `init`,
/// which may need them; they stop after it, and no job waits for them.
pub(super) fn sidecars(app: &App) -> impl Iterator<Item = Container> {
    app.sidecars.iter().map(|extra| Container { restart_policy: Some("Always".to_owned()), ..foreign(app, extra) })
}

/// A container with an image of somebody else's: it shares data and the time zone with the app, but none of its other
/// variables, nor its Secrets, and has no more rights than any.
fn foreign(app: &App, extra: &ExtraContainer) -> Container {
    Container {
        image: extra.image.as_ref().map(ToString::to_string),
        env: container::env_with(backends::time_zone(app).into_iter().collect(), &extra.env),
        resources: container::resources(&extra.resources),
        security_context: Some(container::restricted()),
        volume_mounts: non_empty(volumes::shared_mounts(app).into_iter()),
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
