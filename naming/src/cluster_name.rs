//! The name of an Envoy cluster.

use std::borrow::Cow;
use std::str::FromStr;

use crate::ClusterNameRef;
use crate::cluster_name_grammar::{ClusterNameForm, KEPT, LONGEST_CLASSIC, Parts, TrafficDirection, scan_uncut};
use crate::error::{NameError, NameErrorKind, Violation};
use crate::name_type::text_traits;

/// The name of a cluster that Istio gives Envoy, kept and printed as written.
///
/// To read without allocating, see [`ClusterNameRef`].
///
/// # Syntax
/// | form | since | until |
/// |---|---|---|
/// | `out.HOST\|PORTS\|LABELS`, `in.PORT` | | Istio 0.7 |
/// | `outbound\|PORT\|SUBSET\|HOST`, `inbound\|PORT\|\|`, `inbound-vip\|PORT\|SUBSET\|HOST` | 0.8 | today |
/// | `outbound_.PORT_.SUBSET_.HOST`, and the same of `inbound` | 1.0 | today |
///
/// - Of the old form, ports are names and labels are `key=value`, both sorted and joined by `,`; without labels the
///   second `|` is missing (or at the end, of an empty set), and without labels and a name of the port both are. A
///   name of more than 189 bytes is cut: 149 bytes of it, then its SHA-1 hash in 40 hex digits. Sources: `ServiceKey`
///   in Istio 0.7's `pilot/pkg/model/service.go`, `TruncateClusterName` in its `pilot/pkg/proxy/envoy/v1`.
/// - Of the others, the port is a number and the subset may be empty. They are never cut. Sources: `BuildSubsetKey`,
///   `BuildDNSSrvSubsetKey` and `ParseSubsetKey` in Istio's `pilot/pkg/model/service.go`.
///
/// Istio's parser takes anything and answers with zeros and empty texts where it does not understand; here a name is
/// legal if printing what Istio reads of it gives the same text again, it is one of these directions, and it has
/// neither spaces nor characters beyond ASCII; an outbound name needs a host, a port is at most 65535, and a label has
/// a key.
///
/// # Examples
/// ```
/// use pavedroad_naming::ClusterName;
///
/// let cluster = ClusterName::outbound(9080, "v1", "reviews.default.svc.cluster.local")?;
/// assert_eq!(cluster, "outbound|9080|v1|reviews.default.svc.cluster.local");
/// assert_eq!(cluster.to_dns_srv()?, "outbound_.9080_.v1_.reviews.default.svc.cluster.local");
///
/// let old = ClusterName::classic("reviews.default.svc.cluster.local", &["http"], &[("version", "v1")])?;
/// assert_eq!(old, "out.reviews.default.svc.cluster.local|http|version=v1");
/// assert_eq!(old.to_outbound(9080, "v1")?, cluster);
/// # Ok::<(), pavedroad_naming::NameError>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClusterName {
    text: String,
    parts: Parts,
}

impl ClusterName {
    /// Reads a name; the same as [`str::parse`].
    ///
    /// # Errors
    /// Those of [`ClusterNameRef::parse`].
    pub fn new(text: &str) -> Result<Self, NameError> {
        text.parse()
    }

    pub(crate) const fn from_parts(text: String, parts: Parts) -> Self {
        Self { text, parts }
    }

    /// The cluster of a service's port, of a subset or, with `""`, of all its pods:
    /// `outbound|9080|v1|reviews.default.svc.cluster.local`.
    ///
    /// # Errors
    /// If the host is empty, or a `|`, a space or a character beyond ASCII is in a part.
    pub fn outbound(port: u16, subset: &str, host: &str) -> Result<Self, NameError> {
        format!("outbound|{port}|{subset}|{host}").parse()
    }

    /// The cluster of a port of the proxy's own application, as today's Istio names it: `inbound|9080||`.
    #[must_use]
    pub fn inbound(port: u16) -> Self {
        let text = format!("inbound|{port}||");
        let (form, direction) = (ClusterNameForm::Pipe, TrafficDirection::Inbound);
        let (second, third) = (text.len() - 1, text.len());
        Self { parts: Parts { form, direction, port: Some(port), second, third, truncated: false }, text }
    }

