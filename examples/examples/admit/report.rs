//! What became of every object.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use k8s_openapi::api::core::v1::LimitRange;
use pavedroad_manifests::admission::{
    Diagnosis, InvalidObject, Placed, PodInfo, Quota, Reason, SchedulingError, ScoringStrategy, Snapshot,
};
use pavedroad_manifests::{Manifest, Manifests, Object};

use crate::cluster::Cluster;
use crate::create::{Created, create, create_pods};
use crate::given::given;
use crate::group::Group;
use crate::owned::node;

/// How many pods are judged.
const MOST_PODS: u64 = 100_000;

/// What became of every object.
pub(crate) struct Report {
    pub(crate) wrong_limits: Vec<WrongLimits>,
    /// Objects with something that cannot be judged, such as an amount that is no quantity, and why.
    pub(crate) unusable: Vec<(Subject, String)>,
    pub(crate) pods: Vec<PodsReport>,
    /// Objects other than pods that are refused, and why.
    pub(crate) refused: Vec<(Subject, Vec<String>)>,
    /// By namespace, with everything that was admitted.
    pub(crate) quotas: Vec<(String, Quota)>,
    /// The nodes with everything on them; nothing if there are none.
    pub(crate) snapshot: Option<Snapshot>,
    /// What nodes have besides cpu, memory and pods.
    pub(crate) devices: BTreeSet<String>,
    /// How many pods ran before.
    pub(crate) running: usize,
    /// What has no type, or mistakes.
    pub(crate) not_judged: Vec<Manifest>,
}

/// An object in words: `Deployment ai-test/ai-dc-web`.
#[derive(Clone)]
pub(crate) struct Subject {
    pub(crate) kind: String,
    pub(crate) namespace: String,
    pub(crate) name: String,
}

/// A LimitRange that the server would not take.
pub(crate) struct WrongLimits {
    pub(crate) subject: Subject,
    pub(crate) invalid: InvalidObject,
    /// The correction, by which pods are then judged.
    pub(crate) split: Option<LimitRange>,
}

/// What became of the pods of one object.
pub(crate) struct PodsReport {
    pub(crate) subject: Subject,
    /// How many are to be made.
    pub(crate) new: u64,
    pub(crate) admitted: u64,
    /// Why the next one is not.
    pub(crate) refusals: Vec<String>,
    /// How many are placed, by node.
    pub(crate) placed: BTreeMap<String, u64>,
    /// Why others are not, in the scheduler's words.
    pub(crate) unschedulable: BTreeSet<String>,
    /// The nodes that do not take one: the first if all are placed, one that is not otherwise.
    pub(crate) nodes: BTreeMap<String, Vec<Reason>>,
}

impl Report {
    /// Judges objects in their order: whether they are admitted, then whether their pods are, and where those are placed.
    ///
    /// # Errors
    /// Too many pods, in words for a person.
    pub(crate) fn of(manifests: &Manifests, namespace: &str) -> Result<Self, String> {
        let objects = given(manifests, namespace);
        let (mut cluster, mut unusable) = Cluster::of(&objects);
        let (mut groups, mut refused) = (Vec::new(), Vec::new());
        let mut left = MOST_PODS;
        for given in &objects {
            let subject = || Subject::of(given.object, given.namespace);
            if !given.namespace.is_empty() && !given.is_there && !matches!(given.object, Object::Pod(_)) {
                let reasons = create(cluster.rules(given.namespace), given.object);
                refused.extend((!reasons.is_empty()).then(|| (subject(), reasons)));
            }
            if let Some(group) = Group::of(given, &objects, &cluster) {
                let fewer = left.checked_sub(group.new);
                left = fewer.ok_or_else(|| format!("{}: more than {MOST_PODS} pods in all", subject()))?;
                groups.push((subject(), group));
            }
        }
        let mut snapshot = snapshot(&cluster, &mut unusable);
        let mut pods = Vec::new();
        for (subject, group) in groups {
            let created = create_pods(cluster.rules(group.namespace), &group);
            pods.push(PodsReport::of(subject, &group, created, snapshot.as_mut()));
        }
        let of = |(namespace, quota): (&&str, &Quota)| ((*namespace).to_owned(), quota.clone());
        let quotas = cluster.namespaces.iter().flat_map(|(name, rules)| rules.quotas.iter().map(move |it| (name, it)));
        Ok(Self {
            unusable,
            pods,
            refused,
            quotas: quotas.map(of).collect(),
            snapshot,
            devices: cluster.devices(),
            running: cluster.pods.iter().filter(|pod| node(pod).is_some()).count(),
            not_judged: manifests.manifests().iter().filter(|it| it.object().is_none()).cloned().collect(),
            wrong_limits: cluster.wrong_limits,
        })
    }

