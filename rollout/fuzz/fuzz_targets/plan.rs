#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    pavedroad_rollout::check::plan(data, |text| serde_json::from_slice(text).ok(), |plan| serde_json::to_vec(plan).ok())
});
