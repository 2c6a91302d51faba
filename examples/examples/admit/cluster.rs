//! What objects are judged by: the rules of the namespaces, the nodes, and what is there already.

use std::collections::{BTreeMap, BTreeSet};

use k8s_openapi::api::core::v1::{LimitRange, Namespace, Node, PersistentVolumeClaim, Pod, ResourceQuota};
use pavedroad_manifests::admission::{
    AmountErrors, LimitRangeRules, NamespaceRules, Quota, QuotaUsage, default_pod, split_limit_range,
    validate_limit_range,
};
use pavedroad_manifests::{Object, PodSecurity};

use crate::given::Given;
use crate::owned::{exists, has_ended, node};
use crate::report::{Subject, WrongLimits};

/// The label of a Namespace that says which pods it takes.
const ENFORCE: &str = "pod-security.kubernetes.io/enforce";

/// What objects are judged by.
#[derive(Default)]
pub(crate) struct Cluster<'a> {
    pub(crate) namespaces: BTreeMap<&'a str, NamespaceRules>,
    pub(crate) nodes: Vec<Node>,
    /// Pods that are there and have not ended.
    pub(crate) pods: Vec<Pod>,
    pub(crate) labels: Vec<Namespace>,
    pub(crate) claims: Vec<PersistentVolumeClaim>,
    /// LimitRanges that the server would not take.
    pub(crate) wrong_limits: Vec<WrongLimits>,
    /// Quotas whose status says what is used, so that nothing that is there counts again.
    counted: BTreeSet<(&'a str, String)>,
}

impl<'a> Cluster<'a> {
    /// Reads the rules and what is there. The second are objects that cannot be read, and why.
    pub(crate) fn of(objects: &[Given<'a>]) -> (Self, Vec<(Subject, String)>) {
        let (mut cluster, mut wrong) = (Self::default(), Vec::new());
        for read in [Self::read, Self::count] {
            for given in objects {
                if let Err(error) = read(&mut cluster, given) {
                    wrong.push((Subject::of(given.object, given.namespace), error.to_string()));
                }
            }
        }
        (cluster, wrong)
    }

    fn read(&mut self, given: &Given<'a>) -> Result<(), AmountErrors> {
        let namespace = given.namespace;
        match given.object {
            Object::LimitRange(limits) => return self.read_limits(limits, namespace),
            Object::ResourceQuota(quota) => {
                let rules = self.namespaces.entry(namespace).or_default();
                rules.quotas.push(Quota::read(quota)?);
                if says_what_is_used(quota) {
                    self.counted.insert((namespace, quota.metadata.name.clone().unwrap_or_default()));
                }
            }
            Object::Node(node) => self.nodes.push((**node).clone()),
            Object::Namespace(of) => self.labels.push((**of).clone()),
            Object::PersistentVolumeClaim(claim) => {
                let mut claim = (**claim).clone();
                claim.metadata.namespace = Some(namespace.to_owned());
                self.claims.push(claim);
            }
            Object::Pod(pod) if is_there(pod) => {
                let mut pod = (**pod).clone();
                pod.metadata.namespace = Some(namespace.to_owned());
                self.pods.push(pod);
            }
            _ => {}
        }
        Ok(())
    }

    /// Takes a LimitRange, or the correction of one that the server would not take.
    fn read_limits(&mut self, limits: &LimitRange, namespace: &'a str) -> Result<(), AmountErrors> {
        let rules = self.namespaces.entry(namespace).or_default();
        let Some(invalid) = validate_limit_range(limits)? else {
            rules.limit_ranges.push(LimitRangeRules::read(limits)?);
            return Ok(());
        };
        let split = split_limit_range(limits).filter(|split| matches!(validate_limit_range(split), Ok(None)));
        if let Some(split) = &split {
            rules.limit_ranges.push(LimitRangeRules::read(split)?);
        }
        let subject = Subject {
            kind: "LimitRange".to_owned(),
            namespace: namespace.to_owned(),
            name: limits.metadata.name.clone().unwrap_or_default(),
        };
        self.wrong_limits.push(WrongLimits { subject, invalid, split });
        Ok(())
    }

    /// Counts what is there as used, where no status says so.
    fn count(&mut self, given: &Given<'a>) -> Result<(), AmountErrors> {
        let there = match given.object {
            Object::Pod(pod) => is_there(pod),
            _ => given.is_there,
        };
        let Some(rules) = self.namespaces.get_mut(given.namespace).filter(|_| there) else { return Ok(()) };
        let mut stored = None;
        let usage = match given.object {
            Object::Pod(pod) => {
                let pod = stored.insert((**pod).clone());
                pod.spec.as_mut().map_or(Ok(()), default_pod)?;
                QuotaUsage::of_pod(pod)?
            }
            object => usage(object)?,
        };
        for quota in &mut rules.quotas {
            if !self.counted.contains(&(given.namespace, quota.name().to_owned())) {
                quota.charge(&usage);
            }
        }
        Ok(())
    }

    /// The rules of a namespace, and the level of its labels.
    pub(crate) fn rules(&mut self, namespace: &'a str) -> &mut NamespaceRules {
        let of = self.labels.iter().find(|of| of.metadata.name.as_deref() == Some(namespace));
        let level = of.and_then(|of| of.metadata.labels.as_ref()?.get(ENFORCE));
        let rules = self.namespaces.entry(namespace).or_default();
        rules.pod_security = level.map(|level| {
            let known = PodSecurity::ALL.into_iter().find(|(name, _)| name == level);
            // The server takes a level that it does not know for the strictest.
            known.map_or(PodSecurity::Restricted, |(_, level)| level)
        });
        rules
    }

    /// What nodes have besides cpu, memory and pods: GPUs, huge pages.
    pub(crate) fn devices(&self) -> BTreeSet<String> {
        let amounts = self.nodes.iter().filter_map(|node| node.status.as_ref()?.allocatable.as_ref()).flatten();
        let devices = amounts.filter(|(name, _)| name.contains('/') || name.starts_with("hugepages-"));
        devices.map(|(name, _)| name.clone()).collect()
    }
}

/// Whether the pod is in the cluster already, and goes on.
fn is_there(pod: &Pod) -> bool {
    !has_ended(pod) && (exists(&pod.metadata) || node(pod).is_some())
}

fn says_what_is_used(quota: &ResourceQuota) -> bool {
    quota.status.as_ref().is_some_and(|status| status.used.as_ref().is_some_and(|used| !used.is_empty()))
}

/// What an object that is no pod counts against quotas.
pub(crate) fn usage(object: &Object) -> Result<QuotaUsage<'_>, AmountErrors> {
    match object {
        Object::Service(service) => Ok(QuotaUsage::of_service(service)),
        Object::PersistentVolumeClaim(claim) => QuotaUsage::of_claim(claim),
        object => {
            let group = object.api_version().split_once('/').map_or("", |(group, _)| group);
            let name = object.metadata().name.as_deref().unwrap_or_default();
            Ok(QuotaUsage::of_kind(group, &plural(object.kind()), name))
        }
    }
}

/// The plural of a kind, as URLs have it.
fn plural(kind: &str) -> String {
    let kind = kind.to_lowercase();
    match kind.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u'])) {
        Some(stem) => format!("{stem}ies"),
        None if kind.ends_with('s') => format!("{kind}es"),
        None => format!("{kind}s"),
    }
}
