//! Routes can be written, and reach the app.

use std::collections::BTreeMap;

use pavedroad_naming::{AppName, Environment};

use crate::FindingCode;
use crate::Platform;
use crate::decode::Decoder;
use crate::finding::{Problem, quote};
use crate::spec::calls::Call;
use crate::spec::route::Route;
use crate::yaml::tree::Node;

/// - A public route has a host: its own, or one by the platform's domain.
/// - No two routes have one host and one path: the second would get no request. A `/` at the end of a path means nothing,
///   and without a host it is the Service that is asked, at the route's port.
/// - An app neither calls itself nor is its own caller: that needs no permission.
#[expect(clippy::too_many_arguments, reason = "a rule takes each section it is about")]
pub(in crate::spec) fn routes(
    decoder: &mut Decoder<'_>,
    platform: &Platform,
    name: Option<&AppName>,
    environment: &Environment,
    node: &Node,
    routes: Option<&[Route]>,
    callers: Option<&[AppName]>,
    calls: Option<&[Call]>,
) -> bool {
    let mut fine = true;
    for route in routes.unwrap_or_default() {
        let path = ["routes", route.name.as_str()];
        if route.public && route.host.is_none() && platform.settings.domain.is_none() {
            let problem =
                Problem::error(FindingCode::MissingKey, "no `host`", "a host, or `domain:` in the platform file");
            decoder.report_at_key(node, &path, problem.hint("add `host: dc.example.com`").subject("host"));
            fine = false;
        }
    }
    let mut taken: BTreeMap<_, &Route> = BTreeMap::new();
    let own = platform.settings.domain.as_ref().zip(name).map(|(domain, name)| domain.host(name, environment));
    for route in routes.unwrap_or_default() {
        let asked = match (&route.host, route.public) {
            (Some(host), public) => (public, Some(&**host), None),
            (None, true) => (true, own.as_deref(), None),
            (None, false) => (false, None, Some(&route.port)),
        };
        let first = *taken.entry((asked, route.path.trim_end_matches('/'))).or_insert(route);
        // Names differ.
        if first.name != route.name {
            let own = if route.public { "the platform's host" } else { "the app's Service" };
            let host = route.host.as_deref().unwrap_or(own);
            let problem = Problem::error(
                FindingCode::Conflict,
                format!("{host} and {} again", quote(&route.path)),
                "a host or a path of its own",
            )
            .hint(format!("`{}` takes every request", first.name));
            decoder.report_at_key(node, &["routes", route.name.as_str()], problem);
            fine = false;
        }
    }
    let own = |at: usize, key: &'static str, is_own: bool| is_own.then_some((key, at));
    let callers = callers.unwrap_or_default().iter().enumerate();
    let callers = callers.filter_map(|(at, caller)| own(at, "callers", Some(caller) == name));
    let calls = calls.unwrap_or_default().iter().enumerate();
    let calls = calls.filter_map(|(at, call)| own(at, "calls", matches!(call, Call::App(app) if Some(app) == name)));
    for (key, at) in callers.chain(calls).collect::<Vec<_>>() {
        let problem = Problem::error(FindingCode::Conflict, "the app itself", "another app").hint("remove it");
        decoder.report_at_index(node, key, at, problem);
        fine = false;
    }
    fine
}
