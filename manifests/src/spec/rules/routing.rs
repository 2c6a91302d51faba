//! What the platform's router can say of an app's routes and releases.

use pavedroad_naming::{AppName, Derivation, DnsLabel, Environment};
use pavedroad_rollout::{RouteMatch, WeightRule};

use crate::decode::Decoder;
use crate::finding::Problem;
use crate::platform::PodSecurity;
use crate::spec::canary::Canary;
use crate::spec::mesh::{Mesh, MeshMode};
use crate::spec::platform::routing::{GATEWAY_CLASS, Routing};
use crate::spec::port::Port;
use crate::spec::route::{Route, STABLE};
use crate::spec::track::{CANARY, Track};
use crate::yaml::tree::Node;
use crate::{FindingCode, Platform, Severity, cookie_pattern};

/// What is routed; `None` where it is wrong itself, or nobody asks for it.
pub(in crate::spec) struct Routed<'a> {
    pub(in crate::spec) name: Option<&'a AppName>,
    pub(in crate::spec) ports: Option<&'a [Port]>,
    pub(in crate::spec) mesh: Option<&'a Mesh>,
    pub(in crate::spec) routes: Option<&'a [Route]>,
    pub(in crate::spec) tracks: Option<&'a [Track]>,
    pub(in crate::spec) canary: Option<&'a Canary>,
}

impl Routed<'_> {
    fn meshed(&self) -> bool {
        self.mesh.is_some_and(|mesh| mesh.mode != MeshMode::None)
    }

    /// Whether a second version runs.
    fn has_canary(&self) -> bool {
        self.canary.is_some_and(|canary| canary.image.is_some())
    }
}

/// The longest pattern that Istio takes. Source: `validateStringRegexp` in Istio's validation.
const PATTERN: usize = 1024;
/// The most headers in a match of an HTTPRoute, and the longest value of one.
const HEADERS: (usize, usize) = (16, 4096);

/// - An Ingress expresses no shares, and nothing for requests that do not come from outside.
/// - An HTTPRoute of a Service has no host, and none has retries or faults.
/// - A split and a `match` are no larger than what routers take.
/// - Where each version has a Service, there is room for its name.
/// - A router reads requests of HTTP.
/// - The pods that are made for an app's own Gateway are allowed by the level of its namespace.
pub(in crate::spec) fn routing(
    decoder: &mut Decoder<'_>,
    platform: &Platform,
    environment: &Environment,
    node: &Node,
    routed: &Routed<'_>,
) -> bool {
    let routing = platform.settings.routing;
    let mut fine = true;
    for route in routed.routes.unwrap_or_default() {
        fine &= self::route(decoder, routing, node, routed, route);
        speaks_http(decoder, node, routed, route);
    }
    if let Some(matches) = routed.canary.and_then(|canary| canary.plan.route_match()) {
        fine &= matched(decoder, node, matches);
    }
    if routing == Routing::GatewayApi {
        unsaid(decoder, node, routed);
        own_gateway(decoder, platform, environment, node, routed);
        fine &= room(decoder, node, routed);
    }
    fine
}

fn route(decoder: &mut Decoder<'_>, routing: Routing, node: &Node, routed: &Routed<'_>, route: &Route) -> bool {
    let path = |key| ["routes", route.name.as_str(), key];
    let parts = route.split.len() + usize::from(routed.has_canary());
    match routing {
        Routing::Ingress if !route.split.is_empty() && (route.public || !routed.meshed()) => {
            let problem =
                Problem::error(FindingCode::Conflict, "`split` with `routing: ingress`", "`istio` or `gateway-api`");
            decoder.report_at_key(node, &path("split"), problem.hint("an Ingress expresses no shares"));
            false
        }
        Routing::Ingress if !route.public && !routed.meshed() => {
            let problem = Problem::error(
                FindingCode::NoEffect,
                "a route that is not public with `routing: ingress`",
                "`public: true`, or an app in the mesh",
            );
            let problem = problem.severity(Severity::Warning).hint("an Ingress takes requests from outside alone");
            decoder.report_at_key(node, &path("")[..2], problem);
            true
        }
        Routing::GatewayApi if route.host.is_some() && !route.public => {
            let problem = Problem::error(
                FindingCode::Conflict,
                "`host` of a route that is not public, with `routing: gateway-api`",
                "`public: true`, or no host",
            );
            let problem = problem.hint("within the mesh a route is the Service's, whatever host is asked for");
            decoder.report_at_key(node, &path("host"), problem);
            false
        }
        Routing::GatewayApi if WeightRule::GATEWAY_API.most_parts.is_some_and(|most| parts > most) => {
            let problem = Problem::error(FindingCode::InvalidValue, format!("{parts} versions"), "at most 16");
            decoder.report_at_key(node, &path("split"), problem.hint("a rule of an HTTPRoute takes no more"));
            false
        }
        _ => true,
    }
}

fn speaks_http(decoder: &mut Decoder<'_>, node: &Node, routed: &Routed<'_>, route: &Route) {
    let Some(port) = routed.ports.and_then(|ports| ports.iter().find(|port| port.name == route.port)) else { return };
    if !port.protocol.is_http() {
        let found = format!("port `{}`, which speaks {}", port.name, port.protocol.as_str());
        let problem = Problem::error(FindingCode::NoEffect, found, "one that speaks http, http2, grpc or grpc-web");
        let problem =
            problem.severity(Severity::Warning).hint("a router reads HTTP; if it is that, say so of the port");
        decoder.report_at_key(node, &["routes", route.name.as_str()], problem);
    }
}

