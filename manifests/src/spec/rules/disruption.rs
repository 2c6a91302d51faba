//! How an app gets through drains.

use std::time::Duration;

use crate::app::Scale;
use crate::decode::Decoder;
use crate::finding::Problem;
use crate::spec::availability::Availability;
use crate::yaml::tree::Node;
use crate::{FindingCode, Severity};

/// - A pod drains for a shorter time than it is given.
/// - A budget of no disruption blocks every drain of a node, for ever.
pub(in crate::spec) fn disruption(
    decoder: &mut Decoder<'_>,
    node: &Node,
    availability: Option<&Availability>,
    scale: Option<&Scale>,
) -> bool {
    let Some(availability) = availability else { return true };
    blocks(decoder, node, availability, scale);
    let Availability { drain, grace, .. } = availability;
    if drain < grace {
        return true;
    }
    let found = format!("a drain of {} in a grace period of {}", seconds(*drain), seconds(*grace));
    let problem = Problem::error(FindingCode::Conflict, found, "a drain that is shorter")
        .hint("what comes after the drain, such as open requests, needs time too");
    let (drain, grace): (&[&str], &[&str]) = (&["availability", "drain"], &["availability", "grace"]);
    // Whoever wrote the other one last has to look again.
    let blame_grace =
        decoder.is_built_in(node, drain) || decoder.is_overridden(node, grace) && !decoder.is_overridden(node, drain);
    let key = if blame_grace { "grace" } else { "drain" };
    decoder.report_at(node, &["availability", key], problem);
    false
}

fn blocks(decoder: &mut Decoder<'_>, node: &Node, availability: &Availability, scale: Option<&Scale>) {
    let pods = scale.map_or(1, Scale::least);
    if pods == 0 || availability.disruption.rounded_up(pods) > 0 {
        return;
    }
    let problem =
        Problem::error(FindingCode::BlocksDrains, format!("`disruption: {}`", availability.disruption), "1 or more")
            .severity(Severity::Warning)
            .hint("no node with a pod of this app can ever be drained");
    decoder.report_at(node, &["availability", "disruption"], problem);
}

fn seconds(duration: Duration) -> String {
    format!("{} s", duration.as_secs())
}
