//! JSON schemas of the two documents, for editors that complete and check while one types.
//!
//! A schema can say less than the reader: it knows no convention and no rule between two values. It asks for two things
//! that the reader does not: what has to be given stands in the file itself, and not only in every environment; and a
//! name that YAML takes for a number (`key: 1`) has quotes. All else that the reader accepts, the schema accepts. A test
//! reads every example file, and every way to leave something out, against both.

mod examples;

use pavedroad_naming::{AppName, ClusterDomain, DnsLabel, DnsSubdomain, Environment, ImageTag, Namespace, PortName};
use serde_json::{Value, json};

use crate::spec::platform::{backends, budget, mesh as mesh_settings, pod_security, quota, routing};
use crate::spec::port::AppProtocol;
use crate::spec::workload::Workload;
use crate::spec::{
    API_VERSION, access, availability, calls, canary, command, config, containers, env, job, labels, logs, mesh, patch,
    placement, probe, quantity, route, secrets, security, storage, tracing, track,
};

const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The JSON schema (draft 2020-12) of an app spec, `app.yaml`.
///
/// # Examples
/// ```
/// let schema = pavedroad_manifests::app_schema();
/// assert_eq!(schema["required"], serde_json::json!(["app", "image"]));
/// ```
#[must_use]
pub fn app_schema() -> Value {
    let mut properties = sections();
    let overrides = object("Overrides for one environment; null takes a value away.", &properties, &[]);
    let overrides = or_null(&relaxed(&overrides, Null::Everywhere));
    let whole = [
        ("apiVersion", api_version()),
        ("app", name("The name of the app, by the platform's convention.", AppName::PATTERN, &["ai-dc-web"])),
        (
            "environments",
            map(
                "What differs from environment to environment: maps merge by key, null takes away, all else replaces.",
                Environment::PATTERN,
                &overrides,
            ),
        ),
    ];
    for (key, schema) in whole {
        properties[key] = schema;
    }
    let document = document("App spec", "One application, for every environment.", &properties, &["app", "image"]);
    relaxed(&document, Null::WhereOptional)
}

/// The JSON schema (draft 2020-12) of a platform file, `platform.yaml`.
///
/// # Examples
/// ```
/// let schema = pavedroad_manifests::platform_schema();
/// assert_eq!(schema["additionalProperties"], false);
/// ```
#[must_use]
pub fn platform_schema() -> Value {
    let mut properties = json!({
        "apiVersion": api_version(),
        "convention": convention(),
        "pullSecret": name("The Secret that images are pulled with.", DnsSubdomain::PATTERN, &["regcred"]),
        "domain": routing::domain_schema(),
        "routing": {
            "description": "What turns routes into objects; istio unless given.",
            "enum": routing::Routing::ALL.map(|(name, _)| name),
        },
        "gatewayClass": name("The class of the Gateways that apps have of their own, without a `domain`, with `routing: gateway-api`; istio unless given.", DnsSubdomain::PATTERN, &["istio"]),
        "ingressClass": name("The class of Ingresses, with `routing: ingress`; traefik unless given.", DnsSubdomain::PATTERN, &["traefik"]),
        "podSecurity": pod_security::schema(),
        "mesh": mesh_settings::schema(),
        "monitoring": object("Where metrics are collected from.", &json!({
            "namespace": name("The namespace that may call every port.", Namespace::PATTERN, &["monitoring"]),
        }), &["namespace"]),
        "consul": backends::backend_schema("Where Consul is.", ("consul.consul.svc", 8500)),
        "tracing": backends::backend_schema("Where traces are sent.", ("zipkin.istio-system.svc", 9411)),
        "profiles": map(
            "Sizes that an app may name instead of amounts.",
            DnsLabel::PATTERN,
            &object("A size.", &amounts(), &[]),
        ),
        "logs": backends::logs_schema(),
        "apollo": backends::apollo_schema(),
        "limits": budget::limits_schema(),
        "quota": quota::schema(),
        "minReplicas": budget::min_replicas_schema(),
    });
    examples::add(&mut properties, &examples::platform());
    let document = document("Platform", "What holds for every application, decided once.", &properties, &[]);
    relaxed(&document, Null::WhereOptional)
}

