//! The CronJob of a job.

use std::collections::BTreeMap;

use k8s_openapi::api::batch::v1::{
    CronJob, CronJobSpec, JobSpec, JobTemplateSpec, PodFailurePolicy, PodFailurePolicyOnPodConditionsPattern,
    PodFailurePolicyRule,
};
use k8s_openapi::api::core::v1::{Container, EmptyDirVolumeSource, PodSpec, PodTemplateSpec, Volume};
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;
use pavedroad_naming::Derivation;

use super::config_maps::ConfigMaps;
use super::container::non_empty;
use super::{claim, container, labels, pod, proxy, version};
use crate::{App, Job, VolumeSource};

/// How late a run may start, in seconds: after an outage of the control plane of up to an hour it is made up for, and
/// after a longer one it is left out. A crontab has at most 60 runs in an hour, and so never the 100 missed ones that
/// make the controller complain.
const STARTING_DEADLINE: i64 = 3600;
/// How many finished Jobs are kept, of either kind, for whoever looks at them.
const HISTORY: i32 = 3;
/// After how long a finished Job goes in any case, in seconds: three days, which is longer than a weekend.
const TIME_TO_LIVE: i32 = 3 * 24 * 3600;
/// How often a run that failed is tried again, each time with a new pod.
const RETRIES: i32 = 2;

/// The CronJobs, in the order of the file.
pub(super) fn cron_jobs(app: &App, config_maps: &ConfigMaps) -> impl Iterator<Item = CronJob> {
    app.jobs.iter().map(|job| cron_job(app, job, config_maps))
}

#[allow(clippy::useless_conversion, reason = "of use with older versions of Kubernetes")]
fn cron_job(app: &App, job: &Job, config_maps: &ConfigMaps) -> CronJob {
    CronJob {
        metadata: labels::named(app, app.name.derive(&Derivation::Job(job.name.clone())).as_str()),
        // Optional in the types of Kubernetes up to 1.36, required in later ones: this is right for both.
        spec: CronJobSpec {
            schedule: job.schedule.as_str().to_owned(),
            time_zone: job.time_zone.as_ref().map(ToString::to_string),
            concurrency_policy: Some(job.concurrency.as_str().to_owned()),
            starting_deadline_seconds: Some(STARTING_DEADLINE),
            successful_jobs_history_limit: Some(HISTORY),
            failed_jobs_history_limit: Some(HISTORY),
            job_template: JobTemplateSpec {
                metadata: Some(ObjectMeta { labels: Some(labels::of_job(app, job)), ..ObjectMeta::default() }),
                spec: Some(run(app, job, config_maps)),
            },
            ..CronJobSpec::default()
        }
        .into(),
        ..CronJob::default()
    }
}

/// A run. A pod that a drain takes away has not failed: another takes its place, and that is no retry.
fn run(app: &App, job: &Job, config_maps: &ConfigMaps) -> JobSpec {
    let disrupted = PodFailurePolicyOnPodConditionsPattern {
        type_: "DisruptionTarget".to_owned(),
        #[allow(clippy::useless_conversion, reason = "of use with other versions of Kubernetes")]
        status: "True".to_owned().into(),
    };
    let ignored = PodFailurePolicyRule {
        action: "Ignore".to_owned(),
        on_pod_conditions: Some(vec![disrupted]),
        ..PodFailurePolicyRule::default()
    };
    JobSpec {
        active_deadline_seconds: job.deadline.and_then(|deadline| i64::try_from(deadline.as_secs()).ok()),
        backoff_limit: Some(RETRIES),
        pod_failure_policy: Some(PodFailurePolicy { rules: vec![ignored] }),
        ttl_seconds_after_finished: Some(TIME_TO_LIVE),
        template: PodTemplateSpec {
            metadata: Some(ObjectMeta {
                labels: Some(pod_labels(app, job)),
                annotations: proxy::annotations(app),
                ..ObjectMeta::default()
            }),
            spec: Some(pod_spec(app, job, config_maps)),
        },
        ..JobSpec::default()
    }
}

/// The `version` is for people and telemetry; nothing selects it.
fn pod_labels(app: &App, job: &Job) -> BTreeMap<String, String> {
    let mut labels = labels::with_version(labels::of_job(app, job), app.version.as_ref());
    labels.extend(proxy::labels(app));
    labels
}

fn pod_spec(app: &App, job: &Job, config_maps: &ConfigMaps) -> PodSpec {
    let spec = pod::spec(app, work(app, job), config_maps);
    let mut volumes = spec.volumes.unwrap_or_default();
    volumes.extend(claims_of_pods(app));
    PodSpec { restart_policy: Some("Never".to_owned()), volumes: non_empty(volumes.into_iter()), ..spec }
}

/// The app's container with the job's command: nothing calls it, and nobody waits for it to stop.
fn work(app: &App, job: &Job) -> Container {
    Container {
        command: non_empty(job.command.iter().map(ToString::to_string)),
        args: non_empty(job.args.iter().map(ToString::to_string)),
        ports: None,
        startup_probe: None,
        readiness_probe: None,
        liveness_probe: None,
        lifecycle: None,
        ..container::container(app, &version::stable(app))
    }
}

/// Claims of which every pod of a stateful app has its own. They are not for other pods, so a run has room of that size
/// in their place.
fn claims_of_pods(app: &App) -> Vec<Volume> {
    let own = app.storage.iter().filter(|volume| claim::is_per_pod(app, volume));
    let room = own.filter_map(|volume| {
        let VolumeSource::Claim { size, .. } = &volume.source else { return None };
        let source = EmptyDirVolumeSource { size_limit: Some(size.into()), ..EmptyDirVolumeSource::default() };
        Some(Volume { name: volume.name.as_str().to_owned(), empty_dir: Some(source), ..Volume::default() })
    });
    room.collect()
}
