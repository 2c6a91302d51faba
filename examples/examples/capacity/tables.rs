//! The report as tables.

use std::collections::BTreeMap;

use examples::table;
use pavedroad_manifests::admission::DemandRange;
use pavedroad_naming::BusinessLine;

use crate::figures::{amount, limits, overcommit, requested};
use crate::report::{Part, Report, Room, things};

/// How to go on from the shipped apps.
pub(crate) const NEXT: &str = "
Draw it:         cargo run --example capacity -- --svg capacity.svg
Count your apps: cargo run --example capacity -- apps --platform platform.yaml --nodes nodes.yaml
";

/// Each environment, all of them together, and what does not fit.
pub(crate) fn tables(report: &Report) -> String {
    let mut text: Vec<String> = report.parts.iter().map(environment).collect();
    if report.parts.len() > 1 {
        let environments: Vec<&str> = report.parts.iter().map(|part| part.environment.as_str()).collect();
        let environments = environments.join(", ");
        let mut rows = vec![head("LINE", "ENVIRONMENTS")];
        for (line, demand) in &report.lines {
            rows.extend(demands(&shown(line.as_ref()), &environments, demand));
        }
        if report.lines.len() > 1 {
            rows.extend(demands("total", &environments, &report.total));
        }
        text.push(format!("all environments:\n{}{}", table(&rows), bounds(&report.shared)));
    }
    let mut end = String::new();
    for note in &report.notes {
        end += &format!("note: {note}\n");
    }
    for excess in report.excesses() {
        end += &format!("over: {excess}\n");
    }
    if report.rooms().next().is_none() {
        end += "note: neither quotas nor nodes are known, so nothing is bounded\n";
    } else if report.excesses().next().is_none() {
        end += "all of it fits, also while every app is updated at once\n";
    }
    text.push(end);
    text.join("\n")
}

fn environment(part: &Part) -> String {
    let mut rows = vec![head("NAMESPACE", "LINE")];
    let mut by_line: BTreeMap<Option<&BusinessLine>, (usize, DemandRange)> = BTreeMap::new();
    for (space, line) in part.capacity.namespaces().iter().zip(&part.line_of) {
        rows.extend(demands(space.namespace(), &shown(line.as_ref()), space.demand()));
        let (count, sum) = by_line.entry(line.as_ref()).or_default();
        *count += 1;
        sum.add(space.demand());
    }
    for (line, (_, sum)) in by_line.iter().filter(|(_, (count, _))| *count > 1) {
        rows.extend(demands("all", &shown(*line), sum));
    }
    if part.capacity.namespaces().len() > 1 {
        rows.extend(demands("total", "", &part.capacity.total(|_| true)));
    }
    let apps = things(part.apps, "app");
    format!("{}: {apps}\n{}{}", part.environment, table(&rows), bounds(&part.rooms))
}

/// What there is, and how much of it is left.
fn bounds(rooms: &[Room]) -> String {
    if rooms.is_empty() {
        return String::new();
    }
    let head = ["IN", "BOUND", "AMOUNT", "GIVES", "LEAST", "MOST", "PEAK", "LEFT", "AT PEAK", "USED"];
    let mut rows = vec![head.map(str::to_owned)];
    for room in rooms_in_order(rooms) {
        let shown = |quantity| amount(&room.resource, quantity);
        let [least, most, peak] = room.needs.each_ref().map(shown);
        rows.push([
            room.of.clone(),
            room.bound.clone(),
            room.resource.clone(),
            shown(&room.gives),
            least,
            most,
            peak,
            shown(&room.left()),
            shown(&room.left_at_peak()),
            room.needs[1].percent_of(&room.gives).map_or_else(|| "-".to_owned(), |percent| format!("{percent}%")),
        ]);
    }
    format!("\n{}", table(&rows))
}

/// Quotas before nodes.
fn rooms_in_order(rooms: &[Room]) -> impl Iterator<Item = &Room> {
    let (quotas, nodes): (Vec<&Room>, Vec<&Room>) = rooms.iter().partition(|room| room.is_quota);
    quotas.into_iter().chain(nodes)
}

fn head(first: &str, second: &str) -> [String; 9] {
    [first, second, "WHEN", "PODS", "CPU", "MEMORY", "CPU LIMITS", "MEMORY LIMITS", "OVERCOMMIT"].map(str::to_owned)
}

/// A line for the fewest pods, the most, and the peak, unless they are the same.
fn demands(first: &str, second: &str, range: &DemandRange) -> Vec<[String; 9]> {
    let all = [("least", range.least()), ("most", range.most()), ("peak", range.peak())];
    let rows = all.into_iter().enumerate().map(|(at, (when, demand))| {
        let name = |text: &str| if at == 0 { text.to_owned() } else { String::new() };
        [
            name(first),
            name(second),
            when.to_owned(),
            demand.pods().to_string(),
            amount("cpu", &requested(demand, "cpu")),
            amount("memory", &requested(demand, "memory")),
            limits(demand, "cpu"),
            limits(demand, "memory"),
            overcommit(demand),
        ]
    });
    rows.collect()
}

fn shown(line: Option<&BusinessLine>) -> String {
    line.map_or_else(|| "-".to_owned(), ToString::to_string)
}
