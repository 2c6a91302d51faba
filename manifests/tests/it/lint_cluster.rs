//! What is legal in manifests as people and clusters write them has no findings.

use crate::lint::{beside_web, finds, found, objects};
use pavedroad_manifests::Lint;

/// An object in JSON's own form of YAML.
fn object(api_version: &str, kind: &str, metadata: &str, rest: &str) -> String {
    format!("{{apiVersion: {api_version}, kind: {kind}, metadata: {{namespace: shop, {metadata}}}, {rest}}}\n---\n")
}

/// `web` as `kubectl get all -o yaml` prints it: what controllers made stands beside it, its ConfigMaps do not.
fn printed() -> String {
    let spec = "containers: [{name: web, ports: [{name: http, containerPort: 8080}], envFrom: [{configMapRef: {name: web}}], \
                resources: {requests: {cpu: 1}}}], serviceAccountName: web, serviceAccount: web";
    let owner = |kind: &str, name: &str| {
        format!("ownerReferences: [{{apiVersion: apps/v1, kind: {kind}, name: {name}, uid: u, controller: true}}]")
    };
    let pod = |name: &str| {
        let metadata = format!(
            "name: {name}, uid: {name}, labels: {{app: web, pod-template-hash: x}}, {}",
            owner("ReplicaSet", "web-x")
        );
        object("v1", "Pod", &metadata, &format!("spec: {{{spec}}}, status: {{phase: Running}}"))
    };
    let template = |labels: &str| format!("template: {{metadata: {{labels: {{{labels}}}}}, spec: {{{spec}}}}}");
    [
        object("v1", "Service", "name: web, uid: s", "spec: {selector: {app: web}, ports: [{name: http, port: 80, targetPort: http}]}"),
        object(
            "apps/v1",
            "Deployment",
            "name: web, uid: d",
            &format!("spec: {{replicas: 2, selector: {{matchLabels: {{app: web}}}}, {}}}", template("app: web")),
        ),
        object(
            "apps/v1",
            "ReplicaSet",
            &format!("name: web-x, uid: r, labels: {{app: web}}, {}", owner("Deployment", "web")),
            &format!(
                "spec: {{replicas: 2, selector: {{matchLabels: {{app: web, pod-template-hash: x}}}}, {}}}",
                template("app: web, pod-template-hash: x")
            ),
        ),
        pod("web-x-1"),
        pod("web-x-2"),
        object(
            "autoscaling/v2",
            "HorizontalPodAutoscaler",
            "name: web, uid: h",
            "spec: {minReplicas: 2, maxReplicas: 4, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}}",
        ),
    ]
    .concat()
}

#[test]
fn what_a_cluster_prints_is_judged_by_what_is_printed() {
    finds(&printed(), &[]);
    let budget = |least: u8| {
        let spec = format!("spec: {{minAvailable: {least}, selector: {{matchLabels: {{app: web}}}}}}");
        object("policy/v1", "PodDisruptionBudget", "name: web, uid: b", &spec)
    };
    // Two pods, however many objects speak of them.
    finds(&format!("{}{}", printed(), budget(1)), &[]);
    finds(&format!("{}{}", printed(), budget(2)), &["blocks-drains spec.minAvailable"]);
    // One ConfigMap among the objects, and the others are looked for; once for all the pods.
    let other = object("v1", "ConfigMap", "name: other, uid: c", "data: {a: b}");
    let missing = "dangling-config-map spec.template.spec.containers[0].envFrom[0].configMapRef";
    finds(&format!("{}{other}", printed()), &[missing]);
    // Services, budgets and routes alone.
    let service = object("v1", "Service", "name: web, uid: s", "spec: {selector: {app: web}, ports: [{port: 80}]}");
    finds(&format!("{service}{}", budget(2)), &[]);
    let route = "spec: {hosts: [web], gateways: [public], http: [{route: [{destination: {host: wev, subset: v1}}]}]}";
    finds(&object("networking.istio.io/v1", "VirtualService", "name: web, uid: v", route), &[]);
    let closed = Lint::new().closed().run(&objects(&printed()));
    let account = "dangling-service-account spec.template.spec.serviceAccountName";
    assert_eq!(found(&closed), [missing, account]);
}

