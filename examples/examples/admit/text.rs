//! A report for people.

use std::fmt::Write;

use examples::{counted, table};
use pavedroad_manifests::admission::{NodeInfo, Quota, Reason, Snapshot};
use pavedroad_manifests::{Cpu, Memory, Quantity, yaml};

use crate::report::{PodsReport, Report, WrongLimits};

/// How many nodes are listed of one thing.
const NODES: usize = 8;

pub(crate) fn text(report: &Report, explain: bool) -> String {
    let mut parts: Vec<String> = report.wrong_limits.iter().map(wrong_limits).collect();
    parts.extend(report.unusable.iter().map(|(of, reason)| format!("error: {of}: {reason}\n")));
    parts.extend(report.not_judged.iter().map(|it| {
        let namespace = it.namespace().map(|namespace| format!("{namespace}/")).unwrap_or_default();
        format!("not judged: {} {namespace}{} ({}:{})\n", it.kind(), it.name(), it.file(), it.line())
    }));
    parts.extend(report.refused.iter().map(|(of, reasons)| format!("refused: {of}\n{}", lines("  ", reasons))));
    if !report.pods.is_empty() {
        parts.push(pods(report));
    }
    parts.extend(report.pods.iter().filter(|it| it.admitted < it.new).map(|it| {
        format!("refused: {} of {}, {}\n{}", it.new - it.admitted, it.new, it.subject, lines("  ", &it.refusals))
    }));
    parts.extend(report.pods.iter().filter(|it| !it.unschedulable.is_empty()).map(not_placed));
    if explain {
        let elsewhere = report.pods.iter().filter(|it| it.unschedulable.is_empty() && !it.nodes.is_empty());
        parts.extend(elsewhere.map(|it| format!("fits elsewhere: {}\n{}", it.subject, nodes(it))));
    }
    if !report.quotas.is_empty() {
        parts.push(quotas(report));
    }
    if report.snapshot.is_some() {
        parts.push(left_on_nodes(report));
    }
    parts.push(summary(report));
    parts.join("\n")
}

fn lines<'a>(indent: &str, lines: impl IntoIterator<Item = &'a String>) -> String {
    lines.into_iter().map(|line| format!("{indent}{line}\n")).collect()
}

fn wrong_limits(limits: &WrongLimits) -> String {
    let mut text = format!("refused: {}\n  {}\n", limits.subject, limits.invalid);
    match limits.split.as_ref().and_then(|split| yaml::to_string(split).ok()) {
        Some(split) => {
            text += "proposed instead, and taken for what follows:\n";
            text += &lines("  ", &split.lines().map(str::to_owned).collect::<Vec<_>>());
        }
        None => text += "pods are judged without it\n",
    }
    text
}

fn pods(report: &Report) -> String {
    let mut rows = vec![["NAMESPACE", "PODS OF", "NEW", "ADMITTED", "PLACED", "ON"].map(str::to_owned)];
    for pods in &report.pods {
        let placed: u64 = pods.placed.values().sum();
        let mut on: Vec<String> = pods.placed.iter().take(NODES).map(|(node, of)| format!("{node} ({of})")).collect();
        on.extend(more(pods.placed.len()));
        rows.push([
            pods.subject.namespace.clone(),
            format!("{} {}", pods.subject.kind, pods.subject.name),
            pods.new.to_string(),
            pods.admitted.to_string(),
            if report.snapshot.is_some() { placed.to_string() } else { "-".to_owned() },
            if report.snapshot.is_some() { on.join(", ") } else { "no nodes given".to_owned() },
        ]);
    }
    table(&rows)
}

fn more(nodes: usize) -> Option<String> {
    (nodes > NODES).then(|| format!("{} more", nodes - NODES))
}

fn not_placed(pods: &PodsReport) -> String {
    let placed: u64 = pods.placed.values().sum();
    let number = pods.admitted.saturating_sub(placed);
    let reasons = lines("  ", &pods.unschedulable);
    format!("not placed: {number} of {}, {}\n{reasons}{}", pods.new, pods.subject, nodes(pods))
}

