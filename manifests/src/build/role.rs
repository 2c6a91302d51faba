//! What an app may do in the Kubernetes API: a Role, and the RoleBinding that gives it to the app's ServiceAccount.

use k8s_openapi::api::rbac::v1::{PolicyRule, Role, RoleBinding, RoleRef, Subject};

use super::container::non_empty;
use super::labels;
use crate::{Access, AccessRule, App};

/// The Role, for an app that may do anything.
pub(super) fn role(app: &App) -> Option<Role> {
    if !is_given(&app.access) {
        return None;
    }
    let mut rules = Vec::new();
    if app.access.election {
        rules.extend(election(app));
    }
    rules.extend(app.access.rules.iter().map(rule));
    Some(Role { metadata: labels::metadata(app), rules: Some(rules) })
}

/// The RoleBinding, for an app with a Role.
#[allow(clippy::useless_conversion, reason = "of use with other versions of Kubernetes")]
pub(super) fn role_binding(app: &App) -> Option<RoleBinding> {
    if !is_given(&app.access) {
        return None;
    }
    let name = app.name.as_str().to_owned();
    Some(RoleBinding {
        metadata: labels::metadata(app),
        role_ref: RoleRef {
            // Optional in the types of some versions of Kubernetes: this is right for all.
            api_group: "rbac.authorization.k8s.io".to_owned().into(),
            kind: "Role".to_owned(),
            name: name.clone(),
        },
        subjects: Some(vec![Subject {
            kind: "ServiceAccount".to_owned(),
            name,
            namespace: Some(app.namespace.as_str().to_owned()),
            ..Subject::default()
        }]),
    })
}

/// Whether its pods ask the API server for anything, and so need a token.
pub(super) fn is_given(access: &Access) -> bool {
    access.election || !access.rules.is_empty()
}

/// A Lease of the app's name, which its pods hold in turn. A request to create one says no name that a rule could ask
/// for, so that is a rule of its own. Events tell who leads: client libraries write them, and count repeated ones up.
fn election(app: &App) -> [PolicyRule; 3] {
    let leases = || policy("coordination.k8s.io", "leases");
    [
        PolicyRule {
            resource_names: Some(vec![app.name.as_str().to_owned()]),
            verbs: ["get", "update", "patch"].map(str::to_owned).to_vec(),
            ..leases()
        },
        PolicyRule { verbs: vec!["create".to_owned()], ..leases() },
        PolicyRule {
            api_groups: Some(["", "events.k8s.io"].map(str::to_owned).to_vec()),
            verbs: ["create", "patch"].map(str::to_owned).to_vec(),
            ..policy("", "events")
        },
    ]
}

fn policy(group: &str, resource: &str) -> PolicyRule {
    PolicyRule {
        api_groups: Some(vec![group.to_owned()]),
        resources: Some(vec![resource.to_owned()]),
        ..PolicyRule::default()
    }
}

fn rule(rule: &AccessRule) -> PolicyRule {
    let words = |words: &[Box<str>]| non_empty(words.iter().map(ToString::to_string));
    PolicyRule {
        api_groups: words(&rule.api_groups),
        resources: words(&rule.resources),
        resource_names: words(&rule.resource_names),
        verbs: rule.verbs.iter().map(ToString::to_string).collect(),
        ..PolicyRule::default()
    }
}
