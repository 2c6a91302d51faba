//! Conventions as data: the built-in one, others, and what is refused.

use pavedroad_naming::*;

fn messages(spec: ConventionSpec) -> Vec<String> {
    Convention::new(spec).unwrap_err().iter().map(ToString::to_string).collect()
}

/// As the platform of the second talk names things: no lines, one namespace per environment, git tags alone.
fn without_lines() -> ConventionSpec {
    ConventionSpec {
        lines: Vec::new(),
        app: "{component}".to_owned(),
        namespace: "{environment}".to_owned(),
        registry: Registry { host: "hub.hz.local:5000".to_owned(), path: None },
        image: "{host}/{namespace}/{app}:{tag}".to_owned(),
        tag: "{revision}".to_owned(),
        ..ConventionSpec::default()
    }
}

#[test]
fn the_built_in_convention_is_legal_and_the_default() {
    let built = Convention::new(ConventionSpec::default()).unwrap();
    assert_eq!((&built, Convention::built_in()), (&Convention::default(), &built));
    let lines: Vec<_> = built.lines().iter().map(|line| (line.name.as_str(), line.description.as_str())).collect();
    assert_eq!(lines, [("ai", "人工智能"), ("dt", "数据"), ("ad", "广告")]);
    assert_eq!(built.environments(), ["test", "preview", "prod"]);
}

#[test]
fn names_of_the_built_in_convention() {
    let convention = Convention::default();
    let [test, prod] = ["test", "prod"].map(|name| convention.environment(name).unwrap());
    let ai = convention.line("ai").unwrap();
    assert_eq!(convention.namespace(Some(ai), test).unwrap(), "ai-test");
    for (text, line, system, component) in
        [("ai-dc-server", "ai", "dc", "server"), ("ad-x-bid-api", "ad", "x", "bid-api"), ("dt-1-2", "dt", "1", "2")]
    {
        let app: AppName = text.parse().unwrap();
        let parts = convention.parse_app(&app).unwrap();
        assert_eq!(parts.line.as_ref().map(BusinessLine::as_str), Some(line));
        assert_eq!(parts.system.as_ref().map(SystemName::as_str), Some(system));
        assert_eq!(parts.component, component);
        assert_eq!(convention.app(&parts).unwrap(), app);
        assert_eq!(convention.namespace_of(&app, prod).unwrap(), format!("{line}-prod").as_str());
    }
    let (stamp, revision) = (BuildStamp::from_static("20190510-1033"), GitRevision::from_static("v20"));
    let tag = convention.tag(&stamp, &revision).unwrap();
    assert_eq!(tag, "20190510-1033_v20");
    let read = convention.parse_tag(&tag).unwrap();
    assert_eq!(read, TagParts { stamp: Some(stamp), revision: Some(revision) });
}

#[test]
fn a_platform_without_lines_is_as_easy() {
    let convention = Convention::new(without_lines()).unwrap();
    let prod = convention.environment("prod").unwrap();
    let hello = AppName::from_static("hello");
    assert_eq!(convention.lines(), []);
    assert_eq!(convention.namespace_of(&hello, prod).unwrap(), "prod");
    let parts = convention.parse_app(&hello).unwrap();
    assert_eq!((parts.line, parts.system, parts.component.as_str()), (None, None, "hello"));

    let image = convention.image(&hello, prod, &ImageTag::from_static("v1.4.0")).unwrap();
    assert_eq!(image, "hub.hz.local:5000/prod/hello:v1.4.0");
    assert_eq!((image.host(), image.path(), image.namespace()), ("hub.hz.local:5000", None, Some("prod")));
    assert_eq!((image.stamp(), image.revision()), (None, Some("v1.4.0")));
    assert_eq!(convention.parse_image(image.as_str()), Ok(image));

    let error = convention.parse_image("hub.hz.local:5000/stage/hello:v1.4.0").unwrap_err();
    assert_eq!(
        error.to_string(),
        "invalid image address \"hub.hz.local:5000/stage/hello:v1.4.0\": found environment \"stage\" at byte 18, \
         expected one of \"test\", \"preview\", \"prod\""
    );
}

