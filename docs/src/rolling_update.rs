//! The reference of rolling updates: bounds for replicas.

use pavedroad_rollout::RollingUpdate;

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
        "# Bounds of a rolling update\n\n\
         How many pods a Deployment has while it replaces old ones with new ones. A column is `maxSurge` / \
         `maxUnavailable`; a cell is the fewest available pods it keeps .. the most pods there are, old and new \
         together. Computed by `pavedroad-rollout`; see the type `RollingUpdate`.\n\n\
         - A percentage of `maxSurge` rounds up, one of `maxUnavailable` rounds down.\n\
         - Where both come to 0 pods, one is unavailable: otherwise nothing could move.\n\
         - 25% / 25% is what a Deployment has that says nothing. On one replica it keeps that one; `0 / 1` does not.\n\n\
         {}",
        table(&head, &rows)
    )
}
