//! The main job's inner loop: applications in memory to YAML bytes, through Kubernetes objects.
//!
//! `pavedroad` and `serde_yaml` build the same objects; they differ in who writes them. Read the ratio, not the times.

mod apps;

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

/// A thousand apps in three environments, one after the other as `deliver` writes them: at most 0.22 of what serde_yaml
/// takes for the same objects, built in the same way.
#[divan::bench(sample_count = 10, args = [1_000, 10_000])]
fn pavedroad_many(bencher: Bencher<'_, '_>, count: usize) {
    let apps = many(&Platform::default(), count);
    bencher.bench_local(|| {
        let written = apps.iter().map(|app| app.objects().to_part(OutputFormat::Yaml).map(|text| text.len()));
        written.sum::<Result<usize, _>>()
    });
}

#[divan::bench(sample_count = 10, args = [1_000])]
fn serde_yaml_many(bencher: Bencher<'_, '_>, count: usize) {
    let apps = many(&Platform::default(), count);
    bencher.bench_local(|| {
        let mut bytes = 0;
        for app in &apps {
            let mut stream = Vec::new();
            app.objects().iter().try_for_each(|object| serde_yaml::to_writer(&mut stream, object))?;
            bytes += stream.len();
        }
        Ok::<usize, serde_yaml::Error>(bytes)
    });
}

/// How much of it is building the objects.
#[divan::bench(sample_count = 10, args = [1_000])]
fn objects_many(bencher: Bencher<'_, '_>, count: usize) {
    let apps = many(&Platform::default(), count);
    bencher.bench_local(|| apps.iter().map(|app| app.objects().len()).sum::<usize>());
}

/// Reading, for comparison: the text of one app, for three environments.
#[divan::bench]
fn read(bencher: Bencher<'_, '_>) {
    let platform = Platform::default();
    bencher.bench_local(|| AppSpec::read(&platform, "app.yaml", SPECS[1]));
}

/// So many apps like these, in every environment of the platform.
fn many(platform: &Platform, count: usize) -> Vec<App> {
    let named = |number: usize| {
        let text = SPECS[number % SPECS.len()].split_once('\n').unwrap_or_default().1;
        format!("app: ai-dc-a{number}\n{text}")
    };
    let read = |text: String| AppSpec::read(platform, "app.yaml", text).unwrap_or_else(|findings| panic!("{findings}"));
    (0..count).flat_map(|number| read(named(number)).apps().to_vec()).collect()
}
