//! The contracts of `check` for names of pods, nodes and consoles, over seeds and mutations of them.

use pavedroad_naming::check;

use crate::mutate::mutate;

#[test]
fn pod_names_keep_their_contract() {
    let long = [
        format!("{}-8566595ffb-gwphf", "w".repeat(46)),
        format!("{}-8566595ffbgwphf", "w".repeat(47)),
        format!("{}-85665gwphf", "w".repeat(52)),
        format!("{}-gwphf", "w".repeat(57)),
        format!("{}gwphf", "w".repeat(58)),
        format!("{}-27786000gwphf", "w".repeat(49)),
        format!("{}-12-gwphf", "w".repeat(54)),
    ];
    let mut seeds: Vec<&[u8]> = long.iter().map(String::as_bytes).collect();
    seeds.extend([
        b"ai-api-8566595ffb-gwpha".as_slice(),
        b"ai-app-8566595ffb-gwphf",
        b"web-0",
        b"web-2147483647",
        b"web-24567",
        b"filebeat-gwphf",
        b"migrate-3-gwphf",
        b"sync-27786000-gwphf",
        b"sync-27786000-2-gwphf",
        b"etcd.k8s-test-node-0-121",
        b"",
    ]);
    mutate(&seeds, 2_000, check::pod_name);
}

#[test]
fn node_names_keep_their_contract() {
    let seeds: [&[u8]; 5] =
        [b"k8s-test-node-0-121", b"k8s-preview-node-10-12-0-255", b"k8s-tset-node-0-256", b"worker-1.hz.local", b""];
    mutate(&seeds, 2_000, check::node_name);
}

#[test]
fn console_builds_keep_their_contract() {
    let long = format!("{}:2019-07-26-13-25_{}", "a".repeat(63), "v".repeat(111));
    let seeds: [&[u8]; 6] = [
        b"ai-api:2019-07-26-13-25_v20",
        b"ai-dc-web:20190726-1325_v20",
        b"ai-api:2019-02-30-24-61_v20.lock",
        b"ai_api:latest",
        b"ai-api",
        long.as_bytes(),
    ];
    mutate(&seeds, 1_000, check::console_build);
}

#[test]
fn small_parts_keep_their_contract() {
    let seeds: [&[u8]; 8] = [
        b"8566595ffb",
        b"86f8fbc6f9",
        b"tt9frdm8mc",
        b"0-121",
        b"10-12-0-255",
        b"10.016.0.3",
        b"None",
        b"[FD00::A%eth0]",
    ];
    mutate(&seeds, 3_000, check::cluster_parts);
}
