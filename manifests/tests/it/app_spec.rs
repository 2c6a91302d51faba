//! App specs: what is read, what is refused and where, how environments differ.

use pavedroad_manifests::{App, AppSpec, Object, Platform, ResourceName, Scale, Severity};

/// The keys that every case but one has right.
const HEAD: &str = "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\n";

#[track_caller]
fn read(text: &str) -> AppSpec {
    AppSpec::read(&Platform::default(), "app.yaml", text).unwrap_or_else(|findings| panic!("{text}\n{findings}"))
}

/// The findings of a file with errors, one a line, without the name of the file.
#[track_caller]
fn refused(text: &str) -> String {
    let findings = AppSpec::read(&Platform::default(), "app.yaml", text).expect_err(text);
    assert!(findings.has_errors());
    findings.iter().map(|finding| finding.to_string().replace("app.yaml:", "")).collect::<Vec<_>>().join("\n")
}

/// Compares all cases before it fails.
#[track_caller]
fn assert_all(cases: impl IntoIterator<Item = (String, &'static str)>) {
    let wrong: Vec<String> = cases
        .into_iter()
        .map(|(text, expected)| (refused(&text), expected, text))
        .filter(|(found, expected, _)| found != expected)
        .map(|(found, expected, text)| format!("{text}found    {found}\nexpected {expected}\n"))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn app<'a>(spec: &'a AppSpec, environment: &str) -> &'a App {
    spec.app(environment).unwrap()
}

#[test]
fn the_smallest_app_is_complete() {
    let spec = read(
        "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nports: {http: 8080}\nresources: {cpu: 250m, memory: 512Mi}\n",
    );
    assert!(spec.findings().is_empty());
    let environments: Vec<&str> = spec.apps().iter().map(|app| app.environment().as_str()).collect();
    assert_eq!(environments, ["test", "preview", "prod"]);
    let app = app(&spec, "prod");
    assert_eq!(app.namespace().as_str(), "ai-prod");
    assert_eq!(app.image(), "registry.hz.local/huize/ai-prod_ai-dc-web:20190510-1033_v20");
    assert_eq!(app.scale(), &Scale::Fixed(2));
    assert_eq!(app.rolling_update().bounds(2).least_available, 2);
}

#[test]
fn an_app_without_ports_has_no_service_and_no_probes() {
    let spec = read(HEAD);
    let kinds: Vec<_> = app(&spec, "test").objects().iter().map(Object::kind).collect();
    assert_eq!(kinds, ["ServiceAccount", "NetworkPolicy", "Deployment", "PodDisruptionBudget"]);
    let yaml = app(&spec, "test").objects().to_yaml().unwrap();
    assert!(!yaml.contains("Probe:"), "{yaml}");
}