#[test]
fn images_that_are_built_once_for_all_environments() {
    let spec = ConventionSpec { image: "{host}/{path}/{app}:{tag}".to_owned(), ..ConventionSpec::default() };
    let convention = Convention::new(spec).unwrap();
    let image = convention.parse_image("registry.hz.local/huize/ai-dc-web:20190510-1033_v20").unwrap();
    assert_eq!((image.namespace(), image.to_namespace(), image.app()), (None, None, "ai-dc-web"));
    assert!(convention.deviations(&image).is_empty());
}

#[test]
fn a_cluster_for_each_environment_needs_no_environment_in_names() {
    let spec = ConventionSpec { namespace: "{line}".to_owned(), ..ConventionSpec::default() };
    let convention = Convention::new(spec).unwrap();
    let web = AppName::from_static("ai-dc-web");
    let namespace = convention.namespace_of(&web, &Environment::from_static("prod")).unwrap();
    assert_eq!(namespace, "ai");
    assert_eq!(convention.parse_namespace(&namespace).unwrap().environment, None);
}

#[test]
fn lines_and_environments_may_hold_hyphens_where_that_is_clear() {
    let line = |name| Line { name: BusinessLine::from_static(name), description: String::new() };
    let spec = ConventionSpec {
        lines: vec![line("big-data"), line("ai")],
        environments: ["pre-prod", "prod"].map(Environment::from_static).to_vec(),
        ..ConventionSpec::default()
    };
    let convention = Convention::new(spec).unwrap();
    let parts = convention.parse_app("big-data-dc-web-2").unwrap();
    assert_eq!(convention.app(&parts).unwrap(), "big-data-dc-web-2");
    assert_eq!(parts.system.unwrap(), "dc");
    let parts = convention.parse_namespace("big-data-pre-prod").unwrap();
    assert_eq!((parts.line.unwrap().as_str(), parts.environment.unwrap().as_str()), ("big-data", "pre-prod"));
    let error = convention.parse_app("big-dc-web").unwrap_err();
    assert_eq!(
        error.to_string(),
        "invalid app name \"big-dc-web\": found business line \"big\" at byte 0, expected one of \"big-data\", \"ai\"; \
         did you mean \"big-data-dc-web\"?"
    );
}

#[test]
fn the_first_part_of_an_app_name_begins_with_a_letter() {
    let spec = ConventionSpec { app: "{system}-{component}".to_owned(), ..without_lines() };
    let convention = Convention::new(spec).unwrap();
    assert_eq!(convention.parse_app("a1-2b").unwrap().component, "2b");
    let error = convention.app(&AppParts {
        line: None,
        system: Some(SystemName::from_static("1a")),
        component: ComponentName::from_static("web"),
    });
    assert_eq!(
        error.unwrap_err().to_string(),
        "invalid app name \"1a-web\": found '1' at byte 0, expected a lowercase letter"
    );
}

#[test]
fn printing_refuses_parts_that_do_not_fit() {
    let convention = Convention::default();
    let parts = convention.parse_app("ai-dc-web").unwrap();
    let test = convention.environment("test").unwrap();
    let messages = [
        convention.app(&AppParts { line: None, ..parts.clone() }).unwrap_err(),
        convention.app(&AppParts { line: Some(BusinessLine::from_static("bi")), ..parts.clone() }).unwrap_err(),
        Convention::new(without_lines()).unwrap().app(&parts).unwrap_err(),
        convention.namespace(None, test).unwrap_err(),
        convention.namespace(parts.line.as_ref(), &Environment::from_static("dev")).unwrap_err(),
        convention.namespace_of(&AppName::from_static("ai-api"), test).unwrap_err(),
    ]
    .map(|error| error.to_string());
    assert_eq!(
        messages,
        [
            "invalid app name \"{line}-{system}-{component}\": found no business line at byte 1, expected one for \
             \"{line}\"",
            "invalid business line \"bi\": found \"bi\" at byte 0, expected one of \"ai\", \"dt\", \"ad\"; did you mean \
             \"ai\"?",
            "invalid app name \"ai\": found business line \"ai\" at byte 0, expected none, because app names are \
             \"{component}\"",
            "invalid namespace \"{line}-{environment}\": found no business line at byte 1, expected one for \"{line}\"",
            "invalid environment \"dev\": found \"dev\" at byte 0, expected one of \"test\", \"preview\", \"prod\"",
            "invalid app name \"ai-api\": found the end at byte 6, expected \"-\" and the component after system \
             \"api\"; the convention writes \"{line}-{system}-{component}\"",
        ]
    );
}

