//! Whose ping it was.

use crate::output::Tool;

/// The implementations that could have printed the lines so far, a bit for each.
#[derive(Clone, Copy, Debug)]
pub(super) struct Evidence(u8);

const IPUTILS: u8 = 1;
const BUSYBOX: u8 = 2;
const INETUTILS: u8 = 4;
const BSD: u8 = 8;

impl Default for Evidence {
    fn default() -> Self {
        Self(IPUTILS | BUSYBOX | INETUTILS | BSD)
    }
}

impl Evidence {
    /// Takes one line into account.
    pub(super) fn line(&mut self, line: &str) {
        self.0 &= of(line);
    }

    /// The one that is left, or ping in general if there are several, or none: then two of them wrote the text.
    pub(super) fn tool(self) -> Tool {
        match self.0 {
            IPUTILS => Tool::PingIputils,
            BUSYBOX => Tool::PingBusyBox,
            INETUTILS => Tool::PingInetutils,
            BSD => Tool::PingBsd,
            _ => Tool::Ping,
        }
    }
}

fn of(line: &str) -> u8 {
    const ALL: u8 = IPUTILS | BUSYBOX | INETUTILS | BSD;
    if line.starts_with("PING6(")
        || line.starts_with("PING(")
        || line.starts_with("Request timeout for ")
        || line.contains(" packets out of wait time")
    {
        return BSD;
    }
    if line.starts_with("Ping ") {
        // toybox, which none of these is.
        return 0;
    }
    if line.starts_with("PING ") {
        // The others have a colon behind the address.
        return match (line.contains(") ") || line.ends_with(')'), line.contains("): ")) {
            (true, false) => IPUTILS,
            (_, true) => BUSYBOX | INETUTILS | BSD,
            _ => ALL,
        };
    }
    if line.contains(" bytes from ") {
        return match () {
            () if line.contains(": seq=") => BUSYBOX,
            () if line.contains(", icmp_seq=") || line.contains(" hlim=") => BSD,
            () if line.contains(": icmp_seq=") => IPUTILS | INETUTILS | BSD,
            () => ALL,
        };
    }
    if line.ends_with(" ping6 statistics ---") || line.contains(" PING Statistics----") {
        return BSD;
    }
    if line.contains(" packets transmitted, ") {
        let whole = line.split_once("% ").and_then(|(before, _)| before.rsplit(' ').next());
        return match whole {
            _ if !line.contains(" packets received") => IPUTILS,
            Some(loss) if loss.contains('.') => BSD,
            Some(_) => BUSYBOX | INETUTILS,
            None => ALL,
        };
    }
    if line.starts_with("rtt min/avg/max/mdev") {
        return IPUTILS;
    }
    match line.strip_prefix("round-trip min/avg/max").map(|rest| rest.split(' ').next()) {
        Some(Some("")) => BUSYBOX,
        Some(Some("/stddev")) => INETUTILS | BSD,
        Some(Some("/std-dev")) => BSD,
        _ => ALL,
    }
}
