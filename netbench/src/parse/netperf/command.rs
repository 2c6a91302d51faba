//! The command line, for what `-P 0` leaves out of the text.

use crate::parse::netperf::banner::{Banner, Kind, transport};
use crate::parse::netperf::selector::Selector;
use crate::parse::netperf::table::Table;
use crate::parse::netperf::unit::Unit;
use crate::sample::Direction;

/// What a command says: `netperf -P 0 -H 127.0.0.1 -t TCP_RR -- -o throughput,mean_latency`.
#[derive(Debug)]
pub(crate) struct Command {
    pub(crate) banner: Banner,
    /// With `-P 0`: the table whose rows stand in the text without a header.
    pub(crate) table: Option<Table>,
    /// With `-P 0`: the selectors of `-o`, whose values stand in the text without titles.
    pub(crate) csv: Vec<Option<Selector>>,
}

impl Command {
    /// Reads a command; none if it runs another program.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let mut words = text.split_ascii_whitespace();
        if words.next()?.rsplit('/').next() != Some("netperf") {
            return None;
        }
        let (mut name, mut target, mut quiet, mut cpu, mut unit) =
            ("TCP_STREAM", None, false, false, Some(Unit::Bits(1, 6)));
        let (mut way, mut csv, mut selected, mut specific) = (None, None, false, false);
        while let Some(word) = words.next() {
            // An option's value is the rest of its word or the next one.
            let (option, rest) = word.split_at_checked(2).unwrap_or((word, ""));
            let mut value = || if rest.is_empty() { words.next() } else { Some(rest) };
            match (specific, option) {
                (false, "--") => specific = true,
                (false, "-t") => name = value()?,
                (false, "-H") => target = value().map(str::to_owned),
                (false, "-P") => quiet = value() == Some("0"),
                (false, "-f") => unit = value().and_then(Unit::of_option),
                (false, "-c" | "-C") => cpu = true,
                (true, "-d") => way = value(),
                (true, "-o") => csv = value(),
                (true, "-k" | "-O") => selected = true,
                _ => {}
            }
        }
        let name = name.to_ascii_uppercase();
        let (family, what) = name.split_once('_').unwrap_or((&name, ""));
        let kind = match (what, way) {
            ("STREAM" | "SENDFILE", _) | ("", Some("send" | "stream" | "xmit")) => {
                Kind::Stream(Some(Direction::ToServer))
            }
            ("MAERTS", _) | ("", Some("recv" | "receive" | "maerts")) => Kind::Stream(Some(Direction::ToClient)),
            ("RR" | "CRR" | "CC", _) | ("", Some("rr")) => Kind::RequestResponse,
            _ => Kind::Unknown,
        };
        let table = match (family, kind) {
            _ if !quiet || selected || csv.is_some() || what.is_empty() => None,
            (_, Kind::RequestResponse) => Some(Table::Transactions { cpu, first: true }),
            ("UDP", Kind::Stream(_)) => unit.map(|unit| Table::Datagrams { unit, cpu, first: true }),
            (_, Kind::Stream(_)) => unit.map(|unit| Table::Stream { unit, cpu }),
            _ => None,
        };
        let csv = csv.filter(|_| quiet).map_or_else(Vec::new, |names| names.split(',').map(Selector::named).collect());
        let transport = transport(family);
        Some(Self { banner: Banner { name, kind, transport, target, options: String::new() }, table, csv })
    }
}
