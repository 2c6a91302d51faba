//! What somebody probably meant who wrote an illegal image reference.

use crate::error::{NameError, NameErrorKind, Violation};
use crate::reference_grammar::scan;

/// No hint repeats more than this, in bytes: a tag, a digest and a path are 520, and nobody mends by eye what is
/// much longer.
const LONGEST: usize = 600;

/// The error for a text that [`scan`] refused.
pub(crate) fn reference_error(violation: Violation, text: &str) -> NameError {
    let error = match text.find("://") {
        // The grammar trips over the empty port; a reader did not think of ports.
        Some(at) => Violation::new(NameErrorKind::Sequence, at, "a host name without a scheme").found_part(at + 3),
        None => violation,
    }
    .into_error("image reference", text);
    let mended = if text.len() <= LONGEST { mend(text) } else { String::new() };
    if !mended.is_empty() && mended != text && scan(mended.as_bytes()).is_ok() {
        error.with_hint(format!("did you mean {mended:?}?"))
    } else if violation.kind == NameErrorKind::Missing && violation.offset == 0 {
        error.with_hint("that is the id of an image; a digest follows a name, as in \"ubuntu@sha256:...\"")
    } else {
        error
    }
}

/// Without spaces, scheme, dangling separators and empty parts, in lower case where capitals are not allowed.
fn mend(text: &str) -> String {
    let text = without_scheme(text).trim_end_matches(['/', ':', '@']);
    let (name, digest) = match text.split_once('@') {
        Some((name, digest)) => (name, Some(digest.to_ascii_lowercase())),
        None => (text, None),
    };
    // A ':' belongs to a port if a '/' follows it, to a tag otherwise.
    let (name, tag) = match name.rsplit_once(':') {
        Some((name, tag)) if !tag.contains('/') => (name, Some(tag)),
        _ => (name, None),
    };
    let lower = match name.split_once('/') {
        // What has a '.' or a ':' is meant as a host; capitals are legal there.
        Some((host, path)) if host.contains(['.', ':']) => format!("{host}/{}", path.to_ascii_lowercase()),
        _ => name.to_ascii_lowercase(),
    };
    let parts: Vec<&str> = lower.split('/').filter(|part| !part.is_empty()).collect();
    let mut mended = parts.join("/");
    for (separator, part) in [(':', tag), ('@', digest.as_deref())] {
        if let Some(part) = part {
            mended.push(separator);
            mended.push_str(part);
        }
    }
    mended
}

/// The text without spaces around it, and without a scheme such as `https://`.
pub(crate) fn without_scheme(text: &str) -> &str {
    let text = text.trim();
    text.split_once("://").map_or(text, |(_, rest)| rest)
}
