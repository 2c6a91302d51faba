//! The lines that say that something is wrong.

use crate::output::FailureKind;

/// Whether ping itself says it, by its name before a colon.
pub(super) fn is_message(line: &str) -> bool {
    line.starts_with("ping: ") || line.starts_with("ping6: ") || line.starts_with("ping4: ")
}

/// What a line of ping, or of a router that answered, says is wrong. [`FailureKind::BadValue`] is the clock's: it went
/// backwards, so ping puts 0 in the place of a time below it.
pub(super) fn kind(line: &str) -> Option<FailureKind> {
    const NO_CONNECTION: [&str; 12] = [
        "nreachable",
        "unknown host",
        "Unknown host",
        "not known",
        "bad address",
        "cannot resolve",
        "No route to host",
        "name resolution",
        "Host is down",
        "imed out",
        "refused",
        "No address associated",
    ];
    // A router's: with its address before it.
    const ROUTER: [&str; 9] = [
        "Destination ",
        "Time to live exceeded",
        "Time exceeded",
        "Packet filtered",
        "Frag needed",
        "frag needed",
        "Frag reassembly",
        "Packet too big",
        "Communication prohibited",
    ];
    if line.contains("time of day goes back") {
        return Some(FailureKind::BadValue);
    }
    let router =
        (line.starts_with("From ") || line.contains(" bytes from ")) && ROUTER.iter().any(|words| line.contains(words));
    if !router && !is_message(line) && !line.starts_with("connect: ") {
        return None;
    }
    if line.contains("Warning: ") || line.contains("WARNING: ") {
        return None;
    }
    let connection = NO_CONNECTION.iter().any(|words| line.contains(words));
    Some(if connection { FailureKind::NoConnection } else { FailureKind::ToolError })
}

/// Whether it tells of a reply that has not come: macOS and `-O` of iputils. The summary counts those.
pub(super) fn is_silence(line: &str) -> bool {
    line.starts_with("Request timeout for icmp_seq ") || line.contains("no answer yet for icmp_seq=")
}
