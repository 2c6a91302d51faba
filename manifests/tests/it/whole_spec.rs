//! Specs for tests that want every key: one document that has them all, and generated ones.

use pavedroad_manifests::{AppSpec, Platform};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

/// A platform that has everything an app may ask for.
pub(crate) const PLATFORM: &str = "\
convention:
  lines: {ai: 人工智能, dt: 数据, ad: 广告}
  environments: [test, preview, prod]
pullSecret: regcred
domain: {public: '{app}.{environment}.example.com', gateway: istio-system/public}
podSecurity: {default: privileged, environments: {prod: privileged}}
monitoring: {namespace: monitoring}
consul: {address: consul.consul.svc, port: 8500}
tracing: {address: zipkin.istio-system.svc, port: 9411}
profiles: {1c1g: {cpu: 1, memory: 1Gi}, 2c4g: {cpu: 2, memory: 4Gi, limits: {cpu: 4}}}
logs: {image: {reference: 'docker.elastic.co/beats/filebeat:8.15.0'}, elasticsearch: ['http://elasticsearch:9200']}
apollo: {meta: 'http://apollo-{environment}:8080'}
timeZone: Asia/Shanghai
mesh: {cni: true, proxy: {image: {reference: 'docker.io/istio/proxyv2:1.27.1'}}}
";

/// An app with every key.
pub(crate) const EVERYTHING: &str = r#"
apiVersion: pavedroad/v1alpha1
app: ai-dc-web
labels: {team: search}
workload: stateless
image: {tag: 20190510-1033_v20}
command: [/app/web]
args: [--config, /etc/app/app.yaml]
ports:
  http: {port: 8080, service: 80, protocol: http}
  grpc: {port: 9090, protocol: grpc}
resources:
  cpu: 500m
  memory: 1Gi
  limits: {memory: 2Gi}
replicas: 2
autoscale: {min: 2, max: 10, cpu: 60%, memory: 80%}
probes:
  startup: {http: /healthz, port: http, within: 150s}
  readiness: {http: /ready, port: http}
  liveness: {grpc: grpc}
env:
  LOG_LEVEL: info
  VERSION: 1.10
  DB_PASSWORD: {secret: db, key: password}
  POD_IP: {field: status.podIP}
  a.b: "two\nlines\n"
config:
  files: {app.yaml: "listen: :8080\n"}
  mount: /etc/app
  consul: {prefix: ai/dc-web, acl: read}
  apollo: {appId: ai-dc-web, namespaces: [application, redis]}
secrets: {tls: {mount: /etc/tls}}
storage:
  data: {size: 10Gi, class: nfs-storage, access: ReadWriteMany, mount: /data}
  scratch: {emptyDir: 1Gi, mount: /tmp}
  hosts: {hostPath: /usr/share/zoneinfo, mount: /zoneinfo}
  shared: {nfs: {server: nfs.internal, path: /exports}, mount: /shared, readOnly: true}
  keys: {csi: {driver: secrets-store.csi.k8s.io, attributes: {z: "1", a: b}}, mount: /keys}
  old: {claim: old-data, mount: /old}
