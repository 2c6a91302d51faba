//! Routes as Istio says them: VirtualServices, and the Gateway of an app without a platform's.

use std::collections::BTreeMap;

use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;
use pavedroad_rollout::{RouteMatch, WeightRule};

use super::told;
use super::ways::{Asked, Host, Rule, Way};
use crate::build::{labels, mesh, version};
use crate::istio::{
    Destination, FaultAbort, FaultDelay, Gateway, GatewaySpec, HTTPFaultInjection, HTTPMatchRequest, HTTPRetry,
    HTTPRoute, HTTPRouteDestination, Percent, Port, PortSelector, Server, StringMatch, VirtualService,
    VirtualServiceSpec,
};
use crate::objects::Objects;
use crate::spec::duration;
use crate::{App, Fault, cookie_pattern};

/// The sidecars, as a gateway.
const MESH: &str = "mesh";

/// One VirtualService for each host: sidecars know no more than one, and gateways put the rules of several in no order.
pub(super) fn push(objects: &mut Objects, app: &App, hosts: &[Host<'_>]) {
    let outside: Vec<&str> = hosts.iter().filter_map(outside).collect();
    if !outside.is_empty() && app.settings.domain.is_none() {
        objects.push(gateway(app, &outside));
    }
    hosts.iter().for_each(|host| objects.push(virtual_service(app, host)));
}

fn outside<'a>(host: &'a Host<'_>) -> Option<&'a str> {
    match &host.asked {
        Asked::Outside(host) => Some(host),
        Asked::Inside(_) | Asked::Service => None,
    }
}

/// A Gateway for the hosts of one app, at the pods of Istio's own ingress gateway.
fn gateway(app: &App, hosts: &[&str]) -> Gateway {
    let port = Port { number: 80, name: "http".to_owned(), protocol: "HTTP".to_owned(), ..Port::default() };
    let hosts = hosts.iter().map(|host| (*host).to_owned()).collect();
    Gateway {
        metadata: labels::metadata(app),
        spec: GatewaySpec {
            selector: BTreeMap::from([("istio".to_owned(), "ingressgateway".to_owned())]),
            servers: vec![Server { port, hosts, ..Server::default() }],
        },
    }
}

fn virtual_service(app: &App, host: &Host<'_>) -> VirtualService {
    let (metadata, name, gateway) = match &host.asked {
        Asked::Outside(name) => (named(app, host), name.to_string(), gateway_name(app)),
        Asked::Inside(name) => (named(app, host), (*name).to_owned(), MESH.to_owned()),
        Asked::Service => (labels::metadata(app), mesh::host(app), MESH.to_owned()),
    };
    VirtualService {
        metadata,
        spec: VirtualServiceSpec {
            hosts: vec![name],
            gateways: vec![gateway],
            http: host.ways.iter().flat_map(|way| way.rules.iter().map(|rule| http(app, host, way, rule))).collect(),
            ..VirtualServiceSpec::default()
        },
    }
}

/// `<app>.<route>`, by the route with the shortest path: routes come and go, and that to the root stays longest. No app
/// has a dot in its name, so no other app's object has this one.
fn named(app: &App, host: &Host<'_>) -> ObjectMeta {
    let routes = host.ways.iter().filter_map(|way| way.route.map(|route| (way.path.len(), way.path, route)));
    let root = routes.min_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)));
    let name = root.map_or_else(|| app.name.to_string(), |(_, _, route)| format!("{}.{}", app.name, route.name));
    labels::named(app, &name)
}

/// The gateway at which hosts from outside are asked for.
fn gateway_name(app: &App) -> String {
    match &app.settings.domain {
        Some(domain) => format!("{}/{}", domain.gateway_namespace, domain.gateway),
        None => format!("{}/{}", app.namespace, app.name),
    }
}

fn http(app: &App, host: &Host<'_>, way: &Way<'_>, rule: &Rule<'_>) -> HTTPRoute {
    // A rule for the Service is asked at each of its ports.
    let port = (host.asked == Asked::Service && app.ports.len() > 1).then(|| way.port.service.get().into());
    let several = version::several(app);
    let destination = |(track, weight): (&str, Option<i32>)| HTTPRouteDestination {
        destination: Destination {
            host: mesh::host(app),
            subset: several.then(|| track.to_owned()),
            port: Some(PortSelector { number: Some(way.port.service.get().into()) }),
        },
        weight,
        ..HTTPRouteDestination::default()
    };
    HTTPRoute {
        matches: requests(way.path, port, rule.matches),
        route: rule.shares.weights(&WeightRule::ISTIO).into_iter().map(destination).collect(),
        timeout: told(app).and_then(|mesh| mesh.timeout).map(duration::written),
        retries: told(app).and_then(|mesh| mesh.retries).map(|retries| HTTPRetry {
            attempts: Some(i32::try_from(retries).unwrap_or(i32::MAX)),
            ..HTTPRetry::default()
        }),
        fault: told(app).and_then(|mesh| mesh.fault).map(fault),
        ..HTTPRoute::default()
    }
}

/// Which requests: no list at all where it is every request. Istio's `prefix` knows no parts of a path, so `/api` is
/// that alone or what begins with `/api/`, as elsewhere; `/apiary` is another.
fn requests(path: &str, port: Option<u32>, matches: Option<&RouteMatch>) -> Vec<HTTPMatchRequest> {
    let headers = matches.map(headers).unwrap_or_default();
    let request = |uri| HTTPMatchRequest { uri, port, headers: headers.clone(), ..HTTPMatchRequest::default() };
    if !path.is_empty() {
        let prefix = StringMatch::Prefix(format!("{path}/"));
        return vec![request(Some(StringMatch::Exact(path.to_owned()))), request(Some(prefix))];
    }
    if port.is_none() && headers.is_empty() { Vec::new() } else { vec![request(None)] }
}

fn headers(matches: &RouteMatch) -> BTreeMap<String, StringMatch> {
    let exact = |(name, value): (&String, &String)| (name.clone(), StringMatch::Exact(value.clone()));
    let mut headers: BTreeMap<String, StringMatch> = matches.headers().iter().map(exact).collect();
    if !matches.cookies().is_empty() {
        headers.insert("cookie".to_owned(), StringMatch::Regex(cookie_pattern::pattern(matches.cookies())));
    }
    headers
}

fn fault(fault: Fault) -> HTTPFaultInjection {
    let percentage = || Some(Percent { value: Some(fault.percent.into()) });
    HTTPFaultInjection {
        delay: fault.delay.map(|delay| FaultDelay {
            fixed_delay: Some(duration::written(delay)),
            percentage: percentage(),
            ..FaultDelay::default()
        }),
        abort: fault.abort.map(|status| FaultAbort {
            http_status: Some(status.into()),
            percentage: percentage(),
            ..FaultAbort::default()
        }),
    }
}
