//! What a measured rate says of the path it was measured on.

use std::fmt;

use crate::bit_rate::BitRate;
use crate::encapsulation::{Encapsulation, GeneveOptions};
use crate::ip_version::IpVersion;
use crate::tcp_path::TcpPath;

/// A measured rate of received data beside the ceiling of the path it was declared to be on.
///
/// The rate must be what the receiver counted in its own time, over one TCP stream or several together, in one
/// direction.
///
/// # Examples
/// A "VXLAN" that is faster than VXLAN can be:
/// ```
/// use pavedroad_netbench::{BitRate, CeilingCheck, CeilingVerdict, Encapsulation, IpVersion, Mtu, TcpPath};
///
/// let vxlan = TcpPath::new(Mtu::ETHERNET, Encapsulation::Vxlan(IpVersion::V4), IpVersion::V4)?;
/// let check = CeilingCheck::new(vxlan, BitRate::gbit(10), BitRate::mbit(9_400));
/// assert_eq!(check.verdict(), CeilingVerdict::AboveCeiling { fits: vec![Encapsulation::None] });
/// assert_eq!(
///     check.to_string(),
///     "9400.0 Mbit/s is 1.0341 of the ceiling of vxlan, 9089.7 Mbit/s: not what was declared; no encapsulation \
///      would fit"
/// );
/// # Ok::<(), pavedroad_netbench::MtuError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CeilingCheck {
    path: TcpPath,
    link: BitRate,
    measured: BitRate,
}

/// What a rate is, by its fraction of the ceiling.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CeilingVerdict {
    /// More than 1.001: it was not made on the path that was declared, or not on that link.
    AboveCeiling {
        /// The encapsulations with which the rate would be [`LinkBound`](Self::LinkBound), the closest ceiling first.
        /// If there is none, the link is faster or its MTU greater than was declared.
        fits: Vec<Encapsulation>,
    },
    /// From 0.95 to 1.001: the link was full, and the bytes of the headers explain the differences between paths.
    LinkBound,
    /// Less than 0.95: something else than the link limits it, such as a CPU, a window, loss or other traffic. The
    /// ceiling has the headers in it already, so they explain nothing of what is missing.
    FarBelow,
}

impl CeilingCheck {
    /// The most a rate may be of its ceiling and still be of that path, in thousandths: 1001, since clocks and counters
    /// at both ends are not exact. At MTU 1500 the ceilings of encapsulations that differ in bytes are 2.8 thousandths apart or
    /// more; at 9000, IPIP and GRE are only 0.4 apart and cannot be told from each other.
    pub const MOST_PER_MILLE: u32 = 1001;

    /// The least that counts as a full link, in thousandths of the ceiling: 950. The medians of seven paths over a wire
    /// of 100 Mbit/s were 991 to 997, and the lowest of their 35 runs was 964; a public study on 40 Gbit/s found 996 to
    /// 1000.
    pub const LEAST_PER_MILLE: u32 = 950;

    /// What was received per second, on a path over a link of a rate.
    #[must_use]
    pub const fn new(path: TcpPath, link: BitRate, measured: BitRate) -> Self {
        Self { path, link, measured }
    }

    /// The ceiling of the path.
    #[must_use]
    pub const fn ceiling(&self) -> BitRate {
        self.path.ceiling(self.link)
    }

    /// The measured rate.
    #[must_use]
    pub const fn measured(&self) -> BitRate {
        self.measured
    }

    /// The measured rate divided by the ceiling; none over a link so slow that its ceiling is 0.
    #[must_use]
    pub fn fraction(&self) -> Option<f64> {
        let ceiling = self.ceiling().as_bits();
        (ceiling > 0).then(|| self.measured.as_bits() as f64 / ceiling as f64)
    }

    /// What the fraction says, decided in exact integers.
    #[must_use]
    pub fn verdict(&self) -> CeilingVerdict {
        match place(self.measured, self.ceiling()) {
            Place::Above => CeilingVerdict::AboveCeiling { fits: self.fits() },
            Place::Within => CeilingVerdict::LinkBound,
            Place::Below => CeilingVerdict::FarBelow,
        }
    }

    /// The encapsulations on the same link and underlay with which the rate would be link-bound.
    fn fits(&self) -> Vec<Encapsulation> {
        let mut fits: Vec<(BitRate, Encapsulation)> = CANDIDATES
            .into_iter()
            .filter(|way| self.path.inner() == IpVersion::V4 || way.carries_ipv6())
            .filter_map(|way| Some((self.path.instead(way).ok()?.ceiling(self.link), way)))
            .filter(|(ceiling, _)| place(self.measured, *ceiling) == Place::Within)
            .collect();
        fits.sort_by_key(|(ceiling, _)| ceiling.as_bits().abs_diff(self.measured.as_bits()));
        fits.into_iter().map(|(_, way)| way).collect()
    }
}

/// What is tried in place of what was declared: those that are met in clusters, in the order of their bytes.
const CANDIDATES: [Encapsulation; 8] = [
    Encapsulation::None,
    Encapsulation::Ipip,
    Encapsulation::Gre,
    Encapsulation::FlannelUdp,
    Encapsulation::Vxlan(IpVersion::V4),
    Encapsulation::Geneve { outer: IpVersion::V4, options: GeneveOptions::NONE },
    Encapsulation::WireGuard(IpVersion::V4),
    Encapsulation::Vxlan(IpVersion::V6),
];

#[derive(PartialEq, Eq)]
enum Place {
    Above,
    Within,
    Below,
}

fn place(measured: BitRate, ceiling: BitRate) -> Place {
    // Products of 64 and 10 bits.
    let measured = u128::from(measured.as_bits()) * 1000;
    let per_mille = |limit: u32| u128::from(ceiling.as_bits()) * u128::from(limit);
    if measured > per_mille(CeilingCheck::MOST_PER_MILLE) {
        Place::Above
    } else if measured >= per_mille(CeilingCheck::LEAST_PER_MILLE) {
        Place::Within
    } else {
        Place::Below
    }
}

impl fmt::Display for CeilingCheck {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let way = |way: Encapsulation| match way {
            Encapsulation::None => "no encapsulation".to_owned(),
            way => way.to_string(),
        };
        let (measured, ceiling) = (self.measured.to_mbit(1), self.ceiling().to_mbit(1));
        let fraction = self.fraction().map_or_else(String::new, |fraction| format!("{fraction:.4} of "));
        write!(
            f,
            "{measured} Mbit/s is {fraction}the ceiling of {}, {ceiling} Mbit/s: ",
            way(self.path.encapsulation())
        )?;
        match self.verdict() {
            CeilingVerdict::AboveCeiling { fits } if fits.is_empty() => f.write_str(
                "not what was declared; no encapsulation would make it fit, so the link is faster or its MTU greater",
            ),
            CeilingVerdict::AboveCeiling { fits } => {
                let fits: Vec<String> = fits.into_iter().map(way).collect();
                write!(f, "not what was declared; {} would fit", fits.join(" or "))
            }
            CeilingVerdict::LinkBound => f.write_str("the link was full"),
            CeilingVerdict::FarBelow => {
                f.write_str("not link-bound; the headers are in the ceiling already and explain nothing there")
            }
        }
    }
}
