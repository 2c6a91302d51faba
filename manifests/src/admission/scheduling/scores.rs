//! How good a node is for a pod.

use super::amounts::Amounts;
use super::node_info::NodeInfo;
use super::pod_info::Shape;

/// How good a node is for a pod, as the scheduler's plugins see it, before it weighs them: each 0 to 100, cpu and memory
/// with the same weight.
///
/// Source: `leastRequestedScore`, `mostRequestedScore` and `balancedResourceScorer` in Kubernetes'
/// `pkg/scheduler/framework/plugins/noderesources`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Scores {
    /// The share of cpu and of memory that stays free, averaged: the scheduler's default. A container without a request
    /// counts as 100m and 200Mi; a resource whose requests exceed what there is counts 0.
    pub least_allocated: u8,
    /// The share of cpu and of memory that is requested, averaged: for clusters that are to be packed.
    pub most_allocated: u8,
    /// Whether the pod brings the requested shares of cpu and memory nearer together, as Kubernetes scores it since
    /// 1.36: 75 if it changes nothing, up to 100 if it evens them out, down to 50. 0 for a pod that requests neither.
    pub balanced_allocation: u8,
    /// How near together they are with the pod, as Kubernetes scored it before 1.36: 100 if equal, 50 at worst. 0 for a
    /// pod that requests neither.
    pub balanced_allocation_before_1_36: u8,
}

/// Which nodes a pod is put on: those with most left, or those with least.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ScoringStrategy {
    /// The scheduler's default.
    #[default]
    LeastAllocated,
    /// Fills one node after the other.
    MostAllocated,
}

impl Scores {
    pub(super) fn new(pod: &Shape, node: &NodeInfo) -> Self {
        let classic = classic(pod, node);
        Self {
            least_allocated: small(average(pod, node, least)),
            most_allocated: small(average(pod, node, most)),
            balanced_allocation: small(classic.map_or(0, |with| improvement(with, node))),
            balanced_allocation_before_1_36: small(classic.unwrap_or_default()),
        }
    }
}

/// What a strategy gives, and the balance beside it: 0 to 200.
pub(super) fn allocation(strategy: ScoringStrategy, pod: &Shape, node: &NodeInfo) -> i64 {
    let strategy = match strategy {
        ScoringStrategy::LeastAllocated => least,
        ScoringStrategy::MostAllocated => most,
    };
    average(pod, node, strategy) + classic(pod, node).map_or(0, |with| improvement(with, node))
}

fn small(score: i64) -> u8 {
    u8::try_from(score).unwrap_or_default()
}

/// The mean over cpu and memory, those left out of which the node has none.
fn average(pod: &Shape, node: &NodeInfo, score: fn(i64, i64) -> i64) -> i64 {
    let (requests, scored) = (&pod.requests.scored, &node.scored);
    let cpu = (scored.cpu.saturating_add(requests.cpu), node.allocatable.cpu);
    let memory = (scored.memory.saturating_add(requests.memory), node.allocatable.memory);
    match (cpu.1, memory.1) {
        (0, 0) => 0,
        (0, _) => score(memory.0, memory.1),
        (_, 0) => score(cpu.0, cpu.1),
        _ => (score(cpu.0, cpu.1) + score(memory.0, memory.1)) / 2,
    }
}

fn least(requested: i64, allocatable: i64) -> i64 {
    if requested > allocatable { 0 } else { percent(allocatable - requested, allocatable) }
}

fn most(requested: i64, allocatable: i64) -> i64 {
    percent(requested.min(allocatable), allocatable)
}

/// Whole percents, rounded down; neither is negative, and the part is no more than the whole, which is not 0.
fn percent(part: i64, whole: i64) -> i64 {
    match part.checked_mul(100) {
        // Unsigned division is the faster one.
        Some(hundredfold) => (hundredfold.cast_unsigned() / whole.cast_unsigned().max(1)).cast_signed(),
        None => i64::try_from(i128::from(part) * 100 / i128::from(whole.max(1))).unwrap_or_default(),
    }
}

/// The score of balance with the pod; nothing for a pod that requests neither cpu nor memory.
fn classic(pod: &Shape, node: &NodeInfo) -> Option<i64> {
    let requests = &pod.requests.reserved;
    (requests.cpu > 0 || requests.memory > 0).then(|| {
        let cpu = node.reserved.cpu.saturating_add(requests.cpu);
        balance(&node.allocatable, cpu, node.reserved.memory.saturating_add(requests.memory))
    })
}

/// Halfway between 50 and 100 if the pod changes nothing.
fn improvement(with: i64, node: &NodeInfo) -> i64 {
    50 + (50 + with - node.balance) / 2
}

/// How near together the requested shares are. Kubernetes computes this in floating point, so it is the same here.
pub(super) fn balance(allocatable: &Amounts, cpu: i64, memory: i64) -> i64 {
    let share = |requested: i64, allocatable: i64| (requested as f64 / allocatable as f64).min(1.0);
    let deviation = if allocatable.cpu == 0 || allocatable.memory == 0 {
        0.0
    } else {
        ((share(cpu, allocatable.cpu) - share(memory, allocatable.memory)) / 2.0).abs()
    };
    ((1.0 - deviation) * 100.0) as i64
}
