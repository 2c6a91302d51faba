//! App specs: what is read, what is refused and where, how environments differ.

use pavedroad_manifests::{App, AppSpec, Object, Platform, ResourceName, Scale};

use crate::schema;

/// The keys that every case but one has right.
pub(crate) const HEAD: &str = "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\n";

#[track_caller]
pub(crate) fn read(text: &str) -> AppSpec {
    assert_eq!(schema::refused_app(text), None, "{text}");
    AppSpec::read(&Platform::default(), "app.yaml", text).unwrap_or_else(|findings| panic!("{text}\n{findings}"))
}

/// The findings of a file with errors, one a line, without the name of the file.
#[track_caller]
pub(crate) fn refused(text: &str) -> String {
    let findings = AppSpec::read(&Platform::default(), "app.yaml", text).expect_err(text);
    assert!(findings.has_errors());
    assert!(!schema::misses_app(text, &findings), "the schema accepts\n{text}{findings}");
    findings.iter().map(|finding| finding.to_string().replace("app.yaml:", "")).collect::<Vec<_>>().join("\n")
}

/// Compares all cases before it fails.
#[track_caller]
pub(crate) fn assert_all(cases: impl IntoIterator<Item = (String, &'static str)>) {
    let wrong: Vec<String> = cases
        .into_iter()
        .map(|(text, expected)| (refused(&text), expected, text))
        .filter(|(found, expected, _)| found != expected)
        .map(|(found, expected, text)| format!("{text}found    {found}\nexpected {expected}\n"))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

pub(crate) fn app<'a>(spec: &'a AppSpec, environment: &str) -> &'a App {
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
    let cases: [(&str, &str); 40] = [
        (
            "replica: 1",
            "3:1: error[unknown-key] replica: found unknown key `replica`, expected one of `apiVersion`, `app`, `environments`, `labels`, `workload`, `image`, `command`, `args`, `ports`, `resources`, `replicas`, `autoscale` and 21 more; did you mean `replicas`?",
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
        ("ports: 8080", "3:8: error[wrong-type] ports: found `8080`, expected a mapping such as `{http: 8080}`"),
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
            "3:26: error[missing-request] autoscale.cpu: found a share of a cpu request that is not given, expected `resources: {cpu: ...}`; use is measured in percent of the request",
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
            "3:27: error[dangling-reference] probes.readiness.tcp: found port `http`, expected a declared port, and there is none",
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
            "3:28: error[invalid-value] probes.startup.within: found `150`, expected a duration in whole seconds, 1 or more, such as `150s` or `5m`; write `150s`",
        ),
        (
            "probes: {startup: {within: 500ms}}",
            "3:28: error[invalid-value] probes.startup.within: found `500ms`, expected a duration in whole seconds, 1 or more, such as `150s` or `5m`",
        ),
        (
            "probes: {liveness: {within: 5s}}",
            "3:21: error[unknown-key] probes.liveness.within: found unknown key `within`, expected one of `http`, `port`, `tcp`, `grpc`, `exec`; remove it, or check how far it is indented",
        ),
        (
            "env: {A: null}",
            "3:10: error[wrong-type] env.A: found `null`, expected text, or a mapping such as `{secret: db, key: password}`; there is nothing to take away here; for the word itself put it into quotes",
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
            "3:23: error[unknown-key] environments.prod.app: found unknown key `app`, expected one of `labels`, `workload`, `image`, `command`, `args`, `ports`, `resources`, `replicas`, `autoscale`, `probes`, `env`, `config` and 18 more; remove it, or check how far it is indented",
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
fn a_size_of_the_platform_stands_for_what_is_not_given() {
    let platform =
        "profiles: {2c4g: {cpu: 2, memory: 4Gi}, bounded: {cpu: 1, memory: 1Gi, limits: {cpu: 2, memory: 2Gi}}}";
    let platform = Platform::read("platform.yaml", platform).unwrap();
    let amounts = |resources: &str| {
        let text = format!("{HEAD}resources: {resources}\n");
        let spec = AppSpec::read(&platform, "app.yaml", &text).unwrap_or_else(|findings| panic!("{findings}"));
        let resources = spec.apps()[0].resources().clone();
        [ResourceName::CPU, ResourceName::MEMORY].map(|name| {
            let text = |amount: Option<&_>| amount.map_or_else(|| "-".to_owned(), ToString::to_string);
            let (request, limit) = (text(resources.request(&name)), text(resources.limit(&name)));
            format!("{request}/{limit}")
        })
    };
    assert_eq!(amounts("{size: 2c4g}"), ["2/-", "4Gi/4Gi"]);
    assert_eq!(amounts("{size: bounded}"), ["1/2", "1Gi/2Gi"]);
    assert_eq!(amounts("{size: 2c4g, cpu: 3}"), ["3/-", "4Gi/4Gi"]);
    assert_eq!(amounts("{size: bounded, memory: 3Gi}"), ["1/2", "3Gi/3Gi"]);
    assert_eq!(amounts("{size: 2c4g, limits: {memory: 5Gi}}"), ["2/-", "4Gi/5Gi"]);

    let text =
        format!("{HEAD}resources: {{cpu: 1, memory: 1Gi}}\nenvironments: {{prod: {{resources: {{size: 2c4g}}}}}}\n");
    let spec = AppSpec::read(&platform, "app.yaml", text).unwrap();
    let of = |environment| app(&spec, environment).resources().request(&ResourceName::MEMORY).unwrap().to_string();
    assert_eq!((of("test"), of("prod")), ("1Gi".to_owned(), "4Gi".to_owned()));

    let text = format!("{HEAD}resources: {{size: 2c4}}\n");
    assert_eq!(
        AppSpec::read(&platform, "app.yaml", text).unwrap_err().to_string(),
        "app.yaml:3:19: error[dangling-reference] resources.size: found size `2c4`, expected a size of the platform: \
         2c4g, bounded; did you mean `2c4g`?\n"
    );
    assert_eq!(
        refused(&format!("{HEAD}resources: {{size: 2c4g}}\n")),
        "3:19: error[dangling-reference] resources.size: found size `2c4g`, expected a size of the platform, and there is none"
    );
}

#[test]
fn a_name_that_leaves_no_room_for_a_canary_is_warned_of() {
    let read =
        |length: usize| read(&format!("app: ai-dc-{}\nimage: {{reference: redis:7.4}}\n", "x".repeat(length - 6)));
    assert!(read(56).findings().is_empty());
    let spec = read(57);
    let findings: Vec<String> = spec.findings().iter().map(ToString::to_string).collect();
    let name = format!("ai-dc-{}", "x".repeat(51));
    assert_eq!(
        findings,
        [format!(
            "app.yaml:1:6: warning[invalid-value] app: found 57 bytes, expected at most 56 bytes; \
             its canary Deployment \"{name}-canary\" has 64 bytes, 1 more than 63"
        )]
    );
}
