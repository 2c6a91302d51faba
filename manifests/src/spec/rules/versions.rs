//! A second version, or a further one, can run beside the stable one, and requests reach it.

use crate::app::Scale;
use crate::decode::Decoder;
use crate::finding::Problem;
use crate::spec::canary::{Canary, divides_requests};
use crate::spec::mesh::Mesh;
use crate::spec::route::Route;
use crate::spec::track::Track;
use crate::spec::workload::Workload;
use crate::yaml::tree::Node;
use crate::{FindingCode, Platform, Severity};

/// What a release is made of; `None` where it is wrong itself.
pub(in crate::spec) struct Versions<'a> {
    pub(in crate::spec) workload: Option<Workload>,
    pub(in crate::spec) scale: Option<&'a Scale>,
    /// `None` also where nobody asks for one.
    pub(in crate::spec) mesh: Option<&'a Mesh>,
    pub(in crate::spec) routes: Option<&'a [Route]>,
    pub(in crate::spec) tracks: Option<&'a [Track]>,
    pub(in crate::spec) canary: Option<&'a Canary>,
    /// Whether mesh and routes are right: else nothing is said about them twice.
    pub(in crate::spec) known: bool,
}

/// - Versions run beside each other as Deployments, so an app with several is stateless.
/// - Weights of requests need something that divides requests: the mesh, or a route that is no Ingress. Without it the
///   weights are those of pods, since the Service spreads requests over all of them; and nothing reads `match`.
pub(in crate::spec) fn versions(
    decoder: &mut Decoder<'_>,
    platform: &Platform,
    node: &Node,
    versions: &Versions<'_>,
) -> bool {
    let mut fine = true;
    if let Some(workload @ (Workload::Stateful | Workload::PerNode)) = versions.workload {
        let given = [
            ("tracks", versions.tracks.is_some_and(|tracks| !tracks.is_empty())),
            ("canary", versions.canary.is_some()),
        ];
        for (key, _) in given.into_iter().filter(|(_, given)| *given) {
            let found = format!("`{key}` of a {} app", workload.as_str());
            let problem = Problem::error(FindingCode::Conflict, found, "`workload: stateless`");
            decoder.report_at_key(node, &[key], problem.hint("versions stand beside each other as Deployments"));
            fine = false;
        }
    }
    if let Some(canary) = versions.canary.filter(|_| fine && versions.known && !routed(platform, versions)) {
        let pods = versions.scale.map_or(1, Scale::least);
        let problem = Problem::error(
            FindingCode::NoRouting,
            "a canary in an app that nothing routes",
            "a route by `istio` or `gateway-api`, or an app with a proxy of the mesh",
        );
        let hint = format!("the weights are those of pods alone, and a step is as fine as one pod in {pods}");
        decoder.report_at_key(node, &["canary"], problem.severity(Severity::Warning).hint(hint));
        if canary.plan.route_match().is_some() {
            let problem = Problem::error(FindingCode::NoEffect, "`match` in an app that nothing routes", "a route")
                .severity(Severity::Warning)
                .hint("nothing reads the requests");
            decoder.report_at_key(node, &["canary", "match"], problem);
        }
    }
    fine
}

fn routed(platform: &Platform, versions: &Versions<'_>) -> bool {
    divides_requests(platform.settings.routing, versions.mesh, versions.routes.unwrap_or_default())
}
