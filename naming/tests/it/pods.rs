//! Names of pods and nodes.

use pavedroad_naming::*;
use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};

use crate::tables::pods::{CONSOLE, NODES_REFUSED, READINGS, REFUSED};

fn readings(text: &str) -> Vec<String> {
    text.parse::<PodName>().unwrap().readings().iter().map(ToString::to_string).collect()
}

#[test]
fn the_console_s_pods_read_and_two_are_flagged() {
    for (app, text, flaw, node) in CONSOLE {
        let pod: PodName = text.parse().unwrap();
        let first = &pod.readings()[0];
        assert_eq!((first.kind(), first.workload()), (WorkloadKind::Deployment, app));
        let reading = pod.read_as(WorkloadKind::Deployment, app).unwrap();
        assert_eq!(&reading, first);
        assert_eq!(reading.template_hash(), Some("8566595ffb"));
        let message = flaw.map(|flaw| format!("invalid pod name {text:?}: {flaw}"));
        assert_eq!(reading.flaw().map(|flaw| flaw.to_string()), message);

        let parts = Convention::default().parse_node(node).unwrap();
        let numbers: Vec<u8> = parts.address.unwrap().numbers().to_vec();
        assert_eq!((parts.environment.unwrap().as_str(), numbers[0]), ("test", 0));
        let environment = Convention::default().environment("test").unwrap().clone();
        assert_eq!(Convention::default().node(&environment, &parts.address.unwrap()).unwrap(), node);
    }
}

#[test]
fn a_name_alone_has_the_readings_that_controllers_allow() {
    for &(text, expected) in READINGS {
        assert_eq!(readings(text), expected, "{text}");
    }
}

#[test]
fn names_of_the_greatest_length_may_be_cut() {
    let hash = TemplateHash::from(4_122_151_996);
    for length in 40..=63 {
        let app = "w".repeat(length);
        let pod = PodName::of_deployment(&app, hash, "gwphf").unwrap();
        assert_eq!(pod.as_str().len(), (length + 17).min(63));
        let reading = pod.read_as(WorkloadKind::Deployment, &app).unwrap();
        assert_eq!((reading.workload().len(), reading.is_cut()), (length.min(58), length > 58));
        assert_eq!(reading.template_hash().map_or(0, str::len), 57_usize.saturating_sub(length).min(10));
        assert!(reading.flaw().is_none());
        let told = pod.readings().iter().any(|one| {
            one.kind() == WorkloadKind::Deployment
                && (one.workload() == app || one.is_cut() && app.starts_with(one.workload()))
        });
        assert!(told, "{pod}: {:?}", pod.readings());
    }
}

#[test]
fn a_workload_that_names_its_pods_otherwise_is_refused() {
    for &(text, kind, workload, message) in REFUSED {
        let pod: PodName = text.parse().unwrap();
        let error = pod.read_as(kind, workload).unwrap_err().to_string();
        assert_eq!(error, format!("invalid pod name {text:?}: {message}"));
    }
}

#[test]
fn the_parent_and_ordinal_are_the_controller_s() {
    for (text, expected) in [
        ("web-0", Some(("web", 0))),
        ("web-007", Some(("web", 7))),
        ("a-1-2", Some(("a-1", 2))),
        ("web--1", Some(("web-", 1))),
        ("web-2147483647", Some(("web", 2_147_483_647))),
        ("web-2147483648", None),
        ("web", None),
        ("web-0a", None),
        ("web.0", None),
    ] {
        assert_eq!(text.parse::<PodName>().unwrap().parent_and_ordinal(), expected, "{text}");
    }
}

