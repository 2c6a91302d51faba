//! The name of an Envoy cluster, borrowed from its text.

use crate::ClusterName;
use crate::borrowed_traits::borrowed_traits;
use crate::cluster_name::truncate;
use crate::cluster_name_grammar::{ClusterNameForm, KEPT, Parts, TrafficDirection, scan};
use crate::error::{NameError, NameErrorKind, Violation};

/// The name of a cluster that Istio gives Envoy, borrowed: reading it allocates nothing.
///
/// See [`ClusterName`] for the syntax; this one is `Copy` and lives as long as the text.
///
/// # Examples
/// ```
/// use pavedroad_naming::{ClusterNameRef, TrafficDirection};
///
/// let cluster = ClusterNameRef::parse("outbound|9080|v1|reviews.default.svc.cluster.local")?;
/// assert_eq!(cluster.direction(), TrafficDirection::Outbound);
/// assert_eq!((cluster.port(), cluster.subset()), (Some(9080), Some("v1")));
/// assert_eq!(cluster.host(), Some("reviews.default.svc.cluster.local"));
///
/// let cluster = ClusterNameRef::parse("out.reviews.default.svc.cluster.local|http|version=v1")?;
/// assert_eq!(cluster.port_names().collect::<Vec<_>>(), ["http"]);
/// assert_eq!(cluster.labels().collect::<Vec<_>>(), [("version", "v1")]);
/// # Ok::<(), pavedroad_naming::NameError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClusterNameRef<'a> {
    text: &'a str,
    parts: Parts,
}

impl<'a> ClusterNameRef<'a> {
    /// Reads a name. Takes time in proportion to the length of the text, and no memory unless it fails.
    ///
    /// # Errors
    /// A [`NameError`] that names the first rule broken and the byte where:
    /// - another beginning, as in `BlackHoleCluster`, which is no service's;
    /// - a port that is missing, above 65535, or has a leading zero: `outbound|http|v1|reviews`;
    /// - no host: `outbound|9080|v1|`; of the forms since 0.8, only `inbound` has none;
    /// - one separator too few or too many: `outbound|9080|reviews`;
    /// - of the old form, ports or labels out of order, a label twice, or more than 189 bytes;
    /// - spaces, control characters, anything beyond ASCII.
    pub fn parse(text: &'a str) -> Result<Self, NameError> {
        match scan(text) {
            Ok(parts) => Ok(Self { text, parts }),
            Err(violation) => Err(cluster_name_error(violation, text)),
        }
    }

    /// For a text that was read before.
    pub(crate) const fn from_parts(text: &'a str, parts: Parts) -> Self {
        Self { text, parts }
    }

