//! APIs that are gone are explained with what replaces them; those that are only old are read.

use pavedroad_manifests::{Finding, FindingCode, Manifests, Object};

/// The one finding of a text, and the object that it becomes.
#[track_caller]
fn one(text: &str, code: FindingCode) -> (Finding, Option<Object>) {
    let manifests = Manifests::read_all([("old.yaml", text)]);
    let found: Vec<&Finding> = manifests.findings().iter().collect();
    let [finding] = &*found else { panic!("{text}{found:#?}") };
    assert_eq!(finding.code(), code, "{text}{finding}");
    ((*finding).clone(), manifests.manifests().first().and_then(|manifest| manifest.object().cloned()))
}

/// A Deployment as slides of 2018 have it.
const DEPLOYMENT: &str = "\
apiVersion: extensions/v1beta1
kind: Deployment
metadata:
  name: reviews-v2
spec:
  replicas: 1
  template:
    metadata:
      labels:
        app: reviews
        version: \"2\"
    spec:
      containers:
      - name: reviews
        image: istio/examples-bookinfo-reviews-v2:1.5.0
        ports:
        - containerPort: 9080
";

#[test]
fn a_deployment_of_extensions_needs_a_selector_that_matches_its_labels() {
    let (finding, object) = one(DEPLOYMENT, FindingCode::RemovedApi);
    assert_eq!(
        finding.to_string(),
        "old.yaml:1:13: error[removed-api] apiVersion: found the kind `Deployment` of `extensions/v1beta1`, gone since \
         Kubernetes 1.16, expected `apps/v1`; write `apiVersion: apps/v1`, and under `spec` \
         `selector: {matchLabels: {app: reviews, version: \"2\"}}`"
    );
    // What is proposed is right, and is the object that is handed out.
    let mended = DEPLOYMENT
        .replace("extensions/v1beta1", "apps/v1")
        .replace("spec:\n  replicas", "spec:\n  selector: {matchLabels: {app: reviews, version: \"2\"}}\n  replicas");
    let mended = Manifests::read("new.yaml", mended).unwrap();
    assert!(mended.findings().is_empty());
    assert_eq!(object.as_ref(), mended.objects().next());
}

#[test]
fn every_workload_of_older_versions_is_read_as_apps_v1() {
    for (api_version, kind) in [
        ("extensions/v1beta1", "DaemonSet"),
        ("extensions/v1beta1", "ReplicaSet"),
        ("apps/v1beta1", "Deployment"),
        ("apps/v1beta2", "DaemonSet"),
        ("apps/v1beta2", "ReplicaSet"),
    ] {
        let text = DEPLOYMENT.replace("extensions/v1beta1", api_version).replace("Deployment", kind);
        let text = if kind == "DaemonSet" { text.replace("  replicas: 1\n", "") } else { text };
        let (finding, object) = one(&text, FindingCode::RemovedApi);
        assert_eq!(finding.expected(), "`apps/v1`", "{finding}");
        assert_eq!(object.unwrap().kind(), kind);
    }
}

#[test]
fn what_only_moved_says_that_its_fields_are_the_same() {
    let schedule = "spec: {schedule: '* * * * *', jobTemplate: {spec: {template: {spec: {containers: [{name: a}]}}}}}";
    let target = "scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: a}";
    for (api_version, kind, rest, new) in [
        ("batch/v1beta1", "CronJob", schedule.to_owned(), "batch/v1"),
        ("batch/v2alpha1", "CronJob", schedule.to_owned(), "batch/v1"),
        (
            "autoscaling/v2beta2",
            "HorizontalPodAutoscaler",
            format!("spec: {{maxReplicas: 3, {target}}}"),
            "autoscaling/v2",
        ),
        ("policy/v1beta1", "PodDisruptionBudget", "spec: {minAvailable: 1}".to_owned(), "policy/v1"),
        (
            "rbac.authorization.k8s.io/v1alpha1",
            "Role",
            "rules: [{verbs: [get]}]".to_owned(),
            "rbac.authorization.k8s.io/v1",
        ),
        (
            "rbac.authorization.k8s.io/v1beta1",
            "RoleBinding",
            "roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: a}".to_owned(),
            "rbac.authorization.k8s.io/v1",
        ),
        ("scheduling.k8s.io/v1beta1", "PriorityClass", "value: 10".to_owned(), "scheduling.k8s.io/v1"),
        ("storage.k8s.io/v1beta1", "StorageClass", "provisioner: a.b/c".to_owned(), "storage.k8s.io/v1"),
        ("extensions/v1beta1", "NetworkPolicy", "spec: {podSelector: {}}".to_owned(), "networking.k8s.io/v1"),
    ] {
        let text = format!("apiVersion: {api_version}\nkind: {kind}\nmetadata: {{name: a}}\n{rest}\n");
        let (finding, object) = one(&text, FindingCode::RemovedApi);
        assert_eq!(finding.expected(), format!("`{new}`"));
        assert_eq!(finding.hint(), Some(&*format!("write `apiVersion: {new}`; the fields are the same")));
        assert_eq!(object.map(|object| object.api_version()), Some(new), "{text}");
    }
}

