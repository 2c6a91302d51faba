//! The JSON schema of a convention, for editors. A test compares its keys and defaults with what serde writes.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::load::{MAX_ENVIRONMENTS, MAX_LINES};
use super::syntax::MAX_TEMPLATE;
use super::{Convention, ConventionSpec, Registry};
use crate::{BusinessLine, Environment};

impl JsonSchema for ConventionSpec {
    fn schema_name() -> Cow<'static, str> {
        "Convention".into()
    }

    fn schema_id() -> Cow<'static, str> {
        concat!(module_path!(), "::Convention").into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let default = Self::default();
        let line = generator.subschema_for::<BusinessLine>();
        let lines: BTreeMap<&str, &str> =
            default.lines.iter().map(|line| (line.name.as_str(), line.description.as_str())).collect();
        let environment = generator.subschema_for::<Environment>();
        let registry = generator.subschema_for::<Registry>();
        let template = |description: &str, default: &str| {
            json_schema!({
                "type": "string",
                "description": description,
                "minLength": 1,
                "maxLength": MAX_TEMPLATE,
                "default": default,
            })
        };
        json_schema!({
            "type": "object",
            "description": "How a platform names its apps, namespaces, images and nodes.",
            "additionalProperties": false,
            "properties": {
                "lines": {
                    "type": "object",
                    "description": "The business lines by their abbreviation, each with a description.",
                    "propertyNames": line,
                    "additionalProperties": { "type": "string" },
                    "maxProperties": MAX_LINES,
                    "default": lines,
                },
                "environments": {
                    "type": "array",
                    "description": "The environments, in promotion order.",
                    "items": environment,
                    "minItems": 1,
                    "maxItems": MAX_ENVIRONMENTS,
                    "uniqueItems": true,
                    "default": default.environments,
                },
                "app": template("App names, of {line}, {system} and {component}.", &default.app),
                "namespace": template("Namespaces, of {line} and {environment}.", &default.namespace),
                "registry": registry,
                "image": template("Image addresses, of {host}, {path}, {namespace}, {app} and {tag}.", &default.image),
                "tag": template("Image tags, of {stamp} and {revision}.", &default.tag),
                "consoleTag": template(
                    "Image tags as a console shows them, of {date} and {time} or {stamp}, and {revision}.",
                    &default.console_tag,
                ),
                "node": template("Node names, of {environment} and {address}.", &default.node),
            },
        })
    }
}

impl JsonSchema for Registry {
    fn schema_name() -> Cow<'static, str> {
        "Registry".into()
    }

    fn schema_id() -> Cow<'static, str> {
        concat!(module_path!(), "::Registry").into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "object",
            "description": "Where images are kept.",
            "additionalProperties": false,
            "required": ["host"],
            "properties": {
                "host": {
                    "type": "string",
                    "description": "The host, with its port if it has one.",
                    "examples": ["registry.hz.local", "hub.hz.local:5000"],
                },
                "path": {
                    "type": ["string", "null"],
                    "description": "The path below the host, which {path} prints.",
                    "examples": ["huize"],
                },
            },
        })
    }
}

impl JsonSchema for Convention {
    fn schema_name() -> Cow<'static, str> {
        ConventionSpec::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        ConventionSpec::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        ConventionSpec::json_schema(generator)
    }
}
