//! What the clients of an app do: how many connections they open, and which of its pods they leave alone.

use crate::build::version::Version;
use crate::build::{labels, routing, service, version};
use crate::istio::{
    ConnectionPoolSettings, DestinationRule, DestinationRuleSpec, OutlierDetection, Subset, TCPSettings, TrafficPolicy,
};
use crate::spec::duration::written;
use crate::spec::platform::routing::Routing;
use crate::{App, MeshMode};

/// How often pods that fail are looked at: Istio's own default.
const INTERVAL: &str = "10s";
/// How many of a hundred pods may be left alone. Istio's default of 10 would be none of an app with fewer than ten
/// pods; with this one it is one of two, and never the last.
const MOST_EJECTED: i32 = 50;

/// Where the app's mesh settings say something to clients, and where routes have to name one of several versions. The
/// gateway is a client too, even of an app that is not in the mesh.
///
/// A rule holds for one host. Requests that are divided among Services, one for each version, are sent to those, so each
/// of them has the same rule.
pub(super) fn destination_rules(app: &App) -> Vec<DestinationRule> {
    if app.ports.is_empty() {
        return Vec::new();
    }
    let meshed = app.mesh.mode != MeshMode::None;
    let policy = traffic_policy(app).filter(|_| meshed);
    let routed = meshed || app.settings.routing == Routing::Istio && !app.routes.is_empty();
    let subsets = if routed { subsets(app) } else { Vec::new() };
    let mut names: Vec<String> = Vec::new();
    if policy.is_some() || !subsets.is_empty() {
        names.push(app.name.to_string());
    }
    if policy.is_some() && routing::has_services_of_versions(app) {
        names.extend(version::all(app).map(|version| service::name_of_version(app, version.track)));
    }
    let rule = |name: String| DestinationRule {
        metadata: labels::named(app, &name),
        spec: DestinationRuleSpec {
            host: whole_name(app, &name),
            traffic_policy: policy.clone(),
            subsets: subsets.clone(),
            ..DestinationRuleSpec::default()
        },
    };
    names.into_iter().map(rule).collect()
}

/// The whole name of the app's Service.
pub(in crate::build) fn host(app: &App) -> String {
    whole_name(app, app.name.as_str())
}

/// The whole name of a Service of the app, so that no namespace is guessed.
fn whole_name(app: &App, service: &str) -> String {
    format!("{service}.{}.svc.{}", app.namespace, app.settings.cluster_domain)
}

/// One a version, if there are several: named as the track that it selects. Gateway API knows none.
fn subsets(app: &App) -> Vec<Subset> {
    if app.settings.routing == Routing::GatewayApi || !version::several(app) {
        return Vec::new();
    }
    let versions = std::iter::once(version::stable(app)).chain(version::canary(app)).chain(version::tracks(app));
    let subset = |version: Version<'_>| Subset {
        name: version.track.to_owned(),
        labels: labels::of_track(app, version.track),
        traffic_policy: None,
    };
    versions.map(subset).collect()
}

fn traffic_policy(app: &App) -> Option<TrafficPolicy> {
    let connection_pool = app.mesh.connections.map(|connections| ConnectionPoolSettings {
        tcp: Some(TCPSettings { max_connections: i32::try_from(connections.get()).ok(), ..TCPSettings::default() }),
        http: None,
    });
    let outlier_detection = app.mesh.outlier.map(|outlier| OutlierDetection {
        consecutive_5xx_errors: Some(outlier.errors.get()),
        interval: Some(INTERVAL.to_owned()),
        base_ejection_time: Some(written(outlier.ejection)),
        max_ejection_percent: Some(MOST_EJECTED),
        ..OutlierDetection::default()
    });
    (connection_pool.is_some() || outlier_detection.is_some()).then(|| TrafficPolicy {
        connection_pool,
        outlier_detection,
        ..TrafficPolicy::default()
    })
}