#[test]
fn one_mistake_is_one_finding_at_its_place() {
    let cases: [(&str, &str); 41] = [
        (
            "replica: 1",
            "3:1: error[unknown-key] replica: found unknown key `replica`, expected one of `apiVersion`, `app`, `environments`, `image`, `ports`, `resources`, `replicas`, `autoscale`, `probes`, `env`; did you mean `replicas`?",
        ),
        (
            "apiVersion: pavedroad/v1",
            "3:13: error[invalid-value] apiVersion: found `pavedroad/v1`, expected `pavedroad/v1alpha1`",
        ),
        ("replicas: -1", "3:11: error[invalid-value] replicas: found `-1`, expected an integer from 0 to 2147483647"),
        ("replicas: two", "3:11: error[wrong-type] replicas: found `two`, expected an integer from 0 to 2147483647"),
        (
            "replicas: 1_000",
            "3:11: error[invalid-value] replicas: found `1_000`, expected an integer from 0 to 2147483647; write `1000`",
        ),
        ("replicas: [2]", "3:11: error[wrong-type] replicas: found a list, expected an integer from 0 to 2147483647"),
        ("ports: 8080", "3:8: error[wrong-type] ports: found `8080`, expected a mapping"),
        (
            "ports: {http: 0}",
            "3:15: error[invalid-value] ports.http.port: found `0`, expected an integer from 1 to 65535",
        ),
        (
            "ports: {http: 65536}",
            "3:15: error[invalid-value] ports.http.port: found `65536`, expected an integer from 1 to 65535",
        ),
        (
            "ports: {8080: 8080}",
            "3:9: error[invalid-value] ports.8080: found no letter in `8080`, expected at least one lowercase letter; did you mean \"port-8080\"?",
        ),
        (
            "ports: {http: {service: 80}}",
            "3:9: error[missing-key] ports.http: found no `port`, expected this key; add `port: ...`",
        ),
        (
            "ports: {a: 80, b: 80}",
            "3:19: error[conflict] ports: found container port 80 in `b` and in `a`, expected a number of its own for each port",
        ),
        (
            "ports: {a: 80, b: {port: 81, service: 80}}",
            "3:39: error[conflict] ports: found Service port 80 in `b` and in `a`, expected a number of its own for each port",
        ),
        (
            "ports: {a: {port: 80, protocol: htpp}}",
            "3:33: error[invalid-value] ports.a.protocol: found `htpp`, expected `http`, `http2`, `https`, `grpc`, `grpc-web`, `tls` or `tcp`; did you mean `http`?",
        ),
        ("resources: {cpu: 250M!}", "3:22: error[invalid-value] resources.cpu: found '!' in `250M!`, expected the end"),
        (
            "resources: {memory: 512MB}",
            "3:25: error[invalid-value] resources.memory: found 'B' in `512MB`, expected the end; did you mean \"512M\" (1000^2) or \"512Mi\" (1024^2)?",
        ),
        (
            "resources: {cpu: 1, limits: {cpu: 500m}}",
            "3:18: error[invalid-value] resources.cpu: found `1`, expected at most the limit of 500m; raise the limit, or lower the request",
        ),
        (
            "autoscale: {max: 3}",
            "3:1: error[missing-key] autoscale: found neither `cpu` nor `memory`, expected something to aim at; add `cpu: 60%`",
        ),
        (
            "autoscale: {min: 2, cpu: 60%}\nresources: {cpu: 1}",
            "3:1: error[missing-key] autoscale: found no `max`, expected this key; add `max: ...`",
        ),
        (
            "autoscale: {min: 5, max: 3, cpu: 60%}\nresources: {cpu: 1}",
            "3:18: error[invalid-value] autoscale: found `min: 5`, expected at most `max: 3`",
        ),
        (
            "autoscale: {max: 3, cpu: 60}\nresources: {cpu: 1}",
            "3:26: error[invalid-value] autoscale.cpu: found `60`, expected whole percent from `1%` to `10000%`; write `60%`",
        ),
        (
            "autoscale: {max: 3, cpu: 60%}",
            "3:12: error[missing-request] autoscale: found `autoscale` on cpu without a cpu request, expected `resources: {cpu: ...}`; use is measured in percent of the request",
        ),
        (
            "probes: {readiness: {http: ready}}\nports: {http: 80}",
            "3:28: error[invalid-value] probes.readiness.http: found `ready`, expected a path that begins with `/`; write `/ready`",
        ),
        (
            "probes: {readiness: {http: /ready}}",
            "3:10: error[dangling-reference] probes.readiness: found `http` in an app without ports, expected a declared port",
        ),
        (
            "probes: {readiness: {tcp: web}}\nports: {http: 80}",
            "3:27: error[dangling-reference] probes.readiness.tcp: found port `web`, expected a declared port: http",
        ),
        (
            "probes: {readiness: {tcp: http}}",
            "3:27: error[dangling-reference] probes.readiness.tcp: found port `http`, expected a declared port, and this app declares none",
        ),
        (
            "probes: {liveness: {tcp: http, exec: [a]}}\nports: {http: 80}",
            "3:10: error[conflict] probes.liveness: found several kinds of check, expected one of `http` (with `port`), `tcp`, `grpc`, `exec`",
        ),
        (
            "probes: {liveness: {port: http}}\nports: {http: 80}",
            "3:10: error[conflict] probes.liveness: found `port` alone, expected what is asked there; write `tcp: http` for a connection, or add `http: /path`",
        ),
        (
            "probes: {liveness: {exec: []}}",
            "3:27: error[invalid-value] probes.liveness.exec: found an empty list, expected a command",
        ),
        (
            "probes: {startup: {within: 150}}",
            "3:28: error[invalid-value] probes.startup.within: found `150`, expected a duration in whole seconds such as `150s` or `5m`; write `150s`",
        ),
        (
            "probes: {startup: {within: 500ms}}",
            "3:28: error[invalid-value] probes.startup.within: found `500ms`, expected a duration in whole seconds such as `150s` or `5m`",
        ),
        (
            "probes: {liveness: {within: 5s}}",
            "3:21: error[unknown-key] probes.liveness.within: found unknown key `within`, expected one of `http`, `port`, `tcp`, `grpc`, `exec`; remove it, or check how far it is indented",
        ),
        (
            "env: {A: null}",
            "3:10: error[wrong-type] env.A: found `null`, expected text; write `\"null\"` for the word itself",
        ),
        ("env: {A: [b]}", "3:10: error[wrong-type] env.A: found a list, expected text"),
        (
            "env: {1A: b}",
            "3:7: error[invalid-value] env.1A: found variable `1A`, expected letters, digits, `-`, `_` and `.`, not a digit first, and not `.` or `..` at the start",
        ),
        (
            "env: {A: {secret: db}}",
            "3:7: error[conflict] env.A: found `secret` without `key`, expected `{secret: NAME, key: KEY}`",
        ),
        (
            "env: {A: {field: status.podIp}}",
            "3:18: error[invalid-value] env.A.field: found `status.podIp`, expected one of metadata.name, metadata.namespace, metadata.uid, spec.nodeName, spec.serviceAccountName, status.hostIP, status.hostIPs, status.podIP, status.podIPs, metadata.labels['KEY'], metadata.annotations['KEY']; did you mean `status.podIP`?",
        ),
        (
            "environments: {staging: {}}",
            "3:16: error[unknown-key] environments.staging: found unknown environment `staging`, expected one of the platform's: test, preview, prod",
        ),
        (
            "environments: {prdo: {}}",
            "3:16: error[unknown-key] environments.prdo: found unknown environment `prdo`, expected one of the platform's: test, preview, prod; did you mean `prod`?",
        ),
        (
            "environments: {prod: {app: ai-dc-api}}",
            "3:23: error[unknown-key] environments.prod.app: found unknown key `app`, expected one of `image`, `ports`, `resources`, `replicas`, `autoscale`, `probes`, `env`; remove it, or check how far it is indented",
        ),
        (
            "environments: {prod: {replicas: null}}",
            "1:1: error[missing-key] found neither `replicas` nor `autoscale`, expected one of them",
        ),
    ];
    assert_all(cases.map(|(line, expected)| (format!("{HEAD}{line}\n"), expected)));
}