#[test]
fn labels_that_controllers_write_are_selected() {
    let set = object(
        "apps/v1",
        "StatefulSet",
        "name: db",
        "spec: {serviceName: '', selector: {matchLabels: {app: db}}, template: {metadata: {labels: {app: db}}, spec: {containers: [{name: db}]}}}",
    );
    let service = |selector: &str| {
        object("v1", "Service", "name: s", &format!("spec: {{selector: {selector}, ports: [{{port: 5432}}]}}"))
    };
    for (selector, expected) in [
        ("{statefulset.kubernetes.io/pod-name: db-0}", &[][..]),
        ("{app: db, apps.kubernetes.io/pod-index: '1'}", &[]),
        ("{statefulset.kubernetes.io/pod-name: dv-0}", &["service-without-pods spec.selector"]),
        ("{app: dv, apps.kubernetes.io/pod-index: '1'}", &["service-without-pods spec.selector"]),
    ] {
        finds(&format!("{set}{}", service(selector)), expected);
    }
    let job = object(
        "batch/v1",
        "Job",
        "name: train",
        "spec: {template: {metadata: {labels: {app: train}}, spec: {restartPolicy: Never, containers: [{name: c}]}}}",
    );
    finds(&format!("{job}{}", service("{job-name: train}")), &[]);
    // A subset by where its pods run, which Istio adds.
    let rule = "spec: {host: web, subsets: [{name: near, labels: {topology.istio.io/cluster: near}}]}";
    beside_web(&object("networking.istio.io/v1", "DestinationRule", "name: web", rule), &[]);
}

#[test]
fn ports_that_nobody_declares_may_be_listened_on() {
    let pair = |ports: &str, target: &str, more: &str| {
        let pod = |name: &str, ports: &str| {
            object(
                "v1",
                "Pod",
                &format!("name: {name}, labels: {{app: p}}"),
                &format!("spec: {{containers: [{{name: c, ports: {ports}}}]}}"),
            )
        };
        let other = if more.is_empty() { String::new() } else { pod("other", more) };
        let service = object(
            "v1",
            "Service",
            "name: p",
            &format!("spec: {{selector: {{app: p}}, ports: [{{port: 80, targetPort: {target}}}]}}"),
        );
        format!("{}{other}{service}", pod("p", ports))
    };
    for (ports, target, more, expected) in [
        ("[]", "8080", "", &[][..]),
        ("[{containerPort: 15090, name: http-envoy-prom}]", "80", "", &[]),
        ("[{containerPort: 8080}]", "15021", "", &[]),
        ("[{containerPort: 8080}]", "8081", "", &["undeclared-port spec.ports[0].targetPort"]),
        ("[{containerPort: 8080, name: http}]", "http", "[{containerPort: 8081, name: http}]", &[]),
        (
            "[{containerPort: 8080, name: http}]",
            "http",
            "[{containerPort: 8081}]",
            &["undeclared-port spec.ports[0].targetPort"],
        ),
        (
            "[{containerPort: 53, name: dns, protocol: UDP}]",
            "dns",
            "",
            &["unknown-target-port spec.ports[0].targetPort"],
        ),
    ] {
        finds(&pair(ports, target, more), expected);
    }
}

#[test]
fn what_every_cluster_has_is_not_missed() {
    let binding =
        "roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: extension-apiserver-authentication-reader}";
    finds(&object("rbac.authorization.k8s.io/v1", "RoleBinding", "name: metrics-server-auth-reader", binding), &[]);
    let rule = "spec: {host: kubernetes.default.svc.cluster.local, trafficPolicy: {tls: {mode: DISABLE}}}";
    beside_web(&object("networking.istio.io/v1", "DestinationRule", "name: api-server", rule), &[]);
    let volume = |name: &str| {
        let spec = format!(
            "spec: {{containers: [{{name: c}}], volumes: [{{name: v, configMap: {{name: {name}, items: [{{key: ca.crt, path: ca}}]}}}}]}}"
        );
        object("v1", "Pod", "name: p", &spec)
    };
    finds(&volume("kube-root-ca.crt"), &[]);
    let injected = object(
        "v1",
        "ConfigMap",
        "name: bundle, annotations: {service.beta.openshift.io/inject-cabundle: 'true'}",
        "data: {}",
    );
    finds(&format!("{injected}{}", volume("bundle")), &[]);
    let token = object(
        "v1",
        "Secret",
        "name: t, annotations: {kubernetes.io/service-account.name: default}",
        "type: kubernetes.io/service-account-token, data: {a: ''}",
    );
    let reads = object(
        "v1",
        "Pod",
        "name: p",
        "spec: {containers: [{name: c, env: [{name: T, valueFrom: {secretKeyRef: {name: t, key: token}}}]}]}",
    );
    finds(&format!("{token}{reads}"), &[]);
    let pulls = object(
        "v1",
        "Pod",
        "name: p",
        "spec: {containers: [{name: c, volumeDevices: [{name: d, devicePath: /d}]}], imagePullSecrets: [{name: r}]}",
    );
    let closed = Lint::new().closed().run(&objects(&pulls));
    assert_eq!(
        found(&closed),
        ["dangling-volume spec.containers[0].volumeDevices[0].name", "dangling-secret spec.imagePullSecrets[0]"]
    );
}

