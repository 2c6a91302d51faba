//! Budgets keep pods running, and let nodes be drained all the same.

use std::collections::BTreeMap;

use k8s_openapi::apimachinery::pkg::util::intstr::IntOrString;

use crate::lint::code::LintCode;
use crate::lint::finding::{LintFinding, ObjectRef};
use crate::lint::index::{Index, Item, Pods, namespace};
use crate::lint::labels::written_selector;
use crate::object::Object;

pub(super) fn check(index: &Index<'_>, findings: &mut Vec<LintFinding>) {
    let mut of_pods: BTreeMap<usize, Item<'_>> = BTreeMap::new();
    for item in &index.items {
        let Object::PodDisruptionBudget(budget) = item.1 else { continue };
        let Some(spec) = &budget.spec else { continue };
        // An empty selector selects all pods of the namespace, and none at all no pod.
        let selected = spec.selector.as_ref().map(|selector| index.selected(namespace(item.1), selector));
        let pods: Vec<&Pods<'_>> = selected.into_iter().flatten().filter(|pods| pods.lasting).collect();
        if pods.is_empty() {
            let found = match &spec.selector {
                Some(_) if !index.expects_pods(item.1) => continue,
                Some(selector) => format!("{}, which selects no pod", written_selector(selector)),
                None => "no selector, which selects no pod".to_owned(),
            };
            let expected = "the labels of a pod template";
            findings.push(LintFinding::new(*item, LintCode::BudgetWithoutPods, "spec.selector", found, expected));
            continue;
        }
        for pods in &pods {
            if let Some((_, first)) = of_pods.get(&pods.item.0) {
                findings.push(LintFinding::new(
                    *item,
                    LintCode::SeveralBudgets,
                    "spec.selector",
                    format!("the pods of {}, which {} selects too", ObjectRef::of(pods.item.1), ObjectRef::of(first)),
                    "one budget for a pod",
                ));
            }
            of_pods.entry(pods.item.0).or_insert(*item);
        }
        let total = total(&pods);
        let blocks = match (&spec.max_unavailable, &spec.min_available, total) {
            (Some(most), _, _) if zero(most) => Some(("spec.maxUnavailable", most, "at least 1".to_owned())),
            (None, Some(IntOrString::Int(least)), Some(total)) if total > 0 && i64::from(*least) >= total => Some((
                "spec.minAvailable",
                spec.min_available.as_ref().unwrap_or(&IntOrString::Int(0)),
                format!("less than the {total} there are"),
            )),
            (None, Some(least @ IntOrString::String(text)), total) if total != Some(0) => {
                let percent = text.strip_suffix('%').and_then(|digits| digits.parse::<i64>().ok());
                // Rounded up, as the disruption controller does.
                let kept = |percent: i64, total: i64| percent.saturating_mul(total).saturating_add(99) / 100;
                let blocks = percent
                    .is_some_and(|percent| percent >= 100 || total.is_some_and(|total| kept(percent, total) >= total));
                blocks.then(|| ("spec.minAvailable", least, "a part that leaves one pod to go".to_owned()))
            }
            _ => None,
        };
        if let Some((path, value, expected)) = blocks {
            let found = match value {
                IntOrString::Int(number) => format!("`{number}`"),
                IntOrString::String(text) => format!("`{text}`"),
            };
            findings.push(LintFinding::new(*item, LintCode::BlocksDrains, path, found, expected));
        }
    }
}

fn zero(value: &IntOrString) -> bool {
    match value {
        IntOrString::Int(number) => *number <= 0,
        IntOrString::String(text) => text.strip_suffix('%').is_some_and(|digits| digits.parse::<i64>() == Ok(0)),
    }
}

/// How many pods there are, where every workload says it.
fn total(pods: &[&Pods<'_>]) -> Option<i64> {
    pods.iter().map(|pods| pods.replicas.map(i64::from)).sum()
}