#[test]
fn names_and_images_follow_the_convention() {
    let cases: [(&str, &str); 16] = [
        (
            "app: web\nimage: {tag: 20190510-1033_v20}",
            "1:6: error[convention] app: found 'w', expected the business line, one of \"ai\", \"dt\", \"ad\"; the convention writes \"{line}-{system}-{component}\"",
        ),
        (
            "app: xx-dc-web\nimage: {tag: 20190510-1033_v20}",
            "1:6: error[convention] app: found business line \"xx\", expected one of \"ai\", \"dt\", \"ad\"",
        ),
        (
            "app: ai_dc_web\nimage: {tag: 20190510-1033_v20}",
            "1:8: error[invalid-value] app: found '_' in `ai_dc_web`, expected a lowercase letter, a digit or '-'; did you mean \"ai-dc-web\"?",
        ),
        (
            "image: {tag: 20190510-1033_v20}",
            "1:1: error[missing-key] found no `app`, expected this key; add `app: ...`",
        ),
        ("app: ai-dc-web", "1:1: error[missing-key] found no `image`, expected this key; add `image: ...`"),
        (
            "app: ai-dc-web\nimage: 20190510-1033_v20",
            "2:8: error[wrong-type] image: found `20190510-1033_v20`, expected a mapping such as `{tag: 20190510-1033_v20}`",
        ),
        (
            "app: ai-dc-web\nimage: {}",
            "2:1: error[conflict] image: found none of `tag`, `digest` and `reference`, expected one of them",
        ),
        (
            "app: ai-dc-web\nimage: {tag: 1.10}",
            "2:14: error[yaml-surprise] image.tag: found `1.10`, which a YAML 1.1 reader takes for the number 1.1, expected text in quotes; write `\"1.10\"`",
        ),
        (
            "app: ai-dc-web\nimage: {tag: \"1.10\"}",
            "2:16: error[convention] image.tag: found '.', expected a date and time such as 20190510-1033 in the build stamp; the convention writes \"{stamp}_{revision}\"",
        ),
        (
            "app: ai-dc-web\nimage: {tag: 20190230-1033_v20}",
            "2:20: error[convention] image.tag: found day 30, expected 01 to 28: february 2019 has 28 days",
        ),
        (
            "app: ai-dc-web\nimage: {tag: latest}",
            "2:14: error[convention] image.tag: found 'l', expected the build stamp: a date and time such as 20190510-1033; the convention writes \"{stamp}_{revision}\"",
        ),
        (
            "app: ai-dc-web\nimage: {digest: sha256:abc}",
            "2:27: error[invalid-value] image.digest: found 3 hex digits in `sha256:abc`, expected 64 hex digits of sha256",
        ),
        (
            "app: ai-dc-web\nimage: {reference: registry/Huize/x}",
            "2:29: error[invalid-value] image.reference: found 'H' in `registry/Huize/x`, expected a lowercase letter or a digit; did you mean \"registry/huize/x\"?",
        ),
        (
            "app: ai-dc-web\nimage: {tag: 20190510-1033_v20, reference: redis}",
            "2:1: error[conflict] image: found `reference` beside `tag` or `digest`, expected `reference` alone: it says everything",
        ),
        (
            "app: ai-dc-web\nimage: {tags: 20190510-1033_v20}",
            "2:9: error[unknown-key] image.tags: found unknown key `tags`, expected one of `tag`, `digest`, `reference`; did you mean `tag`?",
        ),
        (
            "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nimage: {tag: 20190510-1033_v20}",
            "3:1: error[duplicate-key] image: found the key `image` again, expected each key once; the first is at line 2, column 1; remove or rename one",
        ),
    ];
    assert_all(cases.map(|(text, expected)| (format!("{text}\n"), expected)));
}

