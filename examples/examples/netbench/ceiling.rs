//! `netbench ceiling`: the most data a link can carry over each path.

use clap::Args;
use examples::{Outcome, print, table};
use pavedroad_netbench::{BitRate, IpVersion, Mtu, NetworkPath, TcpPath};

use crate::{Failure, mtu, unusable};

#[derive(Args)]
pub(crate) struct Arguments {
    /// The rate of the link, such as 10G, 2.5G or 100M (bit/s)
    #[arg(long, value_name = "RATE", value_parser = rate, default_value = "10G")]
    rate: BitRate,

    /// The MTU of the link
    #[arg(long, value_name = "BYTES", value_parser = mtu::mtu, default_value = "1500")]
    mtu: Mtu,

    /// Pods speak IPv6
    #[arg(long)]
    ipv6: bool,

    /// TCP without timestamps
    #[arg(long)]
    no_timestamps: bool,

    /// Frames carry a VLAN tag
    #[arg(long)]
    vlan: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let version = if arguments.ipv6 { IpVersion::V6 } else { IpVersion::V4 };
    let mut rows = vec![["PATH", "OVERHEAD", "POD MTU", "SEGMENT", "CEILING Mbit/s", "OF THE RATE"].map(str::to_owned)];
    for path in NetworkPath::ALL.iter().filter(|path| path.inner() == IpVersion::V4) {
        let Ok(mut tcp) = TcpPath::new(arguments.mtu, path.encapsulation(), version) else { continue };
        if arguments.no_timestamps {
            tcp = tcp.without_timestamps();
        }
        if arguments.vlan {
            tcp = tcp.with_vlan_tag();
        }
        let ceiling = tcp.ceiling(arguments.rate);
        rows.push([
            path.name().to_owned(),
            path.encapsulation().overhead().to_string(),
            tcp.pod_mtu().to_string(),
            tcp.payload().to_string(),
            ceiling.to_mbit(1),
            format!("{:.4}", ceiling.as_bits() as f64 / arguments.rate.as_bits() as f64),
        ]);
    }
    let head = format!("A link of {} with an MTU of {}, pods with {version}:\n", arguments.rate, arguments.mtu);
    let foot = "\nOf TCP data in one direction, in full segments. What is measured above its ceiling was not measured on \
                that path.\n";
    print(&(head + &table(&rows) + foot)).map_err(unusable)?;
    Ok(Outcome::Done)
}

/// Reads `10G`, `2.5G`, `100M`, `64k` or a plain number of bit/s; above 0.
pub(crate) fn rate(text: &str) -> Result<BitRate, String> {
    let expected = || format!("found {text:?}, expected a rate such as 10G, 2.5G or 100M (bit/s)");
    let number = text.trim_end_matches("bit/s").trim_end_matches("bps").trim();
    let (number, power) = match number.char_indices().last() {
        Some((at, 'k' | 'K')) => (&number[..at], 3),
        Some((at, 'M')) => (&number[..at], 6),
        Some((at, 'G')) => (&number[..at], 9),
        Some((at, 'T')) => (&number[..at], 12),
        _ => (number, 0),
    };
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    if whole.is_empty() || part.len() > power || !(whole.bytes().chain(part.bytes()).all(|byte| byte.is_ascii_digit()))
    {
        return Err(expected());
    }
    let digits = format!("{whole}{part:0<power$}");
    match digits.parse::<u64>() {
        Ok(bits) if bits > 0 => Ok(BitRate::bits(bits)),
        _ => Err(expected()),
    }
}
