//! Why a text is not the name it looks like, and what it should be.

use pavedroad_naming::{ClusterNameRef, Convention, NameError, ServiceDns};

use crate::reading::{Reading, Weight};

/// Why a text is no name of the kinds it looks like; none if it is one, or looks like none.
pub(crate) fn problems<'a>(
    convention: &Convention,
    name: &str,
    readings: &'a [Reading],
) -> Vec<(&'static str, &'a NameError)> {
    let flaws: Vec<_> = readings.iter().filter_map(|reading| Some((reading.kind, reading.flaw.as_ref()?))).collect();
    let sure = |reading: &Reading| matches!(reading.weight, Weight::Sure | Weight::Convention);
    if !flaws.is_empty() || readings.iter().any(|reading| sure(reading) && reading.result.is_ok()) {
        return flaws;
    }
    let nothing = readings.iter().all(|reading| reading.result.is_err());
    let mut problems: Vec<_> = readings
        .iter()
        .filter_map(|reading| Some((reading.kind, reading.result.as_ref().err()?)))
        .filter(|(kind, error)| looks_like(convention, name, kind, error, nothing))
        .collect();
    let pod = readings.iter().any(|reading| reading.kind == "pod" && reading.weight == Weight::Telling);
    // Where the name that was meant is clear, the other kinds are noise; so they are beside a pod.
    if pod || problems.iter().any(|(kind, error)| meant(convention, kind, error).is_some()) {
        problems.retain(|(kind, error)| *kind == "node" || meant(convention, kind, error).is_some());
    }
    problems
}

/// Whether somebody who wrote this may have meant that kind.
fn looks_like(convention: &Convention, name: &str, kind: &str, error: &NameError, nothing: bool) -> bool {
    let address = name.starts_with(&convention.spec().registry.host);
    let cluster =
        ["out.", "outbound|", "outbound_.", "inbound|", "inbound_."].iter().any(|start| name.starts_with(start));
    let service = !cluster && !address && name.split(['.', '/', ':']).any(|label| label == "svc");
    let word = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
    let plain = !cluster && !service && !address && !name.contains('/');
    match kind {
        "image address" => !cluster && !service && (address || nothing && name.contains('/')),
        "app" | "namespace" => plain && (nothing || word && error.hint().is_some()),
        "build tag" => plain && (nothing || word && name.starts_with(|c: char| c.is_ascii_digit())),
        // These begin as the convention writes them: a node with its fixed text, a build with a year and a `-`.
        "node" => plain && word && error.offset() > 2,
        "console build" => plain && name.find(':').is_some_and(|colon| error.offset() > colon + 5),
        "service DNS" => service,
        "Envoy cluster" => cluster,
        _ => false,
    }
}

/// The name of that kind that an error proposes.
pub(crate) fn meant<'a>(convention: &Convention, kind: &str, error: &'a NameError) -> Option<&'a str> {
    let meant = error.hint()?.strip_prefix("did you mean \"")?.strip_suffix("\"?")?;
    let right = match kind {
        "app" => convention.parse_app(meant).is_ok(),
        "namespace" => convention.parse_namespace(meant).is_ok(),
        "node" => convention.parse_node(meant).is_ok(),
        "image address" => convention.parse_image(meant).is_ok(),
        "console build" => convention.parse_console(meant).is_ok(),
        "service DNS" => meant.parse::<ServiceDns>().is_ok(),
        "Envoy cluster" => ClusterNameRef::parse(meant).is_ok(),
        _ => convention.parse_tag(meant).is_ok(),
    };
    right.then_some(meant)
}
