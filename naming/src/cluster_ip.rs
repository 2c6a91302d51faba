//! The cluster IP of a Service.

use std::net::IpAddr;
use std::str::FromStr;

use crate::error::{NameError, NameErrorKind};
use crate::name_type::text_traits;

/// The `clusterIP` of a Service, as a cluster lists it: an address, `None` for a headless Service, or nothing for a
/// Service that has none (type `ExternalName`).
///
/// The text is kept as written, because the kubelet hands it on as written (`FD00::A` stays in capitals).
///
/// # Syntax
/// `None`, the empty text, or an address of version 4 or 6 without a zone. As in Kubernetes
/// (`ParseIPSloppy`), the numbers of a version 4 address may have leading zeros.
///
/// # Examples
/// ```
/// use pavedroad_naming::ClusterIp;
///
/// let ip: ClusterIp = "10.16.0.3".parse()?;
/// assert_eq!((ip.address(), ip.is_ipv6()), (Some("10.16.0.3"), false));
/// assert_eq!("None".parse::<ClusterIp>()?.address(), None);
/// assert!("10.16.0".parse::<ClusterIp>().is_err());
/// # Ok::<(), pavedroad_naming::NameError>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClusterIp(Box<str>);

impl ClusterIp {
    /// Reads a cluster IP; the same as [`str::parse`].
    ///
    /// # Errors
    /// If it is neither an address nor `None` nor empty: `10.16.0`, `fe80::1%eth0`, `none`
    pub fn new(text: &str) -> Result<Self, NameError> {
        text.parse()
    }

    /// That of a headless Service.
    #[must_use]
    pub fn none() -> Self {
        Self("None".into())
    }

    /// The text, `None` and empty included.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address as written; `None` if the Service has none.
    #[must_use]
    pub fn address(&self) -> Option<&str> {
        Some(self.as_str()).filter(|text| !matches!(*text, "" | "None"))
    }

    /// Is it an address of version 6, which a URL puts in brackets?
    #[must_use]
    pub fn is_ipv6(&self) -> bool {
        self.0.contains(':')
    }
}

impl From<IpAddr> for ClusterIp {
    fn from(address: IpAddr) -> Self {
        Self(address.to_string().into())
    }
}

impl FromStr for ClusterIp {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, NameError> {
        if matches!(text, "" | "None") || text.parse::<IpAddr>().is_ok() || sloppy_ipv4(text) {
            return Ok(Self(text.into()));
        }
        let expected = "an IP address such as 10.16.0.3, or None";
        let error = NameError::new("cluster IP", text, NameErrorKind::Character, 0, format!("{text:?}"), expected);
        let bare = text.trim_start_matches('[').trim_end_matches(']');
        let (bare, _) = bare.split_once('%').unwrap_or((bare, ""));
        Err(if text.eq_ignore_ascii_case("none") {
            error.with_hint("did you mean \"None\"?")
        } else if bare.parse::<IpAddr>().is_ok() {
            error.with_hint(format!("did you mean {bare:?}?"))
        } else {
            error
        })
    }
}

text_traits!(ClusterIp, "a cluster IP such as `10.16.0.3`, or `None`");

/// Four decimal numbers up to 255, with any zeros before them.
fn sloppy_ipv4(text: &str) -> bool {
    let mut numbers = 0;
    let all = text.split('.').all(|number| {
        numbers += 1;
        let digits = number.trim_start_matches('0');
        let decimal = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        decimal && (digits.is_empty() || digits.parse::<u8>().is_ok())
    });
    all && numbers == 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepts_what_kubernetes_parses() {
        for text in ["", "None", "10.16.0.3", "010.016.000.003", "FD00::A", "::", "::ffff:10.0.0.1", "0.0.0.0"] {
            assert_eq!(text.parse::<ClusterIp>().unwrap().as_str(), text);
        }
    }

    #[test]
    fn refuses_everything_else() {
        for (text, message) in [
            (
                "none",
                "found \"none\" at byte 0, expected an IP address such as 10.16.0.3, or None; did you mean \"None\"?",
            ),
            ("10.16.0", "found \"10.16.0\" at byte 0, expected an IP address such as 10.16.0.3, or None"),
            ("10.16.0.256", "found \"10.16.0.256\" at byte 0, expected an IP address such as 10.16.0.3, or None"),
            (
                "[fd00::a]",
                "found \"[fd00::a]\" at byte 0, expected an IP address such as 10.16.0.3, or None; did you mean \"fd00::a\"?",
            ),
            ("10.16.0.3:80", "found \"10.16.0.3:80\" at byte 0, expected an IP address such as 10.16.0.3, or None"),
        ] {
            let error = text.parse::<ClusterIp>().unwrap_err().to_string();
            assert_eq!(error, format!("invalid cluster IP {text:?}: {message}"));
        }
    }
}
