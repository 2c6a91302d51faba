//! What somebody probably meant who wrote an illegal name of a service.

use crate::ClusterDomain;
use crate::error::{NameError, NameErrorKind, Violation};
use crate::service_dns_grammar::{LONGEST, scan};

/// The error for a text that [`scan`] refused.
pub(crate) fn service_dns_error(violation: Violation, text: &str, domain: &ClusterDomain) -> NameError {
    let error = violation.into_error("DNS name of a service", text);
    // Two ports and paths may follow; what is much longer nobody mends by eye.
    let short = violation.kind != NameErrorKind::TooLong && text.len() <= 2 * LONGEST;
    let mended = if short { mend(text, domain) } else { Mended::Nothing };
    match mended {
        Mended::Name(name) if name != text && scan(&name, domain).is_ok() => {
            error.with_hint(format!("did you mean {name:?}?"))
        }
        Mended::Service(service) => {
            error.with_hint(format!("the whole name is \"{service}.<namespace>.svc.{domain}\""))
        }
        _ => error,
    }
}

enum Mended {
    Name(String),
    /// A service, and nothing says in which namespace.
    Service(String),
    Nothing,
}

fn mend(text: &str, domain: &ClusterDomain) -> Mended {
    let text = text.trim();
    let text = text.split_once("://").map_or(text, |(_, rest)| rest);
    let text = text.split(['/', '?', '#', ':']).next().unwrap_or_default().to_ascii_lowercase();
    let labels: Vec<&str> = text.split('.').filter(|label| !label.is_empty()).collect();
    let plain = labels.join(".");
    if scan(&plain, domain).is_ok() {
        return Mended::Name(plain);
    }
    if matches!(plain.strip_suffix(domain.as_str()), Some("" | "svc." | "pod.")) {
        return Mended::Nothing;
    }
    let Some((first, rest)) = labels.split_first() else { return Mended::Nothing };
    let of_domain = |label: &&&str| !domain.as_str().split('.').any(|part| part == **label);
    let mut behind = rest.split(|label| *label == "svc");
    let mut core = vec![*first];
    core.extend(behind.next().unwrap_or_default().iter().filter(of_domain));
    if core.len() == 1 {
        core.extend(behind.flatten().filter(of_domain));
    }
    match core[..] {
        // The API server itself, which every cluster has in this one namespace.
        ["kubernetes"] => Mended::Name(format!("kubernetes.default.svc.{domain}")),
        [service] if rest.is_empty() => Mended::Name(service.replace('_', "-")),
        [service] if scan(service, domain).is_ok() => Mended::Service(service.to_owned()),
        _ if core.contains(&"pod") => Mended::Nothing,
        _ => Mended::Name(format!("{}.svc.{domain}", core.join(".").replace('_', "-"))),
    }
}
