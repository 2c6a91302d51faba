//! What pods ask for between the fewest of them and the peak of an update.

use serde::Serialize;

use super::Demand;
use super::count::Count;
use crate::Quantity;

/// What pods ask for when there are the fewest of them, the most, and at the peak of an update.
///
/// # Examples
/// ```
/// use pavedroad_manifests::admission::Capacity;
/// use pavedroad_manifests::{AppSpec, Platform};
///
/// let text = "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nresources: {cpu: 1, memory: 1Gi}\nautoscale: {min: 2, max: 8, cpu: 60%}\n";
/// let platform = Platform::default();
/// let spec = AppSpec::read(&platform, "app.yaml", text)?;
/// let capacity = Capacity::of(&platform.objects(spec.app("test")), &[])?;
/// let all = capacity.total(|_| true);
/// assert_eq!([all.least(), all.most(), all.peak()].map(|demand| demand.pods()), [2, 8, 10]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct DemandRange {
    least: Demand,
    most: Demand,
    peak: Demand,
}

impl DemandRange {
    /// What the fewest pods ask for: of what is scaled, an autoscaler's minimum.
    #[must_use]
    pub fn least(&self) -> &Demand {
        &self.least
    }

    /// What the most pods ask for, outside of updates.
    #[must_use]
    pub fn most(&self) -> &Demand {
        &self.most
    }

    /// What is asked for while every workload is updated at once, from the most pods.
    #[must_use]
    pub fn peak(&self) -> &Demand {
        &self.peak
    }

    /// Adds another's: the sum of two namespaces, or of two environments.
    pub fn add(&mut self, other: &Self) {
        self.least.add(&other.least);
        self.most.add(&other.most);
        self.peak.add(&other.peak);
    }

    /// Adds as many of these pods.
    pub(super) fn add_pods(&mut self, pod: &Demand, count: Count) {
        self.least.add(&pod.times(count.least));
        self.most.add(&pod.times(count.most));
        self.peak.add(&pod.times(count.peak()));
    }

    /// An amount of each.
    pub(super) fn amounts(&self, resource: &str) -> [Quantity; 3] {
        let of = |demand: &Demand| match resource {
            // Nodes count pods like amounts.
            "pods" => crate::Count::from_pieces(demand.pods()).quantity(),
            _ => demand.requests().get(resource).cloned().unwrap_or_default(),
        };
        [of(&self.least), of(&self.most), of(&self.peak)]
    }
}
