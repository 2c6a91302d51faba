//! What holds for names that controllers and consoles make.

use std::fmt::{Debug, Display};
use std::str::FromStr;

use super::name;
use crate::{
    AppName, ClusterIp, ConsoleBuild, ContentHash, Convention, DnsSubdomain, ImageTag, NameError, NodeAddress,
    NodeName, PodName, TemplateHash, WorkloadKind,
};

/// Pod names: every reading without context is the one the workload's name gives, and makes the name again.
pub fn pod_name(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let accepted = name::<PodName>(text);
    assert_eq!(accepted, name::<DnsSubdomain>(text), "{text:?}: a pod name is a DNS subdomain");
    let Ok(pod) = text.parse::<PodName>() else { return };
    if let Some((parent, ordinal)) = pod.parent_and_ordinal() {
        assert!(text.starts_with(parent) && text.ends_with(&ordinal.to_string()), "{text:?}");
    }
    let readings = pod.readings();
    let flawed = readings.iter().filter(|reading| reading.flaw().is_some()).count();
    assert!(flawed == 0 || flawed == readings.len(), "{text:?}: {readings:?}");
    for reading in &readings {
        assert!(text.starts_with(reading.workload()) && text.len() <= 63, "{text:?}: {reading:?}");
        if let Some(flaw) = reading.flaw() {
            assert!(flaw.input() == text && text.is_char_boundary(flaw.offset()), "{flaw}");
        }
        if reading.is_cut() {
            assert_eq!(text.len(), 63, "{text:?}: only the longest names are cut");
            continue;
        }
        let again = pod.read_as(reading.kind(), reading.workload());
        // A Job's name may end with a number, which the name alone lets be an index.
        let same = again.as_ref().is_ok_and(|again| again.workload() == reading.workload());
        assert!(same, "{text:?}: {reading:?} and {again:?}");
        if text.len() < 63 && flawed == 0 {
            assert_eq!(rebuilt(reading).map(String::from).as_deref(), Some(text), "{reading:?}");
        }
    }
    for kind in WorkloadKind::ALL {
        if let Err(error) = pod.read_as(kind, "ai-dc-web") {
            assert!(error.input() == text && text.is_char_boundary(error.offset()), "{error}");
        }
    }
}

/// The name that the controller of a reading makes.
fn rebuilt(reading: &crate::PodReading<'_>) -> Option<PodName> {
    let (workload, suffix) = (reading.workload(), reading.suffix().unwrap_or_default());
    let pod = match reading.kind() {
        WorkloadKind::Deployment => PodName::of_deployment(workload, reading.template_hash()?.parse().ok()?, suffix),
        WorkloadKind::StatefulSet => PodName::of_stateful_set(workload, reading.index()?),
        WorkloadKind::DaemonSet => PodName::of_daemon_set(workload, suffix),
        WorkloadKind::Job => PodName::of_job(workload, reading.index(), suffix),
        WorkloadKind::CronJob => {
            let minutes = reading.scheduled()?.and_utc().timestamp() / 60;
            PodName::of_cron_job(workload, u64::try_from(minutes).ok()?, reading.index(), suffix)
        }
    };
    pod.ok()
}

/// Node names: what the convention takes apart it puts together again.
pub fn node_name(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    assert_eq!(name::<NodeName>(text), name::<DnsSubdomain>(text), "{text:?}: a node name is a DNS subdomain");
    match Convention::built_in().parse_node(text) {
        Ok(parts) => {
            let (Some(environment), Some(address)) = (parts.environment, parts.address) else {
                unreachable!("{text:?}: the template has both parts");
            };
            let again = Convention::built_in().node(&environment, &address);
            assert_eq!(again.map(String::from).as_deref(), Ok(text));
        }
        Err(error) => refused(&error, text),
    }
}

/// Builds of a console: their parts are legal by themselves, and the other form leads back.
pub fn console_build(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let convention = Convention::built_in();
    match text.parse::<ConsoleBuild>() {
        Ok(build) => {
            assert_eq!((build.as_str(), build.to_string().as_str()), (text, text));
            assert_eq!(format!("{}:{}", build.app(), build.tag()), text);
            assert!(name::<AppName>(build.app()) && name::<ImageTag>(build.tag()), "{text:?}");
            // The console's form is three bytes longer, so the image's is never too long.
            let tag = convention.tag_of(&build);
            assert!(tag.is_ok(), "{text:?}: {tag:?}");
            let again = tag.and_then(|tag| convention.parse_tag(tag));
            let again = again.and_then(|parts| convention.console(&build.to_app(), &parts));
            assert_eq!(again.as_ref(), Ok(&build));
        }
        Err(error) => {
            refused(&error, text);
            let meant = error.hint().and_then(|hint| hint.strip_prefix("did you mean \"")?.strip_suffix("\"?"));
            assert!(meant.is_none_or(|meant| meant.parse::<ConsoleBuild>().is_ok()), "{error}");
        }
    }
}

/// The small parts: hashes, addresses of nodes and of Services.
pub fn cluster_parts(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    part::<TemplateHash>(text);
    part::<ContentHash>(text);
    part::<NodeAddress>(text);
    part::<ClusterIp>(text);
    if let Ok(hash) = text.parse::<TemplateHash>() {
        assert_eq!(TemplateHash::from(hash.number()), hash);
    }
}

fn part<T: FromStr<Err = NameError> + Display + Debug + PartialEq>(text: &str) {
    match text.parse::<T>() {
        Ok(part) => assert_eq!(part.to_string(), text),
        Err(error) => {
            refused(&error, text);
            let meant = error.hint().and_then(|hint| hint.strip_prefix("did you mean \"")?.strip_suffix("\"?"));
            assert!(meant.is_none_or(|meant| meant.parse::<T>().is_ok()), "{error}");
        }
    }
}

fn refused(error: &NameError, text: &str) {
    assert_eq!(error.input(), text);
    assert!(text.is_char_boundary(error.offset()), "{text:?}: offset {} cuts a character", error.offset());
    assert!(!error.expected().is_empty() && !error.found().is_empty(), "{error}");
}