#[test]
fn what_changed_says_how() {
    for (api_version, kind, gone, expected, hint) in [
        ("extensions/v1beta1", "Ingress", "Kubernetes 1.22", "`networking.k8s.io/v1`", "pathType"),
        ("networking.k8s.io/v1beta1", "Ingress", "Kubernetes 1.22", "`networking.k8s.io/v1`", "pathType"),
        ("autoscaling/v2beta1", "HorizontalPodAutoscaler", "Kubernetes 1.25", "`autoscaling/v2`", "averageUtilization"),
        (
            "apiextensions.k8s.io/v1beta1",
            "CustomResourceDefinition",
            "Kubernetes 1.22",
            "`apiextensions.k8s.io/v1`",
            "schema",
        ),
        (
            "admissionregistration.k8s.io/v1beta1",
            "ValidatingWebhookConfiguration",
            "Kubernetes 1.22",
            "`admissionregistration.k8s.io/v1`",
            "sideEffects",
        ),
        (
            "policy/v1beta1",
            "PodSecurityPolicy",
            "Kubernetes 1.25",
            "the label `pod-security.kubernetes.io/enforce` on the namespace",
            "",
        ),
        ("config.istio.io/v1alpha2", "EgressRule", "Istio 1.0", "a ServiceEntry of `networking.istio.io/v1`", ""),
        (
            "authentication.istio.io/v1alpha1",
            "Policy",
            "Istio 1.6",
            "a PeerAuthentication of `security.istio.io/v1`, and a RequestAuthentication for tokens",
            "",
        ),
        ("rbac.istio.io/v1alpha1", "ServiceRole", "Istio 1.6", "an AuthorizationPolicy of `security.istio.io/v1`", ""),
    ] {
        let text = format!("apiVersion: {api_version}\nkind: {kind}\nmetadata: {{name: a}}\nspec: {{anything: [1]}}\n");
        let (finding, object) = one(&text, FindingCode::RemovedApi);
        assert_eq!(finding.found(), format!("the kind `{kind}` of `{api_version}`, gone since {gone}"));
        assert_eq!(finding.expected(), expected);
        assert!(finding.hint().unwrap_or_default().contains(hint), "{finding}");
        assert_eq!(object, None);
    }
}

#[test]
fn a_route_rule_becomes_a_rule_with_weighted_subsets() {
    // As on the slide: the labels stand beside their key and not below it.
    let text = "\
apiVersion: config.istio.io/v1alpha2
kind: RouteRule
metadata:
  name: reviews-default
spec:
  destination:
    name: reviews
  precedence: 1
  route:
  - labels:
    version: v1
    weight: 50
  - labels:
      version: v3
    weight: 50
";
    let (finding, _) = one(text, FindingCode::RemovedApi);
    assert_eq!(finding.expected(), "a VirtualService and a DestinationRule of `networking.istio.io/v1`");
    assert_eq!(
        finding.hint(),
        Some(
            "write `hosts: [reviews]` and `http: [{route: [{destination: {host: reviews, subset: v1}, weight: 50}, \
             {destination: {host: reviews, subset: v3}, weight: 50}]}]`, and in the DestinationRule `host: reviews` and \
             `subsets: [{name: v1, labels: {version: v1}}, {name: v3, labels: {version: v3}}]`"
        )
    );
}

