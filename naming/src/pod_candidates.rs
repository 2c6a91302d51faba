//! Reading pod names: as any workload's, and as one workload's.

use crate::dns_subdomain::dns_subdomain;
use crate::{PodName, PodReading, TemplateHash, WorkloadKind};

/// The digits of minutes since 1970, from 1989 to 2160.
const MINUTES: usize = 8;
/// The greatest length of a CronJob's name.
const MAX_CRON_JOB: usize = 52;
/// The greatest length of a pod's name that a controller makes: StatefulSets put it into a label, the others cut it.
const MAX_POD: usize = PodName::MAX_BASE_LEN + PodName::SUFFIX_LEN;

/// Every workload the pod can be of, the likeliest first.
pub(crate) fn candidates(pod: &str) -> Vec<PodReading<'_>> {
    let mut readings = Vec::new();
    if pod.len() <= MAX_POD {
        if let Some((stem, suffix)) = random_part(pod) {
            suffixed(pod, stem, &mut readings);
            readings.retain(|reading| legal(reading.workload) || reading.cut);
            readings.iter_mut().for_each(|reading| reading.suffix = Some(suffix));
        }
        if let Some((set, ordinal)) = before_number(pod, WorkloadKind::StatefulSet) {
            let reading = PodReading { index: Some(ordinal), ..PodReading::new(pod, WorkloadKind::StatefulSet, set) };
            // Before the kinds whose pods show nothing but random characters.
            let plain = |reading: &PodReading<'_>| (reading.hash, reading.minutes, reading.index) == (None, None, None);
            let place = readings.iter().position(plain).unwrap_or(readings.len());
            readings.insert(place, reading);
        }
    }
    if readings.iter().any(|reading| reading.flaw().is_none()) {
        readings.retain(|reading| reading.flaw().is_none());
    }
    readings
}

/// The readings of a name with random characters, without those.
fn suffixed<'a>(pod: &'a str, stem: &'a str, readings: &mut Vec<PodReading<'a>>) {
    use WorkloadKind::{CronJob, DaemonSet, Deployment, Job};
    let full = stem.len() == PodName::MAX_BASE_LEN;
    let dashed = stem.strip_suffix('-');
    // Without a '-' before the random characters the rest was cut.
    let (base, cut) = match dashed {
        Some(base) => (base, full),
        None if full => (stem, true),
        None => return,
    };
    let new = |kind, workload| PodReading::new(pod, kind, workload);
    let deployment = base.rsplit_once('-').and_then(|(name, hash)| {
        let whole = hash.parse::<TemplateHash>().is_ok();
        let fits = if dashed.is_some() { whole } else { TemplateHash::begins(hash) };
        fits.then(|| PodReading { hash: Some(hash), ..new(Deployment, name) })
    });
    // One hash of four thousand has fewer than seven characters, unless it was cut.
    let (likely, unlikely) = match deployment {
        Some(reading) if dashed.is_some() && reading.hash.is_some_and(|hash| hash.len() < 7) => (None, Some(reading)),
        reading => (reading, None),
    };
    readings.extend(likely);
    if let Some((name, minutes)) = base.rsplit_once('-')
        && name.len() <= MAX_CRON_JOB
        && is_minutes(minutes, dashed.is_none())
    {
        readings.push(PodReading { minutes: Some(minutes), ..new(CronJob, name) });
    }
    if dashed.is_some()
        && let Some((job, index)) = before_number(base, Job)
    {
        // The index is never cut, what stands before it may be.
        if let Some((name, minutes)) = job.rsplit_once('-')
            && name.len() <= MAX_CRON_JOB
            && is_minutes(minutes, full)
        {
            readings.push(PodReading { minutes: Some(minutes), index: Some(index), ..new(CronJob, name) });
        }
        readings.push(PodReading { index: Some(index), cut: full, ..new(Job, job) });
    }
    if full {
        readings.push(PodReading { cut, ..new(Deployment, base) });
    }
    readings.extend([DaemonSet, Job].map(|kind| PodReading { cut, ..new(kind, base) }));
    readings.extend(unlikely);
}

