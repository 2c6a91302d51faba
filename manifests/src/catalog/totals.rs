//! How much all apps need.

use std::collections::BTreeMap;

use pavedroad_naming::{BusinessLine, Environment};

use crate::{App, AppSpec, Platform, Quantity, ResourceName};

/// What the apps of a business line need in an environment. An app that is scaled between two numbers counts with both:
/// the least and the most.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Total {
    /// The business line; none where the platform has none.
    pub line: Option<BusinessLine>,
    /// The environment.
    pub environment: Environment,
    /// How many apps there are.
    pub apps: usize,
    /// The fewest pods and the most, outside of rolling updates. Apps that run on every node, canaries and further tracks
    /// are not counted.
    pub pods: (u64, u64),
    /// The sums of the requests of the fewest pods and of the most, by resource: those of the apps' own containers.
    pub requests: (BTreeMap<ResourceName, Quantity>, BTreeMap<ResourceName, Quantity>),
}

/// In promotion order, and in the order of the platform's business lines.
pub(super) fn of(platform: &Platform, specs: &[AppSpec]) -> Vec<Total> {
    let convention = platform.convention();
    let lines = convention.lines().iter().map(|line| Some(line.name.clone())).chain([None]);
    let lines: Vec<Option<BusinessLine>> = lines.collect();
    let mut totals = Vec::new();
    for environment in convention.environments() {
        let mut by_line: BTreeMap<Option<BusinessLine>, Vec<&App>> = BTreeMap::new();
        for app in specs.iter().filter_map(|spec| spec.app(environment.as_str())) {
            let line = convention.parse_app(app.name()).ok().and_then(|parts| parts.line);
            by_line.entry(line).or_default().push(app);
        }
        let given = lines.iter().filter_map(|line| by_line.remove_entry(line));
        totals.extend(given.map(|(line, apps)| total(line, environment.clone(), &apps)));
    }
    totals
}

fn total(line: Option<BusinessLine>, environment: Environment, apps: &[&App]) -> Total {
    let mut total =
        Total { line, environment, apps: apps.len(), pods: (0, 0), requests: (BTreeMap::new(), BTreeMap::new()) };
    for app in apps.iter().filter(|app| app.workload() != crate::Workload::PerNode) {
        let (least, most) = (app.scale().least(), app.scale().most());
        // Both are below 2^31, and there are fewer apps than that.
        total.pods = (total.pods.0 + u64::from(least), total.pods.1 + u64::from(most));
        for (name, amount) in app.resources().requests() {
            for (sums, pods) in [(&mut total.requests.0, least), (&mut total.requests.1, most)] {
                *sums.entry(name.clone()).or_default() += &times(amount, pods);
            }
        }
    }
    total
}

/// An amount so many times over, by doubling.
fn times(amount: &Quantity, count: u32) -> Quantity {
    let (mut sum, mut double, mut left) = (Quantity::default(), amount.clone(), count);
    while left > 0 {
        if left % 2 == 1 {
            sum += &double;
        }
        double = &double + &double;
        left /= 2;
    }
    sum
}
