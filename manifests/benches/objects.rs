//! What a real run writes: the six objects of an app, for three apps in each of three environments.

use std::collections::BTreeMap;

use k8s_openapi::api::apps::v1::{Deployment, DeploymentSpec, DeploymentStrategy, RollingUpdateDeployment};
use k8s_openapi::api::autoscaling::v2::{
    CrossVersionObjectReference, HorizontalPodAutoscaler, HorizontalPodAutoscalerSpec, MetricSpec, MetricTarget,
    ResourceMetricSource,
};
use k8s_openapi::api::core::v1::{
    Capabilities, Container, ContainerPort, EmptyDirVolumeSource, EnvVar, EnvVarSource, Lifecycle, LifecycleHandler,
    LocalObjectReference, ObjectFieldSelector, PodSecurityContext, PodSpec, PodTemplateSpec, Probe,
    ResourceRequirements, SeccompProfile, SecurityContext, Service, ServiceAccount, ServicePort, ServiceSpec,
    SleepAction, TCPSocketAction, TopologySpreadConstraint, Volume, VolumeMount,
};
use k8s_openapi::api::networking::v1::{
    NetworkPolicy, NetworkPolicyIngressRule, NetworkPolicyPeer, NetworkPolicyPort, NetworkPolicySpec,
};
use k8s_openapi::api::policy::v1::{PodDisruptionBudget, PodDisruptionBudgetSpec};
use k8s_openapi::apimachinery::pkg::api::resource::Quantity;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::{LabelSelector, ObjectMeta};
use k8s_openapi::apimachinery::pkg::util::intstr::IntOrString;
use serde::Serialize;

/// Everything one app is in one environment.
pub(crate) struct App {
    pub(crate) account: ServiceAccount,
    pub(crate) service: Service,
    pub(crate) deployment: Deployment,
    pub(crate) budget: PodDisruptionBudget,
    pub(crate) policy: NetworkPolicy,
    pub(crate) autoscaler: HorizontalPodAutoscaler,
}

/// One object, for what treats all kinds alike.
pub(crate) trait Write {
    type Error: std::fmt::Debug;
    fn write<T: Serialize>(&mut self, object: &T) -> Result<(), Self::Error>;
}

impl App {
    /// Hands all objects to a writer, in the order they are applied.
    pub(crate) fn each<W: Write>(&self, writer: &mut W) -> Result<(), W::Error> {
        writer.write(&self.account)?;
        writer.write(&self.service)?;
        writer.write(&self.deployment)?;
        writer.write(&self.budget)?;
        writer.write(&self.policy)?;
        writer.write(&self.autoscaler)
    }
}

/// Three apps in three environments: 54 objects.
pub(crate) fn apps() -> Vec<App> {
    let mut apps = Vec::new();
    for environment in ["test", "preview", "prod"] {
        for app in ["ai-dc-server", "ai-dc-web", "ai-dc-api"] {
            apps.push(build(app, environment));
        }
    }
    apps
}

