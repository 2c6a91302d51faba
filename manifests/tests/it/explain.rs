//! Every resolved value, and where it comes from.

use pavedroad_manifests::{AppSpec, ExplainedValue, Explanation, OriginKind, Platform, yaml};
use proptest::prelude::*;
use serde_yaml::{Mapping, Value};

use crate::whole_spec::{documents, platform, read, specs};

/// The steps of a path: keys, quoted or not, and indices in brackets.
fn steps(path: &str) -> Vec<String> {
    let mut steps = Vec::new();
    let mut rest = path;
    while !rest.is_empty() {
        rest = rest.strip_prefix('.').unwrap_or(rest);
        let end = match rest.strip_prefix('"') {
            Some(inner) => 2 + inner.find('"').unwrap(),
            None if rest.starts_with('[') => rest.find(']').unwrap() + 1,
            None => rest.find(['.', '[']).unwrap_or(rest.len()),
        };
        steps.push(rest[..end].trim_matches('"').to_owned());
        rest = &rest[end..];
    }
    steps
}

fn insert(node: &mut Value, steps: &[String], value: Value) {
    let [step, rest @ ..] = steps else {
        *node = value;
        return;
    };
    if step.starts_with('[') {
        if !node.is_sequence() {
            *node = Value::Sequence(Vec::new());
        }
        let Value::Sequence(items) = node else { unreachable!() };
        let index: usize = step[1..step.len() - 1].parse().unwrap();
        if items.len() == index {
            items.push(Value::Null);
        }
        insert(&mut items[index], rest, value);
    } else {
        if !node.is_mapping() {
            *node = Value::Mapping(Mapping::new());
        }
        let Value::Mapping(entries) = node else { unreachable!() };
        insert(entries.entry(Value::String(step.clone())).or_insert(Value::Null), rest, value);
    }
}

/// Whether it is something that an app has from its platform alone, and an app spec has no key for.
fn is_of_the_platform(value: &ExplainedValue) -> bool {
    let whole = [
        "namespace",
        "image",
        "pullSecret",
        "timeZone",
        "podSecurity",
        "monitoring.namespace",
        "tracing.address",
        "tracing.port",
    ];
    let ends = [
        ".image",
        "mesh.proxy.discovery",
        "consul.address",
        "consul.port",
        "apollo.meta",
        "logs.image.reference",
        "logs.elasticsearch",
    ];
    let path = value.path();
    whole.contains(&path) || ends.iter().any(|end| path.ends_with(end)) || value.follows() == Some("domain.public")
}

/// The spec that all explained values make together.
fn spec_of(explanation: &Explanation) -> String {
    let json: Vec<serde_json::Value> = serde_json::from_str(&explanation.to_json()).unwrap();
    let mut root = Value::Null;
    for (value, json) in explanation.iter().zip(json).filter(|(value, _)| !is_of_the_platform(value)) {
        insert(&mut root, &steps(value.path()), serde_yaml::to_value(&json["value"]).unwrap());
    }
    yaml::to_string(&root).unwrap()
}

/// All that is explained, written into a file, is the same app: nothing is left out and nothing is wrong.
#[track_caller]
fn is_whole(platform: &Platform, spec: &AppSpec, text: &str) {
    for app in spec.apps() {
        let environment = app.environment().as_str();
        let explained = spec_of(&spec.explain(platform, environment).unwrap());
        let again = AppSpec::read(platform, "explained.yaml", &explained)
            .unwrap_or_else(|findings| panic!("{text}\n{explained}\n{findings}"));
        assert_eq!(again.app(environment), Some(app), "{text}\n{explained}");
    }
}

/// What an override says stands below its environment, and what the file says for all above all of those.
#[track_caller]
fn stays_in_its_layer(platform: &Platform, spec: &AppSpec, text: &str) {
    let lines: Vec<&str> = text.lines().collect();
    let line_of = |line: &str| lines.iter().position(|other| *other == line).map_or(lines.len(), |at| at) + 1;
    for app in spec.apps() {
        let start = line_of(&format!("  {}:", app.environment()));
        let length = lines.iter().skip(start).take_while(|line| line.starts_with("    ")).count();
        for value in &spec.explain(platform, app.environment().as_str()).unwrap() {
            let line = value.origin().line().unwrap_or_default();
            let right = match value.origin().kind() {
                OriginKind::Override => (start + 1..=start + length).contains(&line),
                OriginKind::App => line < line_of("environments:"),
                _ => true,
            };
            assert!(right, "{}: {} at {} in\n{text}", app.environment(), value.path(), value.origin());
        }
    }
}

