//! Reading app files: text to one `App` in one environment, beside serde-saphyr into plain derived structs of the same
//! fields. It is the same parser underneath; what differs is places, rules and the explanation of mistakes. Read the
//! ratios, not the times: at most 3 is asked for. The numbers of files, and of variables in a file, show how it grows.

use std::collections::BTreeMap;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use pavedroad_manifests::{AppSpec, Platform};
use serde::Deserialize;

fn main() {
    divan::main();
}

/// The smallest app, one of the usual size, and one with most sections.
const SHAPES: [&str; 3] = [
    "\
app: ai-dc-NAME
image: {tag: 20190510-1033_v20}
ports: {http: 8080}
resources: {cpu: 250m, memory: 512Mi}
",
    "\
app: ai-dc-NAME
labels: {team: search}
image: {tag: 20190726-1325_v20}
ports: {http: 8080, grpc: 9090}
resources: {cpu: 500m, memory: 1Gi}
replicas: 3
probes:
  startup: {http: /healthz, within: 5m}
  readiness: {http: /ready, port: http}
env:
  LOG_LEVEL: info
  DB_HOST: mysql.internal
  DB_NAME: search
  CACHE: redis-0.redis:6379
",
    "\
app: ai-dc-NAME
labels: {team: search, tier: backend}
workload: stateless
image: {tag: 20190726-1325_v40}
command: [/app/server]
args: [--config, /etc/app/app.yaml, --verbose]
ports: {http: 8080, grpc: 9090, http-admin: 9443}
resources: {cpu: 500m, memory: 2Gi, limits: {cpu: 2, memory: 4Gi}}
autoscale: {min: 4, max: 40, cpu: 60%, memory: 80%}
probes:
  startup: {http: /healthz, within: 5m}
  readiness: {http: /ready, port: http}
  liveness: {tcp: grpc}
env:
  LOG_LEVEL: info
  DB_HOST: mysql.internal
  DB_NAME: search
  CACHE: redis-0.redis:6379
  FEATURES: a,b,c
  TIMEOUT: 30s
secrets: {tls: {mount: /etc/tls}}
mesh: {mode: sidecar, mtls: strict, timeout: 60s, retries: 2, connections: 1024}
routes:
  web: {host: dc.example.com, path: /, port: http, public: true}
callers: [ad-bid-api, dt-etl-loader]
calls: [ai-dc-server, ai-dc-index]
jobs:
  sync: {schedule: \"*/5 * * * *\", timeZone: Asia/Shanghai, args: [sync], concurrency: forbid, deadline: 10m}
availability: {disruption: 1, spread: [host, zone], drain: 10s, grace: 45s, priorityClass: high}
placement: {nodeSelector: {disk: ssd}}
security: {user: 10001, writableRoot: false}
",
];

/// So many files of all shapes, each of an app of its own.
fn files(count: usize) -> Vec<String> {
    SHAPES.iter().cycle().zip(0..count).map(|(shape, number)| shape.replace("NAME", &format!("app{number}"))).collect()
}

/// The fields of the files, as somebody writes them down who wants no more than the values.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
#[expect(dead_code, reason = "only read into")]
struct Plain {
    app: String,
    #[serde(default)]
    labels: BTreeMap<String, String>,
    workload: Option<String>,
    image: Image,
    #[serde(default)]
    command: Vec<String>,
    #[serde(default)]
    args: Vec<String>,
    #[serde(default)]
    ports: BTreeMap<String, u16>,
    resources: Option<Resources>,
    replicas: Option<u32>,
    autoscale: Option<Autoscale>,
    probes: Option<Probes>,
    #[serde(default)]
    env: BTreeMap<String, String>,
    #[serde(default)]
    secrets: BTreeMap<String, Secret>,
    mesh: Option<Mesh>,
    #[serde(default)]
    routes: BTreeMap<String, Route>,
    #[serde(default)]
    callers: Vec<String>,
    #[serde(default)]
    calls: Vec<String>,
    #[serde(default)]
    jobs: BTreeMap<String, Job>,
    availability: Option<Availability>,
    placement: Option<Placement>,
    security: Option<Security>,
}

macro_rules! plain {
    ($($name:ident { $($field:ident: $type:ty),+ })+) => {$(
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields, rename_all = "camelCase")]
        #[expect(dead_code, reason = "only read into")]
        struct $name { $($field: $type),+ }
    )+};
}

