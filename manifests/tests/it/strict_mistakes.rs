//! Every mistake of a manifest is a finding at its place, with what was probably meant.

use pavedroad_manifests::{FindingCode, Manifests};

use crate::strict::places;

/// The findings of a text as lines, without what depends on the version of Kubernetes: which keys there are.
#[track_caller]
fn finds(text: &str, expected: &[&str]) {
    let manifests = Manifests::read_all([("f", text)]);
    let found: Vec<String> = manifests
        .findings()
        .iter()
        .map(|finding| {
            let hint = finding.hint().map_or(String::new(), |hint| format!("; {hint}"));
            let (line, column, code, path) = (finding.line(), finding.column(), finding.code(), finding.path());
            match code {
                FindingCode::UnknownKey => format!("{line}:{column} {code} {path}{hint}"),
                _ => format!("{line}:{column} {code} {path}: {}, {}{hint}", finding.found(), finding.expected()),
            }
        })
        .collect();
    assert_eq!(found, expected, "{text}");
}

/// A pod with this container.
fn pod(container: &str) -> String {
    format!("apiVersion: v1\nkind: Pod\nmetadata: {{name: web}}\nspec:\n  containers:\n  - {container}\n")
}

#[test]
fn an_unknown_key_is_found_with_the_one_that_was_meant() {
    finds(&pod("{name: web, imagee: nginx}"), &["6:17 unknown-key spec.containers[0].imagee; did you mean `image`?"]);
    finds(
        &pod("{name: web, resources: {limit: {cpu: 1}}}"),
        &["6:29 unknown-key spec.containers[0].resources.limit; did you mean `limits`?"],
    );
    finds(
        &pod("{name: web, whatever: {a: [1, 2]}}"),
        &["6:17 unknown-key spec.containers[0].whatever; remove it, or check how far it is indented"],
    );
}

#[test]
fn the_labels_of_a_slide_belong_under_metadata() {
    finds(
        "apiVersion: v1\nkind: Service\nmetadata:\n  name: reviews\nlabels:\n  app: reviews\nspec:\n  ports: [{port: 9080}]\n",
        &["5:1 unknown-key labels; `labels` belongs under `metadata`; indent it by two more"],
    );
}

#[test]
fn a_misspelt_key_is_not_also_a_missing_one() {
    finds(&pod("{nmae: web}"), &["6:6 unknown-key spec.containers[0].nmae; did you mean `name`?"]);
    finds(&pod("{called: web}"), &["6:6 unknown-key spec.containers[0].called; did you mean `name`?"]);
    finds(&pod("{image: x}"), &["6:5 missing-key spec.containers[0]: no `name`, this key; add `name: ...`"]);
}

#[test]
fn what_has_to_be_there_is_missed() {
    finds(
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  replicas: 1\n",
        &[
            "4:1 missing-key spec: no `selector`, this key; add `selector: ...`",
            "4:1 missing-key spec: no `template`, this key; add `template: ...`",
        ],
    );
    finds("apiVersion: v1\nkind: Pod\n", &["1:1 missing-key : no `metadata`, this key; add `metadata: ...`"]);
    finds(
        "apiVersion: v1\nkind: Pod\nmetadata: {labels: {a: b}}\n",
        &["3:1 missing-key metadata: no `name`, this key; add `name: ...`"],
    );
    finds(
        "metadata: {name: web}\n",
        &[
            "1:1 missing-key : no `apiVersion`, this key; add `apiVersion: ...`",
            "1:1 missing-key : no `kind`, this key; add `kind: ...`",
        ],
    );
    finds(
        "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: null}\n",
        &["4:1 missing-key spec: no `containers`, this key; add `containers: ...`"],
    );
}

#[test]
fn a_wrong_type_does_not_hide_the_next() {
    finds(
        &pod(
            "{name: [web], image: {a: b}, tty: 1, args: x, ports: [{containerPort: \"80\"}, {containerPort: http}], env: {A: b}}",
        ),
        &[
            "6:12 wrong-type spec.containers[0].name: a list, text",
            "6:26 wrong-type spec.containers[0].image: a mapping, text",
            "6:39 wrong-type spec.containers[0].tty: `1`, `true` or `false`",
            "6:48 wrong-type spec.containers[0].args: `x`, a list; write it in brackets: `[...]`",
            "6:75 wrong-type spec.containers[0].ports[0].containerPort: the text `\"80\"`, a whole number of 32 bits; remove the quotes",
            "6:98 wrong-type spec.containers[0].ports[1].containerPort: `http`, a whole number of 32 bits",
            "6:111 wrong-type spec.containers[0].env: a mapping, a list",
        ],
    );
}