/// The reading as a pod of that workload, if its controller can have named it so.
pub(crate) fn reading<'a>(pod: &'a str, kind: WorkloadKind, workload: &str) -> Option<PodReading<'a>> {
    use WorkloadKind::{CronJob, DaemonSet, Deployment, Job, StatefulSet};
    if !legal(workload) || pod.len() > MAX_POD {
        return None;
    }
    let shown = pod.get(..workload.len().min(PodName::MAX_BASE_LEN))?;
    let new = |shown| PodReading::new(pod, kind, shown);
    if kind == StatefulSet {
        let (set, ordinal) = before_number(pod, kind)?;
        return (set == workload).then(|| PodReading { index: Some(ordinal), ..new(set) });
    }
    let (stem, suffix) = random_part(pod)?;
    let found = match kind {
        DaemonSet | Job if stem == cut(&format!("{workload}-")) => new(shown),
        Job => {
            let (shown, index) = before_number(stem.strip_suffix('-')?, kind)?;
            let same = stem == indexed_base(workload, index);
            same.then(|| PodReading { index: Some(index), ..new(shown) })?
        }
        Deployment => {
            let rest = stem.strip_prefix(workload).and_then(|rest| rest.strip_prefix('-'));
            let full = stem.len() == PodName::MAX_BASE_LEN;
            let hash = match rest {
                // What the hash and the '-' behind it were cut to, perhaps to nothing.
                Some(rest) if full => Some(rest.strip_suffix('-').unwrap_or(rest)).filter(|hash| !hash.is_empty()),
                Some(rest) => Some(rest.strip_suffix('-').filter(|hash| !hash.is_empty())?),
                None if full && stem == cut(&format!("{workload}-")) => None,
                None => return None,
            };
            let plain = |hash: &str| hash.len() <= TemplateHash::MAX_LEN && alphanumeric(hash);
            hash.is_none_or(plain).then(|| PodReading { hash, ..new(shown) })?
        }
        CronJob => {
            let full = stem.len() == PodName::MAX_BASE_LEN;
            let dashed = stem.strip_suffix('-');
            let plain = |head, whole| Some((head, minutes(head, workload, whole)?, None));
            let indexed = || {
                let (head, index) = before_number(dashed?, Job)?;
                Some((head, minutes(head, workload, !full)?, Some(index)))
            };
            let (head, minutes, index) = dashed
                .and_then(|head| plain(head, true))
                .or_else(indexed)
                .or_else(|| plain(stem, false).filter(|_| full))?;
            PodReading { minutes, index, ..new(shown.get(..head.len()).unwrap_or(shown)) }
        }
        _ => return None,
    };
    Some(PodReading { suffix: Some(suffix), cut: found.workload.len() < workload.len(), ..found })
}

/// The minutes behind a CronJob's name; `Some(None)` if they, or even a part of the name, were cut.
fn minutes<'a>(head: &'a str, workload: &str, whole: bool) -> Option<Option<&'a str>> {
    let rest = match head.strip_prefix(workload) {
        Some("") => "",
        Some(rest) => rest.strip_prefix('-')?,
        None => return (!whole && workload.starts_with(head)).then_some(None),
    };
    match rest {
        "" => (!whole).then_some(None),
        _ => is_number(rest).then_some(Some(rest)),
    }
}

/// What stands before the random characters of an indexed Job's pods: cut before the index.
pub(crate) fn indexed_base(job: &str, index: u32) -> String {
    let index = format!("-{index}-");
    let most = PodName::MAX_BASE_LEN.saturating_sub(index.len());
    format!("{}{index}", job.get(..most).unwrap_or(job))
}

/// A base as the API server cuts it.
fn cut(base: &str) -> &str {
    base.get(..PodName::MAX_BASE_LEN).unwrap_or(base)
}

/// The name before its last five characters, and those, if they can be random ones at all.
fn random_part(pod: &str) -> Option<(&str, &str)> {
    let (stem, suffix) = pod.split_at_checked(pod.len().checked_sub(PodName::SUFFIX_LEN)?)?;
    (!stem.is_empty() && alphanumeric(suffix)).then_some((stem, suffix))
}

/// A legal name, and the number after the `-` behind it, written as a controller writes it.
fn before_number(text: &str, kind: WorkloadKind) -> Option<(&str, u32)> {
    let (name, number) = text.rsplit_once('-')?;
    let value: i32 = number.parse().ok().filter(|_| is_number(number))?;
    (legal(name) || kind == WorkloadKind::Job).then_some((name, value.unsigned_abs()))
}

/// Decimal digits without zeros before them.
fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) && (text == "0" || !text.starts_with('0'))
}

fn is_minutes(text: &str, cut: bool) -> bool {
    let length = text.len() == MINUTES || (cut && text.len() < MINUTES);
    length && is_number(text) && text != "0"
}

fn alphanumeric(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
}

fn legal(name: &str) -> bool {
    dns_subdomain(name.as_bytes()).is_none()
}
