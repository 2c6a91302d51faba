//! `podSecurity:` the Pod Security level of the namespaces.

use pavedroad_naming::{BusinessLine, Environment, Line};
use serde_json::{Value, json};

use super::{environment, line};
use crate::decode::{Decoder, map, one_of};
use crate::platform::PodSecurity;
use crate::schema::object;
use crate::yaml::tree::Node;

/// The level of every namespace: one for all, and others by business line and environment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PodSecurityLevels {
    default: PodSecurity,
    lines: Vec<(BusinessLine, PodSecurity)>,
    environments: Vec<(Environment, PodSecurity)>,
}

impl PodSecurityLevels {
    /// The level of a namespace: the environment's, else the line's, else the default. `line` is the one that the
    /// namespace's name speaks of; one namespace for several lines has none.
    pub(crate) fn of(&self, line: Option<&BusinessLine>, environment: &Environment) -> PodSecurity {
        let by_environment = self.environments.iter().find(|(name, _)| name == environment).map(|(_, level)| *level);
        let by_line = self.lines.iter().find(|(name, _)| Some(name) == line).map(|(_, level)| *level);
        by_environment.or(by_line).unwrap_or(self.default)
    }
}

/// The lines and environments of the convention; `None` where it is wrong itself.
pub(super) type Sets<'a> = Option<(&'a [Line], &'a [Environment])>;

/// Decodes a level, or `{default: restricted, lines: {ai: baseline}, environments: {test: privileged}}`.
pub(super) fn decode(decoder: &mut Decoder<'_>, node: &Node, sets: Sets<'_>) -> Option<PodSecurityLevels> {
    let level = || one_of(&PodSecurity::ALL);
    if node.as_mapping().is_none() {
        return level()(decoder, node).map(|default| PodSecurityLevels { default, ..PodSecurityLevels::default() });
    }
    let mut fields = decoder.fields(node, "a level such as `restricted`")?;
    let default = fields.optional("default", level());
    let lines = fields.optional("lines", map(|decoder, node| line(decoder, node, sets.map(|sets| sets.0)), level()));
    let environments = fields
        .optional("environments", map(|decoder, node| environment(decoder, node, sets.map(|sets| sets.1)), level()));
    fields.finish();
    Some(PodSecurityLevels {
        default: default?.unwrap_or_default(),
        lines: lines?.unwrap_or_default(),
        environments: environments?.unwrap_or_default(),
    })
}

/// The JSON schema of `podSecurity:`.
pub(crate) fn schema() -> Value {
    let level = |description: &str| json!({"description": description, "enum": PodSecurity::ALL.map(|(name, _)| name)});
    let by = |description: &str, pattern: &str| {
        json!({
            "description": description, "type": "object",
            "propertyNames": {"pattern": pattern}, "additionalProperties": level("The level."),
        })
    };
    let levels = object(
        "Levels that differ.",
        &json!({
            "default": level("Where nothing more is said; restricted unless given."),
            "lines": by("By business line.", BusinessLine::PATTERN),
            "environments": by("By environment, before that of the line.", Environment::PATTERN),
        }),
        &[],
    );
    json!({"description": "The Pod Security level of every namespace; restricted unless given.", "anyOf": [level("Of all."), levels]})
}