#[test]
fn an_image_is_a_tag_a_digest_both_or_any_reference() {
    let digest = format!("sha256:{}", "ab".repeat(32));
    let repository = "registry.hz.local/huize/ai-test_ai-dc-web";
    let cases = [
        ("{tag: 20190510-1033_v20}".to_owned(), format!("{repository}:20190510-1033_v20"), Some("20190510-1033_v20")),
        (format!("{{digest: '{digest}'}}"), format!("{repository}@{digest}"), Some("abababababab")),
        (
            format!("{{tag: 20190510-1033_v20, digest: '{digest}'}}"),
            format!("{repository}:20190510-1033_v20@{digest}"),
            Some("20190510-1033_v20"),
        ),
        ("{reference: 'registry:5000/x/y:1.2'}".to_owned(), "registry:5000/x/y:1.2".to_owned(), Some("'1.2'")),
        ("{reference: redis}".to_owned(), "redis".to_owned(), None),
        // A legal tag that is no legal label: the label is left out.
        ("{reference: 'redis:7-'}".to_owned(), "redis:7-".to_owned(), None),
        (format!("{{reference: 'redis@{digest}'}}"), format!("redis@{digest}"), Some("abababababab")),
    ];
    for (image, reference, version) in cases {
        let spec = read(&format!("app: ai-dc-web\nimage: {image}\n"));
        let app = app(&spec, "test");
        assert_eq!(app.image(), reference);
        let yaml = app.objects().to_yaml().unwrap();
        let label = yaml.lines().find_map(|line| line.trim().strip_prefix("version: "));
        assert_eq!(label, version, "{image}");
    }
}