#[test]
fn requests_may_come_from_the_namespace_or_the_pod() {
    let scaled = |resources: &str| {
        let web = object(
            "apps/v1",
            "Deployment",
            "name: a",
            &format!(
                "spec: {{selector: {{matchLabels: {{app: a}}}}, template: {{metadata: {{labels: {{app: a}}}}, spec: {{{resources}containers: [{{name: c}}]}}}}}}"
            ),
        );
        let metric =
            "metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 60}}}]";
        let spec = format!(
            "spec: {{maxReplicas: 4, scaleTargetRef: {{apiVersion: apps/v1, kind: Deployment, name: a}}, {metric}}}"
        );
        format!("{web}{}", object("autoscaling/v2", "HorizontalPodAutoscaler", "name: a", &spec))
    };
    let none = "no-request spec.metrics[0].resource";
    finds(&scaled(""), &[none]);
    finds(&scaled("resources: {requests: {cpu: 1}}, "), &[]);
    let range =
        |item: &str| object("v1", "LimitRange", "name: l", &format!("spec: {{limits: [{{type: Container, {item}}}]}}"));
    finds(&format!("{}{}", scaled(""), range("defaultRequest: {cpu: 100m}")), &[]);
    finds(&format!("{}{}", scaled(""), range("max: {cpu: 1}")), &[]);
    finds(&format!("{}{}", scaled(""), range("min: {cpu: 1}")), &[none]);
}

#[test]
fn a_budget_without_a_selector_selects_nothing_and_with_an_empty_one_everything() {
    let budget = |rest: &str| {
        object("policy/v1", "PodDisruptionBudget", "name: b", &format!("spec: {{maxUnavailable: 1{rest}}}"))
    };
    beside_web(&budget(", selector: {}"), &[]);
    beside_web(&budget(", selector: {matchExpressions: [{key: app, operator: In, values: [web, api]}]}"), &[]);
    beside_web(
        &budget(", selector: {matchExpressions: [{key: app, operator: NotIn, values: [web]}]}"),
        &["budget-without-pods spec.selector"],
    );
    beside_web(&budget(""), &["budget-without-pods spec.selector"]);
}

#[test]
fn hosts_and_gateways_are_read_as_istio_reads_them() {
    let route =
        |spec: &str| object("networking.istio.io/v1", "VirtualService", "name: v", &format!("spec: {{{spec}}}"));
    let rule =
        |spec: &str| object("networking.istio.io/v1", "DestinationRule", "name: r", &format!("spec: {{{spec}}}"));
    let gateway =
        object("networking.istio.io/v1", "Gateway", "name: public", "spec: {selector: {istio: gateway}, servers: []}");
    let to =
        |destination: &str| format!("hosts: [a.example.com], http: [{{route: [{{destination: {{{destination}}}}}]}}]");
    let through = |gateway: &str| format!("gateways: [{gateway}], {}", to("host: web"));
    let unknown = "unknown-host spec.http[0].route[0].destination.host";
    let subset = "unknown-subset spec.http[0].route[0].destination.subset";
    for (text, expected) in [
        // To the mesh a host with a dot is whole.
        (route(&to("host: web.shop")), &[unknown][..]),
        (route(&to("host: web.shop.svc")), &[unknown]),
        (route(&to("host: web.shop.svc.cluster.local")), &[]),
        (route(&to("host: web.shop.svc.example.org")), &[]),
        (route(&to("host: example.com")), &[]),
        // The rule of a host elsewhere is elsewhere.
        (route(&to("host: api.other.svc.cluster.local, subset: v1")), &[]),
        (route(&to("host: web, subset: v1")), &[subset]),
        (
            format!(
                "{}{}",
                route(&to("host: web, subset: all")),
                rule("host: '*.shop.svc.cluster.local', subsets: [{name: all}]")
            ),
            &[],
        ),
        (format!("{gateway}{}", route(&through("public"))), &[]),
        (format!("{gateway}{}", route(&through("./public"))), &[]),
        (format!("{gateway}{}", route(&through("shop/public"))), &[]),
        (format!("{gateway}{}", route(&through("public.shop.svc.cluster.local"))), &[]),
        (format!("{gateway}{}", route(&through("./pubic"))), &["dangling-gateway spec.gateways[0]"]),
        // A delegate has no hosts, and who delegates has no route.
        (route("http: [{match: [{uri: {prefix: /a}}], route: [{destination: {host: web}}]}]"), &[]),
        (
            route(
                "hosts: [a.example.com], gateways: [edge/public], http: [{match: [{uri: {prefix: /a}}], delegate: {name: a, namespace: b}}]",
            ),
            &[],
        ),
        (rule("host: accounts.example.com"), &[]),
        // Two rules of one host make one set of subsets.
        (
            format!(
                "{}{}",
                rule("host: web, subsets: [{name: canary, labels: {track: stable}}]"),
                rule("host: web.shop.svc.cluster.local, subsets: [{name: rest, labels: {app: web}}]")
                    .replace("name: r}", "name: r2}")
            ),
            &[],
        ),
    ] {
        beside_web(&text, expected);
    }
}

