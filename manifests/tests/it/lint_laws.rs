//! What holds of findings between objects, whatever the objects.

use pavedroad_manifests::check::lint_objects;
use proptest::prelude::*;

use crate::lint::WEB;
use crate::mutate::mutations;

/// Objects of few names, so that they find one another now and then. `@A`, `@B` and `@N` are filled in.
const TEMPLATES: [&str; 14] = [
    "{apiVersion: v1, kind: Service, metadata: {name: @A, namespace: @N}, spec: {selector: {app: @B}, ports: [{name: http, port: 80, targetPort: http}]}}",
    "{apiVersion: apps/v1, kind: Deployment, metadata: {name: @A, namespace: @N}, spec: {replicas: 2, selector: {matchLabels: {app: @B}}, template: {metadata: {labels: {app: @B, v: @A}}, spec: {serviceAccountName: @A, containers: [{name: @A, ports: [{name: http, containerPort: 8080}], envFrom: [{configMapRef: {name: @B}}], resources: {requests: {cpu: 1}}}]}}}}",
    "{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: @A, namespace: @N}, spec: {serviceName: @B, selector: {matchLabels: {app: @A}}, template: {metadata: {labels: {app: @B}}, spec: {containers: [{name: @A, volumeMounts: [{name: @B, mountPath: /d}]}]}}, volumeClaimTemplates: [{metadata: {name: @A}}]}}",
    "{apiVersion: v1, kind: Pod, metadata: {name: @A, namespace: @N, labels: {app: @B}, ownerReferences: [{apiVersion: apps/v1, kind: StatefulSet, name: @B, uid: u, controller: true}]}, spec: {containers: [{name: @A}]}}",
    "{apiVersion: v1, kind: ConfigMap, metadata: {name: @A, namespace: @N, uid: u}, data: {@B: x}}",
    "{apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: @A, namespace: @N}, spec: {minAvailable: 2, selector: {matchExpressions: [{key: app, operator: In, values: [@B]}]}}}",
    "{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: @A, namespace: @N}, spec: {minReplicas: 3, maxReplicas: 5, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: @B}, metrics: [{type: Resource, resource: {name: memory, target: {type: Utilization, averageUtilization: 60}}}]}}",
    "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: @A, namespace: @N}, spec: {podSelector: {matchLabels: {app: @A}}, policyTypes: [Ingress, Egress], ingress: [{from: [{podSelector: {matchLabels: {app: @B}}}]}]}}",
    "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: @A, namespace: @N}, spec: {podSelector: {matchLabels: {app: @A}}, policyTypes: [Egress], egress: [{to: [{podSelector: {matchLabels: {app: @B}}, namespaceSelector: {}}], ports: [{port: http}]}]}}",
    "{apiVersion: networking.istio.io/v1, kind: DestinationRule, metadata: {name: @A, namespace: @N}, spec: {host: @B, subsets: [{name: @A, labels: {v: @A}}]}}",
    "{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: @A, namespace: @N}, spec: {hosts: [@B], http: [{match: [{uri: {prefix: /@A}}], route: [{destination: {host: @B, subset: @A, port: {number: 80}}}]}, {match: [{uri: {prefix: /@B}}], route: [{destination: {host: @A.@N.svc.cluster.local}}]}]}}",
    "{apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: {name: @A, namespace: @N}, spec: {parentRefs: [{name: @B}], hostnames: [@B], rules: [{backendRefs: [{name: @B, port: 80}]}]}}",
    "{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: @A, namespace: @N}, spec: {rules: [{host: @B, http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: @B, port: {name: https}}}}]}}]}}",
    "{apiVersion: v1, kind: ResourceQuota, metadata: {name: @A, namespace: @N}, spec: {hard: {requests.cpu: 2, pods: 3}}}",
];

fn object() -> impl Strategy<Value = String> {
    let names = || prop::sample::select(vec!["a", "ab", "b"]);
    let parts = (prop::sample::select(&TEMPLATES[..]), names(), names(), prop::sample::select(vec!["n", "m"]));
    parts.prop_map(|(text, one, other, space)| text.replace("@A", one).replace("@B", other).replace("@N", space))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn neither_order_nor_what_is_elsewhere_changes_what_is_found(objects in prop::collection::vec(object(), 1..24)) {
        lint_objects(objects.join("\n---\n").as_bytes());
    }
}

#[test]
fn the_contract_holds_for_mutations_of_objects() {
    let text = |from: usize| {
        let objects =
            TEMPLATES[from..from + 7].iter().map(|text| text.replace("@A", "a").replace("@B", "a").replace("@N", "n"));
        objects.collect::<Vec<_>>().join("\n---\n")
    };
    let (first, second) = (text(0), text(7));
    let corpus = [WEB.as_bytes(), first.as_bytes(), second.as_bytes()];
    for data in corpus.iter().map(|data| data.to_vec()).chain(mutations(&corpus, 20_190_811, 300)) {
        lint_objects(&data);
    }
}
