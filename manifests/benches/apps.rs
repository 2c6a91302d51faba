//! What the benches deliver: three apps, each in three environments.

use pavedroad_manifests::{App, AppSpec, Platform};

/// A small app, one with two ports and variables, one with an autoscaler.
pub(crate) const SPECS: [&str; 3] = [
    "\
app: ai-dc-web
image: {tag: 20190510-1033_v20}
ports: {http: 8080}
resources: {cpu: 250m, memory: 512Mi}
",
    "\
app: ai-dc-api
image: {tag: 20190726-1325_v20}
ports: {http: 8080, grpc: 9090}
resources: {cpu: 500m, memory: 1Gi}
env: {LOG_LEVEL: info, DB_PASSWORD: {secret: db, key: password}, POD_IP: {field: status.podIP}}
",
    "\
app: ai-dc-server
image: {tag: 20190726-1325_v40}
ports: {http: 9090}
resources: {cpu: 500m, memory: 2Gi}
autoscale: {min: 4, max: 40, cpu: 60%}
",
];

/// Every app in every environment of the platform.
pub(crate) fn apps(platform: &Platform) -> Vec<App> {
    let read = |text| AppSpec::read(platform, "app.yaml", text).unwrap_or_else(|findings| panic!("{findings}"));
    SPECS.iter().flat_map(|text| read(text).apps().to_vec()).collect()
}
