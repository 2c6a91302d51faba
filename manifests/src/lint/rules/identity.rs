//! Pods run as somebody, and somebody may do something.

use crate::lint::code::LintCode;
use crate::lint::finding::LintFinding;
use crate::lint::index::{Index, namespace};
use crate::object::Object;
use k8s_openapi::api::apps::v1::StatefulSetSpec;

#[allow(clippy::useless_conversion, reason = "of use with other versions of Kubernetes")]
pub(super) fn check(index: &Index<'_>, closed: bool, findings: &mut Vec<LintFinding>) {
    for pods in &index.pods {
        let Some(account) = pods.spec.service_account_name.as_deref() else { continue };
        // Every namespace has one that is called `default`.
        if account != "default" && index.named("ServiceAccount", pods.namespace, account).is_none() {
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
                if role.kind == "Role" && index.named("Role", space, &role.name).is_none() {
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
                    let here = closed || of == space;
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
                let service = index.service(space, name);
                if !service.as_ref().is_some_and(headless) {
                    let what = if service.is_some() { "which is not headless" } else { "which is not there" };
                    findings.push(LintFinding::new(
                        *item,
                        LintCode::DanglingService,
                        "spec.serviceName",
                        format!("Service `{name}`, {what}"),
                        "a headless Service",
                    ));
                }
            }
            _ => {}
        }
    }
}