    /// The text as written.
    #[must_use]
    pub fn as_str(self) -> &'a str {
        self.text
    }

    /// Which of Istio's ways to write it.
    #[must_use]
    pub fn form(self) -> ClusterNameForm {
        self.parts.form
    }

    /// Which way its traffic goes.
    #[must_use]
    pub fn direction(self) -> TrafficDirection {
        self.parts.direction
    }

    /// The number of the port. The old outbound form has [names](Self::port_names) instead.
    #[must_use]
    pub fn port(self) -> Option<u16> {
        self.parts.port
    }

    /// The subset of a DestinationRule, if there is one. The old form has [labels](Self::labels) instead.
    #[must_use]
    pub fn subset(self) -> Option<&'a str> {
        match self.form() {
            ClusterNameForm::Pipe => self.slice(self.parts.second, self.parts.third - 1),
            ClusterNameForm::DnsSrv => self.slice(self.parts.second, self.parts.third - 2),
            ClusterNameForm::Classic => None,
        }
    }

    /// The host of the service; an inbound cluster may have none. Of a [truncated](Self::is_truncated) name, the
    /// host only if all of it was kept.
    #[must_use]
    pub fn host(self) -> Option<&'a str> {
        match (self.form(), self.direction()) {
            (ClusterNameForm::Classic, TrafficDirection::Outbound) => {
                if self.parts.second < self.text.len() {
                    self.slice(4, self.parts.second - 1)
                } else {
                    self.slice(4, self.text.len()).filter(|_| !self.is_truncated())
                }
            }
            (ClusterNameForm::Classic, _) => None,
            _ => self.slice(self.parts.third, self.text.len()),
        }
    }

    /// The names of the ports, of the old outbound form: one in all that Istio made, none if the port has no name.
    /// Of a [truncated](Self::is_truncated) name, the ports only if all of them were kept.
    pub fn port_names(self) -> impl Iterator<Item = &'a str> {
        let rest = if self.is_classic() { self.slice(self.parts.second, self.kept()) } else { None };
        let ports = rest.and_then(|rest| match rest.split_once('|') {
            Some((ports, _)) => Some(ports),
            None if self.is_truncated() => None,
            None => Some(rest),
        });
        ports.filter(|ports| !ports.is_empty()).into_iter().flat_map(|ports| ports.split(','))
    }

    /// The labels of the pods, of the old outbound form, in the order of their keys; none if the name is truncated.
    pub fn labels(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let whole = self.is_classic() && !self.is_truncated();
        let labels = if whole { self.slice(self.parts.third, self.text.len()) } else { None };
        let pairs = labels.into_iter().flat_map(|labels| labels.split(','));
        pairs.map(|label| label.split_once('=').unwrap_or((label, "")))
    }

    /// Whether it is an old name that was longer than 189 bytes, so that its end is a hash.
    #[must_use]
    pub fn is_truncated(self) -> bool {
        self.parts.truncated
    }

    /// The same name with a text of its own.
    #[must_use]
    pub fn into_owned(self) -> ClusterName {
        ClusterName::from_parts(self.text.to_owned(), self.parts)
    }

    fn is_classic(self) -> bool {
        self.form() == ClusterNameForm::Classic && self.direction() == TrafficDirection::Outbound
    }

    /// Where what can be read ends.
    fn kept(self) -> usize {
        if self.is_truncated() { KEPT } else { self.text.len() }
    }

    /// Part of the text, if there is any. All offsets are those of ASCII characters.
    fn slice(self, from: usize, to: usize) -> Option<&'a str> {
        self.text.get(from..to).filter(|part| !part.is_empty())
    }
}

/// The error for a text that [`scan`] refused.
fn cluster_name_error(violation: Violation, text: &str) -> NameError {
    let error = violation.into_error("cluster name", text);
    let own = ["BlackHoleCluster", "PassthroughCluster", "InboundPassthroughCluster", "prometheus_stats", "zipkin"];
    if own.iter().any(|name| text.starts_with(name)) {
        return error.with_hint("that is a cluster of Istio's own, for no service");
    }
    let mended = if violation.kind == NameErrorKind::TooLong { truncate(text) } else { mend(text) };
    if mended.len() < 1_000 && !text.contains(['"', '\\']) && mended != text && scan(&mended).is_ok() {
        error.with_hint(format!("did you mean {mended:?}?"))
    } else {
        error
    }
}

/// Without spaces around, its ports and labels in order.
fn mend(text: &str) -> String {
    let text = text.trim();
    // A line of Envoy's own listing has counters behind the name.
    let text = text.split_once("::").map_or(text, |(name, _)| name);
    let Some(key) = text.strip_prefix("out.") else { return text.to_owned() };
    let lists = key.split('|').enumerate().map(|(index, list)| {
        let mut items: Vec<&str> = list.split(',').collect();
        if index > 0 {
            items.sort_unstable();
        }
        items.join(",")
    });
    let lists: Vec<String> = lists.collect();
    format!("out.{}", lists.join("|").trim_end_matches('|'))
}

borrowed_traits!(ClusterNameRef, ClusterName);
