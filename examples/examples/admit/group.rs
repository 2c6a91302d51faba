//! The pods that an object makes.

use k8s_openapi::api::core::v1::{PersistentVolumeClaim, Pod, PodTemplateSpec};
use k8s_openapi::apimachinery::pkg::apis::meta::v1::OwnerReference;
use pavedroad_manifests::Object;
use pavedroad_manifests::admission::{PodInfo, SchedulingError};
use serde_json::Value;

use crate::cluster::Cluster;
use crate::daemon;
use crate::given::Given;
use crate::owned::{controller, exists, has_ended, made_by, node};

/// Pods that are alike: those that one object makes and that are not there yet.
pub(crate) struct Group<'a> {
    pub(crate) object: &'a Object,
    pub(crate) namespace: &'a str,
    /// One of them.
    pub(crate) pod: Pod,
    /// How many there are.
    pub(crate) new: u64,
    /// Whether the server has the pod already, and it waits for a node.
    pub(crate) is_there: bool,
    /// The nodes they are for; nothing if they go anywhere.
    nodes: Option<Vec<String>>,
    /// The number of the first, where they have numbers.
    first: u64,
    /// The claims that are made for each.
    claims: Vec<PersistentVolumeClaim>,
}

impl<'a> Group<'a> {
    /// The pods that an object would make now; nothing if it makes none, or they all run.
    pub(crate) fn of(given: &Given<'a>, all: &[Given<'_>], cluster: &Cluster<'_>) -> Option<Self> {
        let Given { object, namespace, .. } = *given;
        if let Object::Pod(pod) = object {
            let mut pod = (**pod).clone();
            pod.metadata.namespace = Some(namespace.to_owned());
            let is_there = exists(&pod.metadata);
            let waits = node(&pod).is_none() && !has_ended(&pod);
            let (nodes, claims) = (None, Vec::new());
            return waits.then_some(Self { object, namespace, pod, new: 1, is_there, nodes, first: 0, claims });
        }
        if made_by_another(given, all) {
            return None;
        }
        // Each workload has its template in another type; as JSON they are alike.
        let value = serde_json::to_value(object).ok()?;
        if value["spec"]["suspend"] == true || is_over(object, &value["status"]) {
            return None;
        }
        let spec =
            if matches!(object, Object::CronJob(_)) { &value["spec"]["jobTemplate"]["spec"] } else { &value["spec"] };
        let mut pod = pod(object, namespace, spec)?;
        let there = cluster.pods.iter().filter(|pod| made_by(pod, object, namespace));
        let number = u64::try_from(there.clone().count()).unwrap_or(u64::MAX);
        let mut nodes = None;
        let wanted = match object {
            Object::Job(_) | Object::CronJob(_) => at_once(spec),
            Object::DaemonSet(_) if cluster.nodes.is_empty() => 1,
            Object::DaemonSet(_) => {
                daemon::tolerate(&mut pod);
                let mut wanted = daemon::nodes(&pod, &cluster.nodes);
                wanted.retain(|name| there.clone().all(|pod| node(pod) != Some(name)));
                let count = u64::try_from(wanted.len()).unwrap_or(u64::MAX).saturating_add(number);
                nodes = Some(wanted);
                count
            }
            _ => replicas(given, all, spec),
        };
        let new = wanted.saturating_sub(number);
        let claims = serde_json::from_value(spec["volumeClaimTemplates"].clone()).unwrap_or_default();
        (new > 0).then_some(Self { object, namespace, pod, new, is_there: false, nodes, first: number, claims })
    }

    /// One of the pods, counted from 0.
    pub(crate) fn pod(&self, at: u64) -> Pod {
        let mut pod = self.pod.clone();
        if matches!(self.object, Object::StatefulSet(_)) {
            pod.metadata.name = Some(self.numbered(at));
        }
        pod
    }

    /// The claims for one of the pods, counted from 0.
    pub(crate) fn claims(&self, at: u64) -> Vec<Object> {
        let of_pod = |claim: &PersistentVolumeClaim| {
            let mut claim = claim.clone();
            let template = claim.metadata.name.unwrap_or_default();
            claim.metadata.name = Some(format!("{template}-{}", self.numbered(at)));
            claim.metadata.namespace = Some(self.namespace.to_owned());
            Object::from(claim)
        };
        self.claims.iter().map(of_pod).collect()
    }

    /// The first so many of them, as the scheduler reads them.
    ///
    /// # Errors
    /// Every amount that is beyond what the scheduler counts.
    pub(crate) fn infos(&self, stored: &Pod, number: u64) -> Result<Vec<PodInfo>, SchedulingError> {
        let number = usize::try_from(number).unwrap_or(usize::MAX);
        match &self.nodes {
            None => Ok(vec![PodInfo::new(stored)?; number]),
            Some(nodes) => nodes.iter().take(number).map(|node| PodInfo::new(&daemon::pinned(stored, node))).collect(),
        }
    }

    fn numbered(&self, at: u64) -> String {
        format!("{}-{}", self.object.metadata().name.as_deref().unwrap_or_default(), self.first.saturating_add(at))
    }
}