#[test]
fn what_is_gone_is_looked_into_where_its_fields_are_the_same() {
    let text = DEPLOYMENT.replace("image:", "imagee:");
    let manifests = Manifests::read_all([("old.yaml", text)]);
    let codes: Vec<FindingCode> = manifests.findings().iter().map(Finding::code).collect();
    assert_eq!(codes, [FindingCode::RemovedApi, FindingCode::UnknownKey]);
}

#[test]
fn a_list_of_a_gone_api_is_a_list_of_gone_objects() {
    let item = DEPLOYMENT.lines().skip(2).map(|line| format!("  {line}\n")).collect::<String>();
    let text = format!("apiVersion: extensions/v1beta1\nkind: DeploymentList\nitems:\n- {}", &item[2..]);
    let (finding, object) = one(&text, FindingCode::RemovedApi);
    assert_eq!((finding.line(), finding.path()), (4, "items[0].apiVersion"));
    assert_eq!(object.unwrap().metadata().name.as_deref(), Some("reviews-v2"));
}

#[test]
fn an_older_version_that_is_served_is_read_as_the_newest() {
    for (api_version, kind, spec, newest) in [
        ("networking.istio.io/v1alpha3", "VirtualService", "{hosts: [a]}", "networking.istio.io/v1"),
        ("networking.istio.io/v1beta1", "DestinationRule", "{host: a}", "networking.istio.io/v1"),
        ("security.istio.io/v1beta1", "AuthorizationPolicy", "{}", "security.istio.io/v1"),
        ("gateway.networking.k8s.io/v1beta1", "HTTPRoute", "{}", "gateway.networking.k8s.io/v1"),
    ] {
        let text =
            format!("apiVersion: {api_version}\nkind: {kind}\nmetadata: {{name: a}}\nspec: {spec}\nstatus: {{a: b}}\n");
        let manifests = Manifests::read("old.yaml", &text).unwrap();
        let notes: Vec<&Finding> =
            manifests.findings().iter().filter(|finding| finding.code() == FindingCode::OldVersion).collect();
        assert_eq!(notes.iter().map(|note| (note.line(), note.column())).collect::<Vec<_>>(), [(1, 13)], "{text}");
        assert_eq!(manifests.objects().map(Object::api_version).collect::<Vec<_>>(), [newest], "{text}");
    }
}

#[test]
fn an_autoscaler_of_version_1_is_read_as_one_of_version_2() {
    let text = "\
apiVersion: autoscaling/v1
kind: HorizontalPodAutoscaler
metadata: {name: web}
spec:
  maxReplicas: 4
  minReplicas: 2
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
  targetCPUUtilizationPercentage: 60
status: {currentReplicas: 2, desiredReplicas: 2, currentCPUUtilizationPercentage: 40}
";
    let (finding, object) = one(text, FindingCode::OldVersion);
    assert_eq!((finding.line(), finding.column()), (1, 13));
    let metrics =
        "metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 60}}}]";
    assert!(finding.hint().unwrap().ends_with(&format!("becomes `{metrics}`")), "{finding}");
    let newer = text
        .replace("autoscaling/v1", "autoscaling/v2")
        .replace("targetCPUUtilizationPercentage: 60", metrics)
        .replace(", currentCPUUtilizationPercentage: 40", "");
    let newer: String =
        newer.lines().filter(|line| !line.starts_with("status")).map(|line| format!("{line}\n")).collect();
    assert_eq!(object.as_ref(), Manifests::read("new.yaml", newer).unwrap().objects().next());
    // A mistake in it is where it stands.
    let wrong = Manifests::read_all([("old.yaml", text.replace("60", "x").replace("minReplicas", "minReplica"))]);
    let found: Vec<_> = wrong.findings().iter().map(|f| (f.code(), f.line(), f.column())).collect();
    let expected = [(FindingCode::OldVersion, 1, 13), (FindingCode::UnknownKey, 6, 3), (FindingCode::WrongType, 8, 35)];
    assert_eq!(found, expected);
}
