//! The reference of autoscaling: where the controller's floating point and exact integers part, and the defaults.

use pavedroad_rollout::{RoundingDifference, ScalingPolicy, ScalingRules, SelectPolicy, rounding_differences};

use crate::table::table;

/// How many of the cases are shown, the ones with the fewest pods.
const SHOWN: usize = 20;

pub(crate) fn text() -> String {
    let mut differences: Vec<RoundingDifference> = rounding_differences(1..=200, 1..=100, 1..=50).collect();
    let count = differences.len();
    differences.sort_by_key(|case| (case.pods, case.target, case.measured));
    // Multiples of ten alone: the targets that people set.
    let shown = differences.iter().filter(|case| case.target.is_multiple_of(10)).take(SHOWN);
    let rows: Vec<Vec<String>> = shown
        .map(|case| {
            let RoundingDifference { measured, target, pods, kubernetes, exact, .. } = *case;
            vec![format!("{measured} % of {target} %"), number(pods), number(kubernetes), number(exact)]
        })
        .collect();
    let head = ["measured of target", "pods", "Kubernetes", "exact"].map(str::to_owned);
    format!(
        "# Autoscaling\n\n\
         What a HorizontalPodAutoscaler decides, computed by `pavedroad-rollout`; see the type `Autoscaler`. `decide` \
         computes in exact integers, `decide_as_kubernetes` in the floating point of the controller of Kubernetes 1.33 \
         and newer.\n\n\
         ## Where the two differ\n\n\
         - **A product just above a whole number.** The controller divides what is measured by the target, multiplies \
         by the pods, and rounds up. A quotient without an exact floating point number can make the product a little \
         more than a whole number, and then there is one pod more. Of a million cases (1 to 200 % measured, 1 to 100 % \
         aimed at, 1 to 50 pods) that are {count}, and never is it a pod less.\n\
         - **Policies in percent.** The controller multiplies by `1 + p/100`, rounded up, or by `1 - p/100`, cut: 50 \
         pods may grow by 10 % to 56 there and to 55 exactly; 10 pods may shrink by 80 % to 1 there and to 2 exactly.\n\
         - **The bounds of a tolerance.** The controller takes the tolerance from 1, and adds it, in floating point: at \
         a tolerance of 0.18, 82 % of a target of 100 % lie below its bound of 0.8200000000000001, so it scales down \
         where exact integers do not. At the 0.1 that clusters have there is no such case.\n\
         - **Forgotten events.** The controller overwrites a scaling event that is older than the periods of its own \
         direction, although the policies of the other direction may still count it. Exactly, nothing is forgotten \
         that counts.\n\
         - **Policies of more pods than 32 bits hold.** The controller adds the pods of a policy in 32 bits, which wrap \
         around: from 2 pods on, a policy of 2147483647 pods, meant as no limit, forbids every scaling up.\n\
         - **Numbers that fit nowhere.** Other results above 2147483647 saturate in both. The controller on x86 makes \
         most of them -2147483648, and so goes to the least replicas.\n\n\
         ### The first cases at round targets\n\n{}\n\
         ## What Kubernetes fills in\n\n\
         An autoscaler with a `behavior` gets these rules for each direction that says nothing. One without a behavior \
         may go to `max(2n, 4)` replicas at a time, and scales down to the greatest recommendation of the last 300 \
         seconds.\n\n{}",
        table(&head, &rows),
        defaults()
    )
}

fn number(number: u32) -> String {
    number.to_string()
}

fn defaults() -> String {
    let head = ["direction", "policies", "counts", "window"].map(str::to_owned);
    let row = |direction: &str, rules: &ScalingRules| {
        let policies: Vec<String> = rules.policies().iter().map(ScalingPolicy::to_string).collect();
        let counts = match rules.select() {
            SelectPolicy::Max => "the greatest change",
            SelectPolicy::Min => "the smallest change",
            SelectPolicy::Disabled => "none",
        };
        vec![direction.to_owned(), policies.join(", "), counts.to_owned(), format!("{} s", rules.window_seconds())]
    };
    table(&head, &[row("up", &ScalingRules::kubernetes_up()), row("down", &ScalingRules::kubernetes_down())])
}
