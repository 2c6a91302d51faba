//! From a load curve to a replica curve, step by step.

use std::collections::VecDeque;
use std::iter::FusedIterator;
use std::time::Duration;

use crate::autoscale::decision::ScalingDecision;
use crate::autoscale::history::ScalingHistory;
use crate::autoscale::pod_sample::{PodSample, PodState, PodUsage, ReadyCondition, ReadyStatus};
use crate::autoscale::reading::{MetricReading, ScalingObservation};
use crate::autoscale::simulation::{AutoscaleSimulation, Workload};

/// One decision of a simulation, and what it was made on.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct AutoscaleStep {
    /// When, since the start of the load curve.
    pub at: Duration,
    /// The demand of each metric, in thousandths of its unit.
    pub demands: Vec<u64>,
    /// How many of the pods were ready before the decision.
    pub ready: u32,
    /// The decision.
    pub decision: ScalingDecision,
}

/// The steps of a simulation. Each takes one away from what [remains](Self::remaining), so they end.
#[derive(Clone, Debug)]
pub struct AutoscaleSteps<'a> {
    simulation: &'a AutoscaleSimulation,
    next: u64,
    left: u64,
    pods: Pods,
    history: ScalingHistory,
    /// Instants of the simulation are this much after the origin, so that pods can be older than the load curve.
    origin: Duration,
}

/// Pods that were created together.
#[derive(Clone, Copy, Debug)]
struct Cohort {
    created: Duration,
    pods: u32,
}

/// All pods: those that nothing can tell apart any more, and the younger ones, the oldest first.
#[derive(Clone, Debug)]
struct Pods {
    settled: u32,
    young: VecDeque<Cohort>,
    startup: Duration,
    /// The age from which a pod is like any other.
    settled_at: Duration,
}

impl<'a> AutoscaleSteps<'a> {
    pub(crate) fn new(simulation: &'a AutoscaleSimulation) -> Self {
        let AutoscaleSimulation { autoscaler, settings, .. } = simulation;
        let startup = settings.startup;
        let initialization =
            autoscaler.controller().cpu_initialization_period.max(autoscaler.controller().initial_readiness_delay);
        let settled_at = startup.saturating_add(settings.window).max(initialization);
        let settled = settings.replicas.unwrap_or(autoscaler.least().max(1));
        // At most 2^32 s over one nanosecond: below 2^62.
        let steps = simulation.end().as_nanos() / settings.sync.as_nanos().max(1);
        Self {
            simulation,
            next: 0,
            left: u64::try_from(steps).unwrap_or(u64::MAX).saturating_add(1),
            pods: Pods { settled, young: VecDeque::new(), startup, settled_at },
            history: ScalingHistory::default(),
            origin: settled_at,
        }
    }
}

impl AutoscaleSteps<'_> {
    /// How many steps are left; each one takes one away.
    #[must_use]
    pub fn remaining(&self) -> u64 {
        self.left
    }
}

impl Iterator for AutoscaleSteps<'_> {
    type Item = AutoscaleStep;

    fn next(&mut self) -> Option<AutoscaleStep> {
        self.left = self.left.checked_sub(1)?;
        let AutoscaleSimulation { autoscaler, workloads, settings, arithmetic } = self.simulation;
        let nanos = settings.sync.as_nanos().saturating_mul(self.next.into());
        let at = Duration::from_nanos(u64::try_from(nanos).unwrap_or(u64::MAX));
        self.next += 1;
        let now = self.origin.saturating_add(at);
        self.pods.settle(now);

        let (pods, ready) = (self.pods.count(), self.pods.ready(now));
        let demands: Vec<u64> = workloads.iter().map(|workload| workload.load.at(at)).collect();
        let readings: Vec<MetricReading> = autoscaler
            .metrics()
            .iter()
            .zip(workloads)
            .zip(&demands)
            .map(|((metric, workload), &demand)| match metric.source().is_per_pod() {
                true => MetricReading::Pods(self.pods.samples(workload, demand, ready, settings.window, now)),
                false => MetricReading::Value(demand),
            })
            .collect();
        let seen = ScalingObservation { at: now, replicas: pods, pods, ready_pods: ready, readings: &readings };
        let history = std::mem::take(&mut self.history);
        let (decision, history) = autoscaler.decide_in(*arithmetic, &seen, history);
        self.history = history;
        self.pods.resize(decision.replicas, now);
        Some(AutoscaleStep { at, demands, ready, decision })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = usize::try_from(self.left);
        (left.unwrap_or(usize::MAX), left.ok())
    }
}

