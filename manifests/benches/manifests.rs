//! A stream of 1,000 objects, read strictly into types: ours beside serde_yaml (as its maintained continuation) into the
//! same types, which finds no mistakes but the first wrong type. Read the ratio, not the times.

mod apps;

use divan::{Bencher, black_box};
use k8s_openapi::api::apps::v1::Deployment;
use pavedroad_manifests::{Manifests, Object, Platform};
use serde::Deserialize;

fn main() {
    divan::main();
}

/// Deployments of the benches' apps, over and over, as one stream.
fn stream(count: usize) -> String {
    let platform = Platform::default();
    let objects = platform.objects(&apps::apps(&platform));
    let deployments: Vec<&Object> = objects.iter().filter(|object| object.kind() == "Deployment").collect();
    let mut text = String::new();
    for object in deployments.into_iter().cycle().take(count) {
        pavedroad_manifests::yaml::append(&mut text, object).unwrap_or_else(|error| panic!("{error}"));
    }
    text
}

#[divan::bench(args = [100, 1000])]
fn ours(bencher: Bencher<'_, '_>, count: usize) {
    let text = stream(count);
    bencher.bench_local(|| Manifests::read("stream.yaml", black_box(&text)));
}

#[divan::bench(args = [100, 1000])]
fn serde_yaml(bencher: Bencher<'_, '_>, count: usize) {
    let text = stream(count);
    bencher.bench_local(|| {
        let documents = serde_yaml::Deserializer::from_str(black_box(&text));
        let values = documents.map(serde_yaml::Value::deserialize);
        let objects = values.map(|value| serde_yaml::from_value::<Deployment>(value?));
        objects.collect::<Result<Vec<_>, _>>()
    });
}
