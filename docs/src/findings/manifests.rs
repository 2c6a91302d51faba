//! Findings about manifests.

use pavedroad_manifests::FindingCode;

use super::FindingExample;

pub(super) fn examples() -> Vec<FindingExample> {
    let manifest = FindingExample::manifest;
    vec![
        manifest(
            FindingCode::RemovedApi,
            "\
apiVersion: extensions/v1beta1
kind: Deployment
metadata: {name: reviews}
spec:
  template:
    metadata: {labels: {app: reviews}}
    spec:
      containers: [{name: reviews, image: \"registry.example.com/reviews:1.17\"}]
",
            "\
apiVersion: apps/v1
kind: Deployment
metadata: {name: reviews}
spec:
  selector: {matchLabels: {app: reviews}}
  template:
    metadata: {labels: {app: reviews}}
    spec:
      containers: [{name: reviews, image: \"registry.example.com/reviews:1.17\"}]
",
        ),
        manifest(
            FindingCode::UnknownKind,
            "apiVersion: v1\nkind: StorageClass\nmetadata: {name: fast}\nprovisioner: example.com/nfs\n",
            "apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: fast}\nprovisioner: example.com/nfs\n",
        ),
        manifest(
            FindingCode::OldVersion,
            "apiVersion: security.istio.io/v1beta1\nkind: AuthorizationPolicy\nmetadata: {name: nobody}\nspec: {}\n",
            "apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata: {name: nobody}\nspec: {}\n",
        ),
        manifest(
            FindingCode::NotJudged,
            "\
apiVersion: v1
kind: Namespace
metadata: {name: ai-test}
---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: {name: web, namespace: ai-test}
",
            "apiVersion: v1\nkind: Namespace\nmetadata: {name: ai-test}\n",
        ),
    ]
}
