//! The line that ping begins with.

use crate::output::{Test, Transport};

/// Whom ping asks, and with how much.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Heading<'a> {
    target: &'a str,
    address: Option<&'a str>,
    payload: Option<u64>,
    /// Whether the title of the summary repeats the target; the BSDs' ping6 has its address here and its name there.
    repeated: bool,
}

impl<'a> Heading<'a> {
    /// Reads one of
    /// - `PING host (10.0.0.2) 56(84) bytes of data.` and `PING host(fd00::2) 56 data bytes` of iputils in any language,
    ///   both also with `from 10.0.0.1 eth0:` before the sizes,
    /// - `PING host (10.0.0.2): 56 data bytes` of the others,
    /// - `Ping host (10.0.0.2): 56(84) bytes.` of toybox, as on Android,
    /// - `PING6(56=40+8+8 bytes) fd00::1 --> fd00::2` of macOS and the BSDs, `PING(` from FreeBSD 14 on.
    pub(super) fn read(line: &'a str) -> Option<Self> {
        if let Some(rest) = line.strip_prefix("PING6(").or_else(|| line.strip_prefix("PING(")) {
            let (sizes, rest) = rest.split_once(" bytes) ")?;
            let (_, target) = rest.split_once(" --> ")?;
            let (_, payload) = sizes.rsplit_once('+')?;
            return Some(Self { target: target.trim(), address: None, payload: payload.parse().ok(), repeated: false });
        }
        let rest = line.strip_prefix("PING ").or_else(|| line.strip_prefix("Ping "))?;
        let (target, behind) = rest.split_at(rest.find([' ', '('])?);
        // `(10.0.0.2)`, and for a name of an IPv6 host also `(name (fd00::2))`.
        let (address, sizes) = match behind.trim_start().strip_prefix('(') {
            Some(inner) => {
                let (address, sizes) = inner.split_once(')')?;
                (address.rsplit('(').next(), sizes.trim_start_matches(')'))
            }
            None => (None, behind),
        };
        let target = if address.is_none() { target.strip_suffix(':')? } else { target };
        let sizes = sizes.strip_prefix(':').unwrap_or(sizes);
        // `56(84)` or `56`: the payload, with the size of all of the packet or without. Words have to follow, else it may
        // be cut off.
        let (words, _) = sizes.rsplit_once(' ')?;
        let payload = words.split(' ').find_map(|word| word.split('(').next()?.parse().ok())?;
        (!target.is_empty()).then_some(Self { target, address, payload: Some(payload), repeated: address.is_some() })
    }

    /// The target, if the title of the summary repeats it.
    pub(super) fn repeated(&self) -> Option<&'a str> {
        Some(self.target).filter(|_| self.repeated)
    }

    /// The test that it begins.
    pub(super) fn test(&self) -> Test {
        let mut test = Test::new("ping");
        test.transport = Some(Transport::Icmp);
        test.message_size = self.payload;
        test.target = Some(self.target.to_owned());
        if let Some(address) = self.address.filter(|address| *address != self.target) {
            test.settings.insert("address".to_owned(), address.to_owned());
        }
        test
    }
}