/// Whatever a controller makes is read back, with the workload known and as one of the candidates without.
#[test]
fn every_generated_name_reads_back() {
    let config = ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() };
    let random = TestRng::deterministic_rng(RngAlgorithm::XorShift);
    let name = "[a-z][-a-z0-9]{0,60}[a-z0-9]";
    let index = prop_oneof![Just(None), (0..200_u32).prop_map(Some), (0..=i32::MAX as u32).prop_map(Some)];
    let input =
        (name, any::<u32>(), 10_000_000..100_000_000_u64, index, "[bcdfghjklmnpqrstvwxz2456789]{5}", 0..5_usize);
    TestRunner::new_with_rng(config, random)
        .run(&input, |(name, hash, minutes, index, suffix, kind)| {
            let kind = WorkloadKind::ALL[kind];
            let most = match kind {
                WorkloadKind::CronJob => 52,
                WorkloadKind::StatefulSet => 52,
                _ => 63,
            };
            let name = name[..name.len().min(most)].trim_end_matches('-');
            let pod = match kind {
                WorkloadKind::Deployment => PodName::of_deployment(name, hash.into(), &suffix),
                WorkloadKind::StatefulSet => PodName::of_stateful_set(name, index.unwrap_or(0)),
                WorkloadKind::DaemonSet => PodName::of_daemon_set(name, &suffix),
                WorkloadKind::Job => PodName::of_job(name, index, &suffix),
                _ => PodName::of_cron_job(name, minutes, index, &suffix),
            }
            .unwrap();
            let reading = pod.read_as(kind, name);
            prop_assert!(reading.is_ok(), "{reading:?}");
            let reading = reading.unwrap();
            prop_assert_eq!(reading.flaw(), None);
            prop_assert!(name.starts_with(reading.workload()));
            prop_assert_eq!(reading.is_cut(), reading.workload() != name);
            if kind != WorkloadKind::StatefulSet {
                prop_assert!(pod.as_str().len() <= 63);
                prop_assert_eq!(reading.suffix(), Some(suffix.as_str()));
            }
            if pod.as_str().len() < 63 {
                let same = |one: &PodReading<'_>| (one.kind(), one.workload()) == (kind, name);
                prop_assert!(pod.readings().iter().any(same), "{}: {:?}", pod, pod.readings());
                let full = (reading.template_hash(), reading.scheduled().is_some(), reading.index());
                let hash = TemplateHash::from(hash).to_string();
                match kind {
                    WorkloadKind::Deployment => prop_assert_eq!(full, (Some(hash.as_str()), false, None)),
                    WorkloadKind::CronJob => prop_assert_eq!(full, (None, true, index)),
                    WorkloadKind::Job => prop_assert_eq!(full, (None, false, index)),
                    _ => {}
                }
            }
            Ok(())
        })
        .unwrap_or_else(|failure| panic!("{failure}"));
}

/// The two ways to read agree: a workload is a candidate exactly if the name reads as one of its pods.
#[test]
fn candidates_are_the_workloads_that_read() {
    for pattern in [
        "[a-z]{1,3}(-[0-9a-f]{1,2}){0,1}-[4-9bcdf]{1,10}-[bcdfghjklmnpqrstvwxz2456789]{5}",
        "[a-z]{1,3}-[1-9][0-9]{7}(-[0-9]{1,3})?-[bcdfghjklmnpqrstvwxz2456789]{5}",
        "[a-z]{1,3}(-[0-9]{1,3}){0,2}(-[bcdfg0-9]{5})?",
    ] {
        let counts = crate::near_valid::run(1_500, pattern, |text| {
            let Ok(pod) = text.parse::<PodName>() else { return Ok(false) };
            let readings = pod.readings();
            for kind in WorkloadKind::ALL {
                for end in 1..text.len() {
                    let Some(workload) = text.get(..end) else { continue };
                    let read = pod.read_as(kind, workload).ok().filter(|reading| reading.flaw().is_none());
                    let sound = read.filter(|reading| kind != WorkloadKind::CronJob || reading.scheduled().is_some());
                    let same = |one: &&PodReading<'_>| (one.kind(), one.workload()) == (kind, workload);
                    let candidate = readings.iter().filter(|one| one.flaw().is_none()).find(same);
                    prop_assert_eq!(candidate, sound.as_ref(), "{} as {} {}", text, kind, workload);
                }
            }
            Ok(!readings.is_empty())
        });
        assert!(counts.iter().all(|&count| count > 50), "{counts:?} accepted and refused test little");
    }
}

#[test]
fn nodes_near_the_convention_agree_with_an_expression() {
    let octet = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    let rule = regex::Regex::new(&format!("^k8s-(test|preview|prod)-node-{octet}(-{octet}){{0,3}}$")).unwrap();
    let counts = crate::near_valid::run(3_000, "k8s-(test|preview|prod)-node-[0-9]{1,3}(-[0-9]{1,3}){0,4}", |text| {
        let parts = Convention::built_in().parse_node(text);
        prop_assert_eq!(parts.is_ok(), rule.is_match(text), "{}: {:?}", text, parts);
        Ok(parts.is_ok())
    });
    assert!(counts.iter().all(|&count| count > 300), "{counts:?} accepted and refused test little");
}

#[test]
fn refused_nodes_say_where() {
    for (text, message) in NODES_REFUSED {
        let error = Convention::default().parse_node(text).unwrap_err().to_string();
        assert_eq!(error, format!("invalid node name {text:?}: {message}"));
    }
}
