#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| pavedroad_naming::check::label_selector(data));
