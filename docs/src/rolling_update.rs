//! The reference of rolling updates: bounds for replicas, and the steps of whole updates.

use std::time::Duration;

use pavedroad_rollout::{
    Deployment, DeploymentStrategy, HandOver, PodManagement, Readiness, RollingUpdate, RolloutMoment, StatefulSetUpdate,
};

use crate::table::table;

const UPDATES: [RollingUpdate; 6] = [
    RollingUpdate::KUBERNETES,
    RollingUpdate::from_static("25%", "0"),
    RollingUpdate::from_static("1", "0"),
    RollingUpdate::from_static("0", "1"),
    RollingUpdate::from_static("0", "25%"),
    RollingUpdate::from_static("100%", "0"),
];

const REPLICAS: [u32; 14] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 50, 100];

pub(crate) fn text() -> String {
    let head: Vec<String> = std::iter::once("replicas".to_owned())
        .chain(UPDATES.iter().map(|update| format!("{} / {}", update.max_surge(), update.max_unavailable())))
        .collect();
    let rows: Vec<Vec<String>> = REPLICAS
        .iter()
        .map(|&replicas| {
            let bounds = UPDATES.iter().map(|update| update.bounds(replicas));
            let cells = bounds.map(|bounds| format!("{} .. {}", bounds.least_available, bounds.most_pods));
            std::iter::once(replicas.to_string()).chain(cells).collect()
        })
        .collect();
    format!(
        "# Bounds and steps of a rolling update\n\n\
         How many pods a Deployment has while it replaces old ones with new ones. A column is `maxSurge` / \
         `maxUnavailable`; a cell is the fewest available pods it keeps .. the most pods there are, old and new \
         together. Computed by `pavedroad-rollout`; see the type `RollingUpdate`.\n\n\
         - A percentage of `maxSurge` rounds up, one of `maxUnavailable` rounds down.\n\
         - Where both come to 0 pods, one is unavailable: otherwise nothing could move.\n\
         - 25% / 25% is what a Deployment has that says nothing. On one replica it keeps that one; `0 / 1` does not.\n\n\
         {}\n{}",
        table(&head, &rows),
        steps()
    )
}

/// The sizes that whole updates go through.
fn steps() -> String {
    let head = ["update", "replicas", "new/old pods, from one change to the next", "never ready"].map(str::to_owned);
    let mut rows = Vec::new();
    for update in UPDATES {
        for replicas in [2, 10] {
            let mut deployment = Deployment::running(replicas, DeploymentStrategy::RollingUpdate(update));
            deployment.update();
            let name = format!("{} / {}", update.max_surge(), update.max_unavailable());
            rows.push(row(&name, replicas, |readiness| sizes(deployment.clone().simulate(readiness))));
        }
    }
    for (name, policy) in [("in order", PodManagement::OrderedReady), ("in parallel", PodManagement::Parallel)] {
        let update = StatefulSetUpdate::KUBERNETES.with(policy);
        rows.push(row(&format!("StatefulSet, {name}"), 3, |readiness| sizes(update.simulate(3, readiness))));
    }
    rows.push(row("old RC, new RC", 3, |readiness| sizes(HandOver::new(3, 3).simulate(readiness))));
    format!(
        "## Steps\n\n\
         What the controllers do when pods take longer to become ready than a controller takes for a step; the last \
         column is where an update stops whose new pods never become ready. See `Deployment::simulate`, \
         `StatefulSetUpdate::simulate`, `HandOver::simulate`, and `cargo run --example rolling`.\n\n\
         {}\n\
         What is decided as today's controllers do, where older ones differ:\n\n\
         - Scaling during an update: a set without its annotation `max-replicas`, or with 0 there, counts the pods in \
         the status, and is left alone when there are none. Older controllers (1.20) divided by that zero.\n\
         - Old revisions are deleted by revision. Older controllers (1.20) went by age, and so deleted first the set \
         that an undo had just left.\n\
         - A StatefulSet counts unavailable pods against `maxUnavailable`, 1 if it says nothing, and waits for any of \
         them. Before 1.35, in parallel, it replaced the highest old pod as soon as those above it were available. \
         That unavailable old pods go first in parallel is newer still.\n\
         - Sums and products are exact. Kubernetes' own have 32 bits: scaling during an update goes wrong there from \
         about 46,000 pods in one set on.\n\
         - `podReplacementPolicy` (alpha) is not there: a pod that terminates is gone.\n",
        table(&head, &rows)
    )
}

/// An update that gets ready, and one that never does.
fn row(name: &str, replicas: u32, sizes: impl Fn(Readiness) -> Vec<String>) -> Vec<String> {
    let ready = sizes(Readiness::After(Duration::from_secs(30)));
    let never = sizes(Readiness::Never).pop().unwrap_or_default();
    vec![name.to_owned(), replicas.to_string(), ready.join(", "), never]
}

/// `3/10`: three new pods and ten old ones. A long sequence is cut in its middle.
fn sizes(moments: impl Iterator<Item = RolloutMoment>) -> Vec<String> {
    let mut sizes: Vec<String> = moments.map(|moment| format!("{}/{}", moment.new, moment.old)).collect();
    sizes.dedup();
    if sizes.len() > 12 {
        sizes.splice(5..sizes.len() - 3, ["...".to_owned()]);
    }
    sizes
}
