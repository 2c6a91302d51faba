//! The readers of app specs and platform files hold their contracts on any input.

use pavedroad_manifests::check;

use crate::mutate::mutations;

const APPS: [&[u8]; 8] = [
    b"app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nports: {http: 8080}\nresources: {cpu: 250m, memory: 512Mi}\n",
    b"app: ai-dc-api\nimage:\n  tag: 20190726-1325_v20\nports:\n  http: {port: 8080, service: 80, protocol: http}\n  grpc: 9090\n\
      replicas: 3\nautoscale: {min: 2, max: 10, cpu: 60%, memory: 80%}\nresources: {cpu: 1, memory: 1Gi, limits: {memory: 2Gi}}\n",
    b"app: ai-dc-server\nimage: {reference: 'registry:5000/x/y:1.2'}\nenv: {A: 1.10, B: \"on\", C: {secret: db, key: k}, \
      D: {field: status.podIP}}\nenvironments: {test: {replicas: 1, env: {A: null}}, prod: {image: {tag: 20190510-1033_v21}}}\n",
    "app: dt-x-y\r\nimage: {tag: 20190510-1033_v20}\r\nports: {http: 80}\r\nprobes:\r\n  startup: {http: /healthz, within: 1m30s}\r\n  \
     readiness: {tcp: http}\r\n  liveness: {exec: [人工,智能]}\r\n".as_bytes(),
    // Every other key, in three files, so that a mistake in one leaves the others readable.
    b"apiVersion: pavedroad/v1alpha1\napp: ai-dc-web\nlabels: {team: search}\nworkload: stateful\nimage: {tag: 20190510-1033_v20}\n\
      command: [/app/web]\nargs: [--config, /etc/app/app.yaml]\nports: {http: 8080}\nconfig:\n  files: {app.yaml: \"listen: :8080\\n\"}\n  \
      mount: /etc/app\n  consul: {prefix: ai/dc-web, acl: read}\n  apollo: {appId: ai-dc-web, namespaces: [application, redis]}\n\
      secrets: {tls: {mount: /etc/tls}}\nstorage:\n  data: {size: 10Gi, class: nfs-storage, access: ReadWriteMany, mount: /data}\n  \
      scratch: {emptyDir: 1Gi, mount: /tmp}\n  hosts: {hostPath: /usr/share/zoneinfo, mount: /zoneinfo}\n\
      logs: {paths: [/var/log/app/*.log], multiline: '^20[0-9]{2}-'}\ntracing: {sampling: 1%}\n",
    b"app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nports: {http: 8080}\ninit: {migrate: {args: [migrate]}}\n\
      sidecars: {cache: {image: {reference: 'redis:7.4'}, resources: {cpu: 50m, memory: 64Mi}}}\n\
      mesh: {mode: sidecar, mtls: strict, timeout: 60s, retries: 2, outlier: {errors: 5, ejection: 30s}, connections: 1024, \
      limit: 100/s, fault: {delay: 2s, percent: 1%}}\n\
      routes: {web: {host: dc.example.com, path: /, port: http, public: true, split: {stable: 50, v2: 50}}}\n\
      callers: [ad-bid-api]\ncalls: [ai-dc-server, {external: mysql.internal, port: 3306}]\n\
      tracks: {v2: {image: {tag: 20190601-1200_v21}}}\ncanary:\n  image: {tag: 20190726-1325_v21}\n  steps: [5%, 25%, 50%]\n  \
      pause: 10m\n  match: {header: {x-canary: '1'}}\n  judge: {maxErrorRatio: 2, alpha: 5%}\n",
    b"app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\njobs: {sync: {schedule: '*/5 * * * *', timeZone: Asia/Shanghai, args: [sync], \
      concurrency: forbid, deadline: 10m}}\navailability: {disruption: 1, spread: [host, zone], drain: 10s, grace: 45s, \
      priorityClass: high}\nplacement: {nodeSelector: {disk: ssd}, tolerations: [{key: gpu, operator: Exists}]}\n\
      access: {election: true, rules: {config: {apiGroups: [''], resources: [configmaps], verbs: [get, watch]}}}\n\
      security: {user: 10001, writableRoot: false}\nenvironments: {preview: {canary: null, replicas: 1}}\npatches:\n- kind: Deployment\n  \
      merge: {spec: {template: {spec: {hostAliases: [{ip: 10.0.0.9, hostnames: [old-db]}]}}}}\n",
    b"&a a: *a\n<<: {b: c}\n? d\n: [e, 'f', \"g\\x41\"]\n--- |\n h\n...\n",
];

const PLATFORMS: [&[u8]; 4] = [
    "convention:\n  lines: {ai: 人工智能, dt: 数据}\n  environments: [test, prod]\n  app: \"{line}-{system}-{component}\"\n  \
     namespace: \"{line}-{environment}\"\n  registry: {host: registry.hz.local, path: huize}\n  \
     image: \"{host}/{path}/{namespace}_{app}:{tag}\"\n  tag: \"{stamp}_{revision}\"\n".as_bytes(),
    b"pullSecret: regcred\npodSecurity: baseline\nmonitoring: {namespace: monitoring}\napiVersion: pavedroad/v1alpha1\n",
    b"domain: {public: '{app}.{environment}.example.com', gateway: istio-system/public}\nrouting: istio\nmesh: {cni: true}\n\
      podSecurity: {default: restricted, lines: {dt: baseline}, environments: {test: privileged}}\n\
      consul: {address: consul.consul.svc, port: 8500}\ntracing: {address: zipkin.istio-system.svc, port: 9411}\n\
      profiles: {1c1g: {cpu: 1, memory: 1Gi}}\nlogs: {image: {reference: 'filebeat:8.15.0'}, elasticsearch: ['http://es:9200']}\n\
      apollo: {meta: 'http://apollo-{environment}:8080'}\nlimits: {container: {default: {memory: 512Mi}, max: {memory: 16Gi}}}\n\
      quota: {test: {requests.cpu: 20, pods: 100}}\nminReplicas: {prod: 2}\ntimeZone: Asia/Shanghai\n\
      storageClasses: {nfs: {provisioner: nfs.csi.k8s.io, parameters: {a: b}, reclaimPolicy: Retain, volumeBindingMode: Immediate, \
      allowVolumeExpansion: true, mountOptions: [hard]}}\n",
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
