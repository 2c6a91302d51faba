//! The error of MTUs and what goes into them.

use std::fmt;

use crate::encapsulation::Encapsulation;
use crate::ip_version::IpVersion;
use crate::mtu::Mtu;

/// Why there can be no such MTU: what was found, what was expected, and a way out.
///
/// # Examples
/// ```
/// use pavedroad_netbench::{Encapsulation, IpVersion, Mtu, MtuErrorKind};
///
/// let error = Mtu::new(1300)?.inside_for(Encapsulation::Vxlan(IpVersion::V6), IpVersion::V6).unwrap_err();
/// assert_eq!(error.kind(), MtuErrorKind::PodTooSmall);
/// assert_eq!((error.found(), error.at_least()), (1230, 1280));
/// assert_eq!(
///     error.to_string(),
///     "no room for vxlan over IPv6 in an underlay MTU of 1300: found 1230 bytes left for the pod, expected at least \
///      1280 for IPv6 (RFC 8200); an underlay MTU of 1350 would do"
/// );
/// # Ok::<(), pavedroad_netbench::MtuError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MtuError(Reason);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reason {
    OutOfRange {
        bytes: u32,
    },
    /// `too_short` is the version of IP that asks for more: the outer one of an underlay, or the pod's own.
    NoRoom {
        kind: MtuErrorKind,
        underlay: Mtu,
        encapsulation: Encapsulation,
        inner: IpVersion,
        too_short: IpVersion,
    },
    GeneveOptions {
        bytes: u16,
    },
}

/// Which rule of an MTU is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum MtuErrorKind {
    /// No link has such an MTU: below 68 or above 65535.
    OutOfRange,
    /// The underlay is too short for the packets that carry the encapsulation.
    UnderlayTooSmall,
    /// What the encapsulation leaves is too short for the pod's packets.
    PodTooSmall,
    /// Geneve options that its header cannot count.
    GeneveOptions,
}

impl MtuError {
    pub(crate) const fn out_of_range(bytes: u32) -> Self {
        Self(Reason::OutOfRange { bytes })
    }

    pub(crate) const fn underlay(
        underlay: Mtu,
        encapsulation: Encapsulation,
        inner: IpVersion,
        too_short: IpVersion,
    ) -> Self {
        Self(Reason::NoRoom { kind: MtuErrorKind::UnderlayTooSmall, underlay, encapsulation, inner, too_short })
    }

    pub(crate) const fn pod(underlay: Mtu, encapsulation: Encapsulation, inner: IpVersion) -> Self {
        Self(Reason::NoRoom { kind: MtuErrorKind::PodTooSmall, underlay, encapsulation, inner, too_short: inner })
    }

    pub(crate) const fn geneve_options(bytes: u16) -> Self {
        Self(Reason::GeneveOptions { bytes })
    }

    /// The rule that is broken.
    #[must_use]
    pub const fn kind(&self) -> MtuErrorKind {
        match self.0 {
            Reason::OutOfRange { .. } => MtuErrorKind::OutOfRange,
            Reason::NoRoom { kind, .. } => kind,
            Reason::GeneveOptions { .. } => MtuErrorKind::GeneveOptions,
        }
    }

    /// What was found, in bytes: the number given, the underlay's MTU, or what is left for the pod (0 when the
    /// encapsulation takes it all).
    #[must_use]
    pub const fn found(&self) -> u32 {
        match self.0 {
            Reason::OutOfRange { bytes } => bytes,
            Reason::NoRoom { kind: MtuErrorKind::UnderlayTooSmall, underlay, .. } => underlay.bytes() as u32,
            Reason::NoRoom { underlay, encapsulation, .. } => encapsulation.largest_within(underlay.bytes()) as u32,
            Reason::GeneveOptions { bytes } => bytes as u32,
        }
    }

    /// The fewest bytes that would do in place of [`found`](Self::found).
    #[must_use]
    pub const fn at_least(&self) -> u32 {
        match self.0 {
            Reason::OutOfRange { .. } => IpVersion::V4.smallest_mtu() as u32,
            Reason::NoRoom { too_short, .. } => too_short.smallest_mtu() as u32,
            Reason::GeneveOptions { .. } => 0,
        }
    }

    /// The smallest underlay MTU that would do, where that is the way out.
    #[must_use]
    pub fn underlay_that_would_do(&self) -> Option<Mtu> {
        let Reason::NoRoom { encapsulation, inner, .. } = self.0 else { return None };
        let carrying = encapsulation.outer().map_or(0, IpVersion::smallest_mtu);
        let needed = encapsulation.underlay_for(inner.smallest_mtu()).max(carrying.into());
        Mtu::new(needed).ok()
    }
}

impl fmt::Display for MtuError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let found = self.found();
        match self.0 {
            Reason::OutOfRange { .. } => {
                write!(f, "impossible MTU: found {found} bytes, expected 68 (RFC 791) to 65535")?;
            }
            Reason::GeneveOptions { .. } => write!(
                f,
                "impossible length of Geneve options: found {found} bytes, expected a multiple of 4 up to 252 \
                 (RFC 8926)"
            )?,
            Reason::NoRoom { kind: MtuErrorKind::UnderlayTooSmall, underlay, encapsulation, too_short, .. } => write!(
                f,
                "no {encapsulation} on an underlay MTU of {underlay}: found {found} bytes, expected at least {} for \
                 {too_short} ({})",
                self.at_least(),
                source(too_short)
            )?,
            Reason::NoRoom { underlay, encapsulation, too_short, .. } => write!(
                f,
                "no room{} in an underlay MTU of {underlay}: found {found} bytes left for the pod, \
                 expected at least {} for {too_short} ({})",
                if encapsulation == Encapsulation::None { String::new() } else { format!(" for {encapsulation}") },
                self.at_least(),
                source(too_short)
            )?,
        }
        match self.underlay_that_would_do() {
            Some(mtu) => write!(f, "; an underlay MTU of {mtu} would do"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for MtuError {}

const fn source(version: IpVersion) -> &'static str {
    match version {
        IpVersion::V4 => "RFC 791",
        IpVersion::V6 => "RFC 8200",
    }
}
