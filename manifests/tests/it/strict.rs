//! Any manifest is read: YAML and JSON, one and many documents, lists, kinds that nobody here knows.

use pavedroad_manifests::{AppSpec, FindingCode, Findings, Manifests, Object, Platform, Severity};

/// Reads a text that has nothing wrong with it.
#[track_caller]
fn reads(text: &str) -> Manifests {
    let manifests = Manifests::read("cluster.yaml", text).unwrap_or_else(|findings| panic!("{text}{findings}"));
    assert!(manifests.findings().is_empty(), "{text}{}", manifests.findings());
    manifests
}

fn kinds(manifests: &Manifests) -> Vec<&'static str> {
    manifests.objects().map(Object::kind).collect()
}

/// The codes and places of findings.
pub(crate) fn places(findings: &Findings) -> Vec<(FindingCode, usize, usize)> {
    findings.iter().map(|finding| (finding.code(), finding.line(), finding.column())).collect()
}

const NAMESPACE: &str = "apiVersion: v1\nkind: Namespace\nmetadata: {name: ai-test}\n";

#[test]
fn documents_json_and_lists_are_read_alike() {
    let json = r#"{"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "ai-test"}}"#;
    let expected = reads(NAMESPACE).into_objects();
    for text in [
        format!("---\n{NAMESPACE}---\n"),
        format!("# A comment.\n---\n---\n# Another.\n---\n{NAMESPACE}...\n"),
        format!("\u{feff}{}", NAMESPACE.replace('\n', "\r\n")),
        json.to_owned(),
        json.replace(", ", ",\n\t").replace(": ", ":"),
        format!("apiVersion: v1\nkind: List\nitems: [{json}]\n"),
        format!("apiVersion: v1\nkind: List\nmetadata: {{resourceVersion: \"\"}}\nitems:\n- {json}\n"),
        "apiVersion: v1\nkind: NamespaceList\nitems: [{metadata: {name: ai-test}}]\n".to_owned(),
        format!(
            "{{\"apiVersion\": \"v1\", \"kind\": \"List\", \"items\": [{{\"apiVersion\": \"v1\", \"kind\": \"List\", \"items\": [{json}]}}]}}"
        ),
    ] {
        assert_eq!(reads(&text).into_objects(), expected, "{text}");
    }
    for text in [
        format!("{json}\n{json}\n{json}"),
        format!("{json}{json} {json}"),
        format!("{NAMESPACE}---\n{json}\n---\n{NAMESPACE}"),
    ] {
        assert_eq!(kinds(&reads(&text)), ["Namespace"; 3], "{text}");
    }
    for nothing in ["kind: List\napiVersion: v1\nitems: []\n", "kind: PodList\napiVersion: v1\nitems: null\n"] {
        assert_eq!(reads(nothing).manifests().len(), 0, "{nothing}");
    }
}

#[test]
fn what_a_cluster_prints_is_legal() {
    let text = r#"
apiVersion: v1
items:
- apiVersion: apps/v1
  kind: Deployment
  metadata:
    annotations:
      deployment.kubernetes.io/revision: "3"
    creationTimestamp: "2026-01-31T09:30:00Z"
    generation: 3
    managedFields:
    - apiVersion: apps/v1
      fieldsType: FieldsV1
      fieldsV1:
        f:metadata:
          f:labels:
            .: {}
            f:app: {}
        f:spec:
          f:template:
            f:spec:
              f:containers:
                k:{"name":"web"}:
                  .: {}
                  f:image: {}
      manager: kubectl
      operation: Update
      time: "2026-01-31T09:30:00Z"
    name: web
    namespace: ai-test
    resourceVersion: "81230"
    uid: 8d6c9f52-5d3c-4e0f-9d3e-6f0a5d1f4b7a
  spec:
    progressDeadlineSeconds: 600
    selector:
      matchLabels: {app: web}
    strategy: {}
    template:
      metadata:
        creationTimestamp: null
        labels: {app: web}
      spec:
        containers:
        - image: nginx:1.27
          name: web
          resources: {}
          volumeMounts: null
        securityContext: {}
        nodeSelector: {}
  status:
    availableReplicas: 1
    conditions:
    - lastTransitionTime: 2026-01-31T09:30:00+00:00
      status: "True"
      type: Available
- apiVersion: v1
  kind: Pod
  metadata: {generateName: web-, creationTimestamp: null}
  spec:
    containers: [{name: web, resources: {limits: {cpu: 1, memory: 0.5Gi, example.com/gpu: 2}, requests: {cpu: .5}}}]
  status: {}
- apiVersion: apps/v1
  kind: StatefulSet
  metadata: {name: db}
  spec:
    selector: {matchLabels: {app: db}}
    serviceName: db
    template: {metadata: {labels: {app: db}}, spec: {containers: [{name: db}]}}
    volumeClaimTemplates:
    - metadata: {name: data}
      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
kind: List
metadata:
  resourceVersion: ""
"#;
    assert_eq!(kinds(&reads(text)), ["Deployment", "Pod", "StatefulSet"]);
}

