//! What is refused as a convention, and what is said about it.

use pavedroad_naming::*;

use crate::tables::conventions::{TEMPLATES_ACCEPTED, TEMPLATES_REFUSED};

fn messages(spec: ConventionSpec) -> Vec<String> {
    Convention::new(spec).unwrap_err().iter().map(ToString::to_string).collect()
}

#[test]
fn every_problem_is_reported_at_once() {
    let spec = ConventionSpec {
        lines: Vec::new(),
        environments: ["test", "prod", "test"].map(Environment::from_static).to_vec(),
        app: "{line}_{foo}-{Component}".to_owned(),
        namespace: "{env".to_owned(),
        registry: Registry { host: "https://hub/huize".to_owned(), path: Some("Huize/".to_owned()) },
        image: "{host}/{app}".to_owned(),
        tag: "latest".to_owned(),
        console_tag: "{date}_{revision}".to_owned(),
        node: "node_{address}".to_owned(),
    };
    let errors = Convention::new(spec.clone()).unwrap_err();
    let fields: Vec<_> = errors.iter().map(|error| (error.field(), error.kind())).collect();
    assert_eq!(
        fields,
        [
            ("environments[2]", ConventionErrorKind::Duplicate),
            ("app", ConventionErrorKind::Field),
            ("app", ConventionErrorKind::Field),
            ("namespace", ConventionErrorKind::Syntax),
            ("image", ConventionErrorKind::Missing),
            ("tag", ConventionErrorKind::Missing),
            ("consoleTag", ConventionErrorKind::Missing),
            ("node", ConventionErrorKind::Illegal),
            ("registry.host", ConventionErrorKind::Illegal),
            ("registry.path", ConventionErrorKind::Illegal),
        ]
    );
    assert_eq!(
        messages(spec)[2..],
        [
            "invalid app \"{line}_{foo}-{Component}\" of the convention: found \"{Component}\" at byte 13, expected \
             \"{line}\", \"{system}\" or \"{component}\"; did you mean \"{component}\"?",
            "invalid namespace \"{env\" of the convention: found '{' at byte 0, expected a '}' that closes it",
            "invalid image \"{host}/{app}\" of the convention: found no \"{tag}\", expected \"{tag}\"",
            "invalid tag \"latest\" of the convention: found no field, expected one of \"{stamp}\" or \"{revision}\"",
            "invalid consoleTag \"{date}_{revision}\" of the convention: found \"{date}\" alone at byte 0, expected \
             \"{time}\" as well",
            "invalid node \"node_{address}\" of the convention: found \"node_0\", which is not a legal node name, \
             expected a template that prints legal names only",
            "invalid registry.host \"https://hub/huize\" of the convention: found \"https://hub/huize\", expected a host \
             and, if need be, ':' and a port; the host is \"hub\"; the path \"huize\" is a key of its own",
            "invalid registry.path \"Huize/\" of the convention: found \"Huize/\", expected lowercase components such \
             as huize, joined by '/'; did you mean \"huize\"?",
        ]
    );
}

/// The default convention with another template.
fn with(key: &str, template: &str) -> ConventionSpec {
    let mut spec = ConventionSpec::default();
    let place = match key {
        "app" => &mut spec.app,
        "namespace" => &mut spec.namespace,
        "image" => &mut spec.image,
        "tag" => &mut spec.tag,
        "consoleTag" => &mut spec.console_tag,
        "node" => &mut spec.node,
        _ => panic!("{key:?} is no template"),
    };
    template.clone_into(place);
    spec
}

#[test]
fn accepted_templates_read_names() {
    for &(key, template, name) in TEMPLATES_ACCEPTED {
        let convention = Convention::new(with(key, template)).unwrap();
        let read = match key {
            "app" => convention.parse_app(name).err(),
            "namespace" => convention.parse_namespace(name).err(),
            "image" => convention.parse_image(name).err(),
            "tag" => convention.parse_tag(name).err(),
            "consoleTag" => convention.parse_console(name).err(),
            _ => convention.parse_node(name).err(),
        };
        assert_eq!(read, None, "{key} {template}");
    }
}

#[test]
fn refused_templates_have_a_message() {
    for &(key, template, message) in TEMPLATES_REFUSED {
        let shown = if template.is_empty() { String::new() } else { format!(" {template:?}") };
        assert_eq!(messages(with(key, template)), [format!("invalid {key}{shown} of the convention: {message}")]);
    }
}

#[test]
fn each_rule_has_its_message() {
    let seed = ConventionSpec::default;
    let registry = |host: &str, path: Option<&str>| Registry { host: host.to_owned(), path: path.map(str::to_owned) };
    let set = |change: fn(&mut ConventionSpec)| {
        let mut spec = seed();
        change(&mut spec);
        spec
    };
    for (spec, message) in [
        (
            set(|spec| spec.environments.clear()),
            "invalid environments of the convention: found no environment, expected at least one environment",
        ),
        (
            ConventionSpec { registry: registry("hub", Some("huize")), ..seed() },
            "invalid registry.host \"hub\" of the convention: found \"hub\" without a '.' or a port, expected a host \
             that runtimes take for a registry; they read \"hub/...\" as a repository of Docker Hub",
        ),
        (
            ConventionSpec { registry: registry("hub.hz.local", None), ..seed() },
            "invalid registry.path of the convention: found no path, expected a path such as huize; the image \
             template \"{host}/{path}/{namespace}_{app}:{tag}\" prints it",
        ),
        (
            set(|spec| spec.image = "{host}/{namespace}/{app}:{tag}".to_owned()),
            "invalid registry.path \"huize\" of the convention: found \"huize\", expected no path; the image template \
             \"{host}/{namespace}/{app}:{tag}\" does not print it",
        ),
    ] {
        assert_eq!(messages(spec), [message]);
    }
}

#[test]
fn limits_keep_the_checks_quick() {
    let line = |index| Line { name: format!("l{index}").parse().unwrap(), description: String::new() };
    let with = |count| ConventionSpec { lines: (0..count).map(line).collect(), ..ConventionSpec::default() };
    assert!(Convention::new(with(128)).is_ok());
    assert_eq!(messages(with(129)), ["invalid lines of the convention: found 129, expected at most 128"]);
    let template = |length| ConventionSpec { tag: "{revision}".to_owned() + &"x".repeat(length), ..Default::default() };
    assert_eq!(messages(template(247))[0].split(": ").nth(1), Some("found 257 bytes, expected at most 256 bytes"));
    assert_eq!(
        messages(template(200))[0].split(": ").nth(1),
        Some("found no text of at most 128 bytes, expected room for a value of every field")
    );
}
