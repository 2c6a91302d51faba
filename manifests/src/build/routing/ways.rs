//! At which hosts an app is asked for, and where which requests go.

use std::borrow::Cow;
use std::cmp::Reverse;

use pavedroad_rollout::RouteMatch;

use super::shares::{Shares, shares};
use crate::build::version;
use crate::spec::track::CANARY;
use crate::{App, MeshMode, Port, Route};

/// A host, and the ways from there to the app.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Host<'a> {
    /// Where the host is asked for.
    pub(super) asked: Asked<'a>,
    /// The most specific first: a router that takes the first that matches, and one that takes the most specific, agree.
    pub(super) ways: Vec<Way<'a>>,
}

/// Where an app is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Asked<'a> {
    /// By this host, at the gateway.
    Outside(Cow<'a, str>),
    /// By this host, in the mesh.
    Inside(&'a str),
    /// By the app's Service, in the mesh.
    Service,
}

/// The requests that go to one port of the app: those whose path begins with this one.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Way<'a> {
    /// The route of the file; `None` where requests for the Service go that no route speaks of.
    pub(super) route: Option<&'a Route>,
    /// The path, without a `/` at its end; empty for every path.
    pub(super) path: &'a str,
    /// The port, of which those for the Service ask too.
    pub(super) port: &'a Port,
    /// What of them goes where; the first that matches decides.
    pub(super) rules: Vec<Rule<'a>>,
}

/// Where some of the requests of a way go.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Rule<'a> {
    /// Which of them; all unless given.
    pub(super) matches: Option<&'a RouteMatch>,
    /// Which version gets how much.
    pub(super) shares: Shares<'a>,
}

/// The hosts of an app: those of its routes in the file's order, and its Service if that has something to say.
pub(super) fn hosts(app: &App) -> Vec<Host<'_>> {
    let mut hosts: Vec<Host<'_>> = Vec::new();
    for route in &app.routes {
        // A route names a declared port, and a public one has a host: both are rules of a spec.
        let Some(port) = app.ports.iter().find(|port| port.name == route.port) else { continue };
        let asked = match (&route.host, route.public, &app.settings.domain) {
            (Some(host), true, _) => Asked::Outside(Cow::Borrowed(host)),
            (None, true, Some(domain)) => Asked::Outside(Cow::Owned(domain.host(&app.name, &app.environment))),
            (None, true, None) => continue,
            (Some(host), false, _) => Asked::Inside(host),
            (None, false, _) => Asked::Service,
        };
        add(&mut hosts, asked, way(app, Some(route), route.path.trim_end_matches('/'), port));
    }
    // Who routes some of the requests for a Service routes all: the others would find nothing.
    if governed(app) || hosts.iter().any(|host| host.asked == Asked::Service) {
        for port in app.ports.iter().filter(|port| port.protocol.is_http()) {
            let whole = |route: &&Route| !route.public && route.host.is_none() && &*route.path == "/";
            if !app.routes.iter().filter(whole).any(|route| route.port == port.name) {
                add(&mut hosts, Asked::Service, way(app, None, "", port));
            }
        }
    }
    for host in &mut hosts {
        host.ways.sort_by_key(|way| Reverse(way.path.len()));
    }
    hosts
}

fn add<'a>(hosts: &mut Vec<Host<'a>>, asked: Asked<'a>, way: Way<'a>) {
    match hosts.iter_mut().find(|host| host.asked == asked) {
        Some(host) => host.ways.push(way),
        None => hosts.push(Host { asked, ways: vec![way] }),
    }
}

/// Whether requests inside the mesh need a rule: without one they go to every pod of the Service alike, and for as long
/// as they take.
fn governed(app: &App) -> bool {
    let mesh = &app.mesh;
    let said = mesh.timeout.is_some() || mesh.retries.is_some() || mesh.fault.is_some();
    mesh.mode != MeshMode::None && (said || version::several(app))
}

/// The way by a route: ONE rule divides the requests; before it stands one for those that ask for the canary.
fn way<'a>(app: &'a App, route: Option<&'a Route>, path: &'a str, port: &'a Port) -> Way<'a> {
    let mut rules = Vec::new();
    if version::has_canary(app)
        && let Some(matches) = app.canary.as_ref().and_then(|canary| canary.plan.route_match())
    {
        rules.push(Rule { matches: Some(matches), shares: Shares::whole(CANARY) });
    }
    rules.push(Rule { matches: None, shares: shares(app, route.map_or(&[], |route| &route.split)) });
    Way { route, path, port, rules }
}
