//! The grammar of the cluster names that Istio gives Envoy.

use crate::error::{NameErrorKind, Violation};

/// Which of Istio's ways to write a cluster's name it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ClusterNameForm {
    /// Since Istio 0.8: `outbound|9080|v1|reviews.default.svc.cluster.local`.
    Pipe,
    /// The same as a DNS name, which mutual TLS uses as SNI: `outbound_.9080_.v1_.reviews.default.svc.cluster.local`.
    DnsSrv,
    /// Up to Istio 0.7: `out.reviews.default.svc.cluster.local|http|version=v1`, `in.9080`.
    Classic,
}

/// Which way the traffic of a cluster goes, seen from the proxy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum TrafficDirection {
    /// To a service.
    Outbound,
    /// To the proxy's own application.
    Inbound,
    /// Into a waypoint, to an address of a service.
    InboundVip,
}

impl TrafficDirection {
    /// The word in a cluster's name since Istio 0.8.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Outbound => "outbound",
            Self::Inbound => "inbound",
            Self::InboundVip => "inbound-vip",
        }
    }
}

/// Istio 0.7 cuts names that are longer.
pub(crate) const LONGEST_CLASSIC: usize = 189;
/// What it keeps of them; 40 hex digits of a SHA-1 hash follow.
pub(crate) const KEPT: usize = 149;

/// What [`scan`] learnt: for `Pipe` and `DnsSrv`, where port, subset and host begin; for `Classic` outbound, where
/// ports and labels begin, or the end of the text where there are none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Parts {
    pub(crate) form: ClusterNameForm,
    pub(crate) direction: TrafficDirection,
    pub(crate) port: Option<u16>,
    pub(crate) second: usize,
    pub(crate) third: usize,
    pub(crate) truncated: bool,
}

const FORMS: &str = "\"outbound|\", \"inbound|\", \"inbound-vip|\", \"outbound_.\", \"inbound_.\", \"out.\" or \"in.\"";

pub(crate) fn scan(text: &str) -> Result<Parts, Violation> {
    if text.len() > LONGEST_CLASSIC && text.starts_with("out.") {
        return Err(Violation::new(NameErrorKind::TooLong, LONGEST_CLASSIC, "at most 189 bytes"));
    }
    let parts = scan_uncut(text)?;
    if parts.form == ClusterNameForm::Classic && !parts.truncated {
        // Not only neighbours: "a", "a-b=1", "a=2" are in order.
        let (mut from, labels) = (parts.third, text.get(parts.third..).unwrap_or_default());
        let key = |label: &'_ str| label.find('=').unwrap_or(label.len());
        for label in labels.split(',').filter(|label| !label.is_empty()) {
            let earlier = text.get(parts.third..from).unwrap_or_default().split(',');
            if earlier.filter(|other| !other.is_empty()).any(|other| other.get(..key(other)) == label.get(..key(label)))
            {
                let violation = Violation::new(NameErrorKind::Sequence, from, "each label once");
                return Err(violation.found_part(from + key(label)));
            }
            from += label.len() + 1;
        }
    }
    Ok(parts)
}

/// The same, of a name that Istio 0.7 has yet to cut.
pub(crate) fn scan_uncut(text: &str) -> Result<Parts, Violation> {
    if text.is_empty() {
        return Err(Violation::new(NameErrorKind::Empty, 0, "a name such as \"outbound|9080|v1|reviews.default\""));
    }
    if let Some(at) = text.bytes().position(|byte| !byte.is_ascii_graphic()) {
        return Err(Violation::new(NameErrorKind::Character, at, "a printable character of ASCII, and no space"));
    }
    let (form, direction, skipped) = if text.starts_with("outbound|") {
        (ClusterNameForm::Pipe, TrafficDirection::Outbound, 9)
    } else if text.starts_with("inbound|") {
        (ClusterNameForm::Pipe, TrafficDirection::Inbound, 8)
    } else if text.starts_with("inbound-vip|") {
        (ClusterNameForm::Pipe, TrafficDirection::InboundVip, 12)
    } else if text.starts_with("outbound_.") {
        (ClusterNameForm::DnsSrv, TrafficDirection::Outbound, 10)
    } else if text.starts_with("inbound_.") {
        (ClusterNameForm::DnsSrv, TrafficDirection::Inbound, 9)
    } else if text.starts_with("out.") {
        return classic(text);
    } else if let Some(rest) = text.strip_prefix("in.") {
        let port = Some(port(rest, 3)?);
        let (form, direction) = (ClusterNameForm::Classic, TrafficDirection::Inbound);
        return Ok(Parts { form, direction, port, second: text.len(), third: text.len(), truncated: false });
    } else {
        return Err(Violation::new(NameErrorKind::Start, 0, FORMS));
    };
    let separator = if form == ClusterNameForm::Pipe { "|" } else { "_." };
    let rest = text.get(skipped..).unwrap_or_default();
    let Some((digits, rest)) = rest.split_once(separator) else {
        return Err(Violation::new(NameErrorKind::Missing, text.len(), "a port, a subset and a host"));
    };
    let port = Some(port(digits, skipped)?);
    let second = skipped + digits.len() + separator.len();
    let Some((subset, host)) = rest.split_once(separator) else {
        return Err(Violation::new(NameErrorKind::Missing, text.len(), "a subset, which may be empty, and a host"));
    };
    let third = second + subset.len() + separator.len();
    if let Some(at) = host.find(separator) {
        let expected = if separator == "|" { "no '|' in a host" } else { "no \"_.\" in a host" };
        return Err(Violation::new(NameErrorKind::Sequence, third + at, expected));
    }
    if host.is_empty() && direction != TrafficDirection::Inbound {
        return Err(Violation::new(NameErrorKind::Missing, third, "a host such as \"reviews.default\""));
    }
    Ok(Parts { form, direction, port, second, third, truncated: false })
}