/// A name that is legal but not of the convention, what was found and where, and what was expected.
const DEVIATING: &[(&str, &str, usize, &str)] = &[
    ("ai", "the end", 2, "\"-\" and the system after business line \"ai\""),
    ("aidcweb", "'d'", 2, "\"-\" after business line \"ai\""),
    ("ai--dc-web", "'-'", 3, "the system: a lowercase letter or a digit"),
    ("ai-dc--web", "'-'", 6, "the component: a lowercase letter or a digit"),
    ("bi", "'b'", 0, "the business line, one of \"ai\", \"dt\", \"ad\""),
];

#[test]
fn a_legal_name_that_deviates_is_told_what_may_stand_there() {
    for (text, found, at, expected) in DEVIATING {
        let error = Convention::built_in().parse_app(text).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!(
                "invalid app name {text:?}: found {found} at byte {at}, expected {expected}; the convention writes \
                 \"{{line}}-{{system}}-{{component}}\""
            )
        );
    }
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
            "invalid image \"{host}/{app}\" of the convention: found none, expected \"{tag}\"",
            "invalid tag \"latest\" of the convention: found no field, expected one of \"{stamp}\" or \"{revision}\"",
            "invalid registry.host \"https://hub/huize\" of the convention: found \"https://hub/huize\", expected a host \
             and, if need be, ':' and a port; the host is \"hub\"; the path \"huize\" is a key of its own",
            "invalid registry.path \"Huize/\" of the convention: found \"Huize/\", expected lowercase components such \
             as huize, joined by '/'; did you mean \"huize\"?",
        ]
    );
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
            "invalid environments \"\" of the convention: found none, expected at least one environment",
        ),
        (
            set(|spec| spec.app = "{line}.{component}".to_owned()),
            "invalid app \"{line}.{component}\" of the convention: found \"ad.a\", which is not a legal app name, \
             expected a template that prints legal names only",
        ),
        (
            set(|spec| spec.app = "{component}".to_owned()),
            "invalid app \"{component}\" of the convention: found no \"{line}\", expected \"{line}\"; the namespace \
             \"{line}-{environment}\" needs the line, and an app tells it by its name",
        ),
        (
            set(|spec| spec.tag = String::new()),
            "invalid tag \"\" of the convention: found nothing, expected a template of \"{stamp}\" or \"{revision}\"",
        ),
        (
            set(|spec| spec.tag = "{stamp} {revision}".to_owned()),
            "invalid tag \"{stamp} {revision}\" of the convention: found ' ' at byte 7, expected a printable ASCII \
             character",
        ),
        (
            set(|spec| spec.namespace = "{line}-{environment}-{line}".to_owned()),
            "invalid namespace \"{line}-{environment}-{line}\" of the convention: found a second \"{line}\" at byte 21, \
             expected each field once",
        ),
        (
            set(|spec| spec.namespace = format!("{{line}}-{}-{{environment}}", "x".repeat(55))),
            "invalid namespace \"{line}-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-{environment}\" of the \
             convention: found \"ad-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-preview\" of 66 bytes, \
             expected at most 63 bytes",
        ),
        (
            set(|spec| spec.image = "{host}/{path}/{namespace}___{app}:{tag}".to_owned()),
            "invalid image \"{host}/{path}/{namespace}___{app}:{tag}\" of the convention: found \"a/a___a\", which is \
             not a legal image repository, expected a template that prints legal names only",
        ),
        (
            set(|spec| spec.image = "{host}/{path}/{namespace}-{app}:{tag}".to_owned()),
            "invalid image \"{host}/{path}/{namespace}-{app}:{tag}\" of the convention: found \"a/a/a-a-a:a\", which \
             reads as host \"a\", path \"a\", namespace \"a-a\", app \"a\", tag \"a\" and as host \"a\", path \"a\", \
             namespace \"a\", app \"a-a\", tag \"a\", expected one reading of every name; separate the two fields by a \
             character that one of them cannot hold",
        ),
        (
            ConventionSpec { registry: registry("hub", Some("huize")), ..seed() },
            "invalid registry.host \"hub\" of the convention: found \"hub\" without a '.' or a port, expected a host \
             that runtimes take for a registry; they read \"hub/...\" as a repository of Docker Hub",
        ),
        (
            ConventionSpec { registry: registry("hub.hz.local", None), ..seed() },
            "invalid registry.path \"\" of the convention: found none, expected a path such as huize; the image \
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
    assert_eq!(messages(with(129)), ["invalid lines \"\" of the convention: found 129, expected at most 128"]);
    let template = |length| ConventionSpec { tag: "{revision}".to_owned() + &"x".repeat(length), ..Default::default() };
    assert_eq!(messages(template(247))[0].split(": ").nth(1), Some("found 257 bytes, expected at most 256 bytes"));
    assert_eq!(
        messages(template(200))[0].split(": ").nth(1),
        Some("found no text of at most 128 bytes, expected room for a value of every field")
    );
}

