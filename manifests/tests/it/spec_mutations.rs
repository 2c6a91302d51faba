//! The readers of app specs and platform files hold their contracts on any input.

use pavedroad_manifests::check;

use crate::mutate::mutations;

const APPS: [&[u8]; 5] = [
    b"app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nports: {http: 8080}\nresources: {cpu: 250m, memory: 512Mi}\n",
    b"app: ai-dc-api\nimage:\n  tag: 20190726-1325_v20\nports:\n  http: {port: 8080, service: 80, protocol: http}\n  grpc: 9090\n\
      replicas: 3\nautoscale: {min: 2, max: 10, cpu: 60%, memory: 80%}\nresources: {cpu: 1, memory: 1Gi, limits: {memory: 2Gi}}\n",
    b"app: ai-dc-server\nimage: {reference: 'registry:5000/x/y:1.2'}\nenv: {A: 1.10, B: \"on\", C: {secret: db, key: k}, \
      D: {field: status.podIP}}\nenvironments: {test: {replicas: 1, env: {A: null}}, prod: {image: {tag: 20190510-1033_v21}}}\n",
    "app: dt-x-y\r\nimage: {tag: 20190510-1033_v20}\r\nports: {http: 80}\r\nprobes:\r\n  startup: {http: /healthz, within: 1m30s}\r\n  \
     readiness: {tcp: http}\r\n  liveness: {exec: [人工,智能]}\r\n".as_bytes(),
    b"&a a: *a\n<<: {b: c}\n? d\n: [e, 'f', \"g\\x41\"]\n--- |\n h\n...\n",
];

const PLATFORMS: [&[u8]; 3] = [
    "convention:\n  lines: {ai: 人工智能, dt: 数据}\n  environments: [test, prod]\n  app: \"{line}-{system}-{component}\"\n  \
     namespace: \"{line}-{environment}\"\n  registry: {host: registry.hz.local, path: huize}\n  \
     image: \"{host}/{path}/{namespace}_{app}:{tag}\"\n  tag: \"{stamp}_{revision}\"\n".as_bytes(),
    b"pullSecret: regcred\npodSecurity: baseline\nmonitoring: {namespace: monitoring}\napiVersion: pavedroad/v1alpha1\n",
    b"convention: {lines: {}, environments: [dev], app: '{component}', namespace: '{environment}', tag: '{revision}'}\n",
];

#[test]
fn app_specs_hold_their_contract_on_mutations() {
    for data in APPS.iter().map(|data| data.to_vec()).chain(mutations(&APPS, 20_190_811, 6_000)) {
        check::app_spec(&data);
    }
}

#[test]
fn platform_files_hold_their_contract_on_mutations() {
    for data in PLATFORMS.iter().map(|data| data.to_vec()).chain(mutations(&PLATFORMS, 20_190_811, 3_000)) {
        check::platform(&data);
    }
}

/// Larger texts, and so fewer mutations.
#[test]
fn documents_with_every_key_hold_their_contracts_on_mutations() {
    let app: &[u8] = include_bytes!("../../../examples/apps/every-key.yaml");
    let platform: &[u8] = include_bytes!("../../../examples/platforms/every-key.yaml");
    mutations(&[app], 20_190_811, 200).for_each(|data| check::app_spec(&data));
    mutations(&[platform], 20_190_811, 300).for_each(|data| check::platform(&data));
}
