//! Conventions as data: the built-in one, others, and what is refused.

use pavedroad_naming::*;

use crate::tables::conventions::{APPS_ACCEPTED, APPS_REFUSED, NAMESPACES_ACCEPTED, NAMESPACES_REFUSED};

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
    for &(text, line, environment) in NAMESPACES_ACCEPTED {
        let parts = convention.parse_namespace(text).unwrap();
        assert_eq!(parts.line.as_ref().map(BusinessLine::as_str), Some(line), "{text}");
        assert_eq!(parts.environment.as_ref().map(Environment::as_str), Some(environment), "{text}");
    }
    for &(text, line, system, component) in APPS_ACCEPTED {
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

#[test]
fn a_legal_name_that_deviates_is_told_what_may_stand_there() {
    for (text, message) in APPS_REFUSED {
        let error = Convention::built_in().parse_app(text).unwrap_err();
        assert_eq!(error.to_string(), format!("invalid app name {text:?}: {message}"));
    }
    for (text, message) in NAMESPACES_REFUSED {
        let error = Convention::built_in().parse_namespace(text).unwrap_err();
        assert_eq!(error.to_string(), format!("invalid namespace {text:?}: {message}"));
    }
}

#[test]
fn hints_are_of_the_convention() {
    let convention = Convention::built_in();
    let app = |text| convention.parse_app(text).unwrap_err();
    let namespace = |text| convention.parse_namespace(text).unwrap_err();
    let tag = |text| convention.parse_tag(text).unwrap_err();
    let environment = |text| convention.environment(text).unwrap_err();
    for (error, hint) in [
        (app("AI-dc-web"), Some("did you mean \"ai-dc-web\"?")),
        // "ai-dc" and "ai-api" are legal names, but not of the convention.
        (app("ai-dc-"), Some("the convention writes \"{line}-{system}-{component}\"")),
        (app("ai_api"), None),
        (namespace("AI-TSET"), Some("did you mean \"ai-test\"?")),
        (namespace("xx_test"), None),
        (tag("2019-07-26-13-25_v20"), Some("did you mean \"20190726-1325_v20\"?")),
        (tag("20190510-1033+v20"), Some("did you mean \"20190510-1033_v20\"?")),
        (tag("20190230-1033_v20+1"), None),
        (environment("TEST"), Some("did you mean \"test\"?")),
        (environment("STAGING"), None),
    ] {
        assert_eq!(error.hint(), hint, "{error}");
    }
    let words = "expected one of \"test\", \"preview\", \"prod\"";
    assert_eq!(environment("").to_string(), format!("invalid environment \"\": found nothing, {words}"));
    let long = "x".repeat(161);
    let shown = format!("{:?} ...", &long[1..]);
    let message = format!("invalid environment {shown}: found {shown} at byte 0, {words}");
    assert_eq!(environment(&long).to_string(), message);
}

#[test]
fn serde_reads_and_writes_the_spec() {
    let json = serde_json::to_string(&Convention::default()).unwrap();
    assert_eq!(
        json,
        "{\"lines\":{\"ai\":\"人工智能\",\"dt\":\"数据\",\"ad\":\"广告\"},\"environments\":[\"test\",\"preview\",\"prod\"],\
         \"app\":\"{line}-{system}-{component}\",\"namespace\":\"{line}-{environment}\",\"registry\":{\"host\":\
         \"registry.hz.local\",\"path\":\"huize\"},\"image\":\"{host}/{path}/{namespace}_{app}:{tag}\",\"tag\":\
         \"{stamp}_{revision}\",\"consoleTag\":\"{date}-{time}_{revision}\",\"node\":\"k8s-{environment}-node-\
         {address}\"}"
    );
    assert_eq!(serde_json::from_str::<Convention>(&json).unwrap(), Convention::default());
    assert_eq!(serde_json::from_str::<Convention>("{}").unwrap(), Convention::default());
    let error = serde_json::from_str::<Convention>("{\"app\": \"{line}\", \"tag\": \"x\"}").unwrap_err().to_string();
    assert_eq!(
        error,
        "invalid app \"{line}\" of the convention: found no \"{component}\", expected \"{component}\"; invalid tag \"x\" of the \
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