logs: {paths: [/var/log/app/*.log], multiline: '^20[0-9]{2}-[0-9]{2}-[0-9]{2}'}
tracing: {sampling: 1%}
init: {migrate: {args: [migrate]}}
sidecars: {cache: {image: {reference: "redis:7.4"}, resources: {cpu: 50m, memory: 64Mi}, env: {A: b}}}
mesh: {mode: sidecar, mtls: strict, timeout: 60s, retries: 2, outlier: {errors: 5, ejection: 30s}, connections: 1024, limit: 100/s, fault: {delay: 2s, percent: 1%}}
routes:
  web: {host: dc.example.com, path: /, port: http, public: true, split: {stable: 50, v2: 50}}
  own: {public: true}
callers: [ad-bid-api]
calls: [ai-dc-server, {external: mysql.internal, port: 3306}]
tracks:
  v2: {image: {tag: 20190601-1200_v21}}
canary:
  image: {tag: 20190726-1325_v21}
  steps: [5%, {weight: 25%, pause: 1h}, 50%]
  pause: 10m
  match: {header: {X-Canary: "1"}}
  judge: {maxErrorRatio: 2, alpha: 5%}
jobs:
  sync: {schedule: "*/5 * * * *", timeZone: Asia/Shanghai, args: [sync], concurrency: forbid, deadline: 10m}
availability: {disruption: 1, spread: [host, zone], drain: 10s, grace: 45s, priorityClass: high}
placement: {nodeSelector: {disk: ssd}, tolerations: [{key: gpu, operator: Exists}, {key: pool, value: web, effect: NoSchedule}]}
access: {election: true, rules: {config: {apiGroups: [""], resources: [configmaps], verbs: [get, watch]}}}
security: {user: 10001, writableRoot: false}
environments:
  test: {replicas: 1, autoscale: null, env: {LOG_LEVEL: debug}}
  prod: {resources: {cpu: 1}, autoscale: {min: 4, max: 40}}
patches:
  - {kind: Deployment, merge: {metadata: {annotations: {a: "1.10"}}, spec: {paused: true, minReadySeconds: 2, x: null, template: {spec: {hostAliases: [{ip: 10.0.0.9, hostnames: [old-db]}]}}}}}
"#;

/// Lines of which an app is put together, one for each key; `|` separates what may stand there.
const SECTIONS: [(&str, &str); 30] = [
    ("labels", "{team: search}|{zone: a, team: ads}|{team: null}|{}"),
    ("workload", "stateless|stateful|per-node|null"),
    ("image", "{tag: 20190601-1200_v21}|{reference: 'redis:7.4'}|{reference: x/y}"),
    ("command", "[/app/web]|[/app/web, 1, true, 'on', '']"),
    ("args", "[]|[--port, 8080]"),
    (
        "ports",
        "{http: 8080}|{http: {port: 8081, service: 80}, grpc: 9090}|{grpc: {service: 99, port: 9091}}|{http: {protocol: tcp}}|{admin: 81}|{http: null}",
    ),
    (
        "resources",
        "{cpu: 250m, memory: 512Mi}|{memory: 0.5Gi, cpu: 0.25}|{size: 2c4g}|{cpu: 2, limits: {cpu: 4000m}}|{memory: null}|{size: 1c1g, memory: 2Gi}",
    ),
    ("replicas", "3|1|null|0"),
    ("autoscale", "{max: 5, cpu: 60%}|{min: 1, max: 1, memory: 80%}|null|{cpu: 70%}"),
    (
        "probes",
        "{startup: {within: 90s}}|{readiness: {http: /ready}}|{liveness: {tcp: http}}|{startup: null}|{readiness: {exec: [/check, 1]}}|{readiness: {grpc: grpc}}|{startup: {http: /up, port: http}}|{liveness: null}|{}",
    ),
    (
        "env",
        "{A: 1.10, B: on}|{B: {secret: db, key: k}, C: \"x\\ny\"}|{A: null, D: 0o17}|{E: {field: status.podIP}, A: '8080'}|{}|{B: 20190510, A: ''}",
    ),
    (
        "config",
        "{files: {a: b}, mount: /etc/app/}|{consul: {prefix: ai/x/}}|{apollo: {namespaces: [x], appId: y}}|{consul: {acl: write, prefix: z}, files: {z: '', a: \" x\\n\"}, mount: /c}|null",
    ),
    ("secrets", "{tls: {mount: /etc/tls}}|{a.b: {mount: /s/}, tls: {mount: /t}}|{tls: null}"),
    (
        "storage",
        "{data: {size: 1.5Gi, mount: /data}}|{data: {mount: /d2, emptyDir: 100M}}|{t: {nfs: {server: n, path: /}, mount: /n, readOnly: true}}|{data: null}|{d: {csi: {driver: x, attributes: {b: 1, a: 2}}, mount: /x}}",
    ),
    ("logs", "{paths: [/var/log/app/*.log]}|{multiline: '^a', paths: [/l/x]}|null"),
    ("tracing", "{sampling: 1%}|{sampling: 0.10%}|null"),
    (
        "init",
        "{migrate: {args: [m]}}|{a: {image: {reference: 'redis:7.4'}, command: [x], env: {A: 1}, resources: {size: 1c1g}}}|{migrate: null}",
    ),
    (
        "sidecars",
        "{cache: {image: {reference: 'redis:7.4'}, resources: {memory: 64Mi}}}|{cache: {image: {reference: 'redis:8'}}}|{cache: null}",
    ),
    (
        "mesh",
        "{mode: sidecar}|{mode: ambient, timeout: 1500ms, outlier: {}}|{mode: none}|{retries: 0, mode: manual, mtls: permissive, outlier: {ejection: 90s}, limit: 5/m}|{fault: {abort: 503, percent: 5%}, mode: sidecar}|{mode: sidecar, timeout: 5s, outlier: {}, connections: 9, limit: 5/s}|null",
    ),
    (
        "routes",
        "{web: {host: dc.example.com}}|{web: {host: dc.example.com, public: true}, in: {path: /in}}|{web: {path: /a, public: true}, own: {}}|{own: {split: {stable: 1}}}|{web: null}|{b: {port: http}, a: {port: http}}",
    ),
    ("callers", "[ad-bid-api]|[]|null"),
    ("calls", "[ai-dc-server, {port: 3306, external: mysql.internal}]|[]|null"),
    (
        "tracks",
        "{v2: {image: {tag: 20190601-1200_v21}}}|{v2: {image: {reference: x/y}}, v3: {image: {tag: 20190601-1200_v22}}}|null",
    ),
    (
        "canary",
        "{steps: [5%, 50.0%], pause: 600s, match: {header: {X-A: b, C: d}}}|{pause: 1h, judge: {maxErrorRatio: 1.50}, steps: [{pause: 90s, weight: 1/3}]}|{steps: [1%], image: {tag: 20190726-1325_v21}, match: {cookie: {b: c}}}|{judge: {maxErrorRatio: '2', alpha: 1%}}|null",
    ),
    (
        "jobs",
        "{sync: {schedule: '@hourly', deadline: 90m}}|{sync: {args: [x], schedule: '*/5 * * * *', timeZone: Asia/Shanghai, concurrency: replace}}|{sync: null}|{b: {schedule: '0 0 1 1 *', command: [y]}}",
    ),
    (
        "availability",
        "{grace: 90s}|{disruption: 25%, spread: [zone]}|{spread: [], drain: 0s, priorityClass: high}|{grace: null}",
    ),
    (
        "placement",
        "{nodeSelector: {z: a, disk: ssd}}|{tolerations: [{key: gpu}, {operator: Exists}, {key: a, operator: Equal, value: b, effect: NoExecute, tolerationSeconds: 60}]}|null|{nodeSelector: {disk: null}}",
    ),
    (
        "access",
        "{election: true}|{rules: {a: {resources: [configmaps], verbs: [get]}, b: {verbs: ['*'], resources: [pods/log], resourceNames: [x], apiGroups: [apps]}}}|{rules: {a: null}}",
    ),
    ("security", "{user: 0}|{capabilities: [NET_RAW, NET_ADMIN], writableRoot: true}|{privileged: true}|{user: null}"),
    ("patches", "[{kind: ServiceAccount, merge: {metadata: {annotations: {a: b}}}}]|[]|null"),
];

/// Sections below an indentation, at most five, each with one of its values.
fn sections(indent: &'static str) -> impl Strategy<Value = String> {
    let section = |(key, values): (&'static str, &'static str)| {
        select(values.split('|').collect::<Vec<_>>()).prop_map(move |value| format!("{indent}{key}: {value}\n"))
    };
    let all = SECTIONS.map(|pair| section(pair).boxed()).to_vec();
    (subsequence(all, 0..6), any::<bool>()).prop_flat_map(|(some, reversed)| {
        some.prop_map(move |lines| if reversed { lines.into_iter().rev().collect() } else { lines.concat() })
    })
}

/// An app spec that is often valid on [`PLATFORM`], with overrides for no, one or two environments.
pub(crate) fn specs() -> impl Strategy<Value = String> {
    let over = |environment: &'static str| {
        proptest::option::of(sections("    ").prop_map(move |lines| format!("  {environment}:\n{lines}")))
    };
    (sections(""), over("prod"), over("test")).prop_map(|(base, prod, test)| {
        let image =
            if base.contains("image:") && !base.contains("{image") { "" } else { "image: {tag: 20190510-1033_v20}\n" };
        let ports = if base.contains("ports:") { "" } else { "ports: {http: 8080}\n" };
        let overrides = prod.unwrap_or_default() + &test.unwrap_or_default();
        let environments = if overrides.is_empty() { "" } else { "environments:\n" };
        format!("app: ai-dc-web\n{image}{ports}{base}{environments}{overrides}")
    })
}

pub(crate) fn platform() -> Platform {
    Platform::read("platform.yaml", PLATFORM).unwrap_or_else(|findings| panic!("{findings}"))
}

#[track_caller]
pub(crate) fn read(platform: &Platform, text: &str) -> AppSpec {
    AppSpec::read(platform, "app.yaml", text).unwrap_or_else(|findings| panic!("{text}\n{findings}"))
}

/// The documents that no generator has to find: every key, and the shortest forms.
pub(crate) fn documents() -> [(Platform, String); 3] {
    let short =
        "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nports: {http: 8080}\nresources: {cpu: 250m, memory: 512Mi}\n";
    let smallest = "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\n";
    [
        (platform(), EVERYTHING.to_owned()),
        (Platform::default(), short.to_owned()),
        (Platform::default(), smallest.to_owned()),
    ]
}
