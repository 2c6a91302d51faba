//! The main job's inner loop: applications in memory to YAML bytes, through Kubernetes objects.
//!
//! `pavedroad` and `serde_yaml` build the same objects; they differ in who writes them. Read the ratio, not the times.

mod apps;

use apps::{SPECS, apps};
use divan::Bencher;
use pavedroad_manifests::{AppSpec, Platform};

fn main() {
    divan::main();
}

#[divan::bench]
fn pavedroad(bencher: Bencher<'_, '_>) {
    let platform = Platform::default();
    let apps = apps(&platform);
    bencher.bench_local(|| platform.objects(&apps).to_yaml());
}

#[divan::bench]
fn serde_yaml(bencher: Bencher<'_, '_>) {
    let platform = Platform::default();
    let apps = apps(&platform);
    bencher.bench_local(|| {
        let mut stream = Vec::new();
        platform
            .objects(&apps)
            .iter()
            .try_for_each(|object| serde_yaml::to_writer(&mut stream, object))
            .map(|()| stream)
    });
}

/// Reading, for comparison: the text of one app, for three environments.
#[divan::bench]
fn read(bencher: Bencher<'_, '_>) {
    let platform = Platform::default();
    bencher.bench_local(|| AppSpec::read(&platform, "app.yaml", SPECS[1]));
}
