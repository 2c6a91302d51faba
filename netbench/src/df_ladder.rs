//! What pings that must not be fragmented say of a path's MTU.

use std::fmt;

use crate::encapsulation::{Encapsulation, GeneveOptions};
use crate::ip_version::IpVersion;
use crate::mtu::Mtu;

/// A packet that must not be fragmented, and whether it arrived: one `ping -M do -s <payload>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Probe {
    /// The length of the IP packet, in bytes.
    pub packet: u32,
    /// Whether an answer came. That the own interface refused to send it counts as no.
    pub passed: bool,
}

impl Probe {
    /// A ping with so many bytes of payload: the packet is 8 bytes of ICMP (RFC 792, RFC 4443) and the IP header
    /// longer.
    #[must_use]
    pub const fn ping(payload: u16, version: IpVersion, passed: bool) -> Self {
        Self { packet: payload as u32 + 8 + version.header() as u32, passed }
    }
}

/// Probes of several sizes over one path.
///
/// # Examples
/// An overlay in an overlay: the pods were given 1450 bytes, but the machines themselves live behind VXLAN.
/// ```
/// use pavedroad_netbench::{DfLadder, IpVersion, LadderFinding, Mtu, Probe};
///
/// let ladder = DfLadder::new(&[
///     Probe::ping(1372, IpVersion::V4, true), // 1400 bytes
///     Probe::ping(1373, IpVersion::V4, false),
///     Probe::ping(1422, IpVersion::V4, false), // 1450 bytes
/// ]);
/// let finding = ladder.audit(Mtu::new(1450)?);
/// assert!(matches!(finding, LadderFinding::Narrower { at_least: 1400, less_than: 1401, .. }));
/// assert_eq!(
///     finding.to_string(),
///     "the path is narrower than declared: 1450 bytes are declared, 1400 pass and 1401 do not; set the MTU to 1400; \
///      50 bytes are missing, as vxlan or geneve takes: is the underlay itself a tunnel?"
/// );
/// # Ok::<(), pavedroad_netbench::MtuError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DfLadder {
    largest_passed: Option<u32>,
    smallest_failed: Option<u32>,
}

/// What a ladder says of the MTU that was declared. Sizes are of whole IP packets, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LadderFinding {
    /// The declared size passes, and one byte more does not.
    AsDeclared {
        /// The declared MTU.
        declared: Mtu,
    },
    /// The declared size does not pass: full packets of the pods are lost, small ones arrive.
    Narrower {
        /// The declared MTU.
        declared: Mtu,
        /// The largest size that passed.
        at_least: u32,
        /// The smallest size that did not.
        less_than: u32,
    },
    /// More than the declared size passes: the encapsulation is not the declared one, or the pods' MTU may be raised.
    Wider {
        /// The declared MTU.
        declared: Mtu,
        /// The largest size that passed.
        at_least: u32,
        /// The smallest size that did not, if any.
        less_than: Option<u32>,
    },
    /// Nothing against the declared MTU, but it was not pinned down either: the sizes to send are the declared one and
    /// one byte more.
    Undecided {
        /// The declared MTU.
        declared: Mtu,
        /// The largest size that passed, if any.
        at_least: Option<u32>,
        /// The smallest size that did not, if any.
        less_than: Option<u32>,
    },
    /// No size passed at all, so nothing is known: ping may be filtered, or the path closed.
    NothingPassed {
        /// The smallest size that was tried.
        smallest: u32,
    },
    /// A size passed, and the same or a smaller one did not. No MTU does that: packets were lost for another reason, or
    /// took two ways of different MTUs.
    Contradictory {
        /// The largest size that passed.
        passed: u32,
        /// The smallest size that did not, not greater.
        failed: u32,
    },
}

impl DfLadder {
    /// Takes the probes, in any order.
    #[must_use]
    pub fn new(probes: &[Probe]) -> Self {
        let sizes = |passed| probes.iter().filter(move |probe| probe.passed == passed).map(|probe| probe.packet);
        Self { largest_passed: sizes(true).max(), smallest_failed: sizes(false).min() }
    }

    /// The MTU of the path, if the probes pin it down to the byte: it passed, and one byte more did not.
    #[must_use]
    pub fn path_mtu(&self) -> Option<Mtu> {
        let (passed, failed) = (self.largest_passed?, self.smallest_failed?);
        if passed.checked_add(1) == Some(failed) { Mtu::new(passed).ok() } else { None }
    }

