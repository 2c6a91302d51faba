//! A convention as a file says it.

use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{BusinessLine, Environment};

/// The plain data of a [`Convention`](crate::Convention): what a platform file says, not yet checked. Keys
/// that are left out have the values of the built-in convention.
///
/// The templates hold fields in braces; everything else stands for itself.
///
/// | template | may hold | must hold |
/// |---|---|---|
/// | `app` | `{line}`, `{system}`, `{component}` | `{component}` |
/// | `namespace` | `{line}`, `{environment}` | one of them |
/// | `image` | `{host}`, `{path}`, `{namespace}`, `{app}`, `{tag}` | `{host}/` first, `{app}`, `:{tag}` last |
/// | `tag` | `{stamp}`, `{revision}` | one of them |
/// | `consoleTag` | `{date}` and `{time}`, or `{stamp}`; `{revision}` | one of them |
/// | `node` | `{environment}`, `{address}` | one of them |
///
/// # Examples
/// ```
/// use pavedroad_naming::{Convention, ConventionSpec, Registry};
///
/// let spec = ConventionSpec {
///     lines: vec![],
///     app: "{component}".to_owned(),
///     namespace: "{environment}".to_owned(),
///     registry: Registry { host: "hub.example.com:5000".to_owned(), path: None },
///     image: "{host}/{namespace}/{app}:{tag}".to_owned(),
///     tag: "{revision}".to_owned(),
///     ..ConventionSpec::default()
/// };
/// assert!(Convention::new(spec).is_ok());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct ConventionSpec {
    /// The business lines, by their abbreviation, each with a description. None for a platform without.
    #[serde(with = "lines")]
    pub lines: Vec<Line>,
    /// The environments, in the order in which a version is promoted through them.
    pub environments: Vec<Environment>,
    /// The template of app names.
    pub app: String,
    /// The template of namespaces.
    pub namespace: String,
    /// Where images are kept.
    pub registry: Registry,
    /// The template of image addresses.
    pub image: String,
    /// The template of image tags.
    pub tag: String,
    /// The template of tags as a console shows them: the same build in another form.
    pub console_tag: String,
    /// The template of node names.
    pub node: String,
}

/// A business line of a [`ConventionSpec`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The abbreviation that names begin with.
    pub name: BusinessLine,
    /// What it stands for, for people; may be empty.
    pub description: String,
}

/// The registry of a [`ConventionSpec`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Registry {
    /// The host, with its port if it has one: `registry.hz.local`.
    pub host: String,
    /// The path below the host, which `{path}` prints: `huize`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
}

impl Default for ConventionSpec {
    fn default() -> Self {
        let line = |name, description: &str| Line {
            name: BusinessLine::from_static(name),
            description: description.to_owned(),
        };
        Self {
            lines: vec![line("ai", "人工智能"), line("dt", "数据"), line("ad", "广告")],
            environments: ["test", "preview", "prod"].map(Environment::from_static).to_vec(),
            app: "{line}-{system}-{component}".to_owned(),
            namespace: "{line}-{environment}".to_owned(),
            registry: Registry { host: "registry.hz.local".to_owned(), path: Some("huize".to_owned()) },
            image: "{host}/{path}/{namespace}_{app}:{tag}".to_owned(),
            tag: "{stamp}_{revision}".to_owned(),
            console_tag: "{date}-{time}_{revision}".to_owned(),
            node: "k8s-{environment}-node-{address}".to_owned(),
        }
    }
}

/// Lines are a map in a file, in the file's order; doubled keys are kept for the check to report.
mod lines {
    use super::*;

    pub(super) fn serialize<S: Serializer>(lines: &[Line], serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(lines.len()))?;
        for line in lines {
            map.serialize_entry(&line.name, &line.description)?;
        }
        map.end()
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Line>, D::Error> {
        struct Lines;

        impl<'de> Visitor<'de> for Lines {
            type Value = Vec<Line>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("business lines with their descriptions, such as `{ai: 人工智能}`")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Vec<Line>, A::Error> {
                let mut lines = Vec::new();
                while let Some((name, description)) = map.next_entry()? {
                    lines.push(Line { name, description });
                }
                Ok(lines)
            }
        }

        deserializer.deserialize_map(Lines)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_the_order_of_the_file_and_doubled_keys() {
        let spec: ConventionSpec = serde_json::from_str(r#"{"lines": {"dt": "b", "ai": "", "dt": "c"}}"#).unwrap();
        let lines: Vec<_> = spec.lines.iter().map(|line| (line.name.as_str(), line.description.as_str())).collect();
        assert_eq!(lines, [("dt", "b"), ("ai", ""), ("dt", "c")]);
        assert_eq!(serde_json::to_string(&ConventionSpec::default().lines.len()).unwrap(), "3");
    }

    #[test]
    fn left_out_keys_are_the_built_in_ones_and_unknown_ones_are_errors() {
        assert_eq!(serde_json::from_str::<ConventionSpec>("{}").unwrap(), ConventionSpec::default());
        let text = serde_json::to_string(&ConventionSpec::default()).unwrap();
        assert_eq!(serde_json::from_str::<ConventionSpec>(&text).unwrap(), ConventionSpec::default());
        let error = serde_json::from_str::<ConventionSpec>(r#"{"imagge": ""}"#).unwrap_err().to_string();
        assert!(error.starts_with("unknown field `imagge`, expected one of `lines`, `environments`"), "{error}");
        let error = serde_json::from_str::<ConventionSpec>(r#"{"lines": ["ai"]}"#).unwrap_err().to_string();
        assert!(error.contains("expected business lines with their descriptions"), "{error}");
    }
}
