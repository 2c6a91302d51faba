//! `availability:` how an app gets through drains, updates and the loss of a node.

use std::time::Duration;

use pavedroad_naming::DnsSubdomain;
use pavedroad_rollout::{IntOrPercent, RolloutErrorKind};
use serde_json::{Value, json};

use super::calls::distinct;
use super::duration;
use crate::FindingCode;
use crate::decode::{Decoder, ValueError, one_of, parse, sequence};
use crate::finding::Problem;
use crate::schema::object;
use crate::yaml::tree::Node;

/// How an app gets through drains, updates and the loss of a node.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Availability {
    /// How many of its pods may be missing while nodes are drained: a PodDisruptionBudget's `maxUnavailable`.
    pub disruption: IntOrPercent,
    /// Over what pods are spread, in this order.
    pub spread: Vec<Spread>,
    /// How long a pod goes on serving after it was told to stop: until every load balancer has heard.
    pub drain: Duration,
    /// From the first signal to the last; longer than `drain`.
    pub grace: Duration,
    /// The PriorityClass of its pods.
    pub priority_class: Option<DnsSubdomain>,
}

/// Over what pods are spread.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Spread {
    /// Nodes.
    Host,
    /// Zones.
    Zone,
}

impl Spread {
    /// Both with their names.
    pub const ALL: [(&'static str, Self); 2] = [("host", Self::Host), ("zone", Self::Zone)];

    /// The label of a node that says where it is.
    #[must_use]
    pub const fn topology_key(self) -> &'static str {
        match self {
            Self::Host => "kubernetes.io/hostname",
            Self::Zone => "topology.kubernetes.io/zone",
        }
    }
}

impl Default for Availability {
    fn default() -> Self {
        Self {
            disruption: IntOrPercent::from_static("1"),
            spread: vec![Spread::Host, Spread::Zone],
            drain: Duration::from_secs(10),
            grace: Duration::from_secs(45),
            priority_class: None,
        }
    }
}

pub(super) fn decode(decoder: &mut Decoder<'_>, node: &Node) -> Option<Availability> {
    let mut fields = decoder.fields(node, "a mapping such as `{disruption: 1, spread: [host, zone]}`")?;
    let disruption = fields.optional("disruption", disruption);
    let spread = fields.optional("spread", spread);
    let drain = fields.optional("drain", duration::whole_seconds);
    let grace = fields.optional("grace", duration::whole_seconds);
    let priority_class = fields.optional("priorityClass", parse::<DnsSubdomain>("the name of a PriorityClass"));
    fields.finish();
    let built_in = Availability::default();
    Some(Availability {
        disruption: disruption?.unwrap_or(built_in.disruption),
        spread: spread?.unwrap_or(built_in.spread),
        drain: drain?.unwrap_or(built_in.drain),
        grace: grace?.unwrap_or(built_in.grace),
        priority_class: priority_class?,
    })
}

/// A part of the pods is at most all of them. Source: `ValidatePodDisruptionBudgetSpec` in Kubernetes'
/// `pkg/apis/policy/validation`.
fn disruption(decoder: &mut Decoder<'_>, node: &Node) -> Option<IntOrPercent> {
    let disruption = parse::<IntOrPercent>("a number of pods, or a percentage such as `25%`")(decoder, node)?;
    // The API server takes a number in quotes for a percentage without its `%`.
    if disruption.as_int().is_some() && node.as_scalar().is_some_and(|scalar| !scalar.is_plain()) {
        let problem =
            Problem::error(FindingCode::WrongType, format!("the text `\"{disruption}\"`"), "a number, or a percentage");
        return decoder.refuse(node.span(), problem.hint("remove the quotes"));
    }
    if disruption.as_percent().is_none_or(|percent| percent <= 100) {
        return Some(disruption);
    }
    decoder.refuse(node.span(), Problem::error(FindingCode::InvalidValue, format!("`{disruption}`"), "at most `100%`"))
}

fn spread(decoder: &mut Decoder<'_>, node: &Node) -> Option<Vec<Spread>> {
    let spread = sequence(one_of(&Spread::ALL))(decoder, node)?;
    distinct(decoder, node, &spread).then_some(spread)
}

impl ValueError for pavedroad_rollout::RolloutError {
    fn offset(&self) -> Option<usize> {
        let whole =
            matches!(self.kind(), RolloutErrorKind::Empty | RolloutErrorKind::MoreThanAll | RolloutErrorKind::TooLarge);
        (!whole).then(|| Self::offset(self))
    }

    fn found(&self) -> &str {
        Self::found(self)
    }

    fn expected(&self) -> &str {
        Self::expected(self)
    }

    fn hint(&self) -> Option<&str> {
        Self::hint(self)
    }
}

/// The JSON schema of `availability:`.
pub(crate) fn schema() -> Value {
    object(
        "How the app gets through drains, updates and the loss of a node.",
        &json!({
            "disruption": {
                "description": "How many of its pods may be missing while nodes are drained; 1 unless given.",
                "anyOf": [{"type": "integer", "minimum": 0, "maximum": i32::MAX}, {"type": "string", "pattern": "^0*([0-9]{1,2}|100)%$"}],
                "examples": [1, "25%"],
            },
            "spread": {
                "description": "Over what pods are spread; [host, zone] unless given.",
                "type": "array", "items": {"enum": Spread::ALL.map(|(name, _)| name)}, "uniqueItems": true,
            },
            "drain": duration::schema("How long a pod goes on serving after it was told to stop; 10s unless given."),
            "grace": duration::schema("From the first signal to the last; 45s unless given."),
            "priorityClass": {"description": "The PriorityClass of its pods.", "type": "string", "pattern": DnsSubdomain::PATTERN},
        }),
        &[],
    )
}
