//! What ships the log files of an app: filebeat as a native sidecar, so that a job ends when its work does, and the
//! ConfigMap it reads.

use std::collections::BTreeMap;

use k8s_openapi::api::core::v1::{
    ConfigMap, ConfigMapVolumeSource, Container, EmptyDirVolumeSource, Lifecycle, LifecycleHandler,
    ResourceRequirements, SleepAction, Volume, VolumeMount,
};
use k8s_openapi::apimachinery::pkg::api::resource::Quantity as ApiQuantity;
use pavedroad_naming::{ContentHash, Derivation};

use super::config_maps::ConfigMaps;
use super::filebeat_config::filebeat_config;
use super::log_volumes::{LogVolumes, SHARED};
use super::{backends, container, labels};
use crate::App;

/// The container, and the volume of its configuration.
const NAME: &str = "filebeat";
/// The volume with what it remembers of the files it reads.
const DATA: &str = "filebeat-data";
const CONFIG_FOLDER: &str = "/etc/filebeat";
const CONFIG_FILE: &str = "filebeat.yml";
/// Where filebeat keeps its data unless it is told otherwise.
const DATA_FOLDER: &str = "/usr/share/filebeat/data";
/// How long it goes on reading after the work beside it may have ended, in seconds: that may end sooner after its last
/// line than the line is read.
const LINGER: i64 = 5;

/// The container. It has no probes: logs that cannot be shipped are no reason to stop an app.
///
/// A pod of a job ends when its work does: what is beside it is told to stop then, and reads on for [`LINGER`]. In a pod
/// that is told to stop, the kubelet runs every container's hook at once, and sends a native sidecar its signal when the
/// app has ended and the hook is over. So the hook sleeps as long as that of the app, and [`LINGER`] more. The last lines
/// of an app that takes longer to end than that are read only as far as filebeat had come, which looks each second: the
/// signal stops the reading, and only what was read by then is still sent (`filebeat.shutdown_timeout`).
pub(super) fn container(app: &App, beside: &Container) -> Option<Container> {
    let (logs, shipping) = app.logs.as_ref().zip(app.settings.logs.as_ref())?;
    let mut mounts: Vec<VolumeMount> = LogVolumes::of(app, logs).mounts().collect();
    mounts.push(VolumeMount { read_only: Some(true), ..mount(NAME, CONFIG_FOLDER) });
    mounts.push(mount(DATA, DATA_FOLDER));
    // Files in a ConfigMap are root's, and group's too; filebeat would refuse to read a configuration that is not its
    // own.
    let args = ["-e", "--strict.perms=false", "-c", "/etc/filebeat/filebeat.yml"];
    Some(Container {
        name: NAME.to_owned(),
        image: Some(shipping.image.as_str().to_owned()),
        image_pull_policy: Some("IfNotPresent".to_owned()),
        args: Some(args.map(str::to_owned).to_vec()),
        env: backends::time_zone(app).map(|zone| vec![zone]),
        restart_policy: Some("Always".to_owned()),
        resources: Some(resources()),
        lifecycle: lifecycle(app, beside),
        // The user is the pod's, so it may read what the app writes.
        security_context: Some(container::restricted()),
        volume_mounts: Some(mounts),
        ..Container::default()
    })
}

/// Its configuration, its data, and the folders that no volume of the app holds. Each has a bound, so that it cannot
/// fill a node; who keeps more log files gives them a volume in `storage`.
pub(super) fn volumes(app: &App, config_maps: &ConfigMaps) -> Vec<Volume> {
    let Some((logs, name)) = app.logs.as_ref().zip(config_maps.filebeat()) else { return Vec::new() };
    let source = ConfigMapVolumeSource { name: name.to_owned(), ..ConfigMapVolumeSource::default() };
    // A Volume has room for every kind of one, three kilobytes: a list of them should not have to move as it grows.
    let mut volumes = Vec::with_capacity(3);
    if !LogVolumes::of(app, logs).shared.is_empty() {
        volumes.push(empty(SHARED, "1Gi"));
    }
    volumes.push(Volume { name: NAME.to_owned(), config_map: Some(source), ..Volume::default() });
    volumes.push(empty(DATA, "64Mi"));
    volumes
}

/// Where the app's own container has the folders that are shipped, as far as it has not got them anyway.
pub(super) fn mounts(app: &App) -> Vec<VolumeMount> {
    app.logs.as_ref().map(|logs| LogVolumes::of(app, logs).shared_mounts().collect()).unwrap_or_default()
}

/// The ConfigMap, named by its contents, so that a change rolls the pods and the old ones keep theirs.
pub(super) fn config_map(app: &App) -> Option<ConfigMap> {
    let text = filebeat_config(app)?;
    let hash = ContentHash::of([(CONFIG_FILE, &text)]);
    Some(ConfigMap {
        metadata: labels::named(app, app.name.derive(&Derivation::Config(hash)).as_str()),
        data: Some(BTreeMap::from([(CONFIG_FILE.to_owned(), text)])),
        immutable: Some(true),
        ..ConfigMap::default()
    })
}

/// Little, and enough for one app's files; Elastic's own manifests give it the same memory.
fn resources() -> ResourceRequirements {
    let list = |amounts: &[(&str, &str)]| {
        amounts.iter().map(|(name, amount)| ((*name).to_owned(), ApiQuantity((*amount).to_owned()))).collect()
    };
    ResourceRequirements {
        requests: Some(list(&[("cpu", "50m"), ("memory", "100Mi")])),
        limits: Some(list(&[("memory", "200Mi")])),
        ..ResourceRequirements::default()
    }
}

/// No longer than the pod has: the API server refuses that.
fn lifecycle(app: &App, beside: &Container) -> Option<Lifecycle> {
    let hook = beside.lifecycle.as_ref().and_then(|lifecycle| lifecycle.pre_stop.as_ref());
    let drain = hook.and_then(|hook| hook.sleep.as_ref()).map_or(0, |sleep| sleep.seconds);
    let longest = drain.saturating_add(LINGER);
    let grace = i64::try_from(app.availability.grace.as_secs()).unwrap_or(longest);
    let seconds = Some(longest.min(grace)).filter(|seconds| *seconds > 0)?;
    let sleep = LifecycleHandler { sleep: Some(SleepAction { seconds }), ..LifecycleHandler::default() };
    Some(Lifecycle { pre_stop: Some(sleep), ..Lifecycle::default() })
}

fn mount(volume: &str, path: &str) -> VolumeMount {
    VolumeMount { name: volume.to_owned(), mount_path: path.to_owned(), ..VolumeMount::default() }
}

fn empty(name: &str, most: &str) -> Volume {
    let source =
        EmptyDirVolumeSource { size_limit: Some(ApiQuantity(most.to_owned())), ..EmptyDirVolumeSource::default() };
    Volume { name: name.to_owned(), empty_dir: Some(source), ..Volume::default() }
}
