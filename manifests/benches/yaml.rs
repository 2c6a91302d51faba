//! Objects already built, to text: ours beside serde_yaml (as its maintained continuation), serde-saphyr and
//! serde_json. Each bench writes the same 54 objects, one text after the other; read the ratios, not the times.

mod objects;

use divan::Bencher;
use objects::{App, Write, apps};
use pavedroad_manifests::yaml;
use serde::Serialize;

fn main() {
    divan::main();
}

fn write<W: Write>(bencher: Bencher<'_, '_>, writer: impl Fn() -> W + Sync) {
    let apps: Vec<App> = apps();
    bencher.counter(divan::counter::ItemsCount::new(apps.len() * 6)).bench(|| {
        let mut writer = writer();
        for app in &apps {
            app.each(&mut writer).expect("the objects can be written");
        }
        writer
    });
}

/// Each object to a String of its own.
mod to_string {
    use super::*;

    macro_rules! bench {
        ($name:ident, $function:path, $error:ty) => {
            #[divan::bench]
            fn $name(bencher: Bencher<'_, '_>) {
                struct Writer;
                impl Write for Writer {
                    type Error = $error;
                    fn write<T: Serialize>(&mut self, object: &T) -> Result<(), $error> {
                        divan::black_box($function(object)?);
                        Ok(())
                    }
                }
                write(bencher, || Writer);
            }
        };
    }

    bench!(ours, yaml::to_string, yaml::Error);
    bench!(serde_json, serde_json::to_string, serde_json::Error);
    bench!(serde_yaml, serde_yaml::to_string, serde_yaml::Error);
    bench!(serde_saphyr, serde_saphyr::to_string, serde_saphyr::ser::Error);
}

/// All objects into one buffer, as a stream for `kubectl apply -f` is made.
mod stream {
    use super::*;

    macro_rules! bench {
        ($name:ident, $buffer:ty, $error:ty, |$out:ident, $object:ident| $body:expr) => {
            #[divan::bench]
            fn $name(bencher: Bencher<'_, '_>) {
                struct Writer($buffer);
                impl Write for Writer {
                    type Error = $error;
                    fn write<T: Serialize>(&mut self, $object: &T) -> Result<(), $error> {
                        let $out = &mut self.0;
                        $body
                    }
                }
                write(bencher, || Writer(<$buffer>::default()));
            }
        };
    }

    bench!(ours, String, yaml::Error, |out, object| yaml::append(out, object));
    bench!(serde_json, Vec<u8>, serde_json::Error, |out, object| serde_json::to_writer(out, object));
    bench!(serde_yaml, Vec<u8>, serde_yaml::Error, |out, object| serde_yaml::to_writer(out, object));
}
