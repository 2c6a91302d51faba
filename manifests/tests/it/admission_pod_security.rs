//! Pod Security: each check with what it says. The sentences are those of Kubernetes' own checks.

use k8s_openapi::api::core::v1::{Pod, PodTemplateSpec};
use pavedroad_manifests::PodSecurity::{self, Baseline, Privileged, Restricted};
use pavedroad_manifests::admission::{NamespaceRules, PodSecurityViolations, pod_security, pod_security_level};
use pavedroad_manifests::{AppSpec, Object, Platform};
use serde_json::{Value, from_value, json, to_value};

/// A pod that meets the restricted level, with other fields laid over.
fn template(spec: Value, container: Value) -> PodTemplateSpec {
    let mut web = json!({
        "name": "web",
        "securityContext": {"allowPrivilegeEscalation": false, "capabilities": {"drop": ["ALL"]}},
    });
    let mut pod = json!({
        "securityContext": {"runAsNonRoot": true, "seccompProfile": {"type": "RuntimeDefault"}},
    });
    merge(&mut web, container);
    merge(&mut pod, spec);
    if pod["containers"].is_null() {
        pod["containers"] = json!([web]);
    }
    from_value(json!({"spec": pod})).unwrap()
}

fn merge(into: &mut Value, from: Value) {
    match (into, from) {
        (Value::Object(into), Value::Object(from)) => {
            from.into_iter().for_each(|(key, value)| merge(into.entry(key).or_insert(Value::Null), value));
        }
        (into, from) => *into = from,
    }
}

fn said(level: PodSecurity, template: &PodTemplateSpec) -> Vec<String> {
    let violations = pod_security(level, template);
    violations.iter().flat_map(PodSecurityViolations::violations).map(ToString::to_string).collect()
}

#[test]
fn what_is_written_meets_the_restricted_level() {
    let text =
        "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nports: {http: 8080}\nresources: {cpu: 250m, memory: 512Mi}\n";
    let platform = Platform::default();
    let spec = AppSpec::read(&platform, "app.yaml", text).unwrap();
    let objects = platform.objects(spec.app("test"));
    let deployment = objects.iter().find_map(|object| match object {
        Object::Deployment(deployment) => to_value(deployment).ok(),
        _ => None,
    });
    let template_of: PodTemplateSpec = from_value(deployment.unwrap()["spec"]["template"].clone()).unwrap();
    assert_eq!(pod_security_level(&template_of), Restricted);
    assert_eq!(said(Restricted, &template(json!({}), json!({}))), Vec::<String>::new());
}

#[test]
fn each_check_of_the_baseline_says_its_sentence() {
    let cases = [
        (
            json!({"hostNetwork": true, "hostPID": true, "hostIPC": false}),
            json!({}),
            "host namespaces (hostNetwork=true, hostPID=true)",
        ),
        (
            json!({}),
            json!({"securityContext": {"privileged": true}}),
            "privileged (container \"web\" must not set securityContext.privileged=true)",
        ),
        (
            json!({}),
            json!({"securityContext": {"capabilities": {"add": ["SYS_TIME", "CHOWN", "NET_ADMIN"]}}}),
            "non-default capabilities (container \"web\" must not include \"NET_ADMIN\", \"SYS_TIME\" in \
             securityContext.capabilities.add)",
        ),
        (
            json!({"volumes": [{"name": "host", "hostPath": {"path": "/"}}]}),
            json!({}),
            "hostPath volumes (volume \"host\")",
        ),
        (
            json!({}),
            json!({"ports": [{"containerPort": 80, "hostPort": 80}, {"containerPort": 81, "hostPort": 443}]}),
            "hostPort (container \"web\" uses hostPorts 443, 80)",
        ),
        (
            json!({}),
            json!({"livenessProbe": {"tcpSocket": {"port": 80, "host": "10.0.0.1"}},
                   "lifecycle": {"preStop": {"httpGet": {"port": 80, "host": "a"}}}}),
            "probe or lifecycle host (container \"web\" uses probe or lifecycle hosts \"10.0.0.1\", \"a\")",
        ),
        (
            json!({"securityContext": {"appArmorProfile": {"type": "Unconfined"}}}),
            json!({"securityContext": {"appArmorProfile": {"type": "x"}}}),
            "forbidden AppArmor profiles (pod and container \"web\" must not set AppArmor profile type to \"Unconfined\", \"x\")",
        ),
        (
            json!({"securityContext": {"seLinuxOptions": {"user": "u"}}}),
            json!({"securityContext": {"seLinuxOptions": {"type": "spc_t", "role": "r"}}}),
            "seLinuxOptions (pod and container \"web\" set forbidden securityContext.seLinuxOptions: type \"spc_t\"; \
             user may not be set; role may not be set)",
        ),
        (
            json!({}),
            json!({"securityContext": {"procMount": "Unmasked"}}),
            "procMount (container \"web\" must not set securityContext.procMount to \"Unmasked\")",
        ),
        (
            json!({"securityContext": {"seccompProfile": {"type": "Unconfined"}}}),
            json!({}),
            "seccompProfile (pod must not set securityContext.seccompProfile.type to \"Unconfined\")",
        ),
        (
            json!({"securityContext": {"sysctls": [{"name": "kernel.msgmax", "value": "1"}, {"name": "net.ipv4.tcp_rmem", "value": "1"}]}}),
            json!({}),
            "forbidden sysctls (kernel.msgmax)",
        ),
        (
            json!({"securityContext": {"windowsOptions": {"hostProcess": true}}}),
            json!({}),
            "hostProcess (pod must not set securityContext.windowsOptions.hostProcess=true)",
        ),
    ];
    for (spec, container, expected) in cases {
        let template = template(spec.clone(), container.clone());
        assert_eq!(said(Baseline, &template), [expected], "{spec} {container}");
        assert_eq!(pod_security_level(&template), Privileged, "{spec} {container}");
        assert_eq!(pod_security(Privileged, &template), None);
        assert!(pod_security(Restricted, &template).is_some(), "{spec} {container}");
    }
}