/// The keys that an environment may override.
fn sections() -> Value {
    let port_number = json!({"type": "integer", "minimum": 1, "maximum": 65535});
    let protocols: Vec<&str> = AppProtocol::ALL.iter().map(|(name, _)| *name).collect();
    let port = object(
        "A port.",
        &json!({
            "port": described(&port_number, "Where the container listens."),
            "service": described(&port_number, "Where the Service listens; the same unless given."),
            "protocol": {"description": "What is spoken; by the port's name unless given.", "enum": protocols},
        }),
        &["port"],
    );
    let percent = json!({"type": "string", "pattern": "^[1-9][0-9]{0,4}%$", "examples": ["60%"]});
    let pods = json!({"type": "integer", "minimum": 1, "maximum": i32::MAX});
    let mut sections = json!({
        "labels": labels::schema(),
        "workload": {
            "description": "What keeps the pods running: stateless (all alike), stateful (with names and storage of their own), per-node; stateless unless given.",
            "enum": Workload::ALL.map(|(name, _)| name),
        },
        "image": image(),
        "command": command::schema("What is run in place of the image's command.", 1),
        "args": command::schema("Arguments.", 0),
        "ports": map("Where the app listens: name to port.", PortName::PATTERN, &json!({"anyOf": [port_number, port]})),
        "resources": resources(),
        "replicas": {
            "description": "How many pods, and the start value beside autoscale; 2, or the platform's `minReplicas`, unless given.",
            "type": "integer", "minimum": 0, "maximum": i32::MAX,
        },
        "autoscale": object("The range an autoscaler moves in, and the use of requests it aims at: `cpu`, `memory` or both.", &json!({
            "min": described(&pods, "The fewest pods; 2, or the platform's `minReplicas`, unless given."),
            "max": described(&pods, "The most pods."),
            "cpu": described(&percent, "Mean cpu use, in percent of the request."),
            "memory": described(&percent, "Mean memory use, in percent of the request."),
        }), &["max"]),
        "probes": probe::schema(),
        "env": env::schema(),
        "config": config::schema(),
        "secrets": secrets::schema(),
        "storage": storage::schema(),
        "logs": logs::schema(),
        "tracing": tracing::schema(),
        "init": containers::schema("Containers that run before the app, in this order.", false),
        "sidecars": containers::schema("Containers that run beside the app.", true),
        "mesh": mesh::schema(),
        "routes": route::schema(),
        "callers": calls::callers_schema(),
        "calls": calls::calls_schema(),
        "tracks": track::schema(),
        "canary": canary::schema(),
        "jobs": job::schema(),
        "availability": availability::schema(),
        "placement": placement::schema(),
        "access": access::schema(),
        "security": security::schema(),
        "patches": patch::schema(),
    });
    examples::add(&mut sections, &examples::sections());
    sections
}

/// An image of the app.
pub(crate) fn image() -> Value {
    json!({
        "description": "What runs: a tag, a digest or both; or a reference alone.",
        "type": "object",
        "properties": {
            "tag": name("A build, addressed by the convention.", ImageTag::PATTERN, &["20190510-1033_v20"]),
            "digest": {
                "description": "The same address, pinned to one content.",
                "examples": ["sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"],
                "type": "string",
                "pattern": "^sha(256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})$",
            },
            "reference": {"description": "Any image reference.", "type": "string", "examples": ["redis:7.4"]},
        },
        "additionalProperties": false,
        "examples": [{"tag": "20190510-1033_v20"}],
        "minProperties": 1,
        "maxProperties": 2,
    })
}

/// Requests and limits of a container.
pub(crate) fn resources() -> Value {
    let mut resources = amounts();
    resources["size"] = name("A size of the platform, for what is not given beside it.", DnsLabel::PATTERN, &["2c4g"]);
    let mut schema = object("Requests of the container, and limits.", &resources, &[]);
    schema["examples"] = json!([{"cpu": "500m", "memory": "1Gi"}]);
    schema
}

/// Requests and limits.
fn amounts() -> Value {
    let amounts = |description: &str| {
        json!({
            "cpu": quantity::schema(&format!("{description}, in cores."), "250m"),
            "memory": quantity::schema(&format!("{description}, in bytes."), "512Mi"),
        })
    };
    let mut resources = amounts("What a container is guaranteed");
    let mut limits = amounts("What a container may use at most");
    for (name, default) in [("cpu", "no limit"), ("memory", "the request")] {
        let text = limits[name]["description"].as_str().map(|text| text.trim_end_matches('.').to_owned());
        limits[name]["description"] = json!(format!("{}; {default} unless given.", text.unwrap_or_default()));
    }
    resources["limits"] = object("What a container may use at most.", &limits, &[]);
    resources["limits"]["examples"] = json!([{"memory": "2Gi"}]);
    resources
}

