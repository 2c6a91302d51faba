//! `placement:` which nodes an app may run on.

use pavedroad_naming::{LabelKey, LabelValue};
use serde_json::{Value, json};

use crate::FindingCode;
use crate::decode::{Decoder, integer, map, one_of, parse, quoted, sequence};
use crate::finding::Problem;
use crate::schema::object;
use crate::yaml::tree::Node;

/// Which nodes an app may run on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Placement {
    /// Labels that a node has to have, sorted by key.
    pub node_selector: Vec<(LabelKey, LabelValue)>,
    /// Taints of nodes that do not keep the app away, in the order of the file.
    pub tolerations: Vec<Toleration>,
}

/// A taint that does not keep an app's pods away.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Toleration {
    /// The key of the taint; every key unless given.
    pub key: Option<LabelKey>,
    /// The value of the taint; none where its being there is enough (`operator: Exists`).
    pub value: Option<LabelValue>,
    /// What the taint does; whatever it does unless given.
    pub effect: Option<TaintEffect>,
    /// How long a pod stays that runs already; for ever unless given. Of `NoExecute` alone.
    pub seconds: Option<u32>,
}

/// What a taint does to pods that do not tolerate it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum TaintEffect {
    /// They are not scheduled there.
    NoSchedule,
    /// They are scheduled there last.
    PreferNoSchedule,
    /// They are not scheduled there, and those that run are evicted.
    NoExecute,
}

impl TaintEffect {
    /// Every effect with its name, as Kubernetes has it.
    pub const ALL: [(&'static str, Self); 3] = [
        ("NoSchedule", Self::NoSchedule),
        ("PreferNoSchedule", Self::PreferNoSchedule),
        ("NoExecute", Self::NoExecute),
    ];

    /// The name, as Kubernetes has it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NoSchedule => "NoSchedule",
            Self::PreferNoSchedule => "PreferNoSchedule",
            Self::NoExecute => "NoExecute",
        }
    }
}

/// How a toleration and a taint are compared. Source: `ValidateTolerations` in Kubernetes' `pkg/apis/core/validation`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Operator {
    Exists,
    Equal,
}

pub(super) fn decode(decoder: &mut Decoder<'_>, node: &Node) -> Option<Placement> {
    let mut fields = decoder.fields(node, "a mapping such as `{nodeSelector: {disk: ssd}}`")?;
    let node_selector = fields.optional("nodeSelector", selector);
    let tolerations = fields.optional("tolerations", sequence(toleration));
    fields.finish();
    Some(Placement { node_selector: node_selector?.unwrap_or_default(), tolerations: tolerations?.unwrap_or_default() })
}

fn selector(decoder: &mut Decoder<'_>, node: &Node) -> Option<Vec<(LabelKey, LabelValue)>> {
    let _ = decoder.fields(node, "a mapping such as `{disk: ssd}`")?;
    let key = parse::<LabelKey>("the key of a label such as `disk`");
    let mut labels = map(key, quoted(parse::<LabelValue>("the value of a label")))(decoder, node)?;
    labels.sort_unstable();
    Some(labels)
}

fn toleration(decoder: &mut Decoder<'_>, node: &Node) -> Option<Toleration> {
    let mut fields = decoder.fields(node, "a mapping such as `{key: gpu, operator: Exists}`")?;
    let key = fields.optional("key", parse::<LabelKey>("the key of a taint such as `gpu`"));
    let operator = fields.optional("operator", one_of(&[("Exists", Operator::Exists), ("Equal", Operator::Equal)]));
    let value = fields.optional("value", quoted(parse::<LabelValue>("the value of a taint")));
    let effect = fields.optional("effect", one_of(&TaintEffect::ALL));
    let seconds = fields.optional("tolerationSeconds", integer(0..=i32::MAX.cast_unsigned()));
    let known = fields.finish();
    let (key, operator, value, effect, seconds) = (key?, operator?, value?, effect?, seconds?);
    let operator = operator.unwrap_or(if value.is_some() { Operator::Equal } else { Operator::Exists });
    let problem = if operator == Operator::Exists && value.is_some() {
        Some(("`value` beside `operator: Exists`", "`operator: Equal`, or no value"))
    } else if operator == Operator::Equal && key.is_none() {
        Some(("no `key` beside `operator: Equal`", "a key"))
    } else if operator == Operator::Equal && value.is_none() {
        Some(("no `value` beside `operator: Equal`", "a value, or `operator: Exists`"))
    } else if seconds.is_some() && effect != Some(TaintEffect::NoExecute) {
        Some(("`tolerationSeconds` without `effect: NoExecute`", "both: only that effect ends pods that run"))
    } else {
        None
    };
    match problem {
        _ if !known => None,
        Some((found, expected)) => {
            decoder.refuse(decoder.owner(node), Problem::error(FindingCode::Conflict, found, expected))
        }
        None => Some(Toleration { key, value, effect, seconds }),
    }
}

/// The JSON schema of `placement:`.
pub(crate) fn schema() -> Value {
    let key = |description: &str| json!({"description": description, "type": "string", "pattern": LabelKey::PATTERN});
    let value =
        |description: &str| json!({"description": description, "type": "string", "pattern": LabelValue::PATTERN});
    object(
        "Which nodes the app may run on.",
        &json!({
            "nodeSelector": {
                "description": "Labels that a node has to have.",
                "type": "object",
                "propertyNames": {"pattern": LabelKey::PATTERN},
                "additionalProperties": {"type": "string", "pattern": LabelValue::PATTERN},
                "examples": [{"disk": "ssd"}],
            },
            "tolerations": {
                "description": "Taints of nodes that do not keep the app away.",
                "type": "array",
                "items": object("A taint.", &json!({
                    "key": key("Its key; every key unless given."),
                    "operator": {"description": "Exists, or Equal beside a value.", "enum": ["Exists", "Equal"]},
                    "value": value("Its value."),
                    "effect": {"description": "What it does; whatever it does unless given.", "enum": TaintEffect::ALL.map(|(name, _)| name)},
                    "tolerationSeconds": {"description": "How long a pod stays that runs already, under NoExecute; for ever unless given.", "type": "integer", "minimum": 0, "maximum": i32::MAX},
                }), &[]),
            },
        }),
        &[],
    )
}
