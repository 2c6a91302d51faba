//! The two containers that make a pod part of the mesh: the one that leads its traffic to the proxy, and the proxy.

use std::collections::BTreeMap;

use k8s_openapi::api::core::v1::{
    Capabilities, Container, ContainerPort, EnvVar, EnvVarSource, ExecAction, HTTPGetAction, Lifecycle,
    LifecycleHandler, ObjectFieldSelector, PodSpec, Probe, ResourceFieldSelector, ResourceRequirements,
    SecurityContext,
};
use k8s_openapi::apimachinery::pkg::api::resource::Quantity as ApiQuantity;
use k8s_openapi::apimachinery::pkg::util::intstr::IntOrString;
use serde_json::json;

use super::inject::Owner;
use super::{PROXY_METADATA, volumes};
use crate::App;
use crate::build::{backends, container};
use crate::spec::platform::mesh::MeshProxy;

/// The user and the group of the proxy: what it sends is not led back to it.
const USER: i64 = 1337;
/// Where the proxy says whether it is ready.
const READY: i32 = 15021;
/// Where the proxy's metrics are.
const METRICS: i32 = 15090;
/// Istio's names for its own mesh and for the only cluster of one.
const TRUST_DOMAIN: &str = "cluster.local";
const CLUSTER: &str = "Kubernetes";

/// What leads the pod's traffic to the proxy; where the mesh's CNI plugin has done that, what sees whether it has.
pub(super) fn network(app: &App, proxy: &MeshProxy) -> Container {
    let cni = app.settings.mesh_cni;
    let mut args = vec!["istio-iptables", "-p", "15001", "-z", "15006", "-u", "1337", "-m", "REDIRECT"];
    args.extend(["-i", "*", "-x", "", "-b", "*", "-d", "15090,15021,15020", "--log_output_level=default:info"]);
    if cni {
        args.extend(["--run-validation", "--skip-rule-apply"]);
    }
    let security_context = if cni {
        restricted()
    } else {
        let added = ["NET_ADMIN", "NET_RAW"].map(ToOwned::to_owned).to_vec();
        SecurityContext {
            capabilities: Some(Capabilities { add: Some(added), drop: Some(vec!["ALL".to_owned()]) }),
            read_only_root_filesystem: Some(false),
            run_as_group: Some(0),
            run_as_non_root: Some(false),
            run_as_user: Some(0),
            ..restricted()
        }
    };
    Container {
        name: if cni { "istio-validation" } else { "istio-init" }.to_owned(),
        args: Some(args.into_iter().map(ToOwned::to_owned).collect()),
        // By these it is told whether to lead questions for names to the proxy too.
        env: Some(metadata().chain(backends::time_zone(app)).collect()),
        security_context: Some(security_context),
        ..common(proxy)
    }
}

/// The proxy, as a native sidecar: it starts before the app and ends after it.
pub(super) fn proxy(
    app: &App,
    proxy: &MeshProxy,
    pod: &PodSpec,
    owner: &Owner<'_>,
    probers: Option<String>,
) -> Container {
    let domain = format!("$(POD_NAMESPACE).svc.{}", app.settings.cluster_domain);
    let args = ["proxy", "sidecar", "--domain", &domain, "--proxyLogLevel=warning"];
    let logging = ["--proxyComponentLogLevel=misc:error", "--log_output_level=default:info"];
    let drain = ["pilot-agent", "request", "--debug-port=15020", "POST", "drain"];
    Container {
        name: "istio-proxy".to_owned(),
        args: Some(args.into_iter().chain(logging).map(ToOwned::to_owned).collect()),
        env: Some(env(app, proxy, pod, owner, probers)),
        ports: Some(vec![ContainerPort {
            name: Some("http-envoy-prom".to_owned()),
            container_port: METRICS,
            protocol: Some("TCP".to_owned()),
            ..ContainerPort::default()
        }]),
        startup_probe: Some(ready(1, 600)),
        readiness_probe: Some(ready(15, 4)),
        lifecycle: Some(Lifecycle {
            pre_stop: Some(LifecycleHandler {
                exec: Some(ExecAction { command: Some(drain.map(ToOwned::to_owned).into()) }),
                ..LifecycleHandler::default()
            }),
            ..Lifecycle::default()
        }),
        restart_policy: Some("Always".to_owned()),
        security_context: Some(restricted()),
        volume_mounts: Some(volumes::mounts()),
        ..common(proxy)
    }
}