fn convention() -> Value {
    let template = |description: &str, built_in: &str| {
        let description = format!("{description}; `{built_in}` unless given.");
        json!({"description": description, "type": "string", "examples": [built_in]})
    };
    object(
        "How things are named. What is left out is the built-in convention's.",
        &json!({
            "lines": {
                "description": "Business lines: abbreviation to full name; {} for a company without lines; ai, dt and ad unless given.",
                "type": "object",
                "additionalProperties": {"type": ["string", "number", "boolean"]},
                "examples": [{"ai": "Artificial Intelligence"}],
            },
            "environments": {
                "description": "The environments, in promotion order; test, preview and prod unless given.",
                "type": "array",
                "items": name("An environment.", Environment::PATTERN, &["test"]),
                "minItems": 1,
                "uniqueItems": true,
                "examples": [["test", "prod"]],
            },
            "app": template("The name of an app, of `{line}`, `{system}` and `{component}`", "{line}-{system}-{component}"),
            "namespace": template("The namespace of an app, of `{line}` and `{environment}`", "{line}-{environment}"),
            "registry": object("Where images are; registry.hz.local/huize unless given.", &json!({
                "host": {"description": "Host, with its port where it has one.", "type": "string", "examples": ["registry.hz.local"]},
                "path": {"description": "The path below the host, where there is one.", "type": "string", "examples": ["huize"]},
            }), &["host"]),
            "image": template(
                "The address of an image, of `{host}`, `{path}`, `{namespace}`, `{app}` and `{tag}`",
                "{host}/{path}/{namespace}_{app}:{tag}",
            ),
            "tag": template("The tag of a build, of `{stamp}` (20190510-1033) and `{revision}` (v20)", "{stamp}_{revision}"),
            "consoleTag": template(
                "The tag of a build as a console shows it, of `{date}` (2019-07-26) and `{time}` (13-25), or `{stamp}`, and `{revision}`",
                "{date}-{time}_{revision}",
            ),
            "clusterDomain": name("The domain of the clusters; cluster.local unless given.", ClusterDomain::PATTERN, &["cluster.local"]),
            "node": template("The name of a node, of `{environment}` and `{address}` (0-121)", "k8s-{environment}-node-{address}"),
        }),
        &[],
    )
}

fn api_version() -> Value {
    json!({"description": "The version of this format; the newest when left out.", "const": API_VERSION})
}

fn name(description: &str, pattern: &str, examples: &[&str]) -> Value {
    json!({"description": description, "type": "string", "pattern": pattern, "examples": examples})
}

pub(crate) fn object(description: &str, properties: &Value, required: &[&str]) -> Value {
    let mut schema = json!({
        "description": description,
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    });
    if !required.is_empty() {
        schema["required"] = json!(required);
    }
    schema
}

fn map(description: &str, keys: &str, values: &Value) -> Value {
    json!({
        "description": description,
        "type": "object",
        "propertyNames": {"pattern": keys},
        "additionalProperties": values,
    })
}

fn described(schema: &Value, description: &str) -> Value {
    let mut schema = schema.clone();
    schema["description"] = json!(description);
    schema
}

fn document(title: &str, description: &str, properties: &Value, required: &[&str]) -> Value {
    let mut schema = object(description, properties, required);
    schema["$schema"] = json!(DIALECT);
    schema["title"] = json!(title);
    schema
}

/// Where null may stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Null {
    /// In place of what need not be given: a key without a value is as good as none.
    WhereOptional,
    /// In place of everything, and nothing is required: an override.
    Everywhere,
}

/// A schema in which null may stand, too.
fn relaxed(schema: &Value, null: Null) -> Value {
    let Value::Object(fields) = schema else { return schema.clone() };
    let everywhere = null == Null::Everywhere;
    let required =
        |key: &str| fields.get("required").and_then(Value::as_array).is_some_and(|r| r.iter().any(|k| k == key));
    let mut relaxed = serde_json::Map::new();
    for (key, value) in fields {
        let value = match (key.as_str(), value) {
            ("required" | "minProperties" | "maxProperties", _) if everywhere => continue,
            ("properties", Value::Object(properties)) => {
                let member = |(key, value): (&String, &Value)| {
                    let value = self::relaxed(value, null);
                    (key.clone(), if everywhere || !required(key) { or_null(&value) } else { value })
                };
                Value::Object(properties.iter().map(member).collect())
            }
            // An environment without overrides may be empty; what is below is relaxed already.
            ("additionalProperties", Value::Object(_)) if everywhere => or_null(&self::relaxed(value, null)),
            ("additionalProperties", Value::Object(_)) => self::relaxed(value, null),
            // A list replaces the one below it, so what an item needs it has to have, in an override too.
            ("items", Value::Object(_)) => self::relaxed(value, Null::WhereOptional),
            ("anyOf", Value::Array(choices)) => choices.iter().map(|choice| self::relaxed(choice, null)).collect(),
            _ => value.clone(),
        };
        relaxed.insert(key.clone(), value);
    }
    Value::Object(relaxed)
}

/// The schema, or null. The description stays outside, where editors look for it.
fn or_null(schema: &Value) -> Value {
    if schema["anyOf"].as_array().is_some_and(|choices| choices.iter().any(|choice| choice["type"] == "null")) {
        return schema.clone();
    }
    let mut inner = schema.clone();
    let description = inner.as_object_mut().and_then(|fields| fields.remove("description"));
    let mut outer = json!({"anyOf": [inner, {"type": "null"}]});
    if let Some(description) = description {
        outer["description"] = description;
    }
    outer
}
