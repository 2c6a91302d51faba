//! The shape of the document: its keys in their order, and what stands at each, for what reads, prints and edits it.

/// What stands at a place of the document.
#[derive(Debug)]
pub(crate) enum Shape {
    /// A scalar, kept as it is.
    Scalar,
    /// A quantity.
    Quantity,
    /// A duration.
    Duration,
    /// A list; an item may be a scalar in its place.
    List(&'static Shape),
    /// A mapping with free keys, whose order means something.
    Map(&'static Shape),
    /// A mapping with free keys, whose order means nothing.
    Sorted(&'static Shape),
    /// A mapping with these keys; a scalar may be its short form.
    Keys(&'static [(&'static str, Shape)]),
    /// Anything, kept as it is.
    Any,
}

impl Shape {
    /// What stands at a key of a mapping; anything at one that is not known.
    pub(crate) fn at(&self, key: &str) -> &Self {
        match self {
            Self::Keys(keys) => keys.iter().find(|(name, _)| *name == key).map_or(&Any, |(_, shape)| shape),
            Self::Map(shape) | Self::Sorted(shape) => shape,
            _ => &Any,
        }
    }

    /// The place of a key in the order of the document; all are equal where names are free.
    pub(crate) fn rank(&self, key: &str) -> usize {
        let Self::Keys(keys) = self else { return 0 };
        keys.iter().position(|(name, _)| *name == key).unwrap_or(keys.len())
    }
}

use Shape::{Any, Duration, Keys, List, Map, Quantity, Scalar, Sorted};

/// The sections, in the order of the document: what an environment may override.
pub(crate) const SECTIONS: [(&str, Shape); 30] = [
    ("labels", Sorted(&Scalar)),
    ("workload", Scalar),
    ("image", IMAGE),
    ("command", WORDS),
    ("args", WORDS),
    ("ports", Map(&Keys(&[("port", Scalar), ("service", Scalar), ("protocol", Scalar)]))),
    ("resources", RESOURCES),
    ("replicas", Scalar),
    ("autoscale", Keys(&[("min", Scalar), ("max", Scalar), ("cpu", Scalar), ("memory", Scalar)])),
    ("probes", Keys(&[("startup", STARTUP), ("readiness", CHECK), ("liveness", CHECK)])),
    ("env", ENV),
    (
        "config",
        Keys(&[
            ("files", Map(&Scalar)),
            ("mount", Scalar),
            ("consul", Keys(&[("prefix", Scalar), ("acl", Scalar)])),
            ("apollo", Keys(&[("appId", Scalar), ("namespaces", WORDS)])),
        ]),
    ),
    ("secrets", Map(&Keys(&[("mount", Scalar)]))),
    ("storage", Map(&VOLUME)),
    ("logs", Keys(&[("paths", WORDS), ("multiline", Scalar)])),
    ("tracing", Keys(&[("sampling", Scalar)])),
    ("init", Map(&CONTAINER)),
    ("sidecars", Map(&CONTAINER)),
    ("mesh", MESH),
    (
        "routes",
        Map(&Keys(&[
            ("host", Scalar),
            ("path", Scalar),
            ("port", Scalar),
            ("public", Scalar),
            ("split", Map(&Scalar)),
        ])),
    ),
    ("callers", WORDS),
    ("calls", List(&Keys(&[("external", Scalar), ("port", Scalar)]))),
    ("tracks", Map(&Keys(&[("image", IMAGE)]))),
    ("canary", CANARY),
    (
        "jobs",
        Map(&Keys(&[
            ("schedule", Scalar),
            ("timeZone", Scalar),
            ("command", WORDS),
            ("args", WORDS),
            ("concurrency", Scalar),
            ("deadline", Duration),
        ])),
    ),
    (
        "availability",
        Keys(&[
            ("disruption", Scalar),
            ("spread", WORDS),
            ("drain", Duration),
            ("grace", Duration),
            ("priorityClass", Scalar),
        ]),
    ),
    (
        "placement",
        Keys(&[
            ("nodeSelector", Sorted(&Scalar)),
            (
                "tolerations",
                List(&Keys(&[
                    ("key", Scalar),
                    ("operator", Scalar),
                    ("value", Scalar),
                    ("effect", Scalar),
                    ("tolerationSeconds", Scalar),
                ])),
            ),
        ]),
    ),
    (
        "access",
        Keys(&[
            ("election", Scalar),
            (
                "rules",
                Map(&Keys(&[("apiGroups", WORDS), ("resources", WORDS), ("resourceNames", WORDS), ("verbs", WORDS)])),
            ),
        ]),
    ),
    ("security", Keys(&[("user", Scalar), ("writableRoot", Scalar), ("capabilities", WORDS), ("privileged", Scalar)])),
    ("patches", List(&Keys(&[("kind", Scalar), ("name", Scalar), ("merge", Any)]))),
];

const WORDS: Shape = List(&Scalar);
const IMAGE: Shape = Keys(&[("tag", Scalar), ("digest", Scalar), ("reference", Scalar)]);
const ENV: Shape = Map(&Keys(&[("secret", Scalar), ("key", Scalar), ("field", Scalar)]));

const RESOURCES: Shape = Keys(&[
    ("size", Scalar),
    ("cpu", Quantity),
    ("memory", Quantity),
    ("limits", Keys(&[("cpu", Quantity), ("memory", Quantity)])),
]);

const STARTUP: Shape = Keys(&[
    ("http", Scalar),
    ("port", Scalar),
    ("tcp", Scalar),
    ("grpc", Scalar),
    ("exec", WORDS),
    ("within", Duration),
]);

const CHECK: Shape = Keys(&[("http", Scalar), ("port", Scalar), ("tcp", Scalar), ("grpc", Scalar), ("exec", WORDS)]);

const VOLUME: Shape = Keys(&[
    ("size", Quantity),
    ("class", Scalar),
    ("access", Scalar),
    ("claim", Scalar),
    ("emptyDir", Quantity),
    ("hostPath", Scalar),
    ("nfs", Keys(&[("server", Scalar), ("path", Scalar)])),
    ("csi", Keys(&[("driver", Scalar), ("attributes", Sorted(&Scalar))])),
    ("mount", Scalar),
    ("readOnly", Scalar),
]);

const CONTAINER: Shape = Keys(&[
    ("image", Keys(&[("reference", Scalar)])),
    ("command", WORDS),
    ("args", WORDS),
    ("env", ENV),
    ("resources", RESOURCES),
]);

const MESH: Shape = Keys(&[
    ("mode", Scalar),
    ("mtls", Scalar),
    ("timeout", Duration),
    ("retries", Scalar),
    ("outlier", Keys(&[("errors", Scalar), ("ejection", Duration)])),
    ("connections", Scalar),
    ("limit", Scalar),
    ("fault", Keys(&[("delay", Duration), ("abort", Scalar), ("percent", Scalar)])),
]);

const CANARY: Shape = Keys(&[
    ("image", IMAGE),
    ("steps", List(&Keys(&[("weight", Scalar), ("pause", Duration)]))),
    ("pause", Duration),
    ("match", Keys(&[("header", Sorted(&Scalar)), ("cookie", Sorted(&Scalar))])),
    ("judge", Keys(&[("maxErrorRatio", Any), ("alpha", Scalar)])),
]);

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::Value;