#[test]
fn everything_that_holds_is_explained() {
    for (platform, text) in documents() {
        is_whole(&platform, &read(&platform, &text), &text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 250, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn everything_that_holds_in_generated_specs_is_explained(text in specs()) {
        let platform = platform();
        if let Ok(spec) = AppSpec::read(&platform, "app.yaml", &text) {
            is_whole(&platform, &spec, &text);
            stays_in_its_layer(&platform, &spec, &text);
        }
    }
}

const APP: &str = "\
app: ai-dc-web
image: {tag: 20190510-1033_v20}
ports:
  http: 8080
  grpc-api: {port: 9090}
resources: {size: 2c4g}
probes: {startup: {http: /up}, readiness: null}
env: {A: a, B: b}
routes: {web: {public: true}}
tracing: {sampling: 1%}
canary: {steps: [5%, {weight: 50%, pause: 1h}], pause: 600s, match: {header: {X-Canary: a}}, judge: {maxErrorRatio: 2}}
environments:
  test:
    replicas: 1
    resources: {memory: 1Gi, cpu: 100m}
    env: {B: null, C: c}
    ports: {grpc-api: {service: 90}, admin: 81}
    probes: {startup: {tcp: admin}, readiness: {exec: [/ok]}}
  prod: {replicas: 5, autoscale: {max: 1, cpu: 60%}}
";

/// `value origin place` of a path, as the table has it.
#[track_caller]
fn explained(explanation: &Explanation, path: &str) -> String {
    let one = explanation.get(path).unwrap_or_else(|| panic!("{path} in\n{explanation}"));
    let follows = one.follows().map(|path| format!(" ({path})")).unwrap_or_default();
    format!("{} {} {}{follows}", one.value(), one.origin().kind().as_str(), one.origin())
}

#[test]
fn each_value_says_who_said_it_and_where() {
    let platform = platform();
    let spec = read(&platform, APP);
    let expected = [
        ("preview", "app", "ai-dc-web app app.yaml:1:6"),
        ("preview", "namespace", "ai-preview built-in  (convention.namespace)"),
        (
            "preview",
            "image",
            "registry.hz.local/huize/ai-preview_ai-dc-web:20190510-1033_v20 built-in  (convention.image)",
        ),
        ("preview", "image.tag", "20190510-1033_v20 app app.yaml:2:14"),
        ("preview", "pullSecret", "regcred platform platform.yaml:4:13"),
        ("preview", "podSecurity", "privileged platform platform.yaml:6:24 (podSecurity.default)"),
        ("prod", "podSecurity", "privileged platform platform.yaml:6:57 (podSecurity.environments.prod)"),
        ("preview", "workload", "stateless built-in "),
        ("preview", "ports.http.port", "8080 app app.yaml:4:9"),
        ("preview", "ports.http.service", "8080 app app.yaml:4:9 (ports.http.port)"),
        ("preview", "ports.http.protocol", "http app app.yaml:4:3 (ports.http)"),
        ("preview", "ports.grpc-api.protocol", "grpc app app.yaml:5:3 (ports.grpc-api)"),
        ("test", "ports.grpc-api.service", "90 override app.yaml:17:33"),
        ("test", "ports.admin.protocol", "tcp override app.yaml:17:38 (ports.admin)"),
        ("test", "ports.grpc-api.port", "9090 app app.yaml:5:20"),
        ("preview", "resources.size", "2c4g app app.yaml:6:19"),
        ("preview", "resources.cpu", "2 platform platform.yaml:10:53 (profiles.2c4g.cpu)"),
        ("preview", "resources.limits.cpu", "4 platform platform.yaml:10:83 (profiles.2c4g.limits.cpu)"),
        ("preview", "resources.limits.memory", "4Gi platform platform.yaml:10:64 (profiles.2c4g.memory)"),
        ("test", "resources.cpu", "100m override app.yaml:15:35"),
        ("test", "resources.limits.memory", "1Gi override app.yaml:15:25 (resources.memory)"),
        ("test", "replicas", "1 override app.yaml:14:15"),
        ("preview", "replicas", "2 built-in "),
        ("prod", "autoscale.min", "1 override app.yaml:19:40 (autoscale.max)"),
        ("preview", "probes.startup.http", "/up app app.yaml:7:26"),
        ("preview", "probes.startup.port", "http app app.yaml:4:3 (ports.http)"),
        ("preview", "probes.startup.within", "2m30s built-in "),
        ("preview", "probes.readiness", "null app app.yaml:7:43"),
        ("test", "probes.startup.tcp", "admin override app.yaml:18:29"),
        ("test", "probes.readiness.exec", "[/ok] override app.yaml:18:55"),
        ("preview", "env.B", "b app app.yaml:8:16"),
        ("test", "env.C", "c override app.yaml:16:23"),
        ("preview", "tracing.sampling", "1% app app.yaml:10:21"),
        ("preview", "tracing.port", "9411 platform platform.yaml:9:51"),
        ("preview", "routes.web.host", "ai-dc-web.preview.example.com platform platform.yaml:5:18 (domain.public)"),
        ("preview", "routes.web.path", "/ built-in "),
        ("preview", "availability.spread", "[host, zone] built-in "),
        ("preview", "security.user", "10001 built-in "),
        ("preview", "canary.steps[0].weight", "5% app app.yaml:11:18"),
        ("preview", "canary.steps[0].pause", "10m app app.yaml:11:56 (canary.pause)"),
        ("preview", "canary.steps[1].pause", "1h app app.yaml:11:43"),
        ("preview", "canary.match.header.x-canary", "a app app.yaml:11:89"),
        ("preview", "canary.judge.alpha", "5% built-in "),
    ];
    let found = expected.map(|(environment, path, _)| {
        let explanation = spec.explain(&platform, environment).unwrap();
        (environment, path, explained(&explanation, path))
    });
    let wrong: Vec<_> = found.iter().zip(expected).filter(|(found, expected)| found.2 != expected.2).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    let whole = read(&platform, "app: ai-dc-web\nimage: {reference: x/y}\ninit: {a: {args: [b]}}\n");
    let explanation = whole.explain(&platform, "test").unwrap();
    assert_eq!(explained(&explanation, "init.a.image"), "x/y app app.yaml:2:20 (image.reference)");
    assert!(explanation.get("image").is_none());
    let gone = |environment, path| spec.explain(&platform, environment).unwrap().get(path).is_none();
    assert!(gone("test", "env.B") && gone("prod", "replicas") && gone("preview", "ports.admin.port"));
    assert!(spec.explain(&platform, "staging").is_none());
}

/// The normal form has one value a line, and prints it as the explanation does.
#[test]
fn every_value_that_is_written_is_at_its_place() {
    for (platform, text) in documents() {
        let text = read(&platform, &text).canonical().unwrap();
        let spec = read(&platform, &text);
        let lines: Vec<&str> = text.lines().collect();
        for app in spec.apps() {
            for value in &spec.explain(&platform, app.environment().as_str()).unwrap() {
                let (Some("app.yaml"), None) = (value.origin().file(), value.follows()) else { continue };
                let (line, column) = (value.origin().line().unwrap(), value.origin().column().unwrap());
                let written: String = lines[line - 1].chars().skip(column - 1).collect();
                let shown = value.value();
                let there = match shown.chars().next() {
                    Some('[') => written == "[]" || lines[line - 1].trim_start().starts_with("- "),
                    Some('{') => written.ends_with(':') || written.contains(": "),
                    _ if shown.contains("\\n") => shown.starts_with(&written),
                    _ => written.trim_matches(['"', '\'']) == shown.trim_matches(['"', '\'']),
                };
                assert!(there, "{}: {shown} at {}: {written}", value.path(), value.origin());
            }
        }
    }
}

#[test]
fn a_path_selects_a_value_and_those_below_it() {
    let platform = platform();
    let explanation = read(&platform, APP).explain(&platform, "preview").unwrap();
    let paths = |prefix: &str| {
        explanation.under(prefix).iter().map(ExplainedValue::path).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(paths("probes.startup"), ["probes.startup.http", "probes.startup.port", "probes.startup.within"]);
    assert_eq!(paths("image"), ["image", "image.tag"]);
    assert_eq!(paths("image.tag"), ["image.tag"]);
    assert!(paths("imag").is_empty() && paths("replica").is_empty());
    assert_eq!(explanation.under(""), explanation);
}

#[test]
fn the_table_lines_up_under_wide_characters_and_stays_on_its_lines() {
    let platform = Platform::default();
    let text = format!(
        "app: ai-dc-web\nimage: {{tag: 20190510-1033_v20}}\nenv: {{A: 人工智能, B: \"a\\nb\", LONG: {}, Z: ''}}\n",
        "x".repeat(100)
    );
    let spec = AppSpec::read(&platform, "应用.yaml", &text).unwrap();
    let table = spec.explain(&platform, "test").unwrap().under("env").to_string();
    let (x, pad) = ("x".repeat(72), |cells: usize| " ".repeat(75 - cells));
    assert_eq!(
        table,
        format!(
            "PATH      VALUE{}  ORIGIN  PLACE\n\
             env.A     人工智能{}  app     应用.yaml:3:10\n\
             env.B     a\\nb{}  app     应用.yaml:3:19\n\
             env.LONG  {x}...  app     应用.yaml:3:33\n\
             env.Z     \"\"{}  app     应用.yaml:3:138\n",
            pad(5),
            pad(8),
            pad(4),
            pad(2)
        )
    );
}

#[test]
fn places_are_no_part_of_what_a_file_says() {
    let (one, other) =
        ("app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\n", "image: {tag: 20190510-1033_v20}\n\napp: ai-dc-web\n");
    let platform = Platform::default();
    assert_eq!(read(&platform, one), read(&platform, other));
    assert_eq!(Platform::read("a.yaml", "{}").unwrap(), Platform::read("b.yaml", "# none\n{}").unwrap());
}

#[test]
fn explains_and_normalises_tens_of_thousands_of_ports() {
    const COUNT: usize = 20_000;
    let mut text = "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nports:\n".to_owned();
    (1..=COUNT).for_each(|number| text += &format!("  p{number}: {number}\n"));
    let platform = Platform::default();
    let spec = read(&platform, &text);
    let explanation = spec.explain(&platform, "test").unwrap().under("ports");
    assert_eq!(explanation.len(), 3 * COUNT);
    assert!(
        explanation.to_string().ends_with("ports.p20000.protocol  tcp    app     app.yaml:20003:3 (ports.p20000)\n")
    );
    assert_eq!(spec.canonical().unwrap().lines().count(), 5 + 2 * COUNT);
}