#[test]
fn what_is_written_is_read_back_the_same() {
    let text = include_str!("../../../examples/apps/everything.yaml");
    let platform = include_str!("../../../examples/platforms/everything.yaml");
    let platform = Platform::read("platform.yaml", platform).unwrap();
    let spec = AppSpec::read(&platform, "app.yaml", text).unwrap();
    for app in spec.apps() {
        for object in platform.objects([app]) {
            let yaml = pavedroad_manifests::yaml::to_string(&object).unwrap();
            let read: Vec<Object> = reads(&yaml).into_objects().into_iter().collect();
            assert_eq!(read, std::slice::from_ref(&object), "{yaml}");
            let json = serde_json::to_string(&object).unwrap();
            assert_eq!(reads(&json).into_objects().into_iter().next(), Some(object), "{json}");
        }
    }
}

#[test]
fn a_kind_without_a_type_is_passed_on_and_named() {
    let text = "
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: {name: web, namespace: ai-test}
spec: {dnsNames: [a.b], secretName: on, days: 010}
---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: {name: api}
";
    let manifests = Manifests::read("cluster.yaml", text).unwrap();
    let [web, api] = manifests.manifests() else { panic!("{manifests:?}") };
    assert_eq!((web.api_version(), web.kind(), web.name()), ("cert-manager.io/v1", "Certificate", "web"));
    assert_eq!((web.namespace(), web.file(), web.line(), web.column()), (Some("ai-test"), "cluster.yaml", 2, 1));
    assert_eq!(web.object(), None);
    let spec = &web.value().unwrap()["spec"];
    assert_eq!(spec.to_string(), r#"{"days":8,"dnsNames":["a.b"],"secretName":true}"#);
    assert_eq!((api.name(), api.namespace(), api.line()), ("api", None, 7));
    // Once for each kind: a cluster may have thousands of them.
    assert_eq!(places(manifests.findings()), [(FindingCode::NotJudged, 3, 7)]);
    assert_eq!(manifests.findings().iter().next().unwrap().severity(), Severity::Note);
    assert_eq!(manifests.objects().count(), 0);
}

#[test]
fn an_item_of_a_list_knows_its_place() {
    let text = "apiVersion: v1\nkind: ConfigMapList\nitems:\n- metadata: {name: a}\n- metadata: {name: b}\n  dta: {}\n";
    let manifests = Manifests::read_all([("list.yaml", text)]);
    let found: Vec<(&str, usize)> = manifests.manifests().iter().map(|m| (m.path(), m.line())).collect();
    assert_eq!(found, [("items[0]", 4), ("items[1]", 5)]);
    let paths: Vec<&str> = manifests.findings().iter().map(pavedroad_manifests::Finding::path).collect();
    assert_eq!(paths, ["items[1].dta"]);
}

#[test]
fn one_wrong_document_does_not_hide_the_others() {
    let text = format!("{NAMESPACE}---\nkind: [\n---\n{NAMESPACE}---\n- a\n---\nkind: Pod\n---\n{NAMESPACE}");
    let manifests = Manifests::read_all([("cluster.yaml", &text)]);
    assert_eq!(kinds(&manifests), ["Namespace"; 3]);
    let codes: Vec<FindingCode> = manifests.findings().iter().map(pavedroad_manifests::Finding::code).collect();
    assert_eq!(codes, [FindingCode::YamlSyntax, FindingCode::WrongType, FindingCode::MissingKey]);
    assert!(Manifests::read("cluster.yaml", &text).is_err());
}

#[test]
fn an_object_with_a_wrong_value_is_not_handed_out_as_another() {
    let wrong = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {a: on, b: b}\n";
    let manifests = Manifests::read_all([("cluster.yaml", wrong)]);
    assert_eq!(manifests.manifests()[0].object(), None);
    assert_eq!(manifests.manifests()[0].value().unwrap()["data"].to_string(), r#"{"a":true,"b":"b"}"#);
    // A key that means nothing changes nothing.
    let unknown = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\nlabels: {a: b}\n";
    let manifests = Manifests::read_all([("cluster.yaml", unknown)]);
    assert!(manifests.manifests()[0].object().is_some());
}

#[test]
fn nothing_is_worth_a_warning() {
    for text in ["", "# nothing\n", "---\n---\n", "null\n"] {
        let manifests = Manifests::read("cluster.yaml", text).unwrap();
        assert_eq!(places(manifests.findings()), [(FindingCode::EmptyDocument, 1, 1)], "{text:?}");
    }
}
