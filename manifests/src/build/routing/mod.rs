//! How requests reach the versions of an app, and what says so to the platform's router.
//!
//! [`ways`] makes one value of an app: at which hosts it is asked for, and where which requests go. What follows from the
//! app's file is decided there, once; Istio's writer, Gateway API's and that of an Ingress only say it, each in its own
//! words:
//! - A public route is at the platform's gateway, or at one of the app's own where the platform has none. Any other is for
//!   the apps of the mesh: by its host, or as part of what is asked of the app's Service.
//! - The Service of an app in the mesh is routed where that says something: several versions, a timeout, retries, a fault.
//! - A path is compared part by part, and the longest decides, whatever the file's order: Gateway API and an Ingress
//!   know no other way, so Istio's rules stand in that order.
//! - A step of a release changes weights and nothing else.
//!
//! Inside a mesh without Gateway API it is Istio that routes, whatever routes from outside.

mod gateway_api;
mod ingress;
mod istio;
mod shares;
mod ways;

use super::version;
use crate::objects::Objects;
use crate::spec::platform::routing::Routing;
use crate::{App, Mesh, MeshMode};
use ways::{Asked, Host};

/// Whether requests are divided among Services, one for each version: Gateway API knows no other parts of a Service.
pub(super) fn has_services_of_versions(app: &App) -> bool {
    app.settings.routing == Routing::GatewayApi && version::several(app) && !ways::hosts(app).is_empty()
}

/// What routers are told of the requests to an app: nothing where the app is not in the mesh, as the file is told, too.
fn told(app: &App) -> Option<&Mesh> {
    Some(&app.mesh).filter(|mesh| mesh.mode != MeshMode::None)
}

/// Everything that routes requests to an app.
pub(super) fn push(objects: &mut Objects, app: &App) {
    let hosts = ways::hosts(app);
    match app.settings.routing {
        Routing::Istio => istio::push(objects, app, &hosts),
        Routing::GatewayApi => gateway_api::push(objects, app, &hosts),
        Routing::Ingress => {
            let (outside, inside): (Vec<Host<'_>>, Vec<Host<'_>>) =
                hosts.into_iter().partition(|host| matches!(host.asked, Asked::Outside(_)));
            ingress::push(objects, app, &outside);
            if app.mesh.mode != MeshMode::None {
                istio::push(objects, app, &inside);
            }
        }
    }
}