impl FusedIterator for AutoscaleSteps<'_> {}

impl Pods {
    /// Pods that are old enough are like any other.
    fn settle(&mut self, now: Duration) {
        while let Some(oldest) = self.young.front()
            && oldest.created.saturating_add(self.settled_at) <= now
        {
            self.settled = self.settled.saturating_add(oldest.pods);
            self.young.pop_front();
        }
    }

    fn is_ready(&self, cohort: &Cohort, now: Duration) -> bool {
        cohort.created.saturating_add(self.startup) <= now
    }

    fn count(&self) -> u32 {
        self.young.iter().fold(self.settled, |sum, cohort| sum.saturating_add(cohort.pods))
    }

    fn ready(&self, now: Duration) -> u32 {
        let ready = self.young.iter().filter(|cohort| self.is_ready(cohort, now));
        ready.fold(self.settled, |sum, cohort| sum.saturating_add(cohort.pods))
    }

    /// The ready pods share the demand: each the same, and the oldest one thousandth more until nothing is left.
    fn samples(&self, workload: &Workload, demand: u64, ready: u32, window: Duration, now: Duration) -> Vec<PodSample> {
        let most = workload.capacity.unwrap_or(u64::MAX);
        let each = demand.checked_div(ready.into()).unwrap_or(0);
        let mut more = u32::try_from(demand.checked_rem(ready.into()).unwrap_or(0)).unwrap_or(0);
        let mut samples = Vec::with_capacity(self.young.len() + 2);
        let settled = Cohort { created: Duration::ZERO, pods: self.settled };
        for cohort in std::iter::once(&settled).chain(&self.young) {
            let ready = cohort.created.is_zero() || self.is_ready(cohort, now);
            let state = if ready { self.ready_state(cohort) } else { PodState::starting(cohort.created) };
            let extra = if ready { more.min(cohort.pods) } else { 0 };
            more -= extra;
            let sample = |pods, milli: u64| PodSample {
                pods,
                state,
                request: workload.request,
                usage: Some(PodUsage { milli: if ready { milli.min(most) } else { 0 }, at: now, window }),
            };
            let parts = [(extra, each.saturating_add(1)), (cohort.pods - extra, each)].into_iter();
            samples.extend(parts.filter(|&(pods, _)| pods > 0).map(|(pods, milli)| sample(pods, milli)));
        }
        samples
    }

    fn ready_state(&self, cohort: &Cohort) -> PodState {
        if cohort.created.is_zero() {
            return PodState::running(Duration::ZERO);
        }
        let since = cohort.created.saturating_add(self.startup);
        let ready = ReadyCondition { status: ReadyStatus::True, since };
        PodState { ready: Some(ready), ..PodState::running(cohort.created) }
    }

    /// Adds pods, or takes the newest away.
    fn resize(&mut self, replicas: u32, now: Duration) {
        let pods = self.count();
        if replicas > pods {
            self.young.push_back(Cohort { created: now, pods: replicas - pods });
        }
        let mut surplus = pods.saturating_sub(replicas);
        while surplus > 0
            && let Some(newest) = self.young.back_mut()
        {
            let gone = newest.pods.min(surplus);
            (newest.pods, surplus) = (newest.pods - gone, surplus - gone);
            if newest.pods == 0 {
                self.young.pop_back();
            }
        }
        self.settled = self.settled.saturating_sub(surplus);
    }
}
