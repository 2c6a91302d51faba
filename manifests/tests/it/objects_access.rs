//! What an app may do in the Kubernetes API.

use serde_json::{Value, json};

use crate::objects_delivery::{all, delivered, one, pods};

const JOB: &str = "jobs: {sync: {schedule: '@daily'}}\n";

fn tokens(objects: &[Value]) -> Vec<&Value> {
    pods(objects).into_iter().map(|pod| &pod["automountServiceAccountToken"]).collect()
}

#[test]
fn an_app_that_asks_for_nothing_has_neither_rights_nor_a_token() {
    for lines in [
        JOB,
        "access: {}\njobs: {sync: {schedule: '@daily'}}",
        "access: {election: false, rules: {}}\njobs: {sync: {schedule: '@daily'}}",
    ] {
        let objects = delivered("{}", lines, "test");
        assert!(all(&objects, "Role").is_empty() && all(&objects, "RoleBinding").is_empty(), "{lines}");
        assert_eq!(tokens(&objects), [false, false], "{lines}");
    }
}

/// `create` has no name yet to be asked for by, so it is a rule of its own.
#[test]
fn an_election_is_access_to_the_apps_own_lease() {
    let objects = delivered("{}", &format!("{JOB}access: {{election: true}}"), "test");
    let rules = json!([
        {"apiGroups": ["coordination.k8s.io"], "resources": ["leases"], "resourceNames": ["ai-dc-web"], "verbs": ["get", "update", "patch"]},
        {"apiGroups": ["coordination.k8s.io"], "resources": ["leases"], "verbs": ["create"]},
        {"apiGroups": ["", "events.k8s.io"], "resources": ["events"], "verbs": ["create", "patch"]},
    ]);
    assert_eq!(one(&objects, "Role")["rules"], rules);
    assert_eq!(tokens(&objects), [true, true]);
    assert_eq!(one(&objects, "ServiceAccount")["automountServiceAccountToken"], false);
}

#[test]
fn rules_are_given_to_the_apps_account_in_its_namespace() {
    let lines = "access: {rules: {config: {resources: [configmaps], resourceNames: [flags], verbs: [get, watch]}, \
                 logs: {apiGroups: ['', apps], resources: [pods/log], verbs: ['*']}}}";
    let objects = delivered("{}", lines, "prod");
    let rules = json!([
        {"apiGroups": [""], "resources": ["configmaps"], "resourceNames": ["flags"], "verbs": ["get", "watch"]},
        {"apiGroups": ["", "apps"], "resources": ["pods/log"], "verbs": ["*"]},
    ]);
    let (role, binding) = (one(&objects, "Role"), one(&objects, "RoleBinding"));
    assert_eq!(role["rules"], rules);
    let metadata = json!({"name": "ai-dc-web", "namespace": "ai-prod", "labels": {"app": "ai-dc-web"}});
    assert_eq!((&role["metadata"], &binding["metadata"]), (&metadata, &metadata));
    let role_ref = json!({"apiGroup": "rbac.authorization.k8s.io", "kind": "Role", "name": "ai-dc-web"});
    assert_eq!(binding["roleRef"], role_ref);
    let account = &one(&objects, "ServiceAccount")["metadata"];
    let subject = json!({"kind": "ServiceAccount", "name": account["name"], "namespace": account["namespace"]});
    assert_eq!(binding["subjects"], json!([subject]));
    assert_eq!(tokens(&objects), [true]);
}
