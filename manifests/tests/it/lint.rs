//! What does not fit between objects: each rule with objects that keep it and objects that break it.

use pavedroad_manifests::{Lint, LintCode, LintFinding, Manifests, Object, lint};

/// The objects of a stream; each is given all that its kind needs, or else nothing is tested.
#[track_caller]
pub(crate) fn objects(yaml: &str) -> Vec<Object> {
    let manifests = Manifests::read_all([("objects.yaml", yaml)]);
    manifests.manifests().iter().for_each(|manifest| assert!(manifest.object().is_some(), "{}", manifests.findings()));
    manifests.objects().cloned().collect()
}

/// What is found, as `code path`.
pub(crate) fn found(findings: &[LintFinding]) -> Vec<String> {
    findings.iter().map(|finding| format!("{} {}", finding.code(), finding.path())).collect()
}

#[track_caller]
pub(crate) fn finds(yaml: &str, expected: &[&str]) {
    let findings = lint(&objects(yaml));
    let lines: Vec<String> = findings.iter().map(ToString::to_string).collect();
    assert_eq!(found(&findings), expected, "{}\n{yaml}", lines.join("\n"));
}

/// An app as it should be.
pub(crate) const WEB: &str = "
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {selector: {app: web}, ports: [{name: http, port: 80, targetPort: http}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  replicas: 2
  selector: {matchLabels: {app: web, track: stable}}
  template:
    metadata: {labels: {app: web, track: stable}}
    spec:
      containers: [{name: web, image: 'web:1', ports: [{name: http, containerPort: 8080}], resources: {requests: {cpu: 1}}}]
---
";

#[track_caller]
pub(crate) fn beside_web(yaml: &str, expected: &[&str]) {
    finds(&format!("{WEB}{yaml}"), expected);
}

#[test]
fn an_app_as_it_should_be_has_no_findings() {
    beside_web("", &[]);
    assert_eq!(Lint::new().closed().run(&objects(WEB)), []);
}

#[test]
fn a_workload_selects_the_pods_that_it_makes() {
    let workload = |kind: &str, labels: &str| {
        format!(
            "{{apiVersion: apps/v1, kind: {kind}, metadata: {{name: a, namespace: shop}}, spec: {{serviceName: '', \
             selector: {{matchLabels: {{app: a}}}}, template: {{metadata: {{labels: {labels}}}, spec: {{containers: []}}}}}}}}"
        )
    };
    for kind in ["Deployment", "StatefulSet", "DaemonSet"] {
        finds(&workload(kind, "{app: a, more: b}"), &[]);
        finds(&workload(kind, "{app: b}"), &["selector-mismatch spec.selector"]);
        finds(&workload(kind, "{}"), &["selector-mismatch spec.selector"]);
    }
}

#[test]
fn two_workloads_do_not_share_pods() {
    let other = |labels: &str, selected: &str| {
        format!(
            "{{apiVersion: apps/v1, kind: Deployment, metadata: {{name: other, namespace: shop}}, spec: {{selector: \
             {{matchLabels: {selected}}}, template: {{metadata: {{labels: {labels}}}, spec: {{containers: [{{name: c, ports: [{{name: http, containerPort: 1}}]}}]}}}}}}}}"
        )
    };
    beside_web(&other("{app: web, track: canary}", "{app: web, track: canary}"), &[]);
    beside_web(&other("{app: web, track: canary}", "{app: web}"), &["shared-pods spec.selector"]);
    beside_web(&other("{app: web, track: stable}", "{app: web, track: stable}"), &["shared-pods spec.selector"]);
}

#[test]
fn an_object_is_there_once() {
    beside_web(WEB, &["doubled-object metadata.name", "doubled-object metadata.name", "shared-pods spec.selector"]);
    finds(
        "{apiVersion: v1, kind: Pod, metadata: {generateName: a-}, spec: {containers: []}}\n---\n{apiVersion: v1, kind: Pod, metadata: {generateName: a-}, spec: {containers: []}}",
        &[],
    );
}

#[test]
fn a_service_finds_pods_that_listen() {
    let service =
        |spec: &str| format!("{{apiVersion: v1, kind: Service, metadata: {{name: s, namespace: shop}}, spec: {spec}}}");
    for (spec, expected) in [
        ("{selector: {app: web}, ports: [{port: 8080}]}", &[][..]),
        ("{selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}", &[]),
        ("{selector: {app: web}, ports: [{port: 80, targetPort: 0}]}", &["undeclared-port spec.ports[0].targetPort"]),
        (
            "{selector: {app: web}, ports: [{port: 80, targetPort: https}]}",
            &["unknown-target-port spec.ports[0].targetPort"],
        ),
        ("{selector: {app: web}, ports: [{port: 80}]}", &["undeclared-port spec.ports[0].targetPort"]),
        ("{selector: {app: web}, ports: [{port: 8080, protocol: UDP}]}", &["undeclared-port spec.ports[0].targetPort"]),
        ("{selector: {app: wev}, ports: [{port: 80}]}", &["service-without-pods spec.selector"]),
        ("{ports: [{port: 80}]}", &[]),
        ("{type: ExternalName, externalName: db.internal, selector: {app: none}}", &[]),
    ] {
        beside_web(&service(spec), expected);
    }
}

#[test]
fn what_pods_refer_to_is_there() {
    let pod = |spec: &str| {
        format!(
            "{{apiVersion: v1, kind: ConfigMap, metadata: {{name: config, namespace: shop}}, data: {{a: b}}, binaryData: {{c: ''}}}}\n---\n\
             {{apiVersion: v1, kind: Secret, metadata: {{name: db, namespace: shop}}, data: {{password: ''}}}}\n---\n\
             {{apiVersion: v1, kind: ServiceAccount, metadata: {{name: web, namespace: shop}}}}\n---\n\
             {{apiVersion: v1, kind: Pod, metadata: {{name: p, namespace: shop}}, spec: {spec}}}"
        )
    };
    let env = |from: &str| format!("{{containers: [{{name: c, env: [{{name: A, valueFrom: {from}}}]}}]}}");
    let volume = |volume: &str| format!("{{containers: [], volumes: [{{name: v, {volume}}}]}}");
    for (spec, expected) in [
        (env("{configMapKeyRef: {name: config, key: a}}"), &[][..]),
        (env("{configMapKeyRef: {name: config, key: c}}"), &[]),
        (
            env("{configMapKeyRef: {name: config, key: x}}"),
            &["dangling-key spec.containers[0].env[0].valueFrom.configMapKeyRef"],
        ),
        (
            env("{configMapKeyRef: {name: other, key: a}}"),
            &["dangling-config-map spec.containers[0].env[0].valueFrom.configMapKeyRef"],
        ),
        (env("{configMapKeyRef: {name: other, key: a, optional: true}}"), &[]),
        (env("{secretKeyRef: {name: db, key: password}}"), &[]),
        (
            env("{secretKeyRef: {name: db, key: user}}"),
            &["dangling-key spec.containers[0].env[0].valueFrom.secretKeyRef"],
        ),
        (env("{secretKeyRef: {name: other, key: user}}"), &[]),
        (
            "{containers: [{name: c, envFrom: [{configMapRef: {name: other}}]}]}".to_owned(),
            &["dangling-config-map spec.containers[0].envFrom[0].configMapRef"],
        ),
        (volume("configMap: {name: config, items: [{key: a, path: a}]}"), &[]),
        (volume("configMap: {name: other}"), &["dangling-config-map spec.volumes[0].configMap"]),
        (volume("configMap: {name: istio-ca-root-cert}"), &[]),
        (
            volume("projected: {sources: [{configMap: {name: other}}]}"),
            &["dangling-config-map spec.volumes[0].projected.sources[0].configMap"],
        ),
        (volume("persistentVolumeClaim: {claimName: data}"), &[]),
        (
            "{containers: [{name: c, volumeMounts: [{name: v, mountPath: /v}]}]}".to_owned(),
            &["dangling-volume spec.containers[0].volumeMounts[0].name"],
        ),
        ("{containers: [], serviceAccountName: web}".to_owned(), &[]),
        ("{containers: [], serviceAccountName: default}".to_owned(), &[]),
        (
            "{containers: [], serviceAccountName: other}".to_owned(),
            &["dangling-service-account spec.serviceAccountName"],
        ),
    ] {
        finds(&pod(&spec), expected);
    }
    for (spec, expected) in [
        (
            env("{secretKeyRef: {name: other, key: user}}"),
            "dangling-secret spec.containers[0].env[0].valueFrom.secretKeyRef",
        ),
        (
            volume("persistentVolumeClaim: {claimName: data}"),
            "dangling-claim spec.volumes[0].persistentVolumeClaim.claimName",
        ),
    ] {
        assert_eq!(found(&Lint::new().closed().run(&objects(&pod(&spec)))), [expected]);
    }
}

#[test]
fn roles_and_services_by_name_are_there() {
    let binding = |role: &str, account: &str| {
        format!(
            "{{apiVersion: v1, kind: ServiceAccount, metadata: {{name: web, namespace: shop}}}}\n---\n\
             {{apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: {{name: web, namespace: shop}}}}\n---\n\
             {{apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: {{name: web, namespace: shop}}, \
             roleRef: {{apiGroup: rbac.authorization.k8s.io, kind: Role, name: {role}}}, subjects: [{{kind: ServiceAccount, name: {account}}}]}}"
        )
    };
    finds(&binding("web", "web"), &[]);
    finds(&binding("wev", "web"), &["dangling-role roleRef.name"]);
    finds(&binding("web", "wev"), &["dangling-service-account subjects[0].name"]);
    let set = |service: &str| {
        format!(
            "{{apiVersion: v1, kind: Service, metadata: {{name: db-headless, namespace: shop}}, spec: {{clusterIP: None, selector: {{app: db}}}}}}\n---\n\
             {{apiVersion: v1, kind: Service, metadata: {{name: db, namespace: shop}}, spec: {{selector: {{app: db}}}}}}\n---\n\
             {{apiVersion: apps/v1, kind: StatefulSet, metadata: {{name: db, namespace: shop}}, spec: {{serviceName: {service}, \
             selector: {{matchLabels: {{app: db}}}}, template: {{metadata: {{labels: {{app: db}}}}, spec: {{containers: [{{name: db, volumeMounts: [{{name: data, mountPath: /d}}]}}]}}}}, \
             volumeClaimTemplates: [{{metadata: {{name: data}}}}]}}}}"
        )
    };
    finds(&set("db-headless"), &[]);
    finds(&set("db"), &["not-headless spec.serviceName"]);
    finds(&set("other"), &["dangling-service spec.serviceName"]);
}

#[test]
fn an_autoscaler_scales_what_is_there_and_can_be_measured() {
    let autoscaler = |kind: &str, name: &str, metric: &str| {
        format!(
            "{{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {{name: web, namespace: shop}}, spec: {{scaleTargetRef: \
             {{apiVersion: apps/v1, kind: {kind}, name: {name}}}, maxReplicas: 4, metrics: [{{type: Resource, resource: {{name: {metric}, \
             target: {{type: Utilization, averageUtilization: 60}}}}}}]}}}}"
        )
    };
    let beside = "replicas-beside-autoscaler spec.replicas";
    beside_web(&autoscaler("Deployment", "web", "cpu"), &[beside]);
    beside_web(&autoscaler("Deployment", "web", "memory"), &[beside, "no-request spec.metrics[0].resource"]);
    let of_container = |container: &str, resource: &str| {
        autoscaler("Deployment", "web", resource).replace(
            "type: Resource, resource: {",
            &format!("type: ContainerResource, containerResource: {{container: {container}, "),
        )
    };
    beside_web(&of_container("web", "cpu"), &[beside]);
    for (container, resource) in [("web", "memory"), ("wev", "cpu")] {
        let expected = &[beside, "no-request spec.metrics[0].containerResource"];
        beside_web(&of_container(container, resource), expected);
    }
    beside_web(&autoscaler("Deployment", "wev", "cpu"), &["dangling-target spec.scaleTargetRef"]);
    beside_web(&autoscaler("StatefulSet", "web", "cpu"), &["dangling-target spec.scaleTargetRef"]);
    beside_web(&autoscaler("DaemonSet", "web", "cpu"), &["dangling-target spec.scaleTargetRef"]);
    beside_web(&autoscaler("Rollout", "web", "cpu"), &[]);
    finds(&format!("{}{}", WEB.replace("  replicas: 2\n", ""), autoscaler("Deployment", "web", "cpu")), &[]);
}

#[test]
fn a_budget_keeps_pods_and_lets_nodes_be_drained() {
    let budget = |name: &str, spec: &str| {
        format!(
            "{{apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {{name: {name}, namespace: shop}}, spec: {spec}}}"
        )
    };
    for (spec, expected) in [
        ("{maxUnavailable: 1, selector: {matchLabels: {app: web}}}", &[][..]),
        ("{maxUnavailable: 0, selector: {matchLabels: {app: web}}}", &["blocks-drains spec.maxUnavailable"]),
        ("{maxUnavailable: '0%', selector: {matchLabels: {app: web}}}", &["blocks-drains spec.maxUnavailable"]),
        ("{minAvailable: 1, selector: {matchLabels: {app: web}}}", &[]),
        ("{minAvailable: 2, selector: {matchLabels: {app: web}}}", &["blocks-drains spec.minAvailable"]),
        ("{minAvailable: '50%', selector: {matchLabels: {app: web}}}", &[]),
        ("{minAvailable: '51%', selector: {matchLabels: {app: web}}}", &["blocks-drains spec.minAvailable"]),
        ("{minAvailable: '100%', selector: {matchLabels: {app: web}}}", &["blocks-drains spec.minAvailable"]),
        ("{maxUnavailable: 1, selector: {matchLabels: {app: wev}}}", &["budget-without-pods spec.selector"]),
    ] {
        beside_web(&budget("web", spec), expected);
    }
    let same = "{maxUnavailable: 1, selector: {matchLabels: {app: web}}}";
    beside_web(&format!("{}\n---\n{}", budget("web", same), budget("again", same)), &["several-budgets spec.selector"]);
    let scaled = "{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: web, namespace: shop}, spec: \
                  {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}, minReplicas: 3, maxReplicas: 4}}";
    let text = WEB.replace("  replicas: 2\n", "");
    finds(
        &format!("{text}{scaled}\n---\n{}", budget("web", "{minAvailable: 2, selector: {matchLabels: {app: web}}}")),
        &[],
    );
}

/// A caller beside `web`, and a policy of each.
fn policies(egress: &str, ingress: &str) -> String {
    format!(
        "{WEB}{{apiVersion: v1, kind: Pod, metadata: {{name: caller, namespace: edge, labels: {{app: caller}}}}, spec: {{containers: []}}}}\n---\n\
         {{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {{name: caller, namespace: edge}}, spec: \
         {{podSelector: {{matchLabels: {{app: caller}}}}, policyTypes: [Egress], egress: {egress}}}}}\n---\n\
         {{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {{name: web, namespace: shop}}, spec: \
         {{podSelector: {{matchLabels: {{app: web}}}}, policyTypes: [Ingress], ingress: {ingress}}}}}"
    )
}

#[test]
fn what_one_policy_lets_out_the_other_lets_in() {
    let to = "{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}}, podSelector: {matchLabels: {app: web}}}";
    let from = "{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: edge}}, podSelector: {matchLabels: {app: caller}}}";
    let cut = &["cut-call spec.egress[0].to[0]"][..];
    for (egress, ingress, expected) in [
        (format!("[{{to: [{to}]}}]"), format!("[{{from: [{from}]}}]"), &[][..]),
        (format!("[{{to: [{to}]}}]"), "[{}]".to_owned(), &[]),
        (format!("[{{to: [{to}]}}]"), "[]".to_owned(), cut),
        (format!("[{{to: [{to}]}}]"), "[{from: [{podSelector: {}}]}]".to_owned(), cut),
        (format!("[{{to: [{to}]}}]"), "[{from: [{namespaceSelector: {}}]}]".to_owned(), &[]),
        (
            format!("[{{to: [{to}], ports: [{{port: 8080}}]}}]"),
            format!("[{{from: [{from}], ports: [{{port: http}}]}}]"),
            &[],
        ),
        (
            format!("[{{to: [{to}], ports: [{{port: 9090}}]}}]"),
            format!("[{{from: [{from}], ports: [{{port: http}}]}}]"),
            &["cut-call spec.egress[0].to[0]", "cut-call spec.ingress[0].from[0]"],
        ),
        (
            format!("[{{to: [{to}], ports: [{{port: 8000, endPort: 9000}}]}}]"),
            format!("[{{from: [{from}], ports: [{{port: http}}]}}]"),
            &[],
        ),
        ("[{to: [{namespaceSelector: {}}]}]".to_owned(), "[]".to_owned(), &[]),
        ("[{}]".to_owned(), "[]".to_owned(), &[]),
    ] {
        finds(&policies(&egress, &ingress), expected);
    }
    beside_web(
        "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: a, namespace: shop}, spec: {podSelector: {matchLabels: {app: none}}}}",
        &["policy-without-pods spec.podSelector"],
    );
}

#[test]
fn a_finding_is_switched_off_with_a_reason() {
    let service = |annotations: &str| {
        format!(
            "{{apiVersion: v1, kind: Service, metadata: {{name: s, namespace: shop, annotations: {annotations}}}, spec: {{selector: {{app: wev}}}}}}"
        )
    };
    finds(&service("{lint.pavedroad/service-without-pods: 'pods come by hand'}"), &[]);
    finds(&service("{lint.pavedroad/service-without-pods: ' '}"), &["service-without-pods spec.selector"]);
    finds(&service("{lint.pavedroad/blocks-drains: 'no'}"), &["service-without-pods spec.selector"]);
    let lint = Lint::new().without(LintCode::ServiceWithoutPods, "the pods come later");
    assert_eq!(lint.run(&objects(&service("{}"))), []);
}
