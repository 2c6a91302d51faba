#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| pavedroad_rollout::check::int_or_percent(data));