    use super::*;

    /// A schema, or the alternatives it has: null or a short form beside the long one.
    fn alternatives(schema: &Value) -> Vec<&Value> {
        match ["anyOf", "oneOf"].into_iter().find_map(|key| schema.get(key)?.as_array()) {
            Some(all) => all.iter().flat_map(alternatives).collect(),
            None => vec![schema],
        }
    }

    /// Compares the keys of a shape with those of a schema, at every depth.
    fn compare(path: &str, shape: &Shape, schema: &Value, differences: &mut Vec<String>) {
        let schemas = alternatives(schema);
        let objects = schemas.iter().filter_map(|schema| schema.get("properties")?.as_object());
        let properties: BTreeMap<&String, &Value> = objects.flatten().collect();
        let below = |key: &str| format!("{path}.{key}");
        match shape {
            Keys(keys) => {
                for (key, schema) in &properties {
                    match keys.iter().find(|(name, _)| name == key) {
                        Some((_, shape)) => compare(&below(key), shape, schema, differences),
                        None => differences.push(below(key)),
                    }
                }
                let unknown = keys.iter().filter(|(key, _)| !properties.keys().any(|name| name == key));
                differences.extend(unknown.map(|(key, _)| below(key)));
            }
            Map(item) | Sorted(item) | List(item) => {
                let key = if matches!(shape, List(_)) { "items" } else { "additionalProperties" };
                for schema in schemas.iter().filter_map(|schema| schema.get(key)) {
                    compare(&below("*"), item, schema, differences);
                }
            }
            Scalar | Quantity | Duration if !properties.is_empty() => differences.push(path.to_owned()),
            Scalar | Quantity | Duration | Any => {}
        }
    }

    #[test]
    fn has_every_key_of_the_schema_and_no_other() {
        let mut differences = Vec::new();
        let schema = crate::app_schema();
        compare("", &Keys(&SECTIONS), &schema, &mut differences);
        // The document's own keys are no sections.
        assert_eq!(differences, [".apiVersion", ".app", ".environments"]);
    }
}
