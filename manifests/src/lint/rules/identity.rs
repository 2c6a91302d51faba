//! Pods run as somebody, and somebody may do something.

use crate::lint::code::LintCode;
use crate::lint::finding::LintFinding;
use crate::lint::index::{Index, namespace};
use crate::object::Object;
use k8s_openapi::api::apps::v1::StatefulSetSpec;

#[allow(clippy::useless_conversion, reason = "of use with other versions of Kubernetes")]
pub(super) fn check(index: &Index<'_>, closed: bool, findings: &mut Vec<LintFinding>) {
    for pods in &index.pods {
        // The second is the name of the field from before 2015, and still read.
        let names = [&pods.spec.service_account_name, &pods.spec.service_account];
        let Some(account) = names.into_iter().flatten().find(|name| !name.is_empty()) else { continue };
        // Every namespace has one that is called `default`.
        if account != "default"
            && index.named("ServiceAccount", pods.namespace, account).is_none()
            && (closed || index.expects(pods.item.1, "ServiceAccount", pods.namespace))
        {
            findings.push(LintFinding::new(
                pods.item,
                LintCode::DanglingServiceAccount,
                format!("{}.serviceAccountName", pods.path),
                format!("ServiceAccount `{account}`"),
                format!("one that is there in namespace `{}`", pods.namespace),
            ));
        }
    }
    for item in &index.items {
        let space = namespace(item.1);
        match item.1 {
            Object::RoleBinding(binding) => {
                let role = &binding.role_ref;
                let missing =
                    role.kind == "Role" && !is_given(&role.name) && index.named("Role", space, &role.name).is_none();
                if missing && (closed || index.expects(item.1, "Role", space)) {
                    findings.push(LintFinding::new(
                        *item,
                        LintCode::DanglingRole,
                        "roleRef.name",
                        format!("Role `{}`", role.name),
                        format!("one that is there in namespace `{space}`"),
                    ));
                }
                for (at, subject) in binding.subjects.iter().flatten().enumerate() {
                    let of = subject.namespace.as_deref().unwrap_or(space);
                    let here = closed || of == space && index.expects(item.1, "ServiceAccount", of);
                    let missing = subject.kind == "ServiceAccount"
                        && subject.name != "default"
                        && index.named("ServiceAccount", of, &subject.name).is_none();
                    if here && missing {
                        findings.push(LintFinding::new(
                            *item,
                            LintCode::DanglingServiceAccount,
                            format!("subjects[{at}].name"),
                            format!("ServiceAccount `{}`", subject.name),
                            format!("one that is there in namespace `{of}`"),
                        ));
                    }
                }
            }
            Object::StatefulSet(set) => {
                let spec: Option<&StatefulSetSpec> = (&set.spec).into();
                let Some(name) = spec.and_then(|spec| spec.service_name.as_deref()).filter(|name| !name.is_empty())
                else {
                    continue;
                };
                let headless =
                    |service: &crate::lint::index::ServiceItem<'_>| service.spec.cluster_ip.as_deref() == Some("None");
                let (code, what) = match index.service(space, name) {
                    Some(service) if headless(&service) => continue,
                    Some(_) => (LintCode::NotHeadless, "which is not headless"),
                    None if !closed && !index.expects(item.1, "Service", space) => continue,
                    None => (LintCode::DanglingService, "which is not there"),
                };
                let found = format!("Service `{name}`, {what}");
                findings.push(LintFinding::new(*item, code, "spec.serviceName", found, "a headless Service"));
            }
            _ => {}
        }
    }
}

/// Whether every cluster has a Role of this name in `kube-system`.
fn is_given(role: &str) -> bool {
    role.starts_with("system:") || role == "extension-apiserver-authentication-reader"
}
