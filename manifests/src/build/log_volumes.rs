//! Where the log files of an app lie: in volumes that its container and filebeat both mount, at the same paths.

use k8s_openapi::api::core::v1::VolumeMount;

use crate::App;
use crate::spec::logs::{Logs, is_within};

/// The emptyDir for the folders that no volume of the app holds.
pub(super) const SHARED: &str = "logs";
/// The volume that is mounted at [`TMP`], unless something of the app's is.
const TEMPORARY: &str = "tmp";
const TMP: &str = "/tmp";

/// The volumes with log files, as they are mounted.
#[derive(Debug, Default)]
pub(super) struct LogVolumes<'a> {
    /// The app's own volumes, each a name and a path: its container has them already.
    pub(super) own: Vec<(&'a str, &'a str)>,
    /// Folders that neither lie in one of those nor in each other.
    pub(super) shared: Vec<&'a str>,
}

impl<'a> LogVolumes<'a> {
    pub(super) fn of(app: &'a App, logs: &'a Logs) -> Self {
        let volumes = volumes(app);
        let mut all = Self::default();
        for path in &logs.paths {
            let (folder, deeper) = Logs::split(path);
            let holding = volumes.iter().filter(|(_, mount)| is_within(folder, mount));
            // Of two, one within the other, the inner one has the files.
            match holding.max_by_key(|(_, mount)| mount.len()) {
                Some(volume) => all.own.push(*volume),
                None => all.shared.push(folder),
            }
            // A path with a `*` in its folders leads into the volumes below, too.
            all.own.extend(volumes.iter().filter(|(_, mount)| deeper && *mount != folder && is_within(mount, folder)));
        }
        all.own.sort_unstable_by_key(|(_, mount)| *mount);
        all.own.dedup();
        all.shared.sort_unstable();
        all.shared.dedup();
        let folders = all.shared.clone();
        all.shared.retain(|inner| !folders.iter().any(|outer| outer != inner && is_within(inner, outer)));
        all
    }

    /// Where the folders that no volume of the app holds are mounted. They share one volume, each a part of it.
    pub(super) fn shared_mounts(&self) -> impl Iterator<Item = VolumeMount> {
        let parts = self.shared.len() > 1;
        self.shared.iter().map(move |folder| VolumeMount {
            name: SHARED.to_owned(),
            mount_path: (*folder).to_owned(),
            sub_path: parts.then(|| folder.trim_start_matches('/').to_owned()),
            ..VolumeMount::default()
        })
    }

    /// What filebeat mounts: all of it, to read.
    pub(super) fn mounts(&self) -> impl Iterator<Item = VolumeMount> {
        let own = self.own.iter().map(|(name, path)| VolumeMount {
            name: (*name).to_owned(),
            mount_path: (*path).to_owned(),
            ..VolumeMount::default()
        });
        own.chain(self.shared_mounts()).map(|mount| VolumeMount { read_only: Some(true), ..mount })
    }
}

/// The volumes that the app can write files into, each a name and a path.
fn volumes(app: &App) -> Vec<(&str, &str)> {
    let mut volumes: Vec<_> = app.storage.iter().map(|volume| (volume.name.as_str(), &*volume.mount)).collect();
    let taken = volumes.iter().any(|(_, mount)| *mount == TMP)
        || app.config.mount.as_deref() == Some(TMP)
        || app.secrets.iter().any(|secret| &*secret.mount == TMP);
    if !taken {
        volumes.push((TEMPORARY, TMP));
    }
    volumes
}
