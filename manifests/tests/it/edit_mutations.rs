//! Edits hold their contract on any text.

use pavedroad_manifests::check;

use crate::mutate::mutations;

const INPUTS: [&[u8]; 6] = [
    b"scale=4 cpu=50m mesh=sidecar port.grpc=9090 hide.web\napp: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nports: {http: 8080}\nresources: {cpu: 250m, memory: 512Mi}\n",
    b"port.http- port.http=81 image.tag=20190726-1325_v21 expose.web=a.b limits.cpu=2\napp: ai-dc-api # name\nimage:\n  # tag\n  tag: '20190726-1325_v20'\nports:\n  http: {port: 8080, service: 80} # web\n  grpc: 9090\n\nreplicas: 3\nroutes: {web: {host: x.y}}\n",
    b"autoscale- autoscale.max=7 size=x scale- mesh=none expose.web.path=/a,b\napp: ai-dc-server\nimage: {reference: 'registry:5000/x/y:1.2'}\nautoscale: {min: 2, max: 10, memory: 80%}\nresources: &r {memory: 1Gi}\nmesh: {mode: sidecar}\nenvironments: {test: {resources: *r, autoscale: null}, prod: {image: {tag: 20190510-1033_v21}}}\n",
    "scale=1 expose.web=*.x.y hide.web port.admin=1\n\u{feff}app: dt-x-y\r\nimage: {tag: 20190510-1033_v20}\r\nports: {\r\n  http: 80, # h\r\n  admin: 81 # a\r\n}\r\nenvironments:\r\n  prod:\r\n    replicas: # none\r\n    routes: {web: {host: a.b}}\r\n".as_bytes(),
    b"memory=2Gi image.reference=1.10 port.b-\n{app: ai-dc-web, image: {reference: redis}, 'ports': {a: 1, \"b\": 2,}, resources: {memory: 1Gi}}",
    b"scale=5 limits.memory- mesh=ambient\n--- # a\napp: ai-dc-web\nimage: !!str {reference: redis}\nargs:\n- |+\n  x\n\n...\n# b\n",
];

#[test]
fn edits_hold_their_contract_on_mutations() {
    for data in INPUTS.iter().map(|data| data.to_vec()).chain(mutations(&INPUTS, 20_190_811, 300)) {
        check::edits(&data);
    }
}
