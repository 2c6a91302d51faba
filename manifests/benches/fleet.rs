//! Fleets of apps for the bench of the main job.

use pavedroad_manifests::{App, AppSpec, Platform};

/// A small app, one in the mesh with a canary, and one with a job and logs.
pub(crate) const MIXED: [&str; 3] = [
    "\
app: ai-dc-web
image: {tag: 20190510-1033_v20}
ports: {http: 8080}
resources: {cpu: 250m, memory: 512Mi}
",
    "\
app: ai-dc-api
image: {tag: 20190726-1325_v20}
ports: {http: 8080}
resources: {cpu: 500m, memory: 1Gi}
mesh: {mode: sidecar, mtls: strict, timeout: 60s, retries: 2, connections: 1024}
callers: [ad-bid-api, dt-etl-loader]
calls: [ai-dc-server, ai-dc-index]
canary: {image: {tag: 20190726-1325_v21}, steps: [5%, 25%], match: {header: {x-canary: \"1\"}}}
routes: {web: {host: dc.example.com, path: /, port: http, public: true}}
",
    "\
app: ai-dc-server
labels: {team: search, tier: backend}
image: {tag: 20190726-1325_v40}
ports: {http: 9090}
resources: {cpu: 500m, memory: 2Gi}
env: {LOG_LEVEL: info, DB_HOST: mysql.internal}
logs: {paths: [/app/logs/web.log]}
jobs: {sync: {schedule: \"*/5 * * * *\", args: [sync], deadline: 10m}}
",
];

/// A platform that ships logs.
pub(crate) fn logging_platform() -> Platform {
    let text =
        "logs: {image: {reference: \"docker.elastic.co/beats/filebeat:8.15.0\"}, elasticsearch: [\"http://es:9200\"]}";
    Platform::read("platform.yaml", text).unwrap_or_else(|findings| panic!("{findings}"))
}

/// So many apps like these, in every environment of the platform.
pub(crate) fn many(platform: &Platform, specs: &[&str], count: usize) -> Vec<App> {
    let named = |(number, spec): (usize, &&str)| {
        let text = spec.split_once('\n').unwrap_or_default().1;
        format!("app: ai-dc-a{number}\n{text}")
    };
    let read = |text: String| AppSpec::read(platform, "app.yaml", text).unwrap_or_else(|findings| panic!("{findings}"));
    let texts = (0..count).zip(specs.iter().cycle()).map(named);
    texts.flat_map(|text| read(text).apps().to_vec()).collect()
}