/// What both have: one image, and the requests and limits that injection gives them.
fn common(proxy: &MeshProxy) -> Container {
    let amounts = |cpu: &str, memory: &str| {
        let amounts = [("cpu", cpu), ("memory", memory)];
        BTreeMap::from(amounts.map(|(name, amount)| (name.to_owned(), ApiQuantity(amount.to_owned()))))
    };
    Container {
        image: Some(proxy.image.to_string()),
        image_pull_policy: Some("IfNotPresent".to_owned()),
        resources: Some(ResourceRequirements {
            requests: Some(amounts("100m", "128Mi")),
            limits: Some(amounts("2", "1Gi")),
            ..ResourceRequirements::default()
        }),
        ..Container::default()
    }
}

/// What the Pod Security level "restricted" asks of a container, as the proxy's user.
fn restricted() -> SecurityContext {
    SecurityContext {
        privileged: Some(false),
        run_as_group: Some(USER),
        run_as_non_root: Some(true),
        run_as_user: Some(USER),
        ..container::restricted()
    }
}

fn ready(period: i32, failures: i32) -> Probe {
    Probe {
        http_get: Some(HTTPGetAction {
            path: Some("/healthz/ready".to_owned()),
            port: IntOrString::Int(READY),
            ..HTTPGetAction::default()
        }),
        period_seconds: Some(period),
        timeout_seconds: Some(3),
        failure_threshold: Some(failures),
        ..Probe::default()
    }
}

/// What the proxy and `pilot-agent` are told, in Istio's order, and the platform's time zone.
fn env(app: &App, proxy: &MeshProxy, pod: &PodSpec, owner: &Owner<'_>, probers: Option<String>) -> Vec<EnvVar> {
    let ports: Vec<_> = pod.containers.iter().flat_map(|container| container.ports.iter().flatten()).collect();
    let names: Vec<&str> = pod.containers.iter().map(|container| container.name.as_str()).collect();
    let namespace = app.namespace.as_str();
    let path = format!("kubernetes://apis/{}/namespaces/{namespace}/{}/{}", owner.api_version, owner.kinds, owner.name);
    let config = json!({"discoveryAddress": proxy.discovery, "proxyMetadata": BTreeMap::from(PROXY_METADATA)});
    let mut env = vec![
        text("PILOT_CERT_PROVIDER", "istiod"),
        text("CA_ADDR", &*proxy.discovery),
        field("POD_NAME", "metadata.name"),
        field("POD_NAMESPACE", "metadata.namespace"),
        field("INSTANCE_IP", "status.podIP"),
        field("SERVICE_ACCOUNT", "spec.serviceAccountName"),
        field("HOST_IP", "status.hostIP"),
        limit("ISTIO_CPU_LIMIT", "limits.cpu"),
        text("PROXY_CONFIG", config.to_string()),
        text("ISTIO_META_POD_PORTS", json!(ports).to_string()),
        text("ISTIO_META_APP_CONTAINERS", names.join(",")),
        limit("GOMEMLIMIT", "limits.memory"),
        limit("GOMAXPROCS", "limits.cpu"),
        text("ISTIO_META_CLUSTER_ID", CLUSTER),
        field("ISTIO_META_NODE_NAME", "spec.nodeName"),
        text("ISTIO_META_INTERCEPTION_MODE", "REDIRECT"),
        text("ISTIO_META_WORKLOAD_NAME", &*owner.name),
        text("ISTIO_META_OWNER", path),
        text("ISTIO_META_MESH_ID", TRUST_DOMAIN),
        text("TRUST_DOMAIN", TRUST_DOMAIN),
    ];
    env.extend(metadata());
    env.extend(backends::time_zone(app));
    env.extend(probers.map(|probers| text("ISTIO_KUBE_APP_PROBERS", probers)));
    env
}

/// What the proxy is told beside its defaults, as variables.
fn metadata() -> impl Iterator<Item = EnvVar> {
    PROXY_METADATA.into_iter().map(|(name, value)| text(name, value))
}

fn text(name: &str, value: impl Into<String>) -> EnvVar {
    EnvVar { name: name.to_owned(), value: Some(value.into()), ..EnvVar::default() }
}

fn field(name: &str, path: &str) -> EnvVar {
    from(
        name,
        EnvVarSource {
            field_ref: Some(ObjectFieldSelector { field_path: path.to_owned(), ..ObjectFieldSelector::default() }),
            ..EnvVarSource::default()
        },
    )
}

fn limit(name: &str, resource: &str) -> EnvVar {
    from(
        name,
        EnvVarSource {
            resource_field_ref: Some(ResourceFieldSelector {
                resource: resource.to_owned(),
                ..ResourceFieldSelector::default()
            }),
            ..EnvVarSource::default()
        },
    )
}

fn from(name: &str, source: EnvVarSource) -> EnvVar {
    EnvVar { name: name.to_owned(), value: None, value_from: Some(source) }
}
