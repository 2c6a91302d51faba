//! One step of a rolling update, which allocates nothing, and whole rollouts of 10 to 5,000 replicas.
//! `cargo bench -p pavedroad-rollout --bench rolling`
//!
//! Percentages give about as many steps at any size, so the time stays; one pod at a time gives three moments for each
//! replica, so the time grows with them. Medians of one run: a step 19 ns without an allocation; by quarters 260 ns at
//! any size; one by one 0.57, 2.7, 10.6, 53 and 265 us for 10, 50, 200, 1,000 and 5,000 replicas, with one allocation.

use std::hint::black_box;
use std::time::Duration;

use divan::{AllocProfiler, Bencher};
use pavedroad_rollout::{Deployment, DeploymentStrategy, Readiness, ReplicaSet, RollingStep, RollingUpdate};

/// Counts the allocations of each bench: there are none in a step.
#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

const ONE_BY_ONE: RollingUpdate = RollingUpdate::from_static("1", "0");
const REPLICAS: [u32; 5] = [10, 50, 200, 1_000, 5_000];

fn main() {
    divan::main();
}

fn state() -> (ReplicaSet, [ReplicaSet; 3]) {
    let mut new = ReplicaSet::running(3, 4);
    (new.ready, new.available) = (1, 1);
    (new, [ReplicaSet::running(0, 1), ReplicaSet::running(2, 2), ReplicaSet::running(8, 3)])
}

/// The next sizes of three old sets, summed up.
#[divan::bench]
fn one_step(bencher: Bencher<'_, '_>) {
    let (new, old) = state();
    bencher.bench(|| match RollingUpdate::KUBERNETES.step(black_box(10), black_box(&new), black_box(&old)) {
        RollingStep::Nothing => 0,
        RollingStep::New(size) => size,
        RollingStep::Old(sizes) => sizes.sum(),
    });
}

/// The same with the annotations and the revision kept, in place.
#[divan::bench]
fn one_reconcile(bencher: Bencher<'_, '_>) {
    let (new, old) = state();
    let strategy = DeploymentStrategy::RollingUpdate(RollingUpdate::KUBERNETES);
    let deployment = Deployment::from_sets(10, strategy, Some(new), old.to_vec());
    bencher.with_inputs(|| deployment.clone()).bench_refs(Deployment::reconcile);
}

fn rollout(bencher: Bencher<'_, '_>, update: RollingUpdate, replicas: u32) {
    let mut deployment = Deployment::running(replicas, DeploymentStrategy::RollingUpdate(update));
    deployment.update();
    bencher
        .with_inputs(|| deployment.clone())
        .bench_values(|deployment| deployment.simulate(Readiness::After(Duration::from_secs(30))).count());
}

#[divan::bench(args = REPLICAS)]
fn rollout_by_quarters(bencher: Bencher<'_, '_>, replicas: u32) {
    rollout(bencher, RollingUpdate::KUBERNETES, replicas);
}

#[divan::bench(args = REPLICAS)]
fn rollout_one_by_one(bencher: Bencher<'_, '_>, replicas: u32) {
    rollout(bencher, ONE_BY_ONE, replicas);
}
