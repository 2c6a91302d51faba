//! The main job's inner loop: applications in memory to YAML bytes, through Kubernetes objects.
//!
//! `pavedroad` and `serde_yaml` build the same objects; they differ in who writes them. Read the ratio, not the times.

mod apps;
mod fleet;

use apps::{SPECS, apps};
use divan::Bencher;
use pavedroad_manifests::{App, AppSpec, OutputFormat, Platform};

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

/// Many apps in three environments, one after the other as `deliver` writes them: at most 0.22 of what serde_yaml takes
/// for the same objects, built in the same way; and ten times the apps at most 10.5 times the time.
mod many {
    use super::*;

    fn ours(bencher: Bencher<'_, '_>, apps: &[App]) {
        bencher.bench_local(|| {
            let written = apps.iter().map(|app| app.objects().to_part(OutputFormat::Yaml).map(|text| text.len()));
            written.sum::<Result<usize, _>>()
        });
    }

    fn theirs(bencher: Bencher<'_, '_>, apps: &[App]) {
        bencher.bench_local(|| {
            let mut bytes = 0;
            for app in apps {
                let mut stream = Vec::new();
                app.objects().iter().try_for_each(|object| serde_yaml::to_writer(&mut stream, object))?;
                bytes += stream.len();
            }
            Ok::<usize, serde_yaml::Error>(bytes)
        });
    }

    #[divan::bench(sample_count = 10, args = [1_000, 10_000])]
    fn pavedroad(bencher: Bencher<'_, '_>, count: usize) {
        ours(bencher, &fleet::many(&Platform::default(), &SPECS, count));
    }

    #[divan::bench(sample_count = 10, args = [1_000])]
    fn serde_yaml(bencher: Bencher<'_, '_>, count: usize) {
        theirs(bencher, &fleet::many(&Platform::default(), &SPECS, count));
    }

    /// How much of it is building the objects.
    #[divan::bench(sample_count = 10, args = [1_000])]
    fn objects_alone(bencher: Bencher<'_, '_>, count: usize) {
        let apps = fleet::many(&Platform::default(), &SPECS, count);
        bencher.bench_local(|| apps.iter().map(|app| app.objects().len()).sum::<usize>());
    }

    /// A fleet as there is one: a third in the mesh with a canary, a third with jobs and logs.
    #[divan::bench(sample_count = 10, args = [1_000, 10_000])]
    fn pavedroad_mixed(bencher: Bencher<'_, '_>, count: usize) {
        ours(bencher, &fleet::many(&fleet::logging_platform(), &fleet::MIXED, count));
    }

    #[divan::bench(sample_count = 10, args = [1_000])]
    fn serde_yaml_mixed(bencher: Bencher<'_, '_>, count: usize) {
        theirs(bencher, &fleet::many(&fleet::logging_platform(), &fleet::MIXED, count));
    }
}

/// Reading, for comparison: the text of one app, for three environments.
#[divan::bench]
fn read(bencher: Bencher<'_, '_>) {
    let platform = Platform::default();
    bencher.bench_local(|| AppSpec::read(&platform, "app.yaml", SPECS[1]));
}
