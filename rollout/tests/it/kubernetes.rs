//! Steps and proportional scaling beside what Kubernetes' own functions answered.

use pavedroad_rollout::{Deployment, DeploymentStrategy, IntOrPercent, ReplicaSet, RollingStep, RollingUpdate};

const CASES: &str = include_str!("../data/kubernetes.txt");

fn number<T: std::str::FromStr>(text: &str) -> Option<T> {
    (text != "-").then(|| text.parse().unwrap_or_else(|_| panic!("not a number: {text:?}")))
}

fn set(text: &str) -> Option<ReplicaSet> {
    if text == "nil" {
        return None;
    }
    let fields: Vec<&str> = text.split(',').collect();
    let [replicas, available, created, desired, max] = fields[..] else { panic!("not a set: {text:?}") };
    let mut set = ReplicaSet::default();
    (set.replicas, set.available) = (number(replicas).unwrap(), number(available).unwrap());
    (set.created, set.desired_replicas, set.max_replicas) = (number(created).unwrap(), number(desired), number(max));
    Some(set)
}

fn shown(set: &ReplicaSet) -> String {
    let desired = set.desired_replicas.map_or("-".to_owned(), |pods| pods.to_string());
    let most = set.max_replicas.map_or("-".to_owned(), |pods| pods.to_string());
    format!("{},{desired},{most}", set.replicas)
}

#[test]
fn steps_and_scaling_equal_kubernetes() {
    let mut seen = [0; 2];
    for line in CASES.lines().filter(|line| !line.starts_with('#')) {
        let (input, expected) = line.split_once(" -> ").unwrap();
        let fields: Vec<&str> = input.split(' ').collect();
        let [kind, surge, unavailable, replicas, status, ref sets @ ..] = fields[..] else { panic!("{line}") };
        let setting = |text: &str| text.parse::<IntOrPercent>().unwrap();
        let update = RollingUpdate::new(setting(surge), setting(unavailable)).unwrap();
        let replicas: u32 = number(replicas).unwrap();
        let mut all: Vec<Option<ReplicaSet>> = sets.iter().map(|text| set(text)).collect();
        let none = all[0].is_none();
        let given: Vec<ReplicaSet> = all.iter().flatten().copied().collect();
        // The status counts pods of all sets together.
        if let Some(set) = all.iter_mut().flatten().next() {
            set.pods = number(status).unwrap();
        }
        let new = all[0];
        let old: Vec<ReplicaSet> = all[1..].iter().flatten().copied().collect();
        let strategy = DeploymentStrategy::RollingUpdate(update);
        let after: Vec<ReplicaSet> = if kind == "scale" {
            seen[0] += 1;
            let mut deployment = Deployment::from_sets(replicas, strategy, new, old);
            deployment.pause();
            deployment.reconcile();
            deployment.sets_mut().map(|set| *set).collect()
        } else {
            seen[1] += 1;
            stepped(update, replicas, &new.unwrap(), old)
        };
        let found = |created| shown(after.iter().find(|set| set.created == created).unwrap());
        let mut answer: Vec<String> = given.iter().map(|set| found(set.created)).collect();
        if none {
            answer.insert(0, "nil".to_owned());
        }
        assert_eq!(answer.join(" "), expected, "{line}");
    }
    assert_eq!(seen, [120, 120]);
}

/// The sets after one step, annotated where their size changed.
fn stepped(update: RollingUpdate, replicas: u32, new: &ReplicaSet, mut old: Vec<ReplicaSet>) -> Vec<ReplicaSet> {
    old.sort_by_key(|set| set.created);
    let mut sizes: Vec<u32> = old.iter().map(|set| set.replicas).collect();
    let mut new_size = new.replicas;
    match update.step(replicas, new, &old) {
        RollingStep::Nothing => {}
        RollingStep::New(size) => new_size = size,
        RollingStep::Old(next) => {
            assert_eq!(next.len(), old.len());
            sizes = next.collect();
        }
    }
    let resized = |(set, size): (&ReplicaSet, u32)| {
        let mut set = *set;
        if set.replicas != size {
            set.replicas = size;
            (set.desired_replicas, set.max_replicas) = (Some(replicas), Some(update.bounds(replicas).most_pods));
        }
        set
    };
    old.iter().zip(sizes).chain([(new, new_size)]).map(resized).collect()
}
