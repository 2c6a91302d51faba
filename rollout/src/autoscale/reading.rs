//! What an autoscaler sees at one instant.

use std::time::Duration;

use crate::autoscale::pod_sample::PodSample;

/// What a metric reads.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum MetricReading {
    /// Of a resource or a metric of pods: every pod that the selector finds.
    Pods(Vec<PodSample>),
    /// Of an object or an external metric: its value in thousandths, or the sum of its values.
    Value(u64),
    /// Nothing: the metrics API did not answer.
    Unavailable,
}

/// What an autoscaler sees at one instant: everything a decision needs but the settings and the history.
///
/// # Examples
/// ```
/// use std::time::Duration;
/// use pavedroad_rollout::{MetricReading, ScalingObservation};
///
/// let queue = [MetricReading::Value(30_000)];
/// let observation = ScalingObservation::new(Duration::from_secs(600), 4, &queue);
/// assert_eq!((observation.pods, observation.ready_pods), (4, 4));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ScalingObservation<'a> {
    /// Now, since the origin of all instants.
    pub at: Duration,
    /// The replicas that are set (`spec.replicas`).
    pub replicas: u32,
    /// The pods there are (`status.replicas`).
    pub pods: u32,
    /// How many of them run and are ready. An object's or external metric's value needs it.
    pub ready_pods: u32,
    /// One reading for each metric of the autoscaler, in its order. A metric whose reading is missing or of the other
    /// kind has failed.
    pub readings: &'a [MetricReading],
}

impl<'a> ScalingObservation<'a> {
    /// An observation in which every replica is a ready pod.
    #[must_use]
    pub const fn new(at: Duration, replicas: u32, readings: &'a [MetricReading]) -> Self {
        Self { at, replicas, pods: replicas, ready_pods: replicas, readings }
    }
}
