//! Amounts as people read them.

use pavedroad_manifests::admission::Demand;
use pavedroad_manifests::{Cpu, Memory, Quantity};

/// An amount of a resource, also by a quota's name of it: cpu in cores, memory and storage in binary units.
pub(crate) fn amount(resource: &str, amount: &Quantity) -> String {
    if amount < &Quantity::ZERO {
        return format!("-{}", self::amount(resource, &-amount));
    }
    let text = match base(resource) {
        "cpu" => Cpu::try_from(amount)
            .map(|cpu| cpu.to_string().trim_end_matches(" cores").trim_end_matches(" core").to_owned()),
        "memory" | "storage" | "ephemeral-storage" => {
            Memory::try_from(&amount.rounded_up(0)).map(|memory| memory.to_string())
        }
        _ => return amount.to_string(),
    };
    // Beyond 64 bits it is as Kubernetes writes it.
    text.unwrap_or_else(|_| amount.to_string())
}

/// The resource that a quota's name means: `cpu` of `requests.cpu`.
pub(crate) fn base(resource: &str) -> &str {
    resource.strip_prefix("requests.").or_else(|| resource.strip_prefix("limits.")).unwrap_or(resource)
}

/// What is requested of a resource.
pub(crate) fn requested(demand: &Demand, resource: &str) -> Quantity {
    demand.requests().get(resource).cloned().unwrap_or_default()
}

/// The limits of a resource, or that pods have none.
pub(crate) fn limits(demand: &Demand, resource: &str) -> String {
    let sum = demand.limits().get(resource).map(|sum| amount(resource, sum));
    let pods = demand.pods();
    match (sum, demand.unlimited(resource)) {
        (_, 0) if pods == 0 => "-".to_owned(),
        (Some(sum), 0) => sum,
        (_, unlimited) if unlimited == pods => "none".to_owned(),
        (sum, unlimited) => format!("{}, {unlimited} pods none", sum.unwrap_or_else(|| "0".to_owned())),
    }
}

/// The limits in percent of the requests, where every pod has limits.
pub(crate) fn overcommit(demand: &Demand) -> String {
    let of = |resource: &str| demand.overcommit(resource).map(|percent| format!("{resource} {percent}%"));
    let all: Vec<String> = ["cpu", "memory"].into_iter().filter_map(of).collect();
    if all.is_empty() { "-".to_owned() } else { all.join(", ") }
}
