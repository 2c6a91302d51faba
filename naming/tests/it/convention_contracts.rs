//! The contracts of `check` for stamps, revisions, addresses and conventions, over seeds and mutations of them.

use pavedroad_naming::check;

use crate::mutate::mutate;

#[test]
fn build_stamps_keep_their_contract() {
    mutate(
        &[b"20190510-1033", b"20000229-2359", b"2019-07-26-13-25", b"00000101-0000", b""],
        3_000,
        check::build_stamp,
    );
}

#[test]
fn names_of_conventions_keep_their_contract() {
    let long = [format!("ai-dc-{}", "w".repeat(57)), format!("20190510-1033_{}", "v".repeat(114)), "a".repeat(63)];
    let mut seeds: Vec<&[u8]> = long.iter().map(String::as_bytes).collect();
    seeds.extend([
        b"ai-dc-web".as_slice(),
        b"ad-x-bid-api",
        b"web-dc-ai",
        b"ai-api",
        b"bi-dc-web",
        b"ai-test",
        b"prod-dt",
        b"preview",
        b"20190510-1033_v20",
        b"v1.4.0.20190510-1033",
        b"2019-07-26-13-25_v20",
        b"v20.lock",
        b"latest",
        b"",
    ]);
    mutate(&seeds, 250, check::convention_names);
}

#[test]
fn image_addresses_keep_their_contract() {
    let long = format!("registry.hz.local/{}/ai-test_ai-dc-web:20190510-1033_{}", "h".repeat(219), "v".repeat(114));
    let seeds: Vec<&[u8]> = vec![
        b"registry.hz.local/huize/ai-test_ai-dc-web:20190510-1033_v20",
        b"registry.hz.local/huize/ai-test_ai-api:20190726-1325_v20",
        b"hub.hz.local:5000/test/hello:v1",
        b"[fe80::1]:5000/a/b_c/web-dc-ai_x-test-ai:v1.20190510-1033",
        b"registry.hz.local/huize/ai-dc-web_ai-test:20190510-1033_v20",
        b"https://registry.hz.local/huize/ai-test_ai-dc-web:2019-07-26-13-25_v20",
        b"registry/huize/ai-test-ai-dc-web:20190230-2460_v20..1",
        long.as_bytes(),
        b"nginx",
    ];
    mutate(&seeds, 120, check::image_address);
}

#[test]
fn conventions_keep_their_contract() {
    let seeds: Vec<&[u8]> = vec![
        b"{line}-{system}-{component}\n{line}-{environment}\n{host}/{path}/{namespace}_{app}:{tag}\n{stamp}_{revision}",
        b"{component}\n{environment}\n{host}/{namespace}/{app}:{tag}\n{revision}",
        b"{component}-{system}-{line}\n{environment}-{line}\n{host}/{path}/{app}_x-{namespace}:{tag}\n{revision}.{stamp}",
        b"{line}{system}{component}\n{environment}{line}\n{host}/{path}{app}:{tag}\n{revision}{stamp}",
        b"{line}-x\n{}\n{host}\n{{}}",
    ];
    mutate(&seeds, 100, check::convention);
}