    /// The cluster that Istio 0.7 makes for ports (by name; one in all that it made, `""` if the port has no name)
    /// and labels of a service: `out.reviews.default.svc.cluster.local|http|version=v1`. Sorts both, and cuts what
    /// is longer than 189 bytes.
    ///
    /// # Errors
    /// - the host is empty, or a label's key is, or a key is there twice;
    /// - a part has a separator of the form (`|`, `,`, `;`, `=`), a space or a character beyond ASCII in it.
    pub fn classic(host: &str, ports: &[&str], labels: &[(&str, &str)]) -> Result<Self, NameError> {
        let mut ports = ports.to_vec();
        ports.sort_unstable();
        let mut keys: Vec<&str> = labels.iter().map(|(key, _)| *key).collect();
        keys.sort_unstable();
        let twice = keys.windows(2).any(|pair| pair.first() == pair.last());
        let mut pairs: Vec<Cow<'_, str>> = Vec::with_capacity(labels.len());
        for (key, value) in labels {
            pairs.push(if value.is_empty() { Cow::Borrowed(*key) } else { Cow::Owned(format!("{key}={value}")) });
        }
        pairs.sort_unstable();
        let count = ports.len();
        let (ports, labels) = (ports.join(","), pairs.join(","));
        let text = match (ports.is_empty(), labels.is_empty()) {
            (true, true) => format!("out.{host}"),
            (false, true) => format!("out.{host}|{ports}"),
            (_, false) => format!("out.{host}|{ports}|{labels}"),
        };
        let error = |violation: Violation| violation.into_error("cluster name", &text);
        let name = ClusterNameRef::from_parts(&text, scan_uncut(&text).map_err(error)?);
        // A separator inside a part would be read as another part.
        let same = name.host() == Some(host)
            && (ports.is_empty() || name.port_names().count() == count)
            && name.labels().count() == pairs.len();
        if twice {
            return Err(error(Violation::new(NameErrorKind::Sequence, 4, "each label once").found_part(text.len())));
        }
        if !same && !name.is_truncated() {
            let violation = Violation::new(NameErrorKind::Sequence, 4, "no '|', ',', ';' or '=' inside a part");
            return Err(error(violation.found_part(text.len())));
        }
        truncate(&text).parse()
    }

    /// The cluster that Istio 0.7 makes for a port of the proxy's own application: `in.9080`.
    #[must_use]
    pub fn classic_inbound(port: u16) -> Self {
        let text = format!("in.{port}");
        let (form, direction) = (ClusterNameForm::Classic, TrafficDirection::Inbound);
        let (second, third) = (text.len(), text.len());
        Self { parts: Parts { form, direction, port: Some(port), second, third, truncated: false }, text }
    }

