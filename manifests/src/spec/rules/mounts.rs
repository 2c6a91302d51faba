//! Every path is mounted once.

use std::collections::BTreeMap;

use crate::FindingCode;
use crate::decode::Decoder;
use crate::finding::{Problem, quote};
use crate::spec::config::Config;
use crate::spec::secrets::SecretMount;
use crate::spec::storage::Volume;
use crate::yaml::tree::Node;

/// No two of the config, the secrets and the volumes are mounted at one path: the API server refuses that. A mount at
/// `/tmp` takes the place of the built-in one.
pub(in crate::spec) fn mounts(
    decoder: &mut Decoder<'_>,
    node: &Node,
    config: Option<&Config>,
    secrets: Option<&[SecretMount]>,
    storage: Option<&[Volume]>,
) -> bool {
    let config = config.and_then(|config| config.mount.as_deref());
    let secrets = secrets.unwrap_or_default().iter().map(|secret| ("secrets", secret.name.as_str(), &*secret.mount));
    let storage = storage.unwrap_or_default().iter().map(|volume| ("storage", volume.name.as_str(), &*volume.mount));
    let all = config.map(|mount| ("config", "", mount)).into_iter().chain(secrets).chain(storage);
    let mut taken: BTreeMap<&str, String> = BTreeMap::new();
    let mut distinct = true;
    for (section, name, mount) in all {
        let owner = if name.is_empty() { section.to_owned() } else { format!("{section}.{name}") };
        if let Some(other) = taken.get(mount) {
            let problem = Problem::error(FindingCode::Conflict, format!("{} again", quote(mount)), "a path of its own")
                .hint(format!("`{other}` is mounted there"));
            let path: &[&str] = if name.is_empty() { &[section, "mount"] } else { &[section, name, "mount"] };
            decoder.report_at(node, path, problem);
            distinct = false;
        } else {
            taken.insert(mount, owner);
        }
    }
    distinct
}
