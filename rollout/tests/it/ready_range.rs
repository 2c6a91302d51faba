//! The fewest and the most ready pods, beside a search of every order in which pods may become ready.

use std::collections::BTreeSet;

use pavedroad_rollout::{
    OrdinalPod, PodManagement, ReplicaSet, RollingStep, RollingUpdate, StatefulSetAction, StatefulSetUpdate,
};

/// New pods, ready ones of them, old pods.
type State = (u32, u32, u32);

/// The fewest and the most ready pods of all states that can be reached: at any time one more new pod may become
/// ready, or the controller may take its step.
fn search(update: RollingUpdate, replicas: u32, start: State) -> (u64, u64) {
    let mut seen = BTreeSet::from([start]);
    let mut open = vec![start];
    while let Some((new, ready, old)) = open.pop() {
        let mut set = ReplicaSet::running(new, 2);
        set.available = ready;
        let stepped = match update.step(replicas, &set, &[ReplicaSet::running(old, 1)]) {
            RollingStep::Nothing => None,
            RollingStep::New(size) => Some((size, ready, old)),
            RollingStep::Old(mut sizes) => sizes.next().map(|size| (new, ready, size)),
        };
        let readied = (ready < new).then_some((new, ready + 1, old));
        open.extend(stepped.into_iter().chain(readied).filter(|&state| seen.insert(state)));
    }
    let ready = || seen.iter().map(|&(_, ready, old)| u64::from(ready + old));
    (ready().min().unwrap(), ready().max().unwrap())
}

#[test]
fn equals_a_search_of_every_order() {
    let mut seen = 0;
    for (surge, unavailable) in [(0, 1), (1, 0), (1, 1), (2, 0), (0, 3), (3, 2), (2, 9), (9, 0), (9, 9)] {
        let update = RollingUpdate::new(u32::try_into(surge).unwrap(), u32::try_into(unavailable).unwrap()).unwrap();
        for replicas in 0..=8 {
            let range = update.ready_range(replicas);
            assert_eq!(
                (*range.start(), *range.end()),
                search(update, replicas, (0, 0, replicas)),
                "{update:?} {replicas}"
            );
            for new in 0..=replicas {
                for (ready, old) in (0..=new).flat_map(|ready| (0..=10).map(move |old| (ready, old))) {
                    let range = update.ready_range_from(replicas, new, ready, old);
                    let case = format!("{update:?} of {replicas} from {new} ({ready} ready) and {old}");
                    assert_eq!((*range.start(), *range.end()), search(update, replicas, (new, ready, old)), "{case}");
                    seen += 1;
                }
            }
        }
    }
    assert_eq!(seen, 16_335);
}

/// Every pod of a StatefulSet: 0 old, 1 missing, 2 new and unavailable, 3 new and available.
fn stateful_search(update: StatefulSetUpdate, replicas: usize) -> (u64, u64) {
    let start = vec![Some(OrdinalPod::OLD); replicas];
    let key = |pods: &[Option<OrdinalPod>]| -> Vec<u8> {
        pods.iter().map(|pod| pod.map_or(1, |pod| 2 * u8::from(pod.updated) + u8::from(pod.available) + 4)).collect()
    };
    let mut seen = BTreeSet::from([key(&start)]);
    let mut open = vec![start];
    let (mut least, mut most) = (u64::MAX, 0);
    while let Some(pods) = open.pop() {
        let ready = pods.iter().flatten().filter(|pod| pod.available).count() as u64;
        (least, most) = (least.min(ready), most.max(ready));
        let mut stepped = pods.clone();
        for action in update.actions(&pods) {
            match action {
                StatefulSetAction::Create(ordinal) => {
                    let updated = ordinal >= update.partition();
                    stepped[ordinal as usize] = Some(OrdinalPod { updated, available: false, terminating: false });
                }
                StatefulSetAction::Delete(ordinal) => stepped[ordinal as usize] = None,
                action => panic!("{action:?}"),
            }
        }
        let mut next = vec![stepped];
        for ordinal in 0..replicas {
            if let Some(pod) = pods[ordinal]
                && !pod.available
            {
                let mut readied = pods.clone();
                readied[ordinal] = Some(OrdinalPod { available: true, ..pod });
                next.push(readied);
            }
        }
        open.extend(next.into_iter().filter(|pods| seen.insert(key(pods))));
    }
    let done: Vec<u8> =
        (0..replicas).map(|ordinal| if ordinal < update.partition() as usize { 5 } else { 7 }).collect();
    assert!(seen.contains(&done), "{update:?} of {replicas} never completes");
    (least, most)
}

#[test]
fn of_a_stateful_set_equals_a_search_of_every_order() {
    for (partition, unavailable) in [(0, 1), (0, 2), (1, 2), (3, 1), (2, 9), (9, 1)] {
        let update = StatefulSetUpdate::new(partition, u32::try_into(unavailable).unwrap()).unwrap();
        for policy in [PodManagement::OrderedReady, PodManagement::Parallel] {
            for replicas in 0..=5 {
                let range = update.ready_range(replicas);
                let found = stateful_search(update.with(policy), replicas as usize);
                assert_eq!((*range.start(), *range.end()), found, "{update:?} of {replicas}, {policy:?}");
            }
        }
    }
}
