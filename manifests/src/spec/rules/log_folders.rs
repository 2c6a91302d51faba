//! Log files lie where the app can write them and filebeat can read them.

use crate::FindingCode;
use crate::decode::Decoder;
use crate::finding::{Problem, quote};
use crate::spec::config::Config;
use crate::spec::logs::{Logs, is_within};
use crate::spec::secrets::SecretMount;
use crate::spec::storage::Volume;
use crate::yaml::tree::Node;

/// What filebeat's container has itself: a mount there, or above, would hide it.
const FILEBEAT: [&str; 2] = ["/etc/filebeat", "/usr/share/filebeat"];

/// - No log file lies where the config or a secret is mounted: nobody writes there, and nothing else can be mounted.
/// - What filebeat mounts, a folder or a volume with it, hides none of its own files.
pub(in crate::spec) fn log_folders(
    decoder: &mut Decoder<'_>,
    node: &Node,
    logs: Option<&Logs>,
    config: Option<&Config>,
    secrets: Option<&[SecretMount]>,
    storage: Option<&[Volume]>,
) -> bool {
    let config = config.and_then(|config| config.mount.as_deref());
    let secrets = secrets.unwrap_or_default();
    let storage = storage.unwrap_or_default();
    let read_only = || config.into_iter().chain(secrets.iter().map(|secret| &*secret.mount));
    let mut fine = true;
    for path in logs.map(|logs| &*logs.paths).unwrap_or_default() {
        let (folder, _) = Logs::split(path);
        let volume = storage.iter().map(|volume| &*volume.mount).filter(|mount| is_within(folder, mount));
        let mounted = volume.max_by_key(|mount| mount.len()).unwrap_or(folder);
        let own = FILEBEAT.into_iter().find(|own| is_within(own, mounted) || is_within(mounted, own));
        let hint = if let Some(mount) = read_only().find(|mount| is_within(folder, mount)) {
            format!("`{mount}` is mounted to be read")
        } else if let Some(own) = own {
            format!("filebeat has its own files in `{own}`, and `{mounted}` is mounted in its container, too")
        } else {
            continue;
        };
        let problem = Problem::error(FindingCode::Conflict, quote(path), "a folder of its own such as `/var/log/app`");
        decoder.report_at(node, &["logs", "paths"], problem.hint(hint));
        fine = false;
    }
    fine
}
