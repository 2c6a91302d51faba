//! Objects already built, to text: ours beside serde_yaml (as its maintained continuation), serde-saphyr and
//! serde_json. Each bench writes the same objects, one after the other; read the ratios, not the times.

mod apps;

use divan::{Bencher, black_box};
use pavedroad_manifests::{Object, Platform, yaml};

fn main() {
    divan::main();
}

fn objects() -> Vec<Object> {
    let platform = Platform::default();
    platform.objects(&apps::apps(&platform)).into_iter().collect()
}

/// Each object to a String of its own.
mod to_string {
    use super::*;

    macro_rules! bench {
        ($name:ident, $function:path) => {
            #[divan::bench]
            fn $name(bencher: Bencher<'_, '_>) {
                let objects = objects();
                bencher.bench_local(|| {
                    for object in &objects {
                        let _ = black_box($function(black_box(object)));
                    }
                });
            }
        };
    }

    bench!(ours, yaml::to_string);
    bench!(serde_json, serde_json::to_string);
    bench!(serde_yaml, serde_yaml::to_string);
    bench!(serde_saphyr, serde_saphyr::to_string);
}

/// All objects into one buffer, as a stream for `kubectl apply -f` is made.
mod stream {
    use super::*;

    macro_rules! bench {
        ($name:ident, $buffer:ty, $function:path) => {
            #[divan::bench]
            fn $name(bencher: Bencher<'_, '_>) {
                let objects = objects();
                bencher.bench_local(|| {
                    let mut buffer = <$buffer>::new();
                    objects.iter().try_for_each(|object| $function(&mut buffer, object)).map(|()| buffer)
                });
            }
        };
    }

    bench!(ours, String, yaml::append);
    bench!(serde_json, Vec<u8>, serde_json::to_writer);
    bench!(serde_yaml, Vec<u8>, serde_yaml::to_writer);
}
