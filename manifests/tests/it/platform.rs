//! Platform files: what is read, and what is refused where.

use pavedroad_manifests::{AppSpec, Platform, PodSecurity};

#[track_caller]
fn refused(text: &str) -> String {
    let findings = Platform::read("platform.yaml", text).expect_err(text);
    findings.iter().map(|finding| finding.to_string().replace("platform.yaml:", "")).collect::<Vec<_>>().join("\n")
}

#[test]
fn what_a_file_leaves_out_is_as_built_in() {
    assert_eq!(Platform::read("platform.yaml", "{}").unwrap(), Platform::default());
    let platform =
        Platform::read("platform.yaml", "podSecurity: baseline\nconvention: {environments: [dev, live]}\n").unwrap();
    let (namespace, live) = ("ai-live".parse().unwrap(), "live".parse().unwrap());
    assert_eq!(platform.pod_security(&namespace, &live), PodSecurity::Baseline);
    assert_eq!(platform.convention().lines(), Platform::default().convention().lines());
    let environments: Vec<&str> =
        platform.convention().environments().iter().map(pavedroad_naming::Environment::as_str).collect();
    assert_eq!(environments, ["dev", "live"]);
}

#[test]
fn every_mistake_is_found_at_its_place() {
    let cases: [(&str, &str); 15] = [
        (
            "podSecurity: strict",
            "1:14: error[invalid-value] podSecurity: found `strict`, expected `privileged`, `baseline` or `restricted`",
        ),
        (
            "pullSecret: Reg_Cred",
            "1:13: error[invalid-value] pullSecret: found 'R' in `Reg_Cred`, expected a lowercase letter or a digit; did you mean \"reg-cred\"?",
        ),
        (
            "monitoring: monitoring",
            "1:13: error[wrong-type] monitoring: found `monitoring`, expected a mapping such as `{namespace: monitoring}`",
        ),
        (
            "monitoring: {}",
            "1:1: error[missing-key] monitoring: found no `namespace`, expected this key; add `namespace: ...`",
        ),
        (
            "conventions: {}",
            "1:1: error[unknown-key] conventions: found unknown key `conventions`, expected one of `apiVersion`, `convention`, `pullSecret`, `domain`, `routing`, `gatewayClass`, `ingressClass`, `podSecurity`, `mesh`, `monitoring`, `consul`, `tracing` and 8 more; did you mean `convention`?",
        ),
        (
            "convention: {lines: [ai]}",
            "1:21: error[wrong-type] convention.lines: found a list, expected a mapping such as `{ai: Artificial Intelligence}`",
        ),
        (
            "convention: {lines: {AI: x}}",
            "1:22: error[invalid-value] convention.lines.AI: found 'A' in `AI`, expected a lowercase letter; did you mean \"ai\"?",
        ),
        (
            "convention: {environments: []}",
            "1:28: error[convention] convention.environments: found no environment, expected at least one environment",
        ),
        (
            "convention: {consoleTag: '{date}_{revision}'}",
            "1:27: error[convention] convention.consoleTag: found \"{date}\" alone, expected \"{time}\" as well",
        ),
        (
            "convention: {node: '{environment}-{adress}'}",
            "1:35: error[convention] convention.node: found \"{adress}\", expected \"{environment}\" or \"{address}\"; did you mean \"{address}\"?",
        ),
        (
            "convention: {environments: [test, test]}",
            "1:35: error[convention] convention.environments: found \"test\" again, expected each environment once",
        ),
        (
            "convention: {app: '{line}-{system}{component}'}",
            "1:19: error[convention] convention.app: found \"ad-aaa\", which reads as line \"ad\", system \"aa\", component \"a\" and as line \"ad\", system \"a\", component \"aa\", expected one reading of every name; separate the two fields by a character that one of them cannot hold",
        ),
        (
            "convention: {namespace: '{line}-{enviroment}'}",
            "1:33: error[convention] convention.namespace: found \"{enviroment}\", expected \"{line}\" or \"{environment}\"; did you mean \"{environment}\"?",
        ),
        (
            "convention: {lines: {a: x, a-b: y}, environments: [b-c, c]}",
            "1:1: error[convention] convention: found \"a-b-a-a\", which reads as line \"a\", system \"b\", component \"a-a\" and as line \"a-b\", system \"a\", component \"a\", expected one reading of every name; separate the two fields by a character that one of them cannot hold",
        ),
        (
            "convention: {registry: {host: 'Not A Host'}}",
            "1:14: error[convention] convention.registry: found no path, expected a path such as huize; the image template \"{host}/{path}/{namespace}_{app}:{tag}\" prints it\n1:31: error[convention] convention.registry.host: found \"Not A Host\", expected a host and, if need be, ':' and a port",
        ),
    ];
    let wrong: Vec<String> = cases
        .iter()
        .map(|(text, expected)| (text, refused(text), expected))
        .filter(|(_, found, expected)| found != *expected)
        .map(|(text, found, expected)| format!("{text}\nfound    {found}\nexpected {expected}\n"))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn an_app_that_the_convention_cannot_name_is_refused_with_the_reason() {
    let text = format!("convention: {{tag: '{}{{revision}}'}}\n", "v".repeat(127));
    let platform = Platform::read("platform.yaml", text).unwrap_or_else(|findings| panic!("{findings}"));
    let app = format!("app: ai-dc-web\nimage: {{digest: 'sha256:{}'}}\n", "ab".repeat(32));
    assert_eq!(
        AppSpec::read(&platform, "app.yaml", app).unwrap_err().to_string(),
        "app.yaml:2:1: error[convention] image: found 129 bytes, expected at most 128 bytes\n"
    );
}

#[test]
fn a_platform_without_lines_names_apps_and_images_its_own_way() {
    let text = "\
convention:
  lines: {}
  environments: [dev, live]
  app: '{component}'
  namespace: '{environment}'
  registry: {host: 'hub.example.com:5000'}
  image: '{host}/{namespace}/{app}:{tag}'
  tag: '{revision}'
";
    let platform = Platform::read("platform.yaml", text).unwrap_or_else(|findings| panic!("{findings}"));
    let spec =
        AppSpec::read(&platform, "app.yaml", "app: hello\nimage: {tag: v1.4.2}\n").unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(spec.app("live").unwrap().image(), "hub.example.com:5000/live/hello:v1.4.2");
    assert_eq!(spec.app("live").unwrap().namespace().as_str(), "live");
}
