//! Addresses as labels of DNS names: `10-12-0-3` for 10.12.0.3, `fd00--1` for fd00::1.

use std::fmt::{self, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The longest IPv6 address without an IPv4 tail: eight groups of four digits.
const LONGEST: usize = 39;

/// The address a label stands for, if it does.
///
/// CoreDNS decides by the dashes: three of them, no two together, make an IPv4 address, anything else an IPv6
/// one. Source: `findPods` in CoreDNS' `plugin/kubernetes/kubernetes.go`.
pub(crate) fn read_address(label: &str) -> Option<IpAddr> {
    let bytes = label.as_bytes();
    if bytes.len() > LONGEST {
        return None;
    }
    let dashes = bytes.iter().filter(|byte| **byte == b'-').count();
    let doubled = bytes.windows(2).any(|pair| pair == b"--");
    let separator = if dashes == 3 && !doubled { b'.' } else { b':' };
    let mut buffer = [0; LONGEST];
    let dotted = buffer.get_mut(..bytes.len())?;
    for (to, from) in dotted.iter_mut().zip(bytes) {
        *to = if *from == b'-' { separator } else { *from };
    }
    let dotted = std::str::from_utf8(dotted).ok()?;
    if separator == b'.' {
        dotted.parse::<Ipv4Addr>().ok().map(IpAddr::V4)
    } else {
        // Without a ':' there would be an IPv4 address left to find, as in "10.0.0.1": no label has dots.
        dotted.parse::<Ipv6Addr>().ok().map(IpAddr::V6)
    }
}

/// Prints an address as a label.
///
/// An IPv6 address that begins or ends with `::` gets a `0` there, because no label begins or ends with `-`. An
/// IPv4 address inside IPv6 is printed as IPv4, as Go does everywhere in Kubernetes.
pub(crate) struct Dashed(pub(crate) IpAddr);

impl fmt::Display for Dashed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.to_canonical() {
            IpAddr::V4(address) => {
                let [a, b, c, d] = address.octets();
                write!(f, "{a}-{b}-{c}-{d}")
            }
            IpAddr::V6(address) => {
                let text = address.to_string().replace(':', "-");
                if text.starts_with('-') {
                    f.write_char('0')?;
                }
                f.write_str(&text)?;
                if text.ends_with('-') { f.write_char('0') } else { Ok(()) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_read_back() {
        for (address, label) in [
            ("10.12.0.3", "10-12-0-3"),
            ("0.0.0.0", "0-0-0-0"),
            ("fd00::1", "fd00--1"),
            ("::1", "0--1"),
            ("fd00::", "fd00--0"),
            ("::", "0--0"),
            ("2001:db8:1:2:3:4:5:6", "2001-db8-1-2-3-4-5-6"),
        ] {
            let address: IpAddr = address.parse().unwrap();
            assert_eq!(Dashed(address).to_string(), label);
            assert_eq!(read_address(label), Some(address), "{label}");
        }
        assert_eq!(Dashed("::ffff:10.12.0.3".parse().unwrap()).to_string(), "10-12-0-3");
    }

    #[test]
    fn other_labels_are_no_addresses() {
        for label in
            ["", "web-0", "10-12-0-256", "10-12-0-03", "10-12-0", "10-12-0-3-4", "fd00-1", "a-b-c-d", "10.12.0.3"]
        {
            assert_eq!(read_address(label), None, "{label}");
        }
    }
}
