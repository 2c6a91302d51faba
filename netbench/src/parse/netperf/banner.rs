//! The first line of a test, and what it says: `MIGRATED TCP STREAM TEST from 0.0.0.0 (0.0.0.0) port 0 AF_INET to ...`

use crate::output::{Test, Transport};
use crate::sample::Direction;

/// How a test moves data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Kind {
    /// One way, in the direction if it is known.
    Stream(Option<Direction>),
    /// There and back.
    RequestResponse,
    #[default]
    Unknown,
}

/// What the first line says.
#[derive(Clone, Debug, Default)]
pub(crate) struct Banner {
    pub(crate) name: String,
    pub(crate) kind: Kind,
    pub(crate) transport: Option<Transport>,
    pub(crate) target: Option<String>,
    /// What stands behind the addresses: `first burst 0`.
    pub(crate) options: String,
}

impl Banner {
    pub(crate) fn read(line: &str) -> Option<Self> {
        let line = line.trim();
        if !line.starts_with(|c: char| c.is_ascii_uppercase()) {
            return None;
        }
        let (title, rest) = line.split_once(" TEST")?;
        let title = title.strip_prefix("MIGRATED ").unwrap_or(title);
        let (family, what) = title.split_once(' ')?;
        if !["TCP", "UDP", "SCTP", "DCCP", "OMNI", "TCPIPV6", "UDPIPV6"].contains(&family) {
            return None;
        }
        let (_, to) =
            rest.split_once(" to ").filter(|_| rest.trim_start().starts_with("from ") || rest.starts_with(" to "))?;
        let (name, kind) = kind(what)?;
        let (address, options) = to.split_once(" : ").unwrap_or((to, ""));
        Some(Self {
            name: if family == "OMNI" { format!("OMNI {what}") } else { format!("{family}_{name}") },
            kind,
            transport: transport(family),
            target: address.split_ascii_whitespace().next().map(str::to_owned),
            options: options.trim().to_owned(),
        })
    }

    pub(crate) fn test(&self) -> Test {
        let mut test = Test::new(self.name.clone());
        test.transport = self.transport;
        test.target.clone_from(&self.target);
        test
    }
}

/// What carries the data of a family of tests.
pub(crate) fn transport(family: &str) -> Option<Transport> {
    match family {
        "TCP" | "TCPIPV6" => Some(Transport::Tcp),
        "UDP" | "UDPIPV6" => Some(Transport::Udp),
        "SCTP" => Some(Transport::Sctp),
        _ => None,
    }
}

/// The end of the test's name, and how it moves data, by the words of the first line.
fn kind(what: &str) -> Option<(&'static str, Kind)> {
    const TO_SERVER: Kind = Kind::Stream(Some(Direction::ToServer));
    Some(match what {
        "STREAM" | "UNIDIRECTIONAL SEND" | "Send" => ("STREAM", TO_SERVER),
        "SENDFILE" => ("SENDFILE", TO_SERVER),
        "MAERTS" | "Recv" => ("MAERTS", Kind::Stream(Some(Direction::ToClient))),
        "REQUEST/RESPONSE" | "Send|Recv" => ("RR", Kind::RequestResponse),
        "Connect/Request/Response" | "Connect|Send|Recv" => ("CRR", Kind::RequestResponse),
        "Connect/Close" | "Connect|Close" | "Connect" => ("CC", Kind::RequestResponse),
        // One both ways at once: a rate of it is of no one direction.
        _ if what.contains("Send") || what.contains("Recv") => ("OMNI", Kind::Unknown),
        _ => return None,
    })
}
