//! `mode: manual`: what the mesh's webhook does to a pod, done here.
//!
//! Source: Istio's `injection-template.yaml` and `pkg/kube/inject`, with native sidecars.

use k8s_openapi::api::apps::v1::{DaemonSetSpec, DeploymentSpec, StatefulSetSpec};
use k8s_openapi::api::batch::v1::{CronJobSpec, JobSpec};
use k8s_openapi::api::core::v1::{PodSpec, PodTemplateSpec};
use serde_json::json;

use super::{container, probes, volumes};
use crate::build::labels::VERSION;
use crate::object::Object;
use crate::{App, MeshMode};

/// The label that tells a pod's version where the app does not.
const LATEST: &str = "latest";

/// Who made the pods, as their proxy tells whoever collects metrics.
pub(super) struct Owner<'a> {
    /// Its group and version.
    pub(super) api_version: &'a str,
    /// Its kind in lower case, with an `s`.
    pub(super) kinds: String,
    pub(super) name: String,
}

/// Makes the pods of a workload part of the mesh, where the app asks for that in its manifests. An object without pods
/// stays as it is.
pub(in crate::build) fn inject(app: &App, object: &mut Object) {
    if app.mesh.mode != MeshMode::Manual {
        return;
    }
    let owner = Owner {
        api_version: object.api_version(),
        kinds: format!("{}s", object.kind().to_ascii_lowercase()),
        name: object.metadata().name.clone().unwrap_or_default(),
    };
    if let Some(template) = template(object) {
        fill(app, template, &owner);
    }
}

/// The pods that an object makes.
fn template(object: &mut Object) -> Option<&mut PodTemplateSpec> {
    match object {
        Object::Deployment(object) => object.spec.given().map(|spec| &mut spec.template),
        Object::StatefulSet(object) => object.spec.given().map(|spec| &mut spec.template),
        Object::DaemonSet(object) => object.spec.given().map(|spec| &mut spec.template),
        Object::CronJob(object) => {
            object.spec.given().and_then(|spec| spec.job_template.spec.given()).map(|spec| &mut spec.template)
        }
        _ => None,
    }
}

fn fill(app: &App, template: &mut PodTemplateSpec, owner: &Owner<'_>) {
    // Whoever asks for it has an image of the proxy: a rule of the spec.
    let (Some(proxy), Some(pod)) = (&app.settings.mesh_proxy, template.spec.given()) else { return };
    let probers = probes::take_over(pod);
    let containers = [container::network(app, proxy), container::proxy(app, proxy, pod, owner, probers)];
    let volumes = volumes::volumes();
    let metadata = template.metadata.get_or_insert_default();
    let labels = metadata.labels.get_or_insert_default();
    let revision = labels.get(VERSION).cloned().unwrap_or_else(|| LATEST.to_owned());
    labels.insert("security.istio.io/tlsMode".to_owned(), "istio".to_owned());
    labels.insert("service.istio.io/canonical-name".to_owned(), app.name.as_str().to_owned());
    labels.insert("service.istio.io/canonical-revision".to_owned(), revision);
    let status = json!({
        "initContainers": containers.iter().map(|container| &container.name).collect::<Vec<_>>(),
        "containers": null,
        "volumes": volumes.iter().map(|volume| &volume.name).collect::<Vec<_>>(),
        "imagePullSecrets": null,
        "revision": "default",
    });
    let annotations = metadata.annotations.get_or_insert_default();
    annotations.insert("sidecar.istio.io/status".to_owned(), status.to_string());
    if app.settings.mesh_cni {
        // What the plugin goes by; without it, the init container has them as arguments.
        for (key, value) in [
            ("sidecar.istio.io/interceptionMode", "REDIRECT"),
            ("traffic.sidecar.istio.io/includeOutboundIPRanges", "*"),
            ("traffic.sidecar.istio.io/includeInboundPorts", "*"),
            ("traffic.sidecar.istio.io/excludeInboundPorts", "15020"),
        ] {
            annotations.insert(key.to_owned(), value.to_owned());
        }
    }
    // Before all others, so that those have a network from their start.
    pod.init_containers.get_or_insert_default().splice(0..0, containers);
    pod.volumes.get_or_insert_default().extend(volumes);
}

/// What is optional in the types of some versions of Kubernetes, and required in those of others.
trait Given<T> {
    fn given(&mut self) -> Option<&mut T>;
}

impl<T> Given<T> for Option<T> {
    fn given(&mut self) -> Option<&mut T> {
        self.as_mut()
    }
}

macro_rules! given {
    ($($spec:ty),+) => {
        $(
            impl Given<$spec> for $spec {
                fn given(&mut self) -> Option<&mut $spec> {
                    Some(self)
                }
            }
        )+
    };
}

given!(DeploymentSpec, StatefulSetSpec, DaemonSetSpec, CronJobSpec, JobSpec, PodSpec);
