//! Pods put on nodes, one after another.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::cycle::Cycle;
use super::node_info::NodeInfo;
use super::pod_info::{PodInfo, Shape};
use super::scores::{ScoringStrategy, allocation};
use super::snapshot::Snapshot;
use super::taints::soft_untolerated;

/// Where a pod was put.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Placed {
    /// On the node of this name.
    On(Arc<str>),
    /// Nowhere, in the scheduler's words: `0/2 nodes are available: 2 Insufficient cpu.`
    Unschedulable(Arc<str>),
}

impl Placed {
    /// The name of the node, if there is one.
    #[must_use]
    pub fn node(&self) -> Option<&str> {
        match self {
            Self::On(node) => Some(node),
            Self::Unschedulable(_) => None,
        }
    }
}

/// What each pod of the same owner takes off a node's score: our own stand-in for the scheduler's spreading, with its
/// weight.
const SIBLING: i64 = 2;

/// How many kinds of pods are kept with what is known of every node, so that memory stays bounded. Pods of the kinds
/// beyond are judged on all nodes each time.
const KEPT: usize = 256;

impl Snapshot {
    /// Puts pods on nodes in their order, each on the best node it fits, and keeps them there.
    ///
    /// The best node is the one with the highest sum of the scheduler's scores, with its default weights: allocation (after
    /// `strategy`) and its balance once, taints that prefer no pods three times, preferred node affinity twice. In place of
    /// the scheduler's score of `topologySpreadConstraints` stands a count of our own: each pod of the same owner on the
    /// node takes off 2. Where the scheduler then chooses at random, this takes the node with the fewest pods of the owner,
    /// and of those the first by name. It looks at all nodes, as the scheduler does up to 100. It has no scores for images
    /// and preferred pod affinity; it evicts nobody.
    ///
    /// # Examples
    /// ```
    /// use k8s_openapi::api::core::v1::{Node, Pod};
    /// use pavedroad_manifests::admission::{PodInfo, ScoringStrategy, Snapshot};
    ///
    /// let nodes: Vec<Node> = serde_json::from_str(
    ///     r#"[{"metadata": {"name": "node-1"}, "status": {"allocatable": {"cpu": "1", "memory": "4Gi", "pods": "110"}}},
    ///         {"metadata": {"name": "node-2"}, "status": {"allocatable": {"cpu": "1", "memory": "4Gi", "pods": "110"}}}]"#,
    /// )?;
    /// let pod: Pod = serde_json::from_str(
    ///     r#"{"metadata": {"name": "web"}, "spec": {"containers": [
    ///         {"name": "app", "resources": {"requests": {"cpu": "400m", "memory": "1Gi"}}}]}}"#,
    /// )?;
    /// let five = vec![PodInfo::new(&pod)?; 5];
    /// let placed = Snapshot::new(&nodes, &[])?.place(&five, ScoringStrategy::LeastAllocated);
    /// let nodes: Vec<Option<&str>> = placed.iter().map(|placed| placed.node()).collect();
    /// assert_eq!(nodes, [Some("node-1"), Some("node-2"), Some("node-1"), Some("node-2"), None]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn place(&mut self, pods: &[PodInfo], strategy: ScoringStrategy) -> Vec<Placed> {
        // Clones are found by their address, and equal pods by what they ask for; no address reaches a result.
        let mut by_address: BTreeMap<*const Shape, usize> = BTreeMap::new();
        let mut by_shape: BTreeMap<&Shape, usize> = BTreeMap::new();
        let mut kinds: Vec<Kind> = Vec::new();
        let mut placed = Vec::with_capacity(pods.len());
        for pod in pods {
            let address = Arc::as_ptr(&pod.shape);
            let known = by_address.get(&address).or_else(|| by_shape.get(&*pod.shape)).copied();
            let outcome = match known.and_then(|at| kinds.get_mut(at)) {
                Some(kind) => kind.place(pod, self, strategy),
                None => {
                    let mut kind = Kind::new(&pod.shape, self);
                    let outcome = kind.place(pod, self, strategy);
                    if kinds.len() < KEPT {
                        by_address.insert(address, kinds.len());
                        by_shape.insert(&pod.shape, kinds.len());
                        kinds.push(kind);
                    }
                    outcome
                }
            };
            placed.push(outcome);
        }
        placed
    }

    /// Puts clones of one pod on nodes until one fits nowhere, or there are `at_most`.
    pub(super) fn fill(
        &mut self,
        pod: &PodInfo,
        at_most: u32,
        strategy: ScoringStrategy,
        mut each: impl FnMut(Placed),
    ) {
        let mut kind = Kind::new(&pod.shape, self);
        for _ in 0..at_most {
            let outcome = kind.place(pod, self, strategy);
            let is_last = outcome.node().is_none();
            each(outcome);
            if is_last {
                break;
            }
        }
    }
}

/// Equal pods, and what is known of every node for them.
struct Kind {
    cycle: Cycle,
    nodes: Vec<Candidate>,
    /// Whether the scores depend on which other nodes the pod fits.
    relative: bool,
    /// The feasible nodes, the best first, once the kind has come up a second time.
    ranked: Option<BTreeSet<Rank>>,
    /// How many running pods the candidates reflect; nothing before the first look.
    seen: Option<usize>,
    message: Option<Arc<str>>,
}

