//! The contracts of `check`, over seeds and mutations of them.

use pavedroad_naming::check;

use crate::mutate::mutate;

const SHA256: &str = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

#[test]
fn names_keep_their_contract() {
    let long = ["a".repeat(63), "a".repeat(253), format!("{}/{}", "a".repeat(253), "b".repeat(63)), "t".repeat(128)];
    let mut seeds: Vec<&[u8]> = long.iter().map(String::as_bytes).collect();
    seeds.extend([
        "".as_bytes(),
        b"ai-dc-web",
        b"10-ai",
        b"ai-dc-web.hz.local",
        b"app.kubernetes.io/name",
        b"Prometheus.IO/scrape",
        "\u{212A}ubernetes.\u{130}o/name".as_bytes(),
        b"v1.25_rc1",
        b"grpc-web",
        b"8080",
        b"20190510-1033_v20",
        b"\xFF\xFE",
    ]);
    mutate(&seeds, 2_000, check::names);
}

#[test]
fn digests_keep_their_contract() {
    let longer = [SHA256, &format!("sha384:{}", "0".repeat(96)), &format!("sha512:{}", "f".repeat(128))];
    let seeds: Vec<&[u8]> = longer.iter().map(|text| text.as_bytes()).collect();
    mutate(&seeds, 3_000, check::digest);
}

#[test]
fn image_references_keep_their_contract() {
    let digested = format!("registry.hz.local:5000/huize/ai-dc-web:v20@{SHA256}");
    let long = format!("{}:{}", "a".repeat(247), "t".repeat(128));
    let seeds: Vec<&[u8]> = vec![
        b"ubuntu",
        b"library/ubuntu:24.04",
        b"docker.io/ubuntu",
        b"index.docker.io/library/ubuntu",
        b"localhost/ai-dc-web",
        b"registry.hz.local/huize/ai-test_ai-dc-web:20190510-1033_v20",
        b"[fe80::1]:5000/huize/ai-dc-web",
        b"[ABC]/x",
        b"Foo/bar__baz--qux.quux",
        b"a_b.c/x",
        b"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        b"https://registry.hz.local/huize/ai-dc-web",
        digested.as_bytes(),
        long.as_bytes(),
    ];
    mutate(&seeds, 3_000, check::image_reference);
}
