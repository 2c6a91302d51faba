//! The report as a picture: how full each quota and the nodes are, for cpu and for memory.

use examples::chart::{Gauge, GaugePanel, Gauges};
use pavedroad_manifests::Quantity;
use pavedroad_manifests::admission::NamespaceCapacity;

use crate::figures::{amount, base, requested};
use crate::report::{Report, Room};

pub(crate) fn gauges(report: &Report) -> Gauges {
    let over = report.excesses().map(|excess| format!("{excess}."));
    Gauges {
        title: "What is requested of quotas and nodes".to_owned(),
        parts: ["fewest pods", "most pods", "while every app is updated"].map(str::to_owned),
        over: "more than there is".to_owned(),
        panels: [("cpu", "cpu cores"), ("memory", "memory")]
            .map(|(resource, title)| panel(report, resource, title))
            .into(),
        notes: report.notes.iter().cloned().chain(over).collect(),
    }
}

fn panel(report: &Report, resource: &str, title: &str) -> GaugePanel {
    let is_of = |room: &&Room| room.resource.strip_prefix("requests.").unwrap_or(&room.resource) == resource;
    let bounded = report.rooms().any(|room| is_of(&room));
    let spaces = || report.parts.iter().flat_map(|part| part.capacity.namespaces());
    let largest = spaces().map(|space| requested(space.peak(), resource)).max().unwrap_or_default();
    let mut gauges = Vec::new();
    for part in &report.parts {
        let nodes = part.rooms.iter().chain(&report.shared).filter(is_of).find(|room| !room.is_quota);
        for space in part.capacity.namespaces() {
            let of_space = |room: &&Room| room.is_quota && room.of == space.namespace();
            let before = gauges.len();
            gauges.extend(part.rooms.iter().filter(is_of).filter(of_space).map(gauge));
            if gauges.len() == before {
                gauges.push(without_quota(space, resource, nodes, (!bounded).then_some(&largest)));
            }
        }
        gauges.extend(part.rooms.iter().filter(is_of).filter(|room| !room.is_quota).map(gauge));
    }
    gauges.extend(report.shared.iter().filter(is_of).map(gauge));
    let what = if bounded { "in percent of what there is" } else { "compared with each other" };
    GaugePanel { title: format!("{title} requested, {what}"), axis: bounded, gauges }
}

fn gauge(room: &Room) -> Gauge {
    Gauge {
        label: [if room.is_quota { room.of.clone() } else { format!("{}, together", room.of) }, room.bound.clone()],
        figures: [needs(&room.resource, &room.needs), format!("of {}", amount(&room.resource, &room.gives))],
        shares: Some(room.needs.each_ref().map(|needs| share(needs, &room.gives))),
    }
}

/// What no quota bounds is measured by the nodes, or by the largest where nothing is bounded.
fn without_quota(space: &NamespaceCapacity, resource: &str, nodes: Option<&Room>, largest: Option<&Quantity>) -> Gauge {
    let amounts = [space.least(), space.most(), space.peak()].map(|demand| requested(demand, resource));
    let of = nodes.map(|nodes| format!("of {}, all nodes", amount(resource, &nodes.gives)));
    Gauge {
        label: [space.namespace().to_owned(), "no quota".to_owned()],
        figures: [needs(resource, &amounts), of.unwrap_or_default()],
        shares: nodes
            .map(|nodes| &nodes.gives)
            .or(largest)
            .map(|whole| amounts.each_ref().map(|amount| share(amount, whole))),
    }
}

/// The three amounts, with the unit once where it is the same.
fn needs(resource: &str, amounts: &[Quantity; 3]) -> String {
    let shown = amounts.each_ref().map(|quantity| amount(resource, quantity));
    let unit = |text: &str| text.split_once(' ').map(|(_, unit)| unit.to_owned());
    let [least, most, peak] = &shown;
    let same = base(resource) == "memory" && unit(least) == unit(peak) && unit(most) == unit(peak);
    match peak.split_once(' ').filter(|_| same) {
        Some((peak, unit)) => {
            let number = |text: &String| text.split(' ').next().unwrap_or_default().to_owned();
            format!("{} / {} / {peak} {unit}", number(least), number(most))
        }
        None => shown.join(" / "),
    }
}

/// How much of the whole it is, in thousandths and without rounding errors; more than there is of nothing.
fn share(part: &Quantity, whole: &Quantity) -> f64 {
    let thousandths = (part * 10).percent_of(whole).and_then(|share| u32::try_from(share).ok());
    match thousandths {
        Some(thousandths) => f64::from(thousandths) / 1000.0,
        None if part.is_zero() => 0.0,
        None => f64::from(u16::MAX),
    }
}