#[allow(clippy::useless_conversion, reason = "some specs are an Option in some versions of Kubernetes")]
fn build(app: &str, environment: &str) -> App {
    let namespace = format!("ai-{environment}");
    let meta = || ObjectMeta {
        labels: Some(labels(app, Some(environment))),
        name: Some(app.to_owned()),
        namespace: Some(namespace.clone()),
        ..ObjectMeta::default()
    };
    let selector = || LabelSelector { match_labels: Some(labels(app, None)), ..LabelSelector::default() };
    App {
        account: ServiceAccount {
            automount_service_account_token: Some(false),
            metadata: meta(),
            ..ServiceAccount::default()
        },
        service: Service {
            metadata: meta(),
            spec: Some(ServiceSpec {
                ports: Some(vec![service_port("http", 80, "http"), service_port("grpc", 9090, "kubernetes.io/h2c")]),
                selector: Some(BTreeMap::from([("app".to_owned(), app.to_owned())])),
                ..ServiceSpec::default()
            }),
            ..Service::default()
        },
        deployment: Deployment {
            metadata: meta(),
            spec: DeploymentSpec {
                min_ready_seconds: Some(5),
                replicas: Some(2),
                revision_history_limit: Some(5),
                selector: selector(),
                strategy: Some(DeploymentStrategy {
                    rolling_update: Some(RollingUpdateDeployment {
                        max_surge: Some(IntOrString::String("25%".to_owned())),
                        max_unavailable: Some(IntOrString::Int(0)),
                    }),
                    type_: Some("RollingUpdate".to_owned()),
                }),
                template: template(app, environment),
                ..DeploymentSpec::default()
            }
            .into(),
            ..Deployment::default()
        },
        budget: PodDisruptionBudget {
            metadata: meta(),
            spec: Some(PodDisruptionBudgetSpec {
                max_unavailable: Some(IntOrString::Int(1)),
                selector: Some(selector()),
                unhealthy_pod_eviction_policy: Some("AlwaysAllow".to_owned()),
                ..PodDisruptionBudgetSpec::default()
            }),
            ..PodDisruptionBudget::default()
        },
        policy: NetworkPolicy {
            metadata: meta(),
            spec: Some(NetworkPolicySpec {
                ingress: Some(vec![NetworkPolicyIngressRule {
                    from: Some(vec![NetworkPolicyPeer {
                        pod_selector: Some(LabelSelector::default()),
                        ..NetworkPolicyPeer::default()
                    }]),
                    ports: Some(vec![policy_port(8080), policy_port(9090)]),
                }]),
                pod_selector: Some(selector()),
                policy_types: Some(vec!["Ingress".to_owned()]),
                ..NetworkPolicySpec::default()
            }),
        },
        autoscaler: HorizontalPodAutoscaler {
            metadata: meta(),
            spec: HorizontalPodAutoscalerSpec {
                max_replicas: 10,
                metrics: Some(vec![metric("cpu", 60), metric("memory", 80)]),
                min_replicas: Some(2),
                scale_target_ref: CrossVersionObjectReference {
                    api_version: Some("apps/v1".to_owned()),
                    kind: "Deployment".to_owned(),
                    name: app.to_owned(),
                },
                ..HorizontalPodAutoscalerSpec::default()
            }
            .into(),
            ..HorizontalPodAutoscaler::default()
        },
    }
}

fn template(app: &str, environment: &str) -> PodTemplateSpec {
    let mut pod_labels = labels(app, Some(environment));
    pod_labels.insert("version".to_owned(), "20190510-1033_v20".to_owned());
    PodTemplateSpec {
        metadata: Some(ObjectMeta {
            annotations: Some(BTreeMap::from([
                ("prometheus.io/path".to_owned(), "/metrics".to_owned()),
                ("prometheus.io/port".to_owned(), "8080".to_owned()),
                ("prometheus.io/scrape".to_owned(), "true".to_owned()),
            ])),
            labels: Some(pod_labels),
            ..ObjectMeta::default()
        }),
        spec: Some(PodSpec {
            automount_service_account_token: Some(false),
            containers: vec![container(app, environment)],
            enable_service_links: Some(false),
            image_pull_secrets: Some(vec![LocalObjectReference { name: "regcred".to_owned() }]),
            security_context: Some(PodSecurityContext {
                fs_group: Some(10001),
                fs_group_change_policy: Some("OnRootMismatch".to_owned()),
                run_as_group: Some(10001),
                run_as_non_root: Some(true),
                run_as_user: Some(10001),
                seccomp_profile: Some(SeccompProfile {
                    type_: "RuntimeDefault".to_owned(),
                    ..SeccompProfile::default()
                }),
                ..PodSecurityContext::default()
            }),
            service_account_name: Some(app.to_owned()),
            termination_grace_period_seconds: Some(45),
            topology_spread_constraints: Some(vec![
                spread(app, "kubernetes.io/hostname"),
                spread(app, "topology.kubernetes.io/zone"),
            ]),
            volumes: Some(vec![Volume {
                empty_dir: Some(EmptyDirVolumeSource {
                    size_limit: Some(Quantity("1Gi".to_owned())),
                    ..EmptyDirVolumeSource::default()
                }),
                name: "tmp".to_owned(),
                ..Volume::default()
            }]),
            ..PodSpec::default()
        }),
    }
}

