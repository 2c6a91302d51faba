//! The main job's inner loop: applications in memory to YAML bytes, through Kubernetes objects.
//!
//! `pavedroad` and `serde_yaml` build the same objects; they differ in who writes them. The ratio is what counts.

use pavedroad_manifests::{App, AppSpec, Objects, Platform};

fn main() {
    divan::main();
}

const APPS: [&str; 3] = [
    "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nports: {http: 8080}\nresources: {cpu: 250m, memory: 512Mi}\n",
    "app: ai-dc-api\nimage: {tag: 20190726-1325_v20}\nports: {http: 8080, grpc: 9090}\nresources: {cpu: 500m, memory: 1Gi}\nenv: {LOG_LEVEL: info, DB: {secret: db, key: password}}\n",
    "app: ai-dc-server\nimage: {tag: 20190726-1325_v40}\nports: {http: 9090}\nresources: {cpu: 500m, memory: 2Gi}\nautoscale: {min: 4, max: 40, cpu: 60%}\n",
];

/// Every app in every environment.
fn apps(platform: &Platform) -> Vec<App> {
    let read = |text| AppSpec::read(platform, "app.yaml", text).unwrap_or_else(|findings| panic!("{findings}"));
    APPS.iter().flat_map(|text| read(text).apps().to_vec()).collect()
}

#[divan::bench]
fn pavedroad(bencher: divan::Bencher<'_, '_>) {
    let platform = Platform::default();
    let apps = apps(&platform);
    bencher.bench_local(|| platform.objects(&apps).to_yaml());
}

#[divan::bench]
fn serde_yaml(bencher: divan::Bencher<'_, '_>) {
    let platform = Platform::default();
    let apps = apps(&platform);
    bencher.bench_local(|| {
        let objects: Objects = platform.objects(&apps);
        objects.iter().map(serde_yaml::to_string).collect::<Result<Vec<String>, _>>()
    });
}

/// Reading, for comparison: text to applications of every environment.
#[divan::bench]
fn read_a_spec(bencher: divan::Bencher<'_, '_>) {
    let platform = Platform::default();
    bencher.bench_local(|| AppSpec::read(&platform, "app.yaml", APPS[1]));
}