#[test]
fn serde_reads_and_writes_the_spec() {
    let json = serde_json::to_string(&Convention::default()).unwrap();
    assert_eq!(
        json,
        "{\"lines\":{\"ai\":\"人工智能\",\"dt\":\"数据\",\"ad\":\"广告\"},\"environments\":[\"test\",\"preview\",\"prod\"],\
         \"app\":\"{line}-{system}-{component}\",\"namespace\":\"{line}-{environment}\",\"registry\":{\"host\":\
         \"registry.hz.local\",\"path\":\"huize\"},\"image\":\"{host}/{path}/{namespace}_{app}:{tag}\",\"tag\":\
         \"{stamp}_{revision}\"}"
    );
    assert_eq!(serde_json::from_str::<Convention>(&json).unwrap(), Convention::default());
    assert_eq!(serde_json::from_str::<Convention>("{}").unwrap(), Convention::default());
    let error = serde_json::from_str::<Convention>("{\"app\": \"{line}\", \"tag\": \"x\"}").unwrap_err().to_string();
    assert_eq!(
        error,
        "invalid app \"{line}\" of the convention: found none, expected \"{component}\"; invalid tag \"x\" of the \
         convention: found no field, expected one of \"{stamp}\" or \"{revision}\""
    );
}

#[test]
fn lines_that_no_template_names_are_dropped() {
    let json = "{\"app\": \"{component}\", \"namespace\": \"{environment}\"}";
    let convention: Convention = serde_json::from_str(json).unwrap();
    assert_eq!(convention.lines(), []);
    assert_eq!(convention.line("ai").unwrap_err().expected(), "none, because there are none");
}

#[cfg(feature = "schemars")]
#[test]
fn the_schema_names_every_key() {
    let schema = schemars::schema_for!(Convention).to_value();
    let spec = serde_json::to_value(ConventionSpec::default()).unwrap();
    let properties = schema["properties"].as_object().unwrap();
    assert!(properties.keys().eq(spec.as_object().unwrap().keys()));
    for (key, property) in properties.iter().filter(|(key, _)| *key != "registry") {
        assert_eq!(property["default"], spec[key], "{key}");
    }
    let registry = schema["$defs"]["Registry"]["properties"].as_object().unwrap();
    assert!(registry.keys().eq(spec["registry"].as_object().unwrap().keys()));
    assert_eq!(schema["additionalProperties"], false);
}
