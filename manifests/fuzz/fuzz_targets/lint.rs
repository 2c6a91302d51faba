#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| pavedroad_manifests::check::lint_objects(data));