    /// The same name, borrowed; it has all the parts.
    #[must_use]
    pub fn borrowed(&self) -> ClusterNameRef<'_> {
        ClusterNameRef::from_parts(&self.text, self.parts)
    }

    /// The text as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Which of Istio's ways to write it.
    #[must_use]
    pub fn form(&self) -> ClusterNameForm {
        self.parts.form
    }

    /// Which way its traffic goes.
    #[must_use]
    pub fn direction(&self) -> TrafficDirection {
        self.parts.direction
    }

    /// The number of the port, if it has one.
    #[must_use]
    pub fn port(&self) -> Option<u16> {
        self.parts.port
    }

    /// The subset, if it has one.
    #[must_use]
    pub fn subset(&self) -> Option<&str> {
        self.borrowed().subset()
    }

    /// The host, if it has one; see [`ClusterNameRef::host`].
    #[must_use]
    pub fn host(&self) -> Option<&str> {
        self.borrowed().host()
    }

    /// As a DNS name: `outbound_.9080_.v1_.reviews.default.svc.cluster.local`.
    ///
    /// # Errors
    /// - an old name, which has no number of a port: see [`to_outbound`](Self::to_outbound);
    /// - a subset or host with `_.` in it, which nobody could read back; the direction `inbound-vip`.
    pub fn to_dns_srv(&self) -> Result<Self, NameError> {
        self.separated("_.")
    }

    /// With `|`: `outbound|9080|v1|reviews.default.svc.cluster.local`.
    ///
    /// # Errors
    /// - an old name, which has no number of a port: see [`to_outbound`](Self::to_outbound);
    /// - a subset or host with `|` in it.
    pub fn to_pipe(&self) -> Result<Self, NameError> {
        self.separated("|")
    }

    /// The same service's cluster as today's Istio names it, given what an old name does not say: the number of the
    /// port, and the subset of the DestinationRule that has its labels (`""` if it has none).
    ///
    /// # Errors
    /// If there is no host to be read, or a part is not legal.
    pub fn to_outbound(&self, port: u16, subset: &str) -> Result<Self, NameError> {
        Self::outbound(port, subset, self.host().unwrap_or_default())
    }

    /// The same service's cluster as Istio 0.7 names it, given what a new name does not say: the name of the port
    /// and the labels of the subset.
    ///
    /// # Errors
    /// Those of [`classic`](Self::classic), and if there is no host to be read.
    pub fn to_classic(&self, port: &str, labels: &[(&str, &str)]) -> Result<Self, NameError> {
        Self::classic(self.host().unwrap_or_default(), &[port], labels)
    }

    fn separated(&self, separator: &str) -> Result<Self, NameError> {
        if self.form() == ClusterNameForm::Classic {
            let violation = Violation::new(NameErrorKind::Mismatch, 0, "a name of Istio 0.8 or later");
            return Err(violation.found_words("a name of Istio 0.7").into_error("cluster name", &self.text));
        }
        let direction = self.direction().as_str();
        let port = self.port().map(|port| port.to_string()).unwrap_or_default();
        let (subset, host) = (self.subset().unwrap_or_default(), self.host().unwrap_or_default());
        [direction, &port, subset, host].join(separator).parse()
    }
}

/// What Istio 0.7 makes of a name that is too long: a part of it, and its SHA-1 hash in hex.
pub(crate) fn truncate(text: &str) -> String {
    if text.len() <= LONGEST_CLASSIC {
        return text.to_owned();
    }
    let kept = text.get(..text.floor_char_boundary(KEPT)).unwrap_or_default();
    format!("{kept}{}", sha1_smol::Sha1::from(text).digest())
}

impl FromStr for ClusterName {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, NameError> {
        ClusterNameRef::parse(text).map(ClusterNameRef::into_owned)
    }
}

text_traits!(ClusterName, "a cluster name such as `outbound|9080|v1|reviews.default.svc.cluster.local`", |name| name
    .text);

/// The pattern is a necessary condition: of the old form it does not say the order of ports and labels.
#[cfg(feature = "schemars")]
impl schemars::JsonSchema for ClusterName {
    fn schema_name() -> Cow<'static, str> {
        "ClusterName".into()
    }

    fn schema_id() -> Cow<'static, str> {
        concat!(module_path!(), "::ClusterName").into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "a cluster name such as `outbound|9080|v1|reviews.default.svc.cluster.local`",
            "minLength": 4,
            "pattern": "^(outbound|inbound|inbound-vip)\\|(0|[1-9][0-9]{0,4})\\|[!-{}~]*\\|[!-{}~]*$\
                |^(outbound|inbound)_\\.(0|[1-9][0-9]{0,4})_\\.[!-~]*_\\.[!-~]*$\
                |^out\\.[!-{}~]+(\\|[!-{}~]*){0,2}$|^in\\.(0|[1-9][0-9]{0,4})$",
            "examples": [
                "outbound|9080|v1|reviews.default.svc.cluster.local",
                "out.reviews.default.svc.cluster.local|http|version=v1",
            ],
        })
    }
}