    /// Whether everything is admitted and, if there are nodes, placed.
    pub(crate) fn is_fine(&self) -> bool {
        self.wrong_limits.is_empty()
            && self.unusable.is_empty()
            && self.refused.is_empty()
            && self.pods.iter().all(|pods| pods.admitted == pods.new && pods.unschedulable.is_empty())
    }
}

impl PodsReport {
    fn of(subject: Subject, group: &Group<'_>, created: Created, snapshot: Option<&mut Snapshot>) -> Self {
        let mut report = Self {
            subject,
            new: group.new,
            admitted: created.admitted,
            refusals: created.refusals,
            placed: BTreeMap::new(),
            unschedulable: BTreeSet::new(),
            nodes: BTreeMap::new(),
        };
        if let Some(snapshot) = snapshot {
            match created.pod.map(|pod| group.infos(&pod, created.admitted)).transpose() {
                Ok(infos) => report.place(&infos.unwrap_or_default(), snapshot),
                Err(error) => report.unschedulable.extend(reasons(&error)),
            }
        }
        report
    }

    /// Puts pods on nodes, and notes which nodes do not take them.
    fn place(&mut self, pods: &[PodInfo], snapshot: &mut Snapshot) {
        let first = pods.first().map(|pod| snapshot.diagnose(pod));
        let placed = snapshot.place(pods, ScoringStrategy::LeastAllocated);
        for (pod, placed) in pods.iter().zip(placed) {
            match placed {
                Placed::On(node) => *self.placed.entry(node.to_string()).or_insert(0) += 1,
                Placed::Unschedulable(reason) => {
                    if self.unschedulable.insert(reason.to_string()) {
                        self.note(&snapshot.diagnose(pod));
                    }
                }
            }
        }
        if let Some(first) = first.filter(|_| self.unschedulable.is_empty()) {
            self.note(&first);
        }
    }

    fn note(&mut self, diagnosis: &Diagnosis) {
        for (node, reasons) in diagnosis.nodes() {
            // A daemon's pod is for one node, and nothing is said about the others.
            if !reasons.is_empty() && !reasons.contains(&Reason::NotNamed) {
                self.nodes.insert(node.to_owned(), reasons.to_vec());
            }
        }
    }
}

impl Subject {
    pub(crate) fn of(object: &Object, namespace: &str) -> Self {
        let name = object.metadata().name.as_deref().or(object.metadata().generate_name.as_deref());
        Self {
            kind: object.kind().to_owned(),
            namespace: namespace.to_owned(),
            name: name.unwrap_or_default().to_owned(),
        }
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let slash = if self.namespace.is_empty() { "" } else { "/" };
        write!(f, "{} {}{slash}{}", self.kind, self.namespace, self.name)
    }
}

/// The nodes and what runs on them; nothing if there are none, or one cannot be judged.
fn snapshot(cluster: &Cluster<'_>, unusable: &mut Vec<(Subject, String)>) -> Option<Snapshot> {
    if cluster.nodes.is_empty() {
        return None;
    }
    match Snapshot::new(&cluster.nodes, &cluster.pods) {
        Ok(nodes) => Some(nodes.with_namespaces(&cluster.labels).with_claims(&cluster.claims)),
        Err(error) => {
            for problem in error.problems() {
                let (kind, name) = problem.object.split_once(' ').unwrap_or(("", &problem.object));
                let (namespace, name) = name.split_once('/').unwrap_or(("", name));
                let [kind, namespace, name] = [kind, namespace, name].map(str::to_owned);
                let reason = format!("{}: {}", problem.path, problem.message);
                unusable.push((Subject { kind, namespace, name }, reason));
            }
            None
        }
    }
}

fn reasons(error: &SchedulingError) -> impl Iterator<Item = String> {
    error.problems().iter().map(|problem| format!("{}: {}", problem.path, problem.message))
}