fn container(app: &str, environment: &str) -> Container {
    Container {
        args: Some(vec!["--config=/etc/app/app.yaml".to_owned(), "--listen=:8080".to_owned()]),
        env: Some(vec![
            env("LOG_LEVEL", "info"),
            env("APP_ENV", environment),
            env("CONSUL_ADDR", "http://consul.consul.svc:8500"),
            env("WORKERS", "4"),
            EnvVar {
                name: "POD_IP".to_owned(),
                value: None,
                value_from: Some(EnvVarSource {
                    field_ref: Some(ObjectFieldSelector { api_version: None, field_path: "status.podIP".to_owned() }),
                    ..EnvVarSource::default()
                }),
            },
        ]),
        image: Some(format!("registry.hz.local/huize/ai-{environment}_{app}:20190510-1033_v20")),
        image_pull_policy: Some("IfNotPresent".to_owned()),
        lifecycle: Some(Lifecycle {
            pre_stop: Some(LifecycleHandler {
                sleep: Some(SleepAction { seconds: 10 }),
                ..LifecycleHandler::default()
            }),
            ..Lifecycle::default()
        }),
        name: app.to_owned(),
        ports: Some(vec![container_port("http", 8080), container_port("grpc", 9090)]),
        readiness_probe: Some(probe(3, 5, Some(2))),
        resources: Some(ResourceRequirements {
            limits: Some(BTreeMap::from([("memory".to_owned(), Quantity("512Mi".to_owned()))])),
            requests: Some(BTreeMap::from([
                ("cpu".to_owned(), Quantity("250m".to_owned())),
                ("memory".to_owned(), Quantity("512Mi".to_owned())),
            ])),
            ..ResourceRequirements::default()
        }),
        security_context: Some(SecurityContext {
            allow_privilege_escalation: Some(false),
            capabilities: Some(Capabilities { drop: Some(vec!["ALL".to_owned()]), ..Capabilities::default() }),
            read_only_root_filesystem: Some(true),
            ..SecurityContext::default()
        }),
        startup_probe: Some(probe(30, 5, None)),
        volume_mounts: Some(vec![VolumeMount {
            mount_path: "/tmp".to_owned(),
            name: "tmp".to_owned(),
            ..VolumeMount::default()
        }]),
        ..Container::default()
    }
}

fn labels(app: &str, environment: Option<&str>) -> BTreeMap<String, String> {
    let mut labels = BTreeMap::from([("app".to_owned(), app.to_owned()), ("track".to_owned(), "stable".to_owned())]);
    if let Some(environment) = environment {
        labels.insert("app.kubernetes.io/managed-by".to_owned(), "pavedroad".to_owned());
        labels.insert("app.kubernetes.io/name".to_owned(), app.to_owned());
        labels.insert("environment".to_owned(), environment.to_owned());
    }
    labels
}

fn env(name: &str, value: &str) -> EnvVar {
    EnvVar { name: name.to_owned(), value: Some(value.to_owned()), value_from: None }
}

fn probe(failures: i32, period: i32, timeout: Option<i32>) -> Probe {
    Probe {
        failure_threshold: Some(failures),
        period_seconds: Some(period),
        tcp_socket: Some(TCPSocketAction { host: None, port: IntOrString::String("http".to_owned()) }),
        timeout_seconds: timeout,
        ..Probe::default()
    }
}

fn container_port(name: &str, port: i32) -> ContainerPort {
    ContainerPort {
        container_port: port,
        name: Some(name.to_owned()),
        protocol: Some("TCP".to_owned()),
        ..ContainerPort::default()
    }
}

fn service_port(name: &str, port: i32, protocol: &str) -> ServicePort {
    ServicePort {
        app_protocol: Some(protocol.to_owned()),
        name: Some(name.to_owned()),
        port,
        protocol: Some("TCP".to_owned()),
        target_port: Some(IntOrString::String(name.to_owned())),
        ..ServicePort::default()
    }
}

fn policy_port(port: i32) -> NetworkPolicyPort {
    NetworkPolicyPort {
        port: Some(IntOrString::Int(port)),
        protocol: Some("TCP".to_owned()),
        ..NetworkPolicyPort::default()
    }
}

fn metric(resource: &str, utilization: i32) -> MetricSpec {
    MetricSpec {
        resource: Some(ResourceMetricSource {
            name: resource.to_owned(),
            target: MetricTarget {
                average_utilization: Some(utilization),
                type_: "Utilization".to_owned(),
                ..MetricTarget::default()
            },
        }),
        type_: "Resource".to_owned(),
        ..MetricSpec::default()
    }
}

fn spread(app: &str, key: &str) -> TopologySpreadConstraint {
    TopologySpreadConstraint {
        label_selector: Some(LabelSelector { match_labels: Some(labels(app, None)), ..LabelSelector::default() }),
        match_label_keys: Some(vec!["pod-template-hash".to_owned()]),
        max_skew: 1,
        topology_key: key.to_owned(),
        when_unsatisfiable: "ScheduleAnyway".to_owned(),
        ..TopologySpreadConstraint::default()
    }
}