#[test]
fn routes_beside_one_another_are_told_apart() {
    let ingress = |name: &str, metadata: &str, host: &str, service: &str| {
        let path = format!("{{path: /, pathType: Prefix, backend: {{service: {{{service}}}}}}}");
        object(
            "networking.k8s.io/v1",
            "Ingress",
            &format!("name: {name}{metadata}"),
            &format!("spec: {{rules: [{{{host}http: {{paths: [{path}]}}}}]}}"),
        )
    };
    let (host, web) = ("host: a.example.com, ", "name: web, port: {number: 80}");
    let one = ingress("one", "", host, web);
    let of = |annotations: &str| format!(", annotations: {{{annotations}}}");
    for (other, expected) in [
        (ingress("two", "", host, web), &["doubled-route spec"][..]),
        (ingress("two", &of("nginx.ingress.kubernetes.io/canary: 'true'"), host, web), &[]),
        (ingress("two", &of("kubernetes.io/ingress.class: internal"), host, web), &[]),
        (ingress("two", "", "host: b.example.com, ", "name: ssl-redirect, port: {name: use-annotation}"), &[]),
        (ingress("two", "", "", web) + &ingress("three", "", "", web), &[]),
    ] {
        beside_web(&format!("{one}{other}"), expected);
    }
    let service = |name: &str, space: &str, export: &str| {
        object("networking.istio.io/v1", "VirtualService", &format!("name: {name}"), &format!(
            "spec: {{hosts: [accounts.example.com], {export}http: [{{timeout: 1s, route: [{{destination: {{host: accounts.example.com}}}}]}}]}}"
        ))
        .replace("namespace: shop", &format!("namespace: {space}"))
    };
    for (export, expected) in [("exportTo: ['.'], ", &[][..]), ("", &["doubled-route spec"])] {
        beside_web(&format!("{}{}", service("a", "shop", export), service("a", "other", export)), expected);
    }
    let http = |name: &str, parent: &str, matches: &str| {
        object(
            "gateway.networking.k8s.io/v1",
            "HTTPRoute",
            &format!("name: {name}"),
            &format!(
                "spec: {{parentRefs: [{{name: public, namespace: edge{parent}}}], hostnames: [a.example.com], rules: [{{{matches}backendRefs: [{{name: web, port: 80}}]}}]}}"
            ),
        )
    };
    let plain = http("one", "", "");
    for (other, expected) in [
        (http("two", "", ""), &["doubled-route spec"][..]),
        (http("two", "", "matches: [{path: {type: PathPrefix, value: /}}], "), &["doubled-route spec"]),
        (http("two", "", "matches: [{path: {type: PathPrefix, value: /b}}], "), &[]),
        (http("two", "", "matches: [{headers: [{name: x, value: one}]}], "), &[]),
        (http("two", ", sectionName: http", ""), &[]),
    ] {
        beside_web(&format!("{plain}{other}"), expected);
    }
    let mirrored =
        http("one", "", "filters: [{type: RequestMirror, requestMirror: {backendRef: {name: wev, port: 80}}}], ");
    beside_web(&mirrored, &["unknown-host spec.rules[0].filters[0].requestMirror.backendRef.name"]);
}
