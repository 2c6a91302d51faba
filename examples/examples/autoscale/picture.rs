//! Replicas and load over time.

use std::time::Duration;

use examples::chart::{Axis, Chart, Limit, Panel, Series};
use pavedroad_rollout::AutoscaleSimulation;

use crate::strategy::Strategy;

pub(crate) fn chart(simulation: &AutoscaleSimulation, load: &str, strategy: &Strategy) -> Chart {
    let (mut replicas, mut ready, mut demand) = (Vec::new(), Vec::new(), Vec::new());
    for step in simulation.steps() {
        let at = step.at.as_secs_f64();
        replicas.push((at, f64::from(step.decision.replicas)));
        ready.push((at, f64::from(step.ready)));
        demand.push((at, cores(step.demands.first().copied().unwrap_or(0))));
    }
    let autoscaler = simulation.autoscaler();
    let bounds = [("at least", autoscaler.least()), ("at most", autoscaler.most())];
    Chart {
        title: format!("{load}: {}", strategy.title()),
        x: Axis::new("time", "s"),
        panels: vec![
            Panel {
                y: Axis::new("pods", ""),
                series: vec![Series::new("replicas", replicas), Series::new("ready", ready)],
                limits: bounds.map(|(label, pods)| Limit::new(&format!("{label} {pods}"), f64::from(pods))).to_vec(),
            },
            Panel { y: Axis::new("load", "cores"), series: vec![Series::new("demand", demand)], limits: vec![] },
        ],
        notes: vec![format!(
            "A pod requests {}m, can use {}m and takes {} s to become ready.",
            strategy.request(),
            strategy.limit(),
            strategy.startup()
        )],
    }
}

/// A drawing needs no more than the nearest number.
fn cores(milli: u64) -> f64 {
    Duration::from_millis(milli).as_secs_f64()
}
