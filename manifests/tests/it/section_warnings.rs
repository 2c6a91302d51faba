//! What is said and stops nothing.

use crate::sections::assert_warned;

#[test]
fn what_works_and_was_probably_not_meant_is_a_warning() {
    assert_warned(&[
        (
            "availability: {disruption: 0}",
            "3:28: warning[blocks-drains] availability.disruption: found `disruption: 0`, expected 1 or more; no node with a pod of this app can ever be drained",
        ),
        (
            "availability: {disruption: 0%}",
            "3:28: warning[blocks-drains] availability.disruption: found `disruption: 0%`, expected 1 or more; no node with a pod of this app can ever be drained",
        ),
        ("replicas: 0\navailability: {disruption: 0}", ""),
        (
            "storage: {data: {size: 1Gi, mount: /data}}",
            "3:11: warning[shared-volume] storage.data: found `access: ReadWriteOnce` with 2 pods, expected `ReadWriteMany`, or one pod, or `workload: stateful`; pods on another node would not start",
        ),
        (
            "workload: per-node\nstorage: {data: {size: 1Gi, mount: /data}}",
            "4:11: warning[shared-volume] storage.data: found `access: ReadWriteOnce` with a pod on every node, expected `ReadWriteMany`, or one pod, or `workload: stateful`; pods on another node would not start",
        ),
        (
            "storage: {data: {emptyDir: 500m, mount: /data}, more: {size: 1.5, access: ReadWriteMany, mount: /more}}",
            "3:28: warning[invalid-value] storage.data.emptyDir: found `500m`, expected a whole number of bytes such as 400M or 400Mi\n3:62: warning[invalid-value] storage.more.size: found `1.5`, expected a whole number of bytes such as 400M or 400Mi",
        ),
        ("workload: stateful\nstorage: {data: {size: 1Gi, mount: /data}}", ""),
        (
            "storage: {data: {size: 1Gi, mount: /data}}\nenvironments: {test: {replicas: 1}}",
            "3:11: warning[shared-volume] storage.data: found `access: ReadWriteOnce` with 2 pods, expected `ReadWriteMany`, or one pod, or `workload: stateful`; pods on another node would not start",
        ),
        (
            "jobs: {sync: {schedule: \"0 0 31 2 *\"}}",
            "3:25: warning[never-fires] jobs.sync.schedule: found `0 0 31 2 *`, expected a day that comes; no month has that day",
        ),
        (
            "mesh: {mode: none, mtls: strict, timeout: 5s}",
            "3:20: warning[no-effect] mesh.mtls: found `mtls` beside `mode: none`, expected an app in the mesh; a proxy does this, and the app has none\n3:34: warning[no-effect] mesh.timeout: found `timeout` beside `mode: none`, expected an app in the mesh; a proxy does this, and the app has none",
        ),
        ("ports: {http: 80}\nmesh: {mode: sidecar, timeout: 5s}\nenvironments: {test: {mesh: {mode: none}}}", ""),
        (
            "ports: {http: 80}\nmesh: {mode: sidecar, timeout: 5s}\nenvironments: {test: {mesh: {mode: none, retries: 2}}}",
            "5:42: warning[no-effect] environments.test.mesh.retries: found `retries` beside `mode: none`, expected an app in the mesh; a proxy does this, and the app has none",
        ),
        (
            "canary: {steps: [5%]}",
            "3:1: warning[no-routing] canary: found a canary in an app that nothing routes, expected a route by `istio` or `gateway-api`, or an app with a proxy of the mesh; the weights are those of pods alone, and a step is as fine as one pod in 2",
        ),
        (
            "canary: {steps: [5%], match: {header: {x-canary: \"1\"}}}\nreplicas: 4",
            "3:1: warning[no-routing] canary: found a canary in an app that nothing routes, expected a route by `istio` or `gateway-api`, or an app with a proxy of the mesh; the weights are those of pods alone, and a step is as fine as one pod in 4\n3:23: warning[no-effect] canary.match: found `match` in an app that nothing routes, expected a route; nothing reads the requests",
        ),
        ("ports: {http: 80}\nroutes: {web: {}}\ncanary: {steps: [5%]}", ""),
        ("mesh: {mode: sidecar}\ncanary: {steps: [5%]}", ""),
        (
            "mesh: {mode: ambient}\ncanary: {steps: [5%]}",
            "4:1: warning[no-routing] canary: found a canary in an app that nothing routes, expected a route by `istio` or `gateway-api`, or an app with a proxy of the mesh; the weights are those of pods alone, and a step is as fine as one pod in 2",
        ),
        (
            "mesh: {mode: ambient, timeout: 5s, limit: 5/s}",
            "3:23: warning[no-effect] mesh.timeout: found `timeout` beside `mode: ambient`, expected `mode: sidecar`; the node's proxy encrypts connections and reads no requests\n3:36: warning[no-effect] mesh.limit: found `limit` beside `mode: ambient`, expected `mode: sidecar`; the node's proxy encrypts connections and reads no requests",
        ),
        (
            "ports: {http: 80}\nroutes: {web: {host: a.b, public: true}}\nmesh: {mode: ambient, timeout: 5s, limit: 5/s}",
            "5:36: warning[no-effect] mesh.limit: found `limit` beside `mode: ambient`, expected `mode: sidecar`; the node's proxy encrypts connections and reads no requests",
        ),
        (
            "ports: {http: 80}\nroutes: {web: {}}\nmesh: {mode: ambient, retries: 2, fault: {abort: 503, percent: 1%}}",
            "5:23: warning[no-effect] mesh.retries: found `retries` beside `mode: ambient`, expected `mode: sidecar`; the node's proxy encrypts connections and reads no requests\n5:35: warning[no-effect] mesh.fault: found `fault` beside `mode: ambient`, expected `mode: sidecar`; the node's proxy encrypts connections and reads no requests",
        ),
        (
            "ports: {http: 80}\nmesh: {mode: sidecar, timeout: 5s, retries: 2, limit: 5/s, fault: {abort: 503, percent: 1%}}",
            "",
        ),
        (
            "ports: {mysql: 3306}\nmesh: {mode: sidecar, timeout: 5s, retries: 2, connections: 9}",
            "4:23: warning[no-effect] mesh.timeout: found `timeout` beside ports of which none speaks HTTP, expected one that speaks http, http2, grpc or grpc-web; a proxy reads HTTP; if a port is that, say so of it\n4:36: warning[no-effect] mesh.retries: found `retries` beside ports of which none speaks HTTP, expected one that speaks http, http2, grpc or grpc-web; a proxy reads HTTP; if a port is that, say so of it",
        ),
        (
            "mesh: {mode: sidecar, limit: 5/s, connections: 9}",
            "3:23: warning[no-effect] mesh.limit: found `limit` beside no `ports`, expected a port; nobody calls this app\n3:35: warning[no-effect] mesh.connections: found `connections` beside no `ports`, expected a port; nobody calls this app",
        ),
        (
            "environments: {prod: {canary: {steps: [5%]}}}",
            "3:23: warning[no-routing] environments.prod.canary: found a canary in an app that nothing routes, expected a route by `istio` or `gateway-api`, or an app with a proxy of the mesh; the weights are those of pods alone, and a step is as fine as one pod in 2",
        ),
    ]);
}