/// Highest score, fewest siblings, first name.
type Rank = (Reverse<i64>, i64, usize);

struct Candidate {
    lasting: bool,
    /// Taints that prefer no such pod, and the weight of the preferred terms that hold.
    soft_taints: i64,
    preferred: i64,
    /// Score and siblings, if the pod fits.
    score: Option<(i64, i64)>,
}

impl Kind {
    fn new(pod: &Shape, snapshot: &Snapshot) -> Self {
        let candidate = |node: &NodeInfo| {
            let terms = pod.preferred.iter().filter(|(_, term)| term.matches(&node.name, &node.labels));
            Candidate {
                lasting: Cycle::lasting_refusal(pod, node).is_some(),
                soft_taints: soft_untolerated(&node.taints, &pod.tolerations),
                preferred: terms.map(|(weight, _)| weight).sum(),
                score: None,
            }
        };
        let nodes: Vec<Candidate> = snapshot.nodes.iter().map(candidate).collect();
        let relative = nodes.iter().any(|node| node.soft_taints != 0 || node.preferred != 0);
        Self { cycle: Cycle::new(pod, snapshot), nodes, relative, ranked: None, seen: None, message: None }
    }

    /// Puts a pod of this kind on its best node.
    fn place(&mut self, pod: &PodInfo, snapshot: &mut Snapshot, strategy: ScoringStrategy) -> Placed {
        let best = self.best(&pod.shape, snapshot, strategy);
        match best.and_then(|at| Some((at, snapshot.nodes.get(at)?.name.clone()))) {
            Some((at, name)) => {
                snapshot.add(&pod.shape, at);
                Placed::On(name)
            }
            None => Placed::Unschedulable(self.message(&pod.shape, snapshot)),
        }
    }

    /// The best node for a further pod of this kind.
    fn best(&mut self, pod: &Shape, snapshot: &Snapshot, strategy: ScoringStrategy) -> Option<usize> {
        let changed = self.cycle.catch_up(pod, snapshot);
        let added = self.seen.and_then(|seen| snapshot.running.get(seen..)).filter(|_| !changed);
        if self.seen != Some(snapshot.running.len()) {
            self.message = None;
        }
        match added {
            Some(added) if added.len() < self.nodes.len() => {
                for (_, node) in added {
                    self.look_at(*node, pod, snapshot, strategy);
                }
                if self.ranked.is_none() && !self.relative {
                    self.ranked = Some(self.nodes.iter().enumerate().filter_map(|(at, node)| rank(node, at)).collect());
                }
            }
            _ => {
                self.ranked = None;
                for at in 0..self.nodes.len() {
                    self.look_at(at, pod, snapshot, strategy);
                }
            }
        }
        self.seen = Some(snapshot.running.len());
        match &self.ranked {
            Some(ranked) => ranked.first().map(|(_, _, at)| *at),
            None => self.search(),
        }
    }

    /// Judges one node.
    fn look_at(&mut self, at: usize, pod: &Shape, snapshot: &Snapshot, strategy: ScoringStrategy) {
        let (Some(candidate), Some(node)) = (self.nodes.get_mut(at), snapshot.nodes.get(at)) else { return };
        let before = rank(candidate, at);
        let fits = !candidate.lasting && self.cycle.passing_refusal(pod, node, at).is_none();
        candidate.score = fits.then(|| {
            let siblings = node.siblings(pod);
            (allocation(strategy, pod, node) - SIBLING * siblings, siblings)
        });
        if let Some(ranked) = &mut self.ranked {
            if let Some(before) = before {
                ranked.remove(&before);
            }
            ranked.extend(rank(candidate, at));
        }
    }

    /// The best of all nodes, with the scores that compare them: each between 0 and 100 in proportion to the highest.
    fn search(&self) -> Option<usize> {
        let feasible = self.nodes.iter().filter(|node| node.score.is_some());
        let most = |part: fn(&Candidate) -> i64| feasible.clone().map(part).max().unwrap_or_default();
        let (taints, preferred) = (most(|node| node.soft_taints), most(|node| node.preferred));
        let relative = |node: &Candidate| {
            let share = |part: i64, most: i64| if most > 0 { part.saturating_mul(100) / most } else { 0 };
            3 * (100 - share(node.soft_taints, taints)) + 2 * share(node.preferred, preferred)
        };
        let ranks = self.nodes.iter().enumerate().filter_map(|(at, node)| {
            let (Reverse(score), siblings, at) = rank(node, at)?;
            Some((Reverse(if self.relative { score + relative(node) } else { score }), siblings, at))
        });
        ranks.min().map(|(_, _, at)| at)
    }

    /// Why no node fits.
    fn message(&mut self, pod: &Shape, snapshot: &Snapshot) -> Arc<str> {
        let cycle = &self.cycle;
        self.message.get_or_insert_with(|| snapshot.diagnose_in(pod, cycle).to_string().into()).clone()
    }
}

fn rank(candidate: &Candidate, at: usize) -> Option<Rank> {
    candidate.score.map(|(score, siblings)| (Reverse(score), siblings, at))
}