/// A match as routers take it, whichever is the platform's.
fn matched(decoder: &mut Decoder<'_>, node: &Node, matches: &RouteMatch) -> bool {
    let (headers, cookies) = (matches.headers(), matches.cookies());
    let (most, longest) = HEADERS;
    let count = headers.len() + usize::from(!cookies.is_empty());
    let long = headers.values().map(String::len).find(|length| *length > longest);
    let problem = if cookies.len() > cookie_pattern::MOST_COOKIES {
        let found = format!("{} cookies", cookies.len());
        Problem::error(FindingCode::InvalidValue, found, format!("at most {}", cookie_pattern::MOST_COOKIES))
            .hint("a router compares the header of all cookies, once for each order they may have")
    } else if headers.contains_key("cookie") && !cookies.is_empty() {
        Problem::error(FindingCode::Conflict, "the header `cookie` beside `cookie`", "one of them")
    } else if let Some(length) = Some(cookie_pattern::pattern(cookies).len()).filter(|length| *length > PATTERN) {
        Problem::error(
            FindingCode::InvalidValue,
            format!("cookies of {length} bytes as a pattern"),
            "at most 1024 bytes",
        )
        .hint("a router compares the header of all cookies, once for each order they may have")
    } else if count > most {
        Problem::error(FindingCode::InvalidValue, format!("{count} headers"), format!("at most {most}"))
    } else if let Some(length) = long {
        Problem::error(FindingCode::InvalidValue, format!("a value of {length} bytes"), format!("at most {longest}"))
    } else {
        return true;
    };
    decoder.report_at_key(node, &["canary", "match"], problem);
    false
}

/// What HTTPRoutes of the standard channel have no field for.
fn unsaid(decoder: &mut Decoder<'_>, node: &Node, routed: &Routed<'_>) {
    let Some(mesh) = routed.mesh.filter(|_| routed.meshed()) else { return };
    // Where nobody reads requests, that has been said.
    if mesh.mode == MeshMode::Ambient && !routed.routes.unwrap_or_default().iter().any(|route| route.public) {
        return;
    }
    for (key, given) in [("retries", mesh.retries.is_some()), ("fault", mesh.fault.is_some())] {
        if given {
            let found = format!("`{key}` with `routing: gateway-api`");
            let problem = Problem::error(FindingCode::NoEffect, found, "`routing: istio`").severity(Severity::Warning);
            decoder.report_at_key(node, &["mesh", key], problem.hint("an HTTPRoute has no such field"));
        }
    }
}

/// Istio makes pods for a Gateway where that is. By default they have no `seccompProfile`, so the API server refuses them
/// in a namespace of level "restricted", and nobody hears of it but the Deployment's controller. What other classes make,
/// and where, is theirs to know.
fn own_gateway(
    decoder: &mut Decoder<'_>,
    platform: &Platform,
    environment: &Environment,
    node: &Node,
    routed: &Routed<'_>,
) {
    let settings = &platform.settings;
    let public = routed.routes.unwrap_or_default().iter().find(|route| route.public);
    let namespace = routed.name.and_then(|name| settings.convention.namespace_of(name, environment).ok());
    let (Some(route), Some(namespace)) = (public, namespace) else { return };
    let restricted = platform.pod_security(&namespace, environment) == PodSecurity::Restricted;
    if settings.domain.is_none() && settings.gateway_class == GATEWAY_CLASS && restricted {
        let found = format!("a Gateway of the app's own in `{namespace}`, of Pod Security level `restricted`");
        let expected = "the platform's gateway, by `domain:` in the platform file";
        let problem = Problem::error(FindingCode::PodSecurity, found, expected).severity(Severity::Warning);
        let hint = "Istio makes its pods without a seccompProfile, which the level refuses, unless the mesh is installed with \
                    `gateways.seccompProfile`";
        decoder.report_at_key(node, &["routes", route.name.as_str()], problem.hint(hint));
    }
}

/// Room for `<app>-stable` and `<app>-canary`. That for `<app>-<track>` there is anyway.
fn room(decoder: &mut Decoder<'_>, node: &Node, routed: &Routed<'_>) -> bool {
    let tracks = routed.tracks.is_some_and(|tracks| !tracks.is_empty());
    let routes = routed.routes.is_some_and(|routes| !routes.is_empty()) || routed.meshed();
    let Some(app) = routed.name.filter(|_| routes && (tracks || routed.has_canary())) else { return true };
    let stable = Derivation::Track(DnsLabel::from_static(STABLE));
    let (key, derivation) = if routed.has_canary() { (CANARY, Derivation::Canary) } else { ("tracks", stable) };
    let name = app.derive(&derivation);
    if name.over() == 0 {
        return true;
    }
    let found = format!("an app name of {} bytes", app.as_str().len());
    let problem = Problem::error(FindingCode::InvalidValue, found, format!("at most {} bytes", name.room()));
    let hint = format!("each version has a Service, and `{}` has {} bytes too many", name.as_str(), name.over());
    decoder.report_at_key(node, &[key], problem.hint(hint));
    false
}
