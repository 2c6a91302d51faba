//! Routes as Gateway API says them: HTTPRoutes, a Service for each version, and the Gateway of an app without a
//! platform's.

use std::time::Duration;

use pavedroad_rollout::{RouteMatch, WeightRule};

use super::told;
use super::ways::{Asked, Host, Rule, Way};
use crate::build::{labels, service, version};
use crate::gateway_api::{
    AllowedRoutes, FromNamespaces, Gateway, GatewaySpec, HTTPBackendRef, HTTPHeaderMatch, HTTPPathMatch, HTTPRoute,
    HTTPRouteMatch, HTTPRouteRule, HTTPRouteSpec, HTTPRouteTimeouts, Listener, MatchType, Namespaces, ParentReference,
    PathMatchType,
};
use crate::objects::Objects;
use crate::spec::duration;
use crate::{App, cookie_pattern};

/// The group of Gateways.
const GROUP: &str = "gateway.networking.k8s.io";
/// The longest duration of one part, 11 years: more parts than four are none.
const LONGEST: Duration = Duration::from_secs(99_999 * 3600);

/// One HTTPRoute for each way: their order means nothing, the most specific match decides.
pub(super) fn push(objects: &mut Objects, app: &App, hosts: &[Host<'_>]) {
    let is_outside = |host: &Host<'_>| matches!(host.asked, Asked::Outside(_));
    if app.settings.domain.is_none() && hosts.iter().any(is_outside) {
        objects.push(gateway(app));
    }
    if super::has_services_of_versions(app) {
        // A Service divides requests among all its pods alike, so each version has one of its own.
        for version in version::all(app) {
            objects.extend(service::of_version(app, &version).map(Into::into));
        }
    }
    for host in hosts {
        host.ways.iter().for_each(|way| objects.push(http_route(app, &host.asked, way)));
    }
}

/// A Gateway for the routes of the app's namespace. Its routes say the hosts.
fn gateway(app: &App) -> Gateway {
    let namespaces = Namespaces { from: Some(FromNamespaces::Same), ..Namespaces::default() };
    Gateway {
        metadata: labels::metadata(app),
        spec: GatewaySpec {
            gateway_class_name: app.settings.gateway_class.to_string(),
            listeners: vec![Listener {
                name: "http".to_owned(),
                port: 80,
                protocol: "HTTP".to_owned(),
                allowed_routes: Some(AllowedRoutes { namespaces: Some(namespaces), ..AllowedRoutes::default() }),
                ..Listener::default()
            }],
            ..GatewaySpec::default()
        },
    }
}

/// `<app>.<route>`, and `<app>.port.<port>` for what no route speaks of. No app has a dot in its name and no route has
/// one, so no other object has this name.
fn http_route(app: &App, asked: &Asked<'_>, way: &Way<'_>) -> HTTPRoute {
    let name = match way.route {
        Some(route) => format!("{}.{}", app.name, route.name),
        None => format!("{}.port.{}", app.name, way.port.name),
    };
    HTTPRoute {
        metadata: labels::named(app, &name),
        spec: HTTPRouteSpec {
            parent_refs: vec![parent(app, asked, way)],
            hostnames: match asked {
                Asked::Outside(host) => vec![host.to_string()],
                Asked::Inside(_) | Asked::Service => Vec::new(),
            },
            rules: way.rules.iter().map(|rule| rule_of(app, way, rule)).collect(),
        },
    }
}

/// The gateway, or for the requests inside the mesh the Service. What the API server would put in is written, here as
/// below, so that what it stores is what was sent.
fn parent(app: &App, asked: &Asked<'_>, way: &Way<'_>) -> ParentReference {
    let gateway = ParentReference {
        group: Some(GROUP.to_owned()),
        kind: Some("Gateway".to_owned()),
        name: app.name.to_string(),
        ..ParentReference::default()
    };
    match (asked, &app.settings.domain) {
        (Asked::Outside(_), None) => gateway,
        (Asked::Outside(_), Some(domain)) => ParentReference {
            namespace: Some(domain.gateway_namespace.to_string()),
            name: domain.gateway.to_string(),
            ..gateway
        },
        (Asked::Inside(_) | Asked::Service, _) => ParentReference {
            group: Some(String::new()),
            kind: Some("Service".to_owned()),
            port: Some(way.port.service.get().into()),
            ..gateway
        },
    }
}

fn rule_of(app: &App, way: &Way<'_>, rule: &Rule<'_>) -> HTTPRouteRule {
    let several = version::several(app);
    let backend = |(track, weight): (&str, Option<i32>)| HTTPBackendRef {
        group: Some(String::new()),
        kind: Some("Service".to_owned()),
        name: if several { service::name_of_version(app, track) } else { app.name.to_string() },
        port: Some(way.port.service.get().into()),
        weight: Some(weight.unwrap_or(1)),
        ..HTTPBackendRef::default()
    };
    let path = if way.path.is_empty() { "/" } else { way.path };
    HTTPRouteRule {
        matches: vec![HTTPRouteMatch {
            path: Some(HTTPPathMatch { r#type: Some(PathMatchType::PathPrefix), value: Some(path.to_owned()) }),
            headers: rule.matches.map(headers).unwrap_or_default(),
            ..HTTPRouteMatch::default()
        }],
        backend_refs: rule.shares.weights(&WeightRule::GATEWAY_API).into_iter().map(backend).collect(),
        timeouts: told(app).and_then(|mesh| mesh.timeout).map(|timeout| HTTPRouteTimeouts {
            request: Some(duration::written(timeout.min(LONGEST))),
            ..HTTPRouteTimeouts::default()
        }),
        ..HTTPRouteRule::default()
    }
}

fn headers(matches: &RouteMatch) -> Vec<HTTPHeaderMatch> {
    let header = |r#type, name: &str, value: &str| HTTPHeaderMatch {
        r#type: Some(r#type),
        name: name.to_owned(),
        value: value.to_owned(),
    };
    let exact = matches.headers().iter().map(|(name, value)| header(MatchType::Exact, name, value));
    let cookie = (!matches.cookies().is_empty())
        .then(|| header(MatchType::RegularExpression, "cookie", &cookie_pattern::pattern(matches.cookies())));
    exact.chain(cookie).collect()
}
