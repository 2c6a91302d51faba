//! The report for machines.

use serde_json::{Value, json};

use pavedroad_manifests::admission::{Demand, DemandRange};

use crate::report::{Part, Report, Room};

/// One object. Quantities are texts, as Kubernetes writes them; percentages are numbers, rounded down.
pub(crate) fn json(report: &Report) -> String {
    let lines: Vec<Value> =
        report.lines.iter().map(|(line, range)| with(json!({"line": line}), demands(range))).collect();
    let over: Vec<Value> = report
        .excesses()
        .map(|it| {
            let Room { of, bound, resource, .. } = it.room;
            json!({"of": of, "bound": bound, "resource": resource, "by": it.by, "when": it.when})
        })
        .collect();
    let value = json!({
        "environments": report.parts.iter().map(environment).collect::<Vec<_>>(),
        "lines": lines,
        "total": demands(&report.total),
        "sharedNodes": report.shared.iter().map(room).collect::<Vec<_>>(),
        "fits": over.is_empty(),
        "over": over,
        "notes": report.notes,
    });
    format!("{value:#}\n")
}

fn environment(part: &Part) -> Value {
    let spaces = part
        .capacity
        .namespaces()
        .iter()
        .zip(&part.line_of)
        .map(|(space, line)| with(json!({"namespace": space.namespace(), "line": line}), demands(space.demand())));
    json!({
        "environment": part.environment,
        "apps": part.apps,
        "namespaces": spaces.collect::<Vec<_>>(),
        "total": demands(&part.capacity.total(|_| true)),
        "bounds": part.rooms.iter().map(room).collect::<Vec<_>>(),
    })
}

fn room(room: &Room) -> Value {
    json!({
        "of": room.of,
        "kind": if room.is_quota { "quota" } else { "nodes" },
        "bound": room.bound,
        "resource": room.resource,
        "gives": room.gives,
        "least": room.needs[0],
        "most": room.needs[1],
        "peak": room.needs[2],
        "left": room.left(),
        "leftAtPeak": room.left_at_peak(),
        "usedPercent": room.needs[1].percent_of(&room.gives),
    })
}

fn demands(range: &DemandRange) -> Value {
    json!({"least": demand(range.least()), "most": demand(range.most()), "peak": demand(range.peak())})
}

fn demand(demand: &Demand) -> Value {
    json!({
        "pods": demand.pods(),
        "requests": demand.requests(),
        "limits": demand.limits(),
        "podsWithoutLimit": {"cpu": demand.unlimited("cpu"), "memory": demand.unlimited("memory")},
        "overcommitPercent": {"cpu": demand.overcommit("cpu"), "memory": demand.overcommit("memory")},
    })
}

/// The keys of both.
fn with(mut one: Value, other: Value) -> Value {
    if let (Value::Object(one), Value::Object(other)) = (&mut one, other) {
        one.extend(other);
    }
    one
}
