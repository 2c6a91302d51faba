//! The reference of pods for a weight: the exact numbers, and where those of Argo Rollouts differ.

use pavedroad_rollout::{CanaryPods, SurgeZeroDefect, Weight, argo_pods_for_weight, pods_for_weight};

use crate::table::table;

const REPLICAS: [u32; 14] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 25, 50, 100];

const WEIGHTS: [Weight; 12] = [
    Weight::from_static("0.5%"),
    Weight::from_static("1%"),
    Weight::from_static("5%"),
    Weight::from_static("10%"),
    Weight::from_static("20%"),
    Weight::from_static("25%"),
    Weight::from_static("1/3"),
    Weight::from_static("50%"),
    Weight::from_static("75%"),
    Weight::from_static("90%"),
    Weight::from_static("95%"),
    Weight::from_static("99%"),
];

/// Far above the last difference: a half of a pod below all of them is a percentage for 1, 2, 5, 10, 25 and 50 pods.
const SEARCHED: u32 = 1_000;

pub(crate) fn text() -> String {
    // Argo Rollouts takes no others.
    let percentages: Vec<Weight> = WEIGHTS.into_iter().filter(|weight| 100 % weight.denominator() == 0).collect();
    format!(
        "# Pods for a weight\n\n\
         How many pods a canary has where the number of pods itself divides the traffic: a Service in front of both \
         versions, without a router. Computed by `pavedroad-rollout`; see the functions `pods_for_weight` and \
         `argo_pods_for_weight`.\n\n\
         A cell is the pods of the stable version / those of the canary.\n\n\
         ## Exact\n\n\
         The canary has the whole number nearest to replicas x weight, a half up. A weight that is neither 0% nor 100% \
         leaves both versions at least one pod, if there are two. The sum is always the replicas.\n\n\
         {}\n\
         ## Where Argo Rollouts differs, without surge\n\n\
         Up to {SEARCHED} pods and for every whole percentage, these are all the differences. Argo Rollouts gives the canary \
         no pod where replicas x weight is half a pod below the replicas: a step from 90% to 95% of ten pods takes the canary \
         from nine pods to none. `SurgeZeroDefect::Kept` asks for it.\n\n\
         {}\n\
         ## Where Argo Rollouts differs, with surge\n\n\
         With a `maxSurge` above zero it may take one pod more than the replicas, where that comes closer to the weight. \
         A cell is what it aims at, `=` where that is the exact number.\n\n\
         {}",
        grid(&WEIGHTS, |replicas, weight| cell(pods_for_weight(replicas, weight))),
        defects(),
        grid(&percentages, |replicas, weight| {
            let argo = argo_pods_for_weight(replicas, weight, true, SurgeZeroDefect::Kept);
            if argo == pods_for_weight(replicas, weight) { "=".to_owned() } else { cell(argo) }
        }),
    )
}

fn cell(pods: CanaryPods) -> String {
    format!("{} / {}", pods.stable, pods.canary)
}

fn grid(weights: &[Weight], cell: impl Fn(u32, Weight) -> String) -> String {
    let head: Vec<String> =
        std::iter::once("replicas".to_owned()).chain(weights.iter().map(Weight::to_string)).collect();
    let row = |&replicas: &u32| {
        std::iter::once(replicas.to_string()).chain(weights.iter().map(|&weight| cell(replicas, weight))).collect()
    };
    table(&head, &REPLICAS.iter().map(row).collect::<Vec<_>>())
}

fn defects() -> String {
    let head = ["replicas", "weight", "exact", "Argo Rollouts"].map(str::to_owned);
    let mut rows = Vec::new();
    for replicas in 1..=SEARCHED {
        for weight in (0..=100).filter_map(|percent| Weight::from_fraction(percent, 100).ok()) {
            let argo = argo_pods_for_weight(replicas, weight, false, SurgeZeroDefect::Kept);
            let exact = pods_for_weight(replicas, weight);
            if argo != exact {
                rows.push(vec![replicas.to_string(), weight.to_string(), cell(exact), cell(argo)]);
            }
        }
    }
    table(&head, &rows)
}
