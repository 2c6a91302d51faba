//! The decisions in words, and what is to say of all of them.

use examples::counted;
use pavedroad_rollout::{AutoscaleSimulation, Flapping};

use crate::strategy::Strategy;

pub(crate) fn text(
    simulation: &AutoscaleSimulation,
    strategy: &Strategy,
    flapping: Option<&Flapping>,
    all: bool,
) -> String {
    let mut text = String::new();
    let (mut decisions, mut changes, mut most, mut overloaded) = (0, 0, 0, 0_u64);
    for step in simulation.steps() {
        let changed = step.decision.from != step.decision.replicas;
        decisions += 1;
        changes += u64::from(changed);
        most = most.max(step.decision.replicas);
        let capacity = u128::from(step.ready) * u128::from(strategy.limit());
        overloaded += u64::from(step.demands.iter().any(|&demand| u128::from(demand) > capacity));
        if changed || all {
            let explanation = simulation.autoscaler().explain(&step.decision);
            text += &format!("{:>6} s  {explanation}\n", step.at.as_secs());
        }
    }
    if !text.is_empty() {
        text += "\n";
    }
    let (decided, changed) = (counted(decisions, "decision"), counted(changes, "change"));
    text += &format!("{decided}, {changed}, at most {}", counted(most.into(), "replica"));
    text += &match overloaded {
        0 => "; the ready pods could always take the load\n".to_owned(),
        times => format!("; at {times} of the decisions the load was more than the ready pods can take\n"),
    };
    if let Some(flapping) = flapping {
        text += &format!("\nThe replicas flap: they turn {} times, first at ", flapping.turns.len());
        text += &format!("{} s.\n", flapping.turns.first().map_or(0, std::time::Duration::as_secs));
        for cause in &flapping.causes {
            text += &format!("  - {cause}\n");
        }
        if flapping.causes.is_empty() {
            text += "  - no window, tolerance or target ends it: the load itself swings\n";
        }
    }
    text
}