#[test]
fn each_check_of_the_restricted_level_says_its_sentence() {
    let cases = [
        (
            json!({}),
            json!({"securityContext": {"allowPrivilegeEscalation": null}}),
            "allowPrivilegeEscalation != false (container \"web\" must set securityContext.allowPrivilegeEscalation=false)",
        ),
        (
            json!({}),
            json!({"securityContext": {"capabilities": {"drop": ["all"], "add": ["CHOWN", "NET_BIND_SERVICE"]}}}),
            "unrestricted capabilities (container \"web\" must set securityContext.capabilities.drop=[\"ALL\"]; \
             container \"web\" must not include \"CHOWN\" in securityContext.capabilities.add)",
        ),
        (
            json!({"volumes": [{"name": "a", "nfs": {"server": "s", "path": "/"}}, {"name": "b"}, {"name": "c", "emptyDir": {}}]}),
            json!({}),
            "restricted volume types (volumes \"a\", \"b\" use restricted volume types \"nfs\", \"unknown\")",
        ),
        (
            json!({"securityContext": {"runAsNonRoot": null}}),
            json!({}),
            "runAsNonRoot != true (pod or container \"web\" must set securityContext.runAsNonRoot=true)",
        ),
        (
            json!({}),
            json!({"securityContext": {"runAsNonRoot": false}}),
            "runAsNonRoot != true (container \"web\" must not set securityContext.runAsNonRoot=false)",
        ),
        (
            json!({"securityContext": {"runAsUser": 0}}),
            json!({"securityContext": {"runAsUser": 0}}),
            "runAsUser=0 (pod and container \"web\" must not set runAsUser=0)",
        ),
        (
            json!({"securityContext": {"seccompProfile": null}}),
            json!({}),
            "seccompProfile (pod or container \"web\" must set securityContext.seccompProfile.type to \
             \"RuntimeDefault\" or \"Localhost\")",
        ),
    ];
    for (spec, container, expected) in cases {
        let template = template(spec.clone(), container.clone());
        assert_eq!(said(Restricted, &template), [expected], "{spec} {container}");
        assert_eq!(pod_security_level(&template), Baseline, "{spec} {container}");
    }
}

#[test]
fn a_windows_pod_need_not_say_what_windows_does_not_know() {
    let bare = json!({"os": {"name": "windows"}, "containers": [{"name": "web"}], "securityContext": {"seccompProfile": null}});
    assert_eq!(said(Restricted, &template(bare, json!({}))), Vec::<String>::new());
}

#[test]
fn users_of_its_own_let_a_pod_be_root_within() {
    let root = json!({"hostUsers": false, "securityContext": {"runAsNonRoot": false, "runAsUser": 0}});
    assert_eq!(said(Restricted, &template(root.clone(), json!({}))), Vec::<String>::new());
    let unmasked = template(root, json!({"securityContext": {"procMount": "Unmasked"}}));
    assert_eq!(said(Baseline, &unmasked), Vec::<String>::new());
    assert_eq!(
        said(Restricted, &unmasked),
        ["procMount (container \"web\" must not set securityContext.procMount to \"Unmasked\")"]
    );
}

#[test]
fn every_kind_of_container_is_looked_at() {
    let bad = |name: &str| json!({"name": name, "securityContext": {"privileged": true}});
    let spec = json!({"containers": [bad("c")], "initContainers": [bad("b")], "ephemeralContainers": [bad("a")]});
    assert_eq!(
        said(Baseline, &template(spec, json!({}))),
        ["privileged (containers \"b\", \"c\", \"a\" must not set securityContext.privileged=true)"]
    );
}

#[test]
fn the_old_annotation_of_app_armor_counts() {
    let template: PodTemplateSpec = from_value(json!({
        "metadata": {"annotations": {"container.apparmor.security.beta.kubernetes.io/web": "unconfined"}},
        "spec": {"containers": [{"name": "web"}]},
    }))
    .unwrap();
    assert_eq!(
        said(Baseline, &template),
        ["forbidden AppArmor profile (annotation must not set AppArmor profile type to \
             \"container.apparmor.security.beta.kubernetes.io/web=\"unconfined\"\")"]
    );
}

#[test]
fn on_the_hosts_network_every_port_is_a_host_port() {
    let mut pod: Pod = from_value(json!({
        "metadata": {"name": "web"},
        "spec": {"hostNetwork": true, "containers": [{"name": "web", "ports": [{"containerPort": 8080}]}]},
    }))
    .unwrap();
    let rules = NamespaceRules { pod_security: Some(Baseline), ..NamespaceRules::default() };
    let line = |pod: &Pod| rules.admit_pod(pod).unwrap().refusals().first().map(ToString::to_string);
    assert_eq!(
        line(&pod).unwrap(),
        "pods \"web\" is forbidden: violates PodSecurity \"baseline:latest\": host namespaces (hostNetwork=true), \
         hostPort (container \"web\" uses hostPort 8080)"
    );
    pod.spec.as_mut().unwrap().host_network = None;
    assert_eq!(line(&pod), None);
}