fn port(digits: &str, at: usize) -> Result<u16, Violation> {
    let expected = "a port from 0 to 65535";
    if let Some(other) = digits.bytes().position(|byte| !byte.is_ascii_digit()) {
        return Err(Violation::new(NameErrorKind::Character, at + other, expected));
    }
    match digits.parse::<u16>() {
        Ok(port) if digits == "0" || !digits.starts_with('0') => Ok(port),
        _ if digits.is_empty() => Err(Violation::new(NameErrorKind::Missing, at, expected)),
        _ => Err(Violation::new(NameErrorKind::Range, at, expected).found_part(at + digits.len())),
    }
}

/// `out.HOST`, `out.HOST|PORTS`, `out.HOST|PORTS|LABELS`; or of a longer one 149 bytes and a hash.
fn classic(text: &str) -> Result<Parts, Violation> {
    let truncated = is_truncated(text);
    let kept = if truncated { text.get(..KEPT).unwrap_or_default() } else { text };
    let bar = |from: usize| kept.bytes().skip(from).position(|byte| byte == b'|').map(|length| from + length);
    let host = bar(4);
    let second = host.map_or(text.len(), |at| at + 1);
    let third = bar(second).map_or(text.len(), |at| at + 1);
    if host.unwrap_or(kept.len()) <= 4 {
        return Err(Violation::new(NameErrorKind::Missing, 4, "a host such as \"reviews.default\""));
    }
    // What is cut may end anywhere.
    if !truncated {
        if host.is_some_and(|at| at + 1 == text.len()) {
            return Err(Violation::new(NameErrorKind::End, text.len() - 1, "ports after '|'"));
        }
        let bytes = text.as_bytes();
        let ports_end = if bar(second).is_some() { third - 1 } else { text.len() };
        list(bytes, second, ports_end, None, "ports in order, as Istio prints them")?;
        if third < text.len() {
            list(bytes, third, text.len(), Some(label), "labels in order, as Istio prints them")?;
        }
    }
    let (form, direction) = (ClusterNameForm::Classic, TrafficDirection::Outbound);
    Ok(Parts { form, direction, port: None, second, third, truncated })
}

/// A rule for the item at `from..to`.
type Rule = fn(&[u8], usize, usize) -> Result<(), Violation>;

/// Items joined by `,`, in order. One walk over the bytes: splitting the text takes three times as long.
fn list(bytes: &[u8], from: usize, to: usize, rule: Option<Rule>, expected: &'static str) -> Result<(), Violation> {
    let (mut start, mut before): (usize, &[u8]) = (from, &[]);
    for at in from..=to {
        match bytes.get(at) {
            Some(b',') | None => {}
            Some(_) if at == to => {}
            Some(_) => continue,
        }
        let item = bytes.get(start..at).unwrap_or_default();
        if item < before {
            return Err(Violation::new(NameErrorKind::Sequence, start, expected).found_part(at));
        }
        if let Some(rule) = rule {
            rule(bytes, start, at)?;
        }
        (before, start) = (item, at + 1);
    }
    Ok(())
}

/// A label has a key, and a `=` only before a value: an empty value is printed without.
fn label(bytes: &[u8], from: usize, to: usize) -> Result<(), Violation> {
    let mut equals = None;
    for at in from..to {
        match bytes.get(at) {
            Some(b'|' | b';') => {
                return Err(Violation::new(NameErrorKind::Sequence, at, "no '|' or ';' in labels"));
            }
            Some(b'=') if equals.is_some() => {
                return Err(Violation::new(NameErrorKind::Sequence, at, "one '=' in a label"));
            }
            Some(b'=') => equals = Some(at),
            _ => {}
        }
    }
    if equals.unwrap_or(to) == from {
        Err(Violation::new(NameErrorKind::Missing, from, "a label such as \"version=v1\""))
    } else if equals.is_some_and(|at| at + 1 == to) {
        Err(Violation::new(NameErrorKind::Sequence, to, "a value after '='"))
    } else {
        Ok(())
    }
}

/// Whether a name has the length of a cut one and ends as they do. A name of exactly 189 bytes that was not cut
/// may end in 40 hex digits as well, but nobody can tell.
fn is_truncated(text: &str) -> bool {
    text.len() == LONGEST_CLASSIC
        && text.bytes().skip(KEPT).all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}
