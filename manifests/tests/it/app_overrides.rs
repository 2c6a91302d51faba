//! Environments: how an override is laid over the file, and what holds between values after that.

use pavedroad_manifests::{Check, ResourceName, Scale, Severity};

use crate::app_spec::{HEAD, app, assert_all, read, refused};

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
fn a_null_that_takes_away_what_has_to_be_there_is_found_where_it_stands() {
    assert_eq!(
        refused(&format!(
            "{HEAD}ports: {{http: 8080}}\nenvironments: {{test: {{image: null}}, prod: {{ports: {{http: {{port: ~}}}}}}}}\n"
        )),
        "4:30: error[missing-key] environments.test.image: found `image` taken away, expected this key; remove the \
         `null`, or give a value in its place\n\
         4:65: error[missing-key] environments.prod.ports.http.port: found `port` taken away, expected this key; \
         remove the `null`, or give a value in its place"
    );
}

#[test]
fn a_mistake_in_an_override_is_found_once_and_only_there() {
    assert_eq!(
        refused(&format!("{HEAD}replicas: x\nenvironments: {{test: {{replicas: 1}}, prod: {{env: {{A: null}}}}}}\n")),
        "3:11: error[wrong-type] replicas: found `x`, expected an integer from 0 to 2147483647\n\
         4:53: error[wrong-type] environments.prod.env.A: found `null`, expected text, or a mapping such as `{secret: db, key: password}`; there is nothing to take \
         away here; for the word itself put it into quotes"
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
    for expected in ["'1.10'", "'0o17'", "'on'", "'1e3'", "'2019-05-10'", "'~'", "'1_000'"] {
        assert!(yaml.contains(&format!("value: {expected}\n")), "{expected} is missing in {yaml}");
    }
    // The API server stores no value that is empty, and takes none for it.
    assert!(yaml.contains("- name: D\n        - name: E\n"), "{yaml}");
}

#[test]
fn an_override_brings_back_what_the_file_took_away() {
    let spec = read(&format!(
        "{HEAD}ports: {{http: 80}}\nprobes: {{startup: null}}\nenvironments: {{prod: {{probes: {{startup: {{http: /up}}}}}}}}\n"
    ));
    assert!(app(&spec, "test").probes().startup.is_none());
    let startup = app(&spec, "prod").probes().startup.as_ref().unwrap();
    assert_eq!(startup.within.get(), 150);
    assert!(matches!(&startup.check, Check::Http { path, .. } if &**path == "/up"));
}

#[test]
fn a_single_value_that_is_taken_away_is_as_built_in() {
    let spec = read(&format!(
        "{HEAD}ports: {{http: 80}}\nreplicas: 5\nprobes: {{startup: {{within: 20s}}}}\nenvironments:\n  \
         test: {{replicas: null, probes: {{startup: {{within: null}}}}}}\n"
    ));
    assert_eq!(app(&spec, "test").scale(), &Scale::Fixed(2));
    assert_eq!(app(&spec, "test").probes().startup.as_ref().unwrap().within.get(), 150);
    assert_eq!(app(&spec, "prod").scale(), &Scale::Fixed(5));
    assert_eq!(app(&read(&format!("{HEAD}replicas: null\n")), "prod").scale(), &Scale::Fixed(2));
}

#[test]
fn another_path_keeps_the_port_of_a_probe_and_another_kind_does_not() {
    let spec = read(&format!(
        "{HEAD}ports: {{http: 80, admin: 81}}\nprobes: {{readiness: {{http: /ready, port: admin}}}}\nenvironments:\n  \
         test: {{probes: {{readiness: {{http: /other}}}}}}\n  preview: {{probes: {{readiness: {{exec: [/check]}}}}}}\n"
    ));
    let asked = |environment| match app(&spec, environment).probes().readiness.clone().unwrap() {
        Check::Http { path, port, .. } => format!("{path} on {port}"),
        other => format!("{other:?}"),
    };
    assert_eq!(asked("test"), "/other on admin");
    assert_eq!(asked("preview"), "Exec { command: [\"/check\"] }");
    assert_eq!(asked("prod"), "/ready on admin");
}

#[test]
fn a_misspelt_key_is_found_though_it_is_null() {
    assert_eq!(
        refused(&format!("{HEAD}environments: {{test: {{resources: {{cpus: null}}}}}}\n")),
        "3:35: error[unknown-key] environments.test.resources.cpus: found unknown key `cpus`, expected one of `cpu`, `memory`, `limits`, `size`; \
         did you mean `cpu`?"
    );
}

#[test]
fn rules_between_values_are_all_checked() {
    let cases: [(&str, &str); 6] = [
        (
            "autoscale: {min: 5, max: 3, cpu: 60, memory: 80%}",
            "3:18: error[invalid-value] autoscale: found `min: 5`, expected at most `max: 3`\n\
             3:34: error[invalid-value] autoscale.cpu: found `60`, expected whole percent from `1%` to `10000%`; write `60%`\n\
             3:34: error[missing-request] autoscale.cpu: found a share of a cpu request that is not given, \
             expected `resources: {cpu: ...}`; use is measured in percent of the request\n\
             3:46: error[missing-request] autoscale.memory: found a share of a memory request that is not given, \
             expected `resources: {memory: ...}`; use is measured in percent of the request",
        ),
        (
            "resources: {cpu: 0}\nautoscale: {max: 3, cpu: 60%}",
            "4:26: error[missing-request] autoscale.cpu: found a share of a cpu request of 0, expected \
             `resources: {cpu: ...}`; use is measured in percent of the request",
        ),
        (
            "resources: {cpu: x}\nautoscale: {max: 3, cpu: 60%}",
            "3:18: error[invalid-value] resources.cpu: found 'x' in `x`, expected a digit",
        ),
        (
            "autoscale: {max: 3, cpu: 60%}\nresources: {cpu: 1}\nenvironments: {prod: {resources: {cpu: null}}}",
            "3:26: error[missing-request] autoscale.cpu: found a share of a cpu request that is not given, expected \
             `resources: {cpu: ...}`; use is measured in percent of the request",
        ),
        (
            "ports: {http: 80}\nprobes: {readiness: {tcp: admin}}\nenvironments: {prod: {ports: {admin: 81}}}",
            "4:27: error[dangling-reference] probes.readiness.tcp: found port `admin`, expected a declared port: http",
        ),
        (
            "ports: {http: 80, admin: 81}\nenvironments: {prod: {ports: {admin: 80}}}",
            "4:38: error[conflict] environments.prod.ports: found container port 80 in `admin` and in `http`, expected a number of its \
             own for each port",
        ),
    ];
    assert_all(cases.map(|(lines, expected)| (format!("{HEAD}{lines}\n"), expected)));
}

#[test]
fn a_limit_alone_is_a_request_too() {
    read(&format!("{HEAD}resources: {{limits: {{cpu: 1}}}}\nautoscale: {{max: 3, cpu: 60%}}\n"));
}

#[test]
fn variables_take_what_every_supported_version_takes() {
    let cases: [(&str, &str); 8] = [
        (
            "{field: \"metadata.labels['a b']\"}",
            "3:37: error[invalid-value] env.A.field: found ' ' in `metadata.labels['a b']`, expected a letter, a digit, '-', '_' or '.'; did you mean \"a-b\"?",
        ),
        (
            "{field: \"metadata.annotations['']\"}",
            "3:41: error[invalid-value] env.A.field: found nothing in `metadata.annotations['']`, expected a name of 1 to 63 bytes",
        ),
        (
            "{field: \"spec.containers['app']\"}",
            "3:18: error[invalid-value] env.A.field: found `spec.containers['app']`, expected one of metadata.name, metadata.namespace, metadata.uid, spec.nodeName, spec.serviceAccountName, status.hostIP, status.hostIPs, status.podIP, status.podIPs, metadata.labels['KEY'], metadata.annotations['KEY']",
        ),
        (
            "\"a\\0b\"",
            "3:10: error[invalid-value] env.A: found the character U+0000 in `a\\u{0}b`, expected text without it; the system ends a variable there; no container would start",
        ),
        (
            "{secret: Db, key: k}",
            "3:19: error[invalid-value] env.A.secret: found 'D' in `Db`, expected a lowercase letter or a digit; did you mean \"db\"?",
        ),
        (
            "{secret: db, key: ../k}",
            "3:28: error[invalid-value] env.A.key: found `../k`, expected a key of 1 to 253 letters, digits, `-`, `_` and `.`, not `.` or `..` at the start",
        ),
        (
            "{secret: db, key: k, field: status.podIP}",
            "3:7: error[conflict] env.A: found `secret` beside `field`, expected one of them",
        ),
        ("{}", "3:7: error[conflict] env.A: found neither `secret` nor `field`, expected one of them, or text"),
    ];
    assert_all(cases.map(|(value, expected)| (format!("{HEAD}env: {{A: {value}}}\n"), expected)));
    read(&format!(
        "{HEAD}env: {{A: {{field: \"metadata.labels['app.kubernetes.io/name']\"}}, \
         B: {{field: \"metadata.annotations['Example.com/Team']\"}}, a.b-c_D: '', LONG: {}}}\n",
        "x".repeat(100_000)
    ));
}

#[test]
fn a_bare_reference_that_reads_as_a_number_needs_quotes() {
    assert_eq!(
        refused("app: ai-dc-web\nimage: {reference: 1.10}\n"),
        "2:20: error[yaml-surprise] image.reference: found `1.10`, which a YAML 1.1 reader takes for the number 1.1, \
         expected text in quotes; write `\"1.10\"`"
    );
}

#[test]
fn bytes_that_are_no_text_are_a_finding() {
    let platform = pavedroad_manifests::Platform::default();
    let read = |bytes: &[u8]| pavedroad_manifests::AppSpec::read(&platform, "app.yaml", bytes).unwrap_err().to_string();
    assert_eq!(
        read(b"app: \xff\n"),
        "app.yaml:1:6: error[not-utf8] found the byte 0xff, expected UTF-8 text; save the file as UTF-8\n"
    );
    assert_eq!(
        read(b"\xff\xfea\0"),
        "app.yaml:1:1: error[not-utf8] found the byte 0xff, expected UTF-8 text; the file is UTF-16; save it as UTF-8\n"
    );
}

#[test]
fn reads_as_many_ports_as_there_are_numbers() {
    let mut text = format!("{HEAD}ports:\n");
    (1..=u16::MAX).for_each(|number| text += &format!("  p{number}: {number}\n"));
    assert_eq!(app(&read(&text), "test").ports().len(), usize::from(u16::MAX));
    assert_eq!(
        refused(&format!("{text}  last: 7\n")),
        "65539:9: error[conflict] ports: found container port 7 in `last` and in `p7`, expected a number of its own \
         for each port"
    );
}