#[test]
fn an_override_lays_maps_over_maps_and_null_takes_away() {
    let spec = read(&format!(
        "{HEAD}\
ports: {{http: 8080, grpc: {{port: 9090}}}}
resources: {{cpu: 1, memory: 1Gi}}
env: {{A: a, B: b, C: c}}
autoscale: {{min: 2, max: 10, cpu: 60%}}
probes: {{readiness: {{http: /ready, port: http}}}}
environments:
  test:
    autoscale: null
    replicas: 1
    ports: {{http: {{service: 80}}, grpc: null}}
    env: {{B: null, A: z, D: d}}
    probes: {{readiness: {{tcp: http}}, startup: null}}
  preview:
    resources: {{cpu: 250m}}
"
    ));
    let test = app(&spec, "test");
    assert_eq!(test.scale(), &Scale::Fixed(1));
    let ports: Vec<_> = test.ports().iter().map(|p| (p.name.as_str(), p.port.get(), p.service.get())).collect();
    assert_eq!(ports, [("http", 8080, 80)]);
    let env: Vec<&str> = test.env().iter().map(|variable| &*variable.name).collect();
    assert_eq!(env, ["A", "C", "D"]);
    assert!(test.probes().startup.is_none());
    assert!(matches!(test.probes().readiness, Some(pavedroad_manifests::Check::Tcp { .. })));
    assert_eq!(app(&spec, "preview").resources().request(&ResourceName::CPU).unwrap().to_string(), "250m");
    assert_eq!(app(&spec, "preview").resources().request(&ResourceName::MEMORY).unwrap().to_string(), "1Gi");
    assert_eq!(app(&spec, "prod").ports().len(), 2);
}

#[test]
fn an_override_replaces_the_image_as_a_whole() {
    let digest = format!("sha256:{}", "ab".repeat(32));
    let spec = read(&format!(
        "{HEAD}environments: {{test: {{image: {{digest: '{digest}'}}}}, prod: {{image: {{reference: redis}}}}}}\n"
    ));
    assert_eq!(app(&spec, "test").image(), format!("registry.hz.local/huize/ai-test_ai-dc-web@{digest}"));
    assert_eq!(app(&spec, "prod").image(), "redis");
}

#[test]
fn a_mistake_in_an_override_is_found_once_and_only_there() {
    assert_eq!(
        refused(&format!("{HEAD}replicas: x\nenvironments: {{test: {{replicas: 1}}, prod: {{env: {{A: null}}}}}}\n")),
        "3:11: error[wrong-type] replicas: found `x`, expected an integer from 0 to 2147483647\n\
         4:53: error[wrong-type] env.A: found `null`, expected text; write `\"null\"` for the word itself"
    );
}

#[test]
fn replicas_beside_autoscale_are_noted() {
    let spec = read(&format!("{HEAD}resources: {{cpu: 1}}\nreplicas: 3\nautoscale: {{max: 5, cpu: 60%}}\n"));
    let notes: Vec<String> = spec.findings().iter().map(ToString::to_string).collect();
    assert_eq!(
        notes,
        ["app.yaml:4:11: note[start-value] replicas: found `replicas: 3` beside `autoscale`, expected one of them; \
          the autoscaler decides, so the Deployment carries no replicas"]
    );
    assert!(spec.findings().iter().all(|finding| finding.severity() == Severity::Note));
    assert!(!app(&spec, "test").objects().to_yaml().unwrap().contains("\n  replicas:"));
}

#[test]
fn values_of_variables_are_the_text_as_written() {
    let spec =
        read(&format!("{HEAD}env: {{A: 1.10, B: 0o17, C: on, D: '', E: 1e3, F: 2019-05-10, G: \"~\", H: 1_000}}\n"));
    let yaml = app(&spec, "test").objects().to_yaml().unwrap();
    for expected in ["'1.10'", "'0o17'", "'on'", "''", "'1e3'", "'2019-05-10'", "'~'", "'1_000'"] {
        assert!(yaml.contains(&format!("value: {expected}\n")), "{expected} is missing in {yaml}");
    }
}
