//! The name of a port.

use crate::dns_label::{INNER, LETTER_OR_DIGIT, mend_label};
use crate::error::{NameErrorKind, Violation};
use crate::name_type::name_type;

name_type! {
    /// The name of a container's port, and of the port of a Service that points to it: `http`, `grpc-web`.
    ///
    /// # Syntax
    /// 1 to 15 bytes of `a-z`, `0-9` and `-`, with at least one letter; the first and last are not `-`, and no
    /// two `-` stand together. Sources: `IsValidPortName` in Kubernetes' `apimachinery/pkg/util/validation`,
    /// RFC 6335 section 5.1 (which also allows capitals).
    ///
    /// # Examples
    /// ```
    /// use pavedroad_naming::PortName;
    ///
    /// assert_eq!("grpc-web".parse::<PortName>()?.as_str(), "grpc-web");
    ///
    /// let error = "8080".parse::<PortName>().unwrap_err();
    /// assert_eq!(error.hint(), Some("did you mean \"port-8080\"?"));
    /// # Ok::<(), pavedroad_naming::NameError>(())
    /// ```
    PortName {
        what: "port name",
        expecting: "a port name such as `http`",
        rule: port_name,
        mend: mend_port,
        min: 1,
        max: 15,
        pattern: "^([a-z0-9]+-)*[a-z0-9]*[a-z][a-z0-9]*(-[a-z0-9]+)*$",
        examples: ["http", "grpc-web"],
    }
}

const fn port_name(text: &[u8]) -> Option<Violation> {
    if text.is_empty() {
        return Some(Violation::new(NameErrorKind::Empty, 0, "1 to 15 bytes"));
    }
    if text.len() > 15 {
        return Some(Violation::new(NameErrorKind::TooLong, 15, "at most 15 bytes"));
    }
    let mut at = 0;
    let mut letters = false;
    while at < text.len() {
        match text[at] {
            b'a'..=b'z' => letters = true,
            b'0'..=b'9' => {}
            _ if at == 0 => return Some(Violation::new(NameErrorKind::Start, at, LETTER_OR_DIGIT)),
            b'-' if text[at - 1] == b'-' => {
                return Some(Violation::new(NameErrorKind::Sequence, at, "a lowercase letter or a digit after '-'"));
            }
            b'-' if at + 1 == text.len() => return Some(Violation::new(NameErrorKind::End, at, LETTER_OR_DIGIT)),
            b'-' => {}
            _ => return Some(Violation::new(NameErrorKind::Character, at, INNER)),
        }
        at += 1;
    }
    if letters {
        None
    } else {
        Some(Violation::new(NameErrorKind::Missing, 0, "at least one lowercase letter").found_words("no letter"))
    }
}

/// The name somebody probably meant: a label without `--`; a bare number with a word before it.
fn mend_port(text: &str) -> String {
    let label = mend_label(text);
    let parts: Vec<&str> = label.split('-').filter(|part| !part.is_empty()).collect();
    let joined = parts.join("-");
    if joined.bytes().any(|byte| byte.is_ascii_lowercase()) { joined } else { format!("port-{joined}") }
}