plain! {
    Image { tag: String }
    Resources { cpu: Option<String>, memory: Option<String>, limits: Option<Limits> }
    Limits { cpu: Option<String>, memory: Option<String> }
    Autoscale { min: Option<u32>, max: u32, cpu: Option<String>, memory: Option<String> }
    Probes { startup: Option<Probe>, readiness: Option<Probe>, liveness: Option<Probe> }
    Probe { http: Option<String>, port: Option<String>, tcp: Option<String>, within: Option<String> }
    Secret { mount: String }
    Mesh {
        mode: Option<String>, mtls: Option<String>, timeout: Option<String>, retries: Option<u32>,
        connections: Option<u32>
    }
    Route { host: Option<String>, path: Option<String>, port: Option<String>, public: Option<bool> }
    Job {
        schedule: String, time_zone: Option<String>, args: Vec<String>, concurrency: Option<String>,
        deadline: Option<String>
    }
    Availability {
        disruption: Option<u32>, spread: Vec<String>, drain: Option<String>, grace: Option<String>,
        priority_class: Option<String>
    }
    Placement { node_selector: BTreeMap<String, String> }
    Security { user: Option<i64>, writable_root: Option<bool> }
}

fn one_environment() -> Platform {
    let text = "convention: {environments: [prod]}";
    Platform::read("platform.yaml", text).unwrap_or_else(|findings| panic!("{findings}"))
}

fn ours(bencher: Bencher<'_, '_>, files: &[String]) {
    let platform = one_environment();
    bencher.counter(BytesCount::new(files.iter().map(String::len).sum::<usize>())).bench_local(|| {
        for text in files {
            let spec =
                AppSpec::read(&platform, "app.yaml", black_box(text)).unwrap_or_else(|findings| panic!("{findings}"));
            assert!(spec.findings().is_empty() && spec.apps().len() == 1);
            black_box(spec);
        }
    });
}

fn theirs(bencher: Bencher<'_, '_>, files: &[String]) {
    bencher.counter(BytesCount::new(files.iter().map(String::len).sum::<usize>())).bench_local(|| {
        for text in files {
            let plain: Plain = serde_saphyr::from_str(black_box(text)).unwrap_or_else(|error| panic!("{error}"));
            black_box(plain);
        }
    });
}

/// Many files, of all shapes.
mod all_shapes {
    use super::*;

    #[divan::bench(args = [100, 1000, 4000])]
    fn pavedroad(bencher: Bencher<'_, '_>, count: usize) {
        ours(bencher, &files(count));
    }

    #[divan::bench(args = [100, 1000, 4000])]
    fn serde_saphyr(bencher: Bencher<'_, '_>, count: usize) {
        theirs(bencher, &files(count));
    }
}

/// A thousand files of one shape.
mod one_shape {
    use super::*;

    fn files(shape: usize) -> Vec<String> {
        (0..1000).map(|number| SHAPES[shape].replace("NAME", &format!("app{number}"))).collect()
    }

    #[divan::bench(args = [0, 1, 2])]
    fn pavedroad(bencher: Bencher<'_, '_>, shape: usize) {
        ours(bencher, &files(shape));
    }

    #[divan::bench(args = [0, 1, 2])]
    fn serde_saphyr(bencher: Bencher<'_, '_>, shape: usize) {
        theirs(bencher, &files(shape));
    }
}

/// One file with many variables.
mod one_file {
    use super::*;

    fn file(variables: usize) -> [String; 1] {
        let env: String = (0..variables).map(|number| format!("  VARIABLE_{number}: value-{number}\n")).collect();
        [format!("{}env:\n{env}", SHAPES[0].replace("NAME", "web"))]
    }

    #[divan::bench(args = [100, 1000, 10_000])]
    fn pavedroad(bencher: Bencher<'_, '_>, variables: usize) {
        ours(bencher, &file(variables));
    }

    #[divan::bench(args = [100, 1000, 10_000])]
    fn serde_saphyr(bencher: Bencher<'_, '_>, variables: usize) {
        theirs(bencher, &file(variables));
    }
}

/// Mistakes cost no more than reading: ten thousand findings on one line of 800 kB, printed as compilers do.
#[divan::bench(args = [2500, 10_000])]
fn findings_of_one_line(bencher: Bencher<'_, '_>, count: usize) {
    let labels: Vec<String> = (0..count).map(|at| format!("{}{at}: [{}]", "y".repeat(30), "z".repeat(30))).collect();
    let text = format!("{}labels: {{{}}}\n", SHAPES[0].replace("NAME", "web"), labels.join(", "));
    let platform = one_environment();
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| {
        let (_, findings) = AppSpec::read_all(&platform, [("app.yaml", &text)]);
        assert_eq!(findings.len(), count);
        findings.render(|_| Some(&text)).to_string()
    });
}
