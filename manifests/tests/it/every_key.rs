//! Documents that use every key are read whole.

use std::num::NonZeroU32;
use std::time::Duration;

use pavedroad_manifests::{
    AccessMode, AppSpec, Call, Capability, Concurrency, Mesh, MeshMode, Platform, Routing, Scale, VolumeSource,
    Workload,
};

use crate::schema;
use crate::sections::{lines, platform};

const APP: &str = include_str!("../../../examples/apps/every-key.yaml");

/// What teams of the first hour write: every section on one line each.
const SHORT: &str = r#"
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
  liveness: {http: /healthz, port: http}
env:
  LOG_LEVEL: info
  DB_PASSWORD: {secret: db, key: password}
  POD_IP: {field: status.podIP}
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
logs: {paths: [/var/log/app/*.log], multiline: '^20[0-9]{2}-[0-9]{2}-[0-9]{2}'}
tracing: {sampling: 1%}
init: {migrate: {args: [migrate]}}
sidecars: {cache: {image: {reference: "redis:7.4"}, resources: {cpu: 50m, memory: 64Mi}}}
mesh: {mode: sidecar, mtls: strict, timeout: 60s, retries: 2, outlier: {errors: 5, ejection: 30s}, connections: 1024, limit: 100/s, fault: {delay: 2s, percent: 1%}}
routes:
  web: {host: dc.example.com, path: /, port: http, public: true}
callers: [ad-bid-api]
calls: [ai-dc-server, {external: mysql.internal, port: 3306}]
tracks:
  v2: {image: {tag: 20190601-1200_v21}}
canary:
  image: {tag: 20190726-1325_v21}
  steps: [5%, 25%, 50%]
  pause: 10m
  match: {header: {x-canary: "1"}}
  judge: {maxErrorRatio: 2, alpha: 5%}
jobs:
  sync: {schedule: "*/5 * * * *", timeZone: Asia/Shanghai, args: [sync], concurrency: forbid, deadline: 10m}
availability: {disruption: 1, spread: [host, zone], drain: 10s, grace: 45s, priorityClass: high}
placement: {nodeSelector: {disk: ssd}, tolerations: [{key: gpu, operator: Exists}]}
access: {election: true, rules: {config: {apiGroups: [""], resources: [configmaps], verbs: [get, watch]}}}
security: {user: 10001, writableRoot: false}
environments:
  test: {replicas: 1, autoscale: null, env: {LOG_LEVEL: debug}}
  preview: {canary: null}
  prod: {resources: {cpu: 1}, autoscale: {min: 4, max: 40}}
patches:
  - {kind: Deployment, merge: {spec: {template: {spec: {hostAliases: [{ip: 10.0.0.9, hostnames: [old-db]}]}}}}}
"#;

/// The same for a platform, on which that app's path of the node is allowed.
const SHORT_PLATFORM: &str = r#"
apiVersion: pavedroad/v1alpha1
convention:
  lines: {ai: 人工智能, dt: 数据, ad: 广告}
  environments: [test, preview, prod]
  app: "{line}-{system}-{component}"
  namespace: "{line}-{environment}"
  registry: {host: registry.hz.local, path: huize}
  image: "{host}/{path}/{namespace}_{app}:{tag}"
  tag: "{stamp}_{revision}"
  consoleTag: "{date}-{time}_{revision}"
  node: "k8s-{environment}-node-{address}"
  clusterDomain: cluster.local
pullSecret: regcred
domain: {public: "{app}.{environment}.example.com", gateway: istio-system/public}
routing: istio
gatewayClass: istio
ingressClass: traefik
podSecurity: privileged
mesh: {cni: true}
monitoring: {namespace: monitoring}
consul: {address: consul.consul.svc, port: 8500}
tracing: {address: zipkin.istio-system.svc, port: 9411}
profiles: {1c1g: {cpu: 1, memory: 1Gi}, 2c4g: {cpu: 2, memory: 4Gi}}
logs: {image: {reference: "docker.elastic.co/beats/filebeat:8.15.0"}, elasticsearch: ["http://elasticsearch:9200"]}
apollo: {meta: "http://apollo-{environment}:8080"}
limits: {container: {default: {memory: 512Mi}, defaultRequest: {cpu: 100m, memory: 256Mi}, max: {memory: 16Gi}}}
quota: {test: {requests.cpu: 20, requests.memory: 64Gi, pods: 100}, prod: {requests.cpu: 200, requests.memory: 800Gi, pods: 1000}}
minReplicas: {prod: 2}
"#;

#[track_caller]
fn read(platform: &Platform, text: &str) -> AppSpec {
    let spec = AppSpec::read(platform, "app.yaml", text).unwrap_or_else(|findings| panic!("{findings}"));
    assert_eq!(schema::refused_app(text), None);
    spec
}

#[test]
fn the_app_with_every_section_on_one_line_is_read_whole() {
    let platform = Platform::read("platform.yaml", SHORT_PLATFORM).unwrap_or_else(|findings| panic!("{findings}"));
    assert!(platform.findings().is_empty(), "{}", platform.findings());
    assert_eq!(schema::refused_platform(SHORT_PLATFORM), None);
    let spec = read(&platform, SHORT);
    assert_eq!(
        lines(spec.findings()),
        "16:11: note[start-value] replicas: found `replicas: 2` beside `autoscale`, expected one of them; the autoscaler \
         decides, so the Deployment carries no replicas"
    );
    let [test, preview, prod] = ["test", "preview", "prod"].map(|name| spec.app(name).unwrap());
    assert_eq!(test.scale(), &Scale::Fixed(1));
    assert!(test.canary().is_some() && preview.canary().is_none() && prod.canary().is_some());
    assert_eq!((prod.scale().least(), prod.scale().most()), (4, 40));
    assert_eq!(prod.storage().len(), 3);
    assert_eq!(prod.mesh().timeout, Some(Duration::from_secs(60)));
    assert_eq!(prod.jobs()[0].deadline, Some(Duration::from_secs(600)));
    assert_eq!(prod.patches()[0].merge["spec"]["template"]["spec"]["hostAliases"][0]["ip"], "10.0.0.9");
}

#[test]
fn an_app_with_every_key_is_read_whole() {
    let spec = read(&platform(), APP);
    let prod = spec.app("prod").unwrap();
    assert_eq!(prod.workload(), Workload::Stateless);
    assert_eq!(prod.labels()[0].0.as_str(), "team");
    assert_eq!((&*prod.command()[0], prod.args().len()), ("/app/web", 2));
    assert_eq!(prod.config().files[0], ("app.yaml".into(), "listen: :8080\n".into()));
    assert_eq!(prod.config().mount.as_deref(), Some("/etc/app"));
    assert_eq!(prod.config().apollo.as_ref().unwrap().namespaces.len(), 2);
    assert_eq!(&*prod.secrets()[0].mount, "/etc/tls");
    let sources: Vec<_> = prod.storage().iter().map(|volume| &volume.source).collect();
    assert!(matches!(sources[0], VolumeSource::Claim { access: AccessMode::ReadWriteMany, class: Some(_), .. }));
    assert!(matches!(
        sources[1..],
        [VolumeSource::ExistingClaim(_), VolumeSource::EmptyDir(_), VolumeSource::Csi { .. }]
    ));
    assert_eq!(prod.logs().unwrap().folders(), ["/var/log/app"]);
    assert_eq!(prod.tracing().unwrap().sampling.to_string(), "1%");
    assert_eq!(prod.init().iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["migrate", "warm"]);
    assert_eq!(prod.sidecars()[0].image.as_ref().unwrap().as_str(), "redis:7.4");
    assert_eq!((prod.mesh().mode, prod.mesh().connections), (MeshMode::Sidecar, NonZeroU32::new(1024)));
    assert_eq!(prod.mesh().fault.unwrap().abort, Some(503));
    let [web, beta] = prod.routes() else { panic!("two routes") };
    assert!(web.public && web.split.is_empty());
    assert_eq!((beta.host.as_deref(), &*beta.path, beta.port.as_str(), beta.split.len()), (None, "/beta", "http", 2));
    assert_eq!(prod.callers().unwrap().len(), 1);
    assert!(matches!(prod.calls().unwrap()[1], Call::External { .. }));
    assert_eq!(prod.tracks()[0].image, "registry.hz.local/huize/ai-prod_ai-dc-web:20190601-1200_v21".into());
    let plan = &prod.canary().unwrap().plan;
    let pauses: Vec<_> = plan.steps().iter().map(|step| step.pause.unwrap().as_secs()).collect();
    assert_eq!(pauses, [600, 3600, 600]);
    assert_eq!(plan.judge().unwrap().max_error_ratio().to_string(), "2");
    assert_eq!(plan.route_match().unwrap().cookies()["canary"], "always");
    assert_eq!(prod.jobs()[0].concurrency, Concurrency::Forbid);
    assert_eq!(prod.availability().grace, Duration::from_secs(45));
    assert_eq!(prod.placement().tolerations[1].seconds, Some(300));
    assert!(prod.access().election && &*prod.access().rules[0].resource_names[0] == "dc-flags");
    assert_eq!(prod.security().capabilities, [Capability::NetBindService]);
}

#[test]
fn an_environment_differs_in_what_it_says_and_in_nothing_else() {
    let spec = read(&platform(), APP);
    let [test, prod] = ["test", "prod"].map(|name| spec.app(name).unwrap());
    assert!(matches!(test.storage()[0].source, VolumeSource::EmptyDir(_)));
    assert_eq!(&*test.storage()[0].mount, "/data");
    assert!(matches!(test.storage()[4].source, VolumeSource::HostPath(_)));
    assert!(matches!(test.storage()[5].source, VolumeSource::Nfs { .. }));
    assert_eq!(test.mesh(), &Mesh::default());
    assert_eq!(test.jobs(), prod.jobs());
    assert_eq!(test.routes(), prod.routes());
    assert_eq!(prod.resources().to_k8s().requests.unwrap()["memory"].0, "4Gi");
}

#[test]
fn a_platform_with_every_key_is_read_whole() {
    let platform = platform();
    assert!(platform.findings().is_empty(), "{}", platform.findings());
    let [test, prod] = ["test", "prod"].map(|name| name.parse().unwrap());
    let app = "ai-dc-web".parse().unwrap();
    assert_eq!(platform.domain().unwrap().host(&app, &prod), "ai-dc-web.prod.example.com");
    assert_eq!(platform.routing(), Routing::Istio);
    assert_eq!((platform.gateway_class().as_str(), platform.ingress_class().as_str()), ("istio", "traefik"));
    assert_eq!(platform.cluster_domain().as_str(), "cluster.local");
    let level = |namespace: &str, environment| platform.pod_security(&namespace.parse().unwrap(), environment).as_str();
    let levels = [level("ai-prod", &prod), level("dt-prod", &prod), level("dt-test", &test)];
    assert_eq!(levels, ["restricted", "baseline", "privileged"]);
    assert_eq!(platform.apollo().unwrap().address(&prod), "http://apollo-prod:8080");
    assert_eq!(platform.consul().unwrap().port.get(), 8500);
    assert_eq!(platform.quota(&prod).unwrap().len(), 4);
    assert_eq!((platform.min_replicas(&test), platform.min_replicas(&prod)), (0, 2));
    assert_eq!(platform.limits().container.default_request.len(), 3);
    assert_eq!(platform.limits().pod.max.len(), 1);
    assert_eq!(platform.profiles().len(), 2);
}