#[test]
fn a_wrong_value_is_found_at_its_byte() {
    finds(
        &pod("{name: web, resources: {limits: {memory: 512MB}}}"),
        &[
            "6:50 invalid-value spec.containers[0].resources.limits.memory: 'B' in `512MB`, the end; did you mean \"512M\" (1000^2) or \"512Mi\" (1024^2)?",
        ],
    );
    finds(
        &pod("{name: web, ports: [{containerPort: 4294967296}]}"),
        &["6:41 invalid-value spec.containers[0].ports[0].containerPort: `4294967296`, a whole number of 32 bits"],
    );
    finds(
        "apiVersion: v1\nkind: Secret\nmetadata: {name: a, creationTimestamp: today}\ndata: {a: b!, c: YQ==, d: \"YQ\\n==\"}\n",
        &[
            "3:40 invalid-value metadata.creationTimestamp: `today`, a time such as `2026-01-31T09:30:00Z`",
            "4:11 invalid-value data.a: `b!`, text in base64; in a Secret, plain text belongs under `stringData`",
        ],
    );
}

#[test]
fn a_text_that_kubernetes_takes_for_something_else_is_shown_in_quotes() {
    finds(
        &pod(
            "{name: web, env: [{name: A, value: on}, {name: B, value: 010}, {name: C, value: 1e3}, {name: D, value: yes}]}",
        ),
        &[
            "6:40 wrong-type spec.containers[0].env[0].value: `on`, which Kubernetes takes for the boolean true, text; write `\"on\"`",
            "6:62 wrong-type spec.containers[0].env[1].value: `010`, which Kubernetes takes for the number 8, text; write `\"010\"`",
            "6:85 wrong-type spec.containers[0].env[2].value: `1e3`, which Kubernetes takes for the number 1000, text; write `\"1e3\"`",
            "6:108 wrong-type spec.containers[0].env[3].value: `yes`, which Kubernetes takes for the boolean true, text; write `\"yes\"`",
        ],
    );
    // Times and digits of base 60 are texts to Kubernetes.
    finds(&pod("{name: web, env: [{name: A, value: 12:30:45}, {name: B, value: 2019-05-10}]}"), &[]);
}

#[test]
fn a_key_that_kubernetes_renames_is_shown_in_quotes() {
    finds(
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  on: a\n  8080: b\n  010: c\n  empty:\n",
        &[
            "5:3 yaml-surprise data: the key `on`, which Kubernetes takes for the key `\"true\"`, a key in quotes; write `\"on\"`",
            "7:3 yaml-surprise data: the key `010`, which Kubernetes takes for the key `\"8\"`, a key in quotes; write `\"010\"`",
        ],
    );
}

#[test]
fn a_number_that_readers_see_differently_is_a_warning() {
    finds(
        "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  hostNetwork: yes\n  containers: [{name: a}]\n  volumes: [{name: b, secret: {secretName: c, defaultMode: 0644}}]\n",
        &[
            "5:16 yaml-surprise spec.hostNetwork: `yes`, which Kubernetes takes for the boolean true, what every reader takes for the same; write `true`",
            "7:60 yaml-surprise spec.volumes[0].secret.defaultMode: `0644`, which Kubernetes takes for the number 420, what every reader takes for the same; write `420`",
        ],
    );
}

#[test]
fn duplicate_keys_are_found_in_yaml_and_in_json() {
    for text in [
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, name: b}\n",
        "{\"apiVersion\": \"v1\", \"kind\": \"ConfigMap\",\n\n \"metadata\": {\"name\": \"a\", \"name\": \"b\"}}",
    ] {
        let manifests = Manifests::read_all([("f", text)]);
        let found: Vec<(FindingCode, usize)> =
            places(manifests.findings()).into_iter().map(|(c, l, _)| (c, l)).collect();
        assert_eq!(found, [(FindingCode::DuplicateKey, 3)], "{text}");
    }
}

#[test]
fn a_status_may_say_more_than_is_known() {
    let text =
        "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a}]}\nstatus: {fromTheFuture: 1}\n";
    let manifests = Manifests::read("f", text).unwrap();
    assert_eq!(places(manifests.findings()), [(FindingCode::UnknownKey, 5, 10)]);
}

#[test]
fn a_kind_that_does_not_exist_is_found() {
    finds(
        "apiVersion: v1\nkind: Deployment\nmetadata: {name: a}\n",
        &[
            "2:7 unknown-kind : the kind `Deployment` of `v1`, a kind that Kubernetes serves; write `apiVersion: apps/v1`",
        ],
    );
    finds("apiVersion: 1\nkind: Deployment\n", &["1:13 wrong-type apiVersion: `1`, text"]);
    finds(
        "- apiVersion: v1\n  kind: Namespace\n",
        &[
            "1:1 wrong-type : a list, an object of Kubernetes; several objects are several documents, or the `items` of a `List`",
        ],
    );
}