/// Whether an object among these made it, and makes its pods through it.
fn made_by_another(given: &Given<'_>, all: &[Given<'_>]) -> bool {
    controller(given.object.metadata()).is_some_and(|owner| {
        all.iter().any(|other| {
            other.namespace == given.namespace
                && other.object.kind() == owner.kind
                && other.object.metadata().name.as_deref() == Some(owner.name.as_str())
        })
    })
}

/// Whether it is a job that has ended.
fn is_over(object: &Object, status: &Value) -> bool {
    let ended = |condition: &Value| {
        condition["status"] == "True" && (condition["type"] == "Complete" || condition["type"] == "Failed")
    };
    matches!(object, Object::Job(_)) && status["conditions"].as_array().is_some_and(|all| all.iter().any(ended))
}

/// A pod of a workload, as its controller asks for it; nothing if it has no template.
fn pod(object: &Object, namespace: &str, spec: &Value) -> Option<Pod> {
    let template: PodTemplateSpec = serde_json::from_value(spec.get("template")?.clone()).ok()?;
    let name = object.metadata().name.clone().unwrap_or_default();
    let mut metadata = template.metadata.unwrap_or_default();
    metadata.namespace = Some(namespace.to_owned());
    metadata.generate_name = Some(format!("{name}-"));
    metadata.owner_references = Some(vec![OwnerReference {
        kind: object.kind().to_owned(),
        name,
        controller: Some(true),
        ..OwnerReference::default()
    }]);
    Some(Pod { metadata, spec: template.spec, ..Pod::default() })
}

/// How many pods of a job run at a time.
fn at_once(spec: &Value) -> u64 {
    let parallel = spec["parallelism"].as_u64().unwrap_or(1);
    spec["completions"].as_u64().map_or(parallel, |completions| parallel.min(completions))
}

/// The replicas of a workload, no fewer than its autoscaler keeps.
fn replicas(given: &Given<'_>, all: &[Given<'_>], spec: &Value) -> u64 {
    let replicas = spec["replicas"].as_u64().unwrap_or(1);
    let (kind, name) = (given.object.kind(), given.object.metadata().name.as_deref());
    let least = |other: &Given<'_>| {
        let is_scaler = matches!(other.object, Object::HorizontalPodAutoscaler(_));
        if !is_scaler || other.namespace != given.namespace {
            return None;
        }
        let value = serde_json::to_value(other.object).ok()?;
        let (spec, target) = (&value["spec"], &value["spec"]["scaleTargetRef"]);
        let is_this = target["kind"] == kind && target["name"].as_str() == name;
        is_this.then(|| spec["minReplicas"].as_u64().unwrap_or(1))
    };
    // With no replicas it is switched off, and not scaled.
    if replicas == 0 { 0 } else { all.iter().filter_map(least).fold(replicas, u64::max) }
}
