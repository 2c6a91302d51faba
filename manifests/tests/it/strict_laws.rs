//! Near-valid manifests: one mistake planted anywhere is one finding at its place; and nothing hurts the reader.

use pavedroad_manifests::{FindingCode, Manifests, check};

use crate::mutate::mutations;
use crate::strict::places;

/// One value a line, so that every line can be made wrong by itself.
const POD: &str = "\
apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    app: web
spec:
  nodeName: node-1
  terminationGracePeriodSeconds: 30
  hostNetwork: false
  containers:
  - name: web
    image: nginx:1.27
    command:
    - sh
    env:
    - name: A
      value: b
    ports:
    - name: http
      containerPort: 8080
    resources:
      limits:
        memory: 512Mi
    livenessProbe:
      httpGet:
        port: http
  volumes:
  - name: data
    emptyDir:
      sizeLimit: 1Gi
";

/// The number, the column and the key of every line that has one.
fn keys() -> impl Iterator<Item = (usize, usize, &'static str)> {
    POD.lines().enumerate().filter_map(|(index, line)| {
        let (key, _) = line.trim_start_matches([' ', '-']).split_once(':')?;
        Some((index + 1, line.find(key)? + 1, key))
    })
}

#[test]
fn a_misspelt_key_is_one_finding_wherever_it_stands() {
    for (line, column, key) in keys() {
        // Free keys have no spelling; without these three nobody can say what an object is.
        if matches!(key, "app" | "memory" | "apiVersion" | "kind") {
            continue;
        }
        let text: String = POD
            .lines()
            .zip(1..)
            .map(|(text, at)| if at == line { text.replacen(key, &format!("{key}x"), 1) } else { text.to_owned() } + "\n")
            .collect();
        let manifests = Manifests::read_all([("pod.yaml", &text)]);
        assert_eq!(
            places(manifests.findings()),
            [(FindingCode::UnknownKey, line, column)],
            "{text}{}",
            manifests.findings()
        );
        let hint = manifests.findings().iter().next().and_then(pavedroad_manifests::Finding::hint);
        assert_eq!(hint, Some(&*format!("did you mean `{key}`?")), "{text}");
    }
}

#[test]
fn a_wrong_type_is_one_finding_wherever_it_stands() {
    for (line, _, key) in keys() {
        let given = POD.lines().nth(line - 1).unwrap();
        let Some((before, _)) = given.split_once(": ") else { continue };
        let wrong = format!("{before}: [[]]");
        let text = POD.replacen(given, &wrong, 1);
        let manifests = Manifests::read_all([("pod.yaml", &text)]);
        assert_eq!(
            places(manifests.findings()),
            [(FindingCode::WrongType, line, before.len() + 3)],
            "{key}: {text}{}",
            manifests.findings()
        );
    }
}

#[test]
fn all_lines_wrong_at_once_are_all_found() {
    let text: String = POD
        .lines()
        .map(|line| match line.split_once(": ") {
            Some((before, _)) if !line.starts_with(['a', 'k']) => format!("{before}: [[]]\n"),
            _ => format!("{line}\n"),
        })
        .collect();
    let wrong = text.matches("[[]]").count();
    let manifests = Manifests::read_all([("pod.yaml", &text)]);
    assert_eq!(manifests.findings().len(), wrong, "{text}{}", manifests.findings());
}

const CORPUS: [&[u8]; 5] = [
    POD.as_bytes(),
    b"apiVersion: extensions/v1beta1\nkind: Deployment\nmetadata: {name: a}\nspec: {template: {metadata: {labels: {a: b, on: 010}}, spec: {containers: [{name: a, resources: {limits: {cpu: 1e3}}}]}}}\n---\napiVersion: config.istio.io/v1alpha2\nkind: RouteRule\nspec: {destination: {name: a}, route: [{labels: {version: v1}, weight: 5}]}\n",
    b"{\"apiVersion\": \"v1\", \"kind\": \"List\", \"items\": [{\"apiVersion\": \"v1\", \"kind\": \"Secret\", \"metadata\": {\"name\": \"a\"}, \"data\": {\"a\": \"YQ==\"}}]}\n{\"apiVersion\": \"a.b/v1\", \"kind\": \"C\"}\n",
    b"apiVersion: v1\nkind: ConfigMapList\nitems:\n- &a {metadata: {name: a, creationTimestamp: 2026-01-31T09:30:00Z}, data: {on: x, 1: y, ~: z}, binaryData: {a: YQ==}}\n- *a\n",
    b"apiVersion: networking.istio.io/v1beta1\nkind: VirtualService\nmetadata: {name: a}\nspec: {hosts: [a], http: [{route: [{destination: {host: a}, weight: 1}]}]}\n---\napiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: a}\nspec: {maxReplicas: 3, scaleTargetRef: {kind: Deployment, name: a}, metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 60}}}]}\n",
];

#[test]
fn the_contract_holds_for_mutations_of_manifests() {
    for data in CORPUS.iter().map(|data| data.to_vec()).chain(mutations(&CORPUS, 20_190_811, 1500)) {
        check::manifests(&data);
    }
}
