//! What stands in front of an app: where the requests come from that follow its public routes.
//!
//! The writers of routes attach them there, so the policies let in whoever comes from there. A route that is not public is
//! followed within the mesh, by callers themselves.

use pavedroad_naming::{AppName, DnsSubdomain};

use crate::App;
use crate::spec::platform::routing::Routing;

/// Where Istio is installed, and with it the pods that an app's own Gateway selects, unless somebody chooses otherwise.
const ISTIO: &str = "istio-system";
/// The class of the controller whose chart has another name than its class.
const NGINX: (&str, &str) = ("nginx", "ingress-nginx");

/// The pods in front of an app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum InFront<'a> {
    /// Those of a namespace: the platform's gateway, or Istio's own.
    Namespace(&'a str),
    /// Those that a class makes for the app's Gateway, which has the app's name, in the app's namespace.
    OwnGateway { name: &'a AppName, class: &'a DnsSubdomain },
    /// Those of an ingress controller, in whatever namespace: by the name that its chart gives them, and their account.
    Controller(&'a str),
}

/// None for an app without public routes.
pub(super) fn in_front(app: &App) -> Option<InFront<'_>> {
    let settings = &app.settings;
    app.routes.iter().any(|route| route.public).then(|| match (&settings.domain, settings.routing) {
        (Some(domain), _) => InFront::Namespace(domain.gateway_namespace.as_str()),
        (None, Routing::Istio) => InFront::Namespace(ISTIO),
        (None, Routing::GatewayApi) => InFront::OwnGateway { name: &app.name, class: &settings.gateway_class },
        (None, Routing::Ingress) => {
            let class = settings.ingress_class.as_str();
            InFront::Controller(if class == NGINX.0 { NGINX.1 } else { class })
        }
    })
}
