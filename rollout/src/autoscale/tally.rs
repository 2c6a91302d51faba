//! Many pods as a few sums.

use std::time::Duration;

use crate::autoscale::autoscaler::ControllerSettings;
use crate::autoscale::metric::{MetricSpec, MetricTarget};
use crate::autoscale::pod_sample::{PodClass, PodSample};
use crate::autoscale::proposal::MetricFailure;

/// The sums a proposal is made of. A sum of 2^32 pods at 2^64 thousandths is below 2^96, and no list of samples is
/// long enough to bring it to 2^128.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) measured: Group,
    pub(crate) unready: Group,
    /// Their `usage` is what they count as when scaling down.
    pub(crate) missing: Group,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Group {
    pub(crate) pods: u128,
    pub(crate) usage: u128,
    pub(crate) requests: u128,
}

impl Group {
    fn add(&mut self, pods: u32, usage: u128, request: u64) {
        let pods = u128::from(pods);
        self.pods = self.pods.saturating_add(pods);
        self.usage = self.usage.saturating_add(pods.saturating_mul(usage));
        self.requests = self.requests.saturating_add(pods.saturating_mul(request.into()));
    }

    pub(crate) fn and(self, other: Self, usage: u128) -> Self {
        Self {
            pods: self.pods.saturating_add(other.pods),
            usage: self.usage.saturating_add(usage),
            requests: self.requests.saturating_add(other.requests),
        }
    }
}

impl Tally {
    pub(crate) fn of(
        metric: &MetricSpec,
        samples: &[PodSample],
        settings: &ControllerSettings,
        now: Duration,
    ) -> Result<Self, MetricFailure> {
        let mut tally = Self::default();
        let cpu = metric.source().is_cpu();
        let (mut any, mut all_request) = (false, true);
        for sample in samples.iter().filter(|sample| sample.pods > 0) {
            any = true;
            all_request &= sample.request.is_some();
            let request = sample.request.unwrap_or(0);
            match sample.class(cpu, settings, now) {
                PodClass::Measured(usage) => tally.measured.add(sample.pods, usage.into(), request),
                PodClass::Unready => tally.unready.add(sample.pods, 0, request),
                PodClass::Missing => tally.missing.add(sample.pods, fallback(metric.target(), request), request),
                PodClass::Ignored => {}
            }
        }
        match metric.target() {
            _ if !any => Err(MetricFailure::NoPods),
            _ if tally.measured.pods == 0 => Err(MetricFailure::NoMeasuredPods),
            MetricTarget::Utilization(_) if !all_request => Err(MetricFailure::NoRequest),
            _ => Ok(tally),
        }
    }
}

/// What a pod without a metric counts as when scaling down: all of its request, or the target where that is more; of
/// other metrics exactly the target. Rounded down for each pod, as Kubernetes does.
fn fallback(target: MetricTarget, request: u64) -> u128 {
    match target {
        MetricTarget::Utilization(percent) => u128::from(request) * u128::from(percent.max(100)) / 100,
        MetricTarget::Value(milli) | MetricTarget::AverageValue(milli) => milli.into(),
    }
}
