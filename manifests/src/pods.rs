//! The pods that objects make, or are.

use std::collections::BTreeMap;

use k8s_openapi::api::apps::v1::{DaemonSetSpec, DeploymentSpec, ReplicaSetSpec, StatefulSetSpec};
use k8s_openapi::api::batch::v1::{CronJobSpec, JobSpec};
use k8s_openapi::api::core::v1::{Container, ContainerPort, PersistentVolumeClaim, PodSpec, PodTemplateSpec};
use k8s_openapi::apimachinery::pkg::apis::meta::v1::LabelSelector;

use crate::object::Object;

type Labels = BTreeMap<String, String>;

static NO_LABELS: Labels = Labels::new();

/// An object and its place among all.
pub(crate) type Item<'a> = (usize, &'a Object);

/// Pods as somebody makes them: a workload with its template, or a pod by itself.
#[derive(Clone, Copy)]
pub(crate) struct Pods<'a> {
    pub(crate) item: Item<'a>,
    pub(crate) namespace: &'a str,
    pub(crate) labels: &'a Labels,
    pub(crate) spec: &'a PodSpec,
    /// Where the pod's spec is in the object.
    pub(crate) path: &'static str,
    /// What the workload selects; none for pods, for jobs, whose selector the API server makes, and for controllers of
    /// the first days, which select by labels alone.
    pub(crate) selector: Option<&'a LabelSelector>,
    /// How many there are: what the object says, one unless given; none where it does not say it.
    pub(crate) replicas: Option<i32>,
    /// The claims that a StatefulSet makes for each.
    pub(crate) claims: &'a [PersistentVolumeClaim],
    /// Whether it goes on for ever, as what a Service or a budget is for does.
    pub(crate) lasting: bool,
}

pub(crate) fn namespace(object: &Object) -> &str {
    object.metadata().namespace.as_deref().unwrap_or_default()
}

pub(crate) fn name(object: &Object) -> &str {
    object.metadata().name.as_deref().unwrap_or_default()
}

impl<'a> Pods<'a> {
    /// The ports of the containers that serve: all but those that are over before the others begin.
    pub(crate) fn ports(&self) -> impl Iterator<Item = &'a ContainerPort> {
        let lasting = |container: &&Container| container.restart_policy.as_deref() == Some("Always");
        let sidecars = self.spec.init_containers.iter().flatten().filter(lasting);
        self.spec.containers.iter().chain(sidecars).flat_map(|container| container.ports.iter().flatten())
    }
}

/// The pods that an object makes, or is. Specs are optional in the types of some versions of Kubernetes and required in
/// those of others.
#[allow(clippy::useless_conversion, reason = "of use with other versions of Kubernetes")]
pub(crate) fn pods<'a>(item: Item<'a>) -> Option<Pods<'a>> {
    let of = |template: &'a PodTemplateSpec, selector, replicas, claims, lasting| {
        let labels = template.metadata.as_ref().and_then(|metadata| metadata.labels.as_ref()).unwrap_or(&NO_LABELS);
        let spec: Option<&PodSpec> = (&template.spec).into();
        let path = "spec.template.spec";
        Some(Pods {
            item,
            namespace: namespace(item.1),
            labels,
            spec: spec?,
            path,
            selector,
            replicas,
            claims,
            lasting,
        })
    };
    match item.1 {
        Object::Deployment(object) => {
            let spec: Option<&DeploymentSpec> = (&object.spec).into();
            let spec = spec?;
            of(&spec.template, Some(&spec.selector), Some(spec.replicas.unwrap_or(1)), &[], true)
        }
        Object::StatefulSet(object) => {
            let spec: Option<&StatefulSetSpec> = (&object.spec).into();
            let spec = spec?;
            let claims = spec.volume_claim_templates.as_deref().unwrap_or_default();
            of(&spec.template, Some(&spec.selector), Some(spec.replicas.unwrap_or(1)), claims, true)
        }
        Object::DaemonSet(object) => {
            let spec: Option<&DaemonSetSpec> = (&object.spec).into();
            let spec = spec?;
            of(&spec.template, Some(&spec.selector), None, &[], true)
        }
        Object::ReplicaSet(object) => {
            let spec: Option<&ReplicaSetSpec> = (&object.spec).into();
            let spec = spec?;
            of(spec.template.as_ref()?, Some(&spec.selector), Some(spec.replicas.unwrap_or(1)), &[], true)
        }
        Object::ReplicationController(object) => {
            let spec = object.spec.as_ref()?;
            of(spec.template.as_ref()?, None, Some(spec.replicas.unwrap_or(1)), &[], true)
        }
        Object::Job(object) => {
            let spec: Option<&JobSpec> = (&object.spec).into();
            of(&spec?.template, None, None, &[], false)
        }
        Object::CronJob(object) => {
            let spec: Option<&CronJobSpec> = (&object.spec).into();
            let job: Option<&JobSpec> = (&spec?.job_template.spec).into();
            Some(Pods { path: "spec.jobTemplate.spec.template.spec", ..of(&job?.template, None, None, &[], false)? })
        }
        Object::Pod(object) => {
            let spec: Option<&PodSpec> = (&object.spec).into();
            Some(Pods {
                item,
                namespace: namespace(item.1),
                labels: object.metadata.labels.as_ref().unwrap_or(&NO_LABELS),
                spec: spec?,
                path: "spec",
                selector: None,
                replicas: Some(1),
                claims: &[],
                lasting: true,
            })
        }
        _ => None,
    }
}