    /// Compares with the MTU that the path should have, such as [`Mtu::inside`] says.
    #[must_use]
    pub fn audit(&self, declared: Mtu) -> LadderFinding {
        let wanted = u32::from(declared.bytes());
        match (self.largest_passed, self.smallest_failed) {
            (Some(passed), Some(failed)) if failed <= passed => LadderFinding::Contradictory { passed, failed },
            (None, Some(smallest)) => LadderFinding::NothingPassed { smallest },
            (Some(at_least), Some(less_than)) if less_than <= wanted => {
                LadderFinding::Narrower { declared, at_least, less_than }
            }
            (Some(at_least), less_than) if at_least > wanted => LadderFinding::Wider { declared, at_least, less_than },
            (Some(at_least), Some(less_than)) if at_least == wanted && less_than == wanted + 1 => {
                LadderFinding::AsDeclared { declared }
            }
            (at_least, less_than) => LadderFinding::Undecided { declared, at_least, less_than },
        }
    }
}

impl fmt::Display for LadderFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::AsDeclared { declared } => {
                write!(f, "the path is as declared: {declared} bytes pass, one more does not")
            }
            Self::Narrower { declared, at_least, less_than } => {
                write!(
                    f,
                    "the path is narrower than declared: {declared} bytes are declared, {at_least} pass and {less_than} do \
                     not; set the MTU to {at_least}"
                )?;
                if less_than - at_least > 1 {
                    return write!(f, ", or find the limit between the two first");
                }
                gap(f, u32::from(declared.bytes()) - at_least, "missing", "is the underlay itself a tunnel?")
            }
            Self::Wider { declared, at_least, less_than } => {
                write!(f, "the path is wider than declared: {declared} bytes are declared, and {at_least} pass")?;
                let over = at_least - u32::from(declared.bytes());
                if less_than == Some(at_least + 1) {
                    gap(f, over, "left over", "is nothing encapsulated?")
                } else {
                    write!(f, "; the limit is not known")
                }
            }
            Self::Undecided { declared, at_least, less_than } => {
                let wanted = u32::from(declared.bytes());
                write!(f, "nothing speaks against the declared {declared} bytes, but nothing proves them: send ")?;
                let missing: Vec<String> = [(at_least, wanted), (less_than, wanted + 1)]
                    .into_iter()
                    .filter(|(seen, size)| *seen != Some(*size))
                    .map(|(_, size)| size.to_string())
                    .collect();
                write!(f, "{}", missing.join(" and "))
            }
            Self::NothingPassed { smallest } => write!(
                f,
                "no packet passed, not even one of {smallest} bytes: ping is filtered, the path is closed, or it needs \
                 smaller packets"
            ),
            Self::Contradictory { passed, failed } if passed == failed => write!(
                f,
                "packets of {failed} bytes passed and did not: some were lost, or took ways of different MTUs; repeat it"
            ),
            Self::Contradictory { passed, failed } => write!(
                f,
                "a packet of {passed} bytes passed, but a smaller one of {failed} did not: it was lost, or they took ways \
                 of different MTUs; repeat it"
            ),
        }
    }
}

/// The encapsulations that take just so many bytes, if there are any, and what that suggests.
fn gap(f: &mut fmt::Formatter<'_>, bytes: u32, what: &str, question: &str) -> fmt::Result {
    let known = [
        Encapsulation::Ipip,
        Encapsulation::Gre,
        Encapsulation::FlannelUdp,
        Encapsulation::Vxlan(IpVersion::V4),
        Encapsulation::Geneve { outer: IpVersion::V4, options: GeneveOptions::NONE },
        Encapsulation::WireGuard(IpVersion::V4),
        Encapsulation::Vxlan(IpVersion::V6),
        Encapsulation::FlannelIpsec,
        Encapsulation::WireGuard(IpVersion::V6),
    ];
    let ways: Vec<String> =
        known.into_iter().filter(|way| u32::from(way.overhead()) == bytes).map(|way| way.to_string()).collect();
    write!(f, "; {bytes} bytes are {what}")?;
    if ways.is_empty() { Ok(()) } else { write!(f, ", as {} takes: {question}", ways.join(" or ")) }
}