/// The nodes that do not take a pod.
fn nodes(pods: &PodsReport) -> String {
    let mut text = String::new();
    for (node, reasons) in pods.nodes.iter().take(NODES) {
        let reasons: Vec<String> = reasons.iter().map(detailed).collect();
        let _ = writeln!(text, "    {node}: {}", reasons.join(", "));
    }
    text + &more(pods.nodes.len()).map(|more| format!("    {more}\n")).unwrap_or_default()
}

/// The scheduler's reason with what it does not say.
fn detailed(reason: &Reason) -> String {
    match reason {
        Reason::Insufficient { resource, requested, used, allocatable } => {
            let [requested, left, all] =
                [*requested, allocatable.saturating_sub(*used), *allocatable].map(|it| amount(resource, it));
            format!("{reason} (asks for {requested}, {left} of {all} left)")
        }
        Reason::UntoleratedTaint { key, value, effect } if value.is_empty() => format!("{reason} ({key}:{effect})"),
        Reason::UntoleratedTaint { key, value, effect } => format!("{reason} ({key}={value}:{effect})"),
        reason => reason.to_string(),
    }
}

/// An amount as manifests write it.
fn amount(resource: &str, amount: i64) -> String {
    let sign = if amount < 0 { "-" } else { "" };
    let quantity = match resource {
        "cpu" => Cpu::from_millicores(amount.unsigned_abs()).quantity(),
        "memory" | "ephemeral-storage" => Memory::from_bytes(amount.unsigned_abs()).quantity(),
        resource if resource.starts_with("hugepages-") => Memory::from_bytes(amount.unsigned_abs()).quantity(),
        _ => return amount.to_string(),
    };
    format!("{sign}{quantity}")
}

/// What a quota has of each resource, and what is left; less than nothing where too much is used already.
pub(crate) fn left(quota: &Quota) -> Vec<(&str, &Quantity, Quantity)> {
    let used = |name: &str| quota.used().get(name).cloned().unwrap_or_default();
    quota.hard().iter().map(|(name, hard)| (name, hard, hard - &used(name))).collect()
}

fn quotas(report: &Report) -> String {
    let mut rows = vec![["NAMESPACE", "QUOTA", "RESOURCE", "USED", "OF", "LEFT"].map(str::to_owned)];
    for (namespace, quota) in &report.quotas {
        for (name, hard, left) in left(quota) {
            let used = quota.used().get(name).map(ToString::to_string).unwrap_or_default();
            let [name, hard, left] = [name.to_owned(), hard.to_string(), left.to_string()];
            rows.push([namespace.clone(), quota.name().to_owned(), name, used, hard, left]);
        }
    }
    table(&rows)
}

fn left_on_nodes(report: &Report) -> String {
    let mut rows = vec![["NODE", "PODS LEFT", "CPU LEFT", "MEMORY LEFT", "DEVICES LEFT"].map(str::to_owned)];
    for node in report.snapshot.iter().flat_map(Snapshot::nodes) {
        let devices = report.devices.iter().filter(|name| node.allocatable(name) > 0);
        let devices: Vec<String> = devices.map(|name| format!("{name} {}", left_on(node, name))).collect();
        let [pods, cpu, memory] = ["pods", "cpu", "memory"].map(|name| left_on(node, name));
        rows.push([node.name().to_owned(), pods, cpu, memory, devices.join(", ")]);
    }
    table(&rows)
}

/// `1500m of 4`.
fn left_on(node: &NodeInfo, name: &str) -> String {
    let (all, used) = (node.allocatable(name), node.requested(name));
    format!("{} of {}", amount(name, all.saturating_sub(used)), amount(name, all))
}

/// `3 nodes, 1 running pod; 12 new pods: 12 admitted, 7 placed`.
fn summary(report: &Report) -> String {
    let sum = |of: fn(&PodsReport) -> u64| report.pods.iter().map(of).sum::<u64>();
    let mut text = match &report.snapshot {
        Some(snapshot) => format!("{}, ", counted(snapshot.nodes().count() as u64, "node")),
        None => String::new(),
    };
    text += &format!("{}; ", counted(report.running as u64, "running pod"));
    text += &format!("{}: {} admitted", counted(sum(|pods| pods.new), "new pod"), sum(|pods| pods.admitted));
    if report.snapshot.is_some() {
        text += &format!(", {} placed", sum(|pods| pods.placed.values().sum()));
    }
    text + "\n"
}
