//! IPsec's tunnel: the Encapsulating Security Payload.

use std::fmt;

use crate::ip_version::IpVersion;

/// An IPsec tunnel by ESP (RFC 4303): an outer IP header, 8 bytes of UDP where a NAT is crossed, SPI and sequence
/// number 8, the initialization vector, the packet, padding, its length and the next header 2, and the check value.
///
/// Unlike other tunnels it pads, so what it takes depends on the packet: the packet and the 2 bytes behind it fill
/// whole blocks of the cipher.
///
/// # Examples
/// What AWS tells users of its Site-to-Site VPN to set on 1500 bytes of underlay, with and without a NAT on the way:
/// ```
/// use pavedroad_netbench::{Encapsulation, Esp, EspCipher, IpVersion, Mtu};
///
/// let gcm = Esp { outer: IpVersion::V4, cipher: EspCipher::AesGcm, udp: false };
/// assert_eq!(Mtu::ETHERNET.inside(Encapsulation::Esp(gcm))?.bytes(), 1446);
/// assert_eq!(Mtu::ETHERNET.inside(Encapsulation::Esp(Esp { udp: true, ..gcm }))?.bytes(), 1438);
/// # Ok::<(), pavedroad_netbench::MtuError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Esp {
    /// The version of the packet that carries it.
    pub outer: IpVersion,
    /// What encrypts and authenticates.
    pub cipher: EspCipher,
    /// Whether it travels in UDP, as it does across a NAT: NAT traversal, 8 bytes (RFC 3948).
    pub udp: bool,
}

/// A cipher of ESP and what authenticates beside it, as far as bytes go. The length of the key changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum EspCipher {
    /// AES-GCM with a check value of 16 bytes (RFC 4106): vector 8, words of 4. Cilium's usual one.
    AesGcm,
    /// ChaCha20-Poly1305 (RFC 7634): vector 8, words of 4, check value 16.
    ChaCha20Poly1305,
    /// AES-CBC with HMAC-SHA1-96 (RFC 3602, RFC 2404): vector 16, blocks of 16, check value 12.
    AesCbcSha1,
    /// AES-CBC with HMAC-SHA-256-128 (RFC 3602, RFC 4868): vector 16, blocks of 16, check value 16. flannel's.
    AesCbcSha256,
    /// AES-CBC with HMAC-SHA-384-192 (RFC 3602, RFC 4868): vector 16, blocks of 16, check value 24.
    AesCbcSha384,
    /// AES-CBC with HMAC-SHA-512-256 (RFC 3602, RFC 4868): vector 16, blocks of 16, check value 32.
    AesCbcSha512,
}

impl EspCipher {
    /// Every cipher here.
    pub const ALL: [Self; 6] = [
        Self::AesGcm,
        Self::ChaCha20Poly1305,
        Self::AesCbcSha1,
        Self::AesCbcSha256,
        Self::AesCbcSha384,
        Self::AesCbcSha512,
    ];

    /// The initialization vector that each packet carries, in bytes.
    #[must_use]
    pub const fn vector(self) -> u16 {
        match self {
            Self::AesGcm | Self::ChaCha20Poly1305 => 8,
            _ => 16,
        }
    }

    /// What the packet and the 2 bytes behind it fill a multiple of, in bytes. Never less than 4 (RFC 4303, section
    /// 2.4).
    #[must_use]
    pub const fn block(self) -> u16 {
        match self {
            Self::AesGcm | Self::ChaCha20Poly1305 => 4,
            _ => 16,
        }
    }

    /// The integrity check value at the end, in bytes.
    #[must_use]
    pub const fn check_value(self) -> u16 {
        match self {
            Self::AesCbcSha1 => 12,
            Self::AesGcm | Self::ChaCha20Poly1305 | Self::AesCbcSha256 => 16,
            Self::AesCbcSha384 => 24,
            Self::AesCbcSha512 => 32,
        }
    }
}

impl Esp {
    /// The most bytes it adds to a packet, padding in full: what is set aside by those who do not look at the
    /// packet.
    #[must_use]
    pub const fn overhead(self) -> u16 {
        self.headers() + self.cipher.block() - 1 + TRAILER
    }

    /// How long a packet becomes, in bytes.
    #[must_use]
    pub const fn wraps(self, packet: u16) -> u32 {
        let block = self.cipher.block() as u32;
        self.headers() as u32 + (packet as u32 + TRAILER as u32).next_multiple_of(block)
    }

    /// The longest packet that becomes no longer than `underlay`, in bytes; 0 if none does.
    #[must_use]
    pub const fn largest_within(self, underlay: u16) -> u16 {
        let room = underlay.saturating_sub(self.headers());
        (room - room % self.cipher.block()).saturating_sub(TRAILER)
    }

    /// All but the padding and the two bytes after it.
    const fn headers(self) -> u16 {
        self.outer.header() + if self.udp { UDP } else { 0 } + ESP + self.cipher.vector() + self.cipher.check_value()
    }
}

impl fmt::Display for EspCipher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::AesGcm => "aes-gcm",
            Self::ChaCha20Poly1305 => "chacha20-poly1305",
            Self::AesCbcSha1 => "aes-cbc sha1",
            Self::AesCbcSha256 => "aes-cbc sha256",
            Self::AesCbcSha384 => "aes-cbc sha384",
            Self::AesCbcSha512 => "aes-cbc sha512",
        })
    }
}

impl fmt::Display for Esp {
    /// `esp aes-gcm`, `esp aes-cbc sha256 in udp over IPv6`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let udp = if self.udp { " in udp" } else { "" };
        let over = if self.outer == IpVersion::V6 { " over IPv6" } else { "" };
        f.pad(&format!("esp {}{udp}{over}", self.cipher))
    }
}

/// The security parameters index and the sequence number, in bytes.
const ESP: u16 = 8;

/// The length of the padding and the next header, in bytes.
const TRAILER: u16 = 2;

/// A UDP header, in bytes (RFC 768).
const UDP: u16 = 8;
