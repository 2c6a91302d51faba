//! What an app takes from the platform is there.

use crate::FindingCode;
use crate::Platform;
use crate::decode::Decoder;
use crate::finding::Problem;
use crate::yaml::tree::Node;

/// Consul, Apollo, traces and logs have an address in the platform file.
pub(in crate::spec) fn backends(decoder: &mut Decoder<'_>, platform: &Platform, node: &Node) -> bool {
    let wanted: [(&[&str], &str, bool); 4] = [
        (&["config", "consul"], "consul", platform.settings.consul.is_some()),
        (&["config", "apollo"], "apollo", platform.settings.apollo.is_some()),
        (&["tracing"], "tracing", platform.settings.tracing.is_some()),
        (&["logs"], "logs", platform.settings.logs.is_some()),
    ];
    let mut fine = true;
    for (path, key, there) in wanted {
        if !there && decoder.is_given(node, path) {
            let found = format!("`{}` on a platform without `{key}`", path.join("."));
            let problem =
                Problem::error(FindingCode::DanglingReference, found, format!("`{key}:` in the platform file"));
            decoder.report_at_key(node, path, problem);
            fine = false;
        }
    }
    fine
}
