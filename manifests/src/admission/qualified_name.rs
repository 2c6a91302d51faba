//! Which names of resources a LimitRange and a ResourceQuota may hold, in the server's words.

use super::FieldError;

const NAME_RULE: &str = "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an \
    alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is \
    '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";

const SUBDOMAIN_RULE: &str = "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or \
    '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is \
    '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

const HUGE_PAGES: &str = "hugepages-";

/// What is wrong about a qualified name. Source: `IsQualifiedName` in Kubernetes'
/// `apimachinery/pkg/util/validation/validation.go`.
pub(super) fn qualified_name_problems(value: &str) -> Vec<String> {
    let mut problems = Vec::new();
    let name = match value.split('/').collect::<Vec<_>>().as_slice() {
        [name] => *name,
        [prefix, name] => {
            if prefix.is_empty() {
                problems.push("prefix part must be non-empty".to_owned());
            } else {
                problems.extend(subdomain_problems(prefix).map(|problem| format!("prefix part {problem}")));
            }
            *name
        }
        _ => {
            return vec![format!(
                "a qualified name {NAME_RULE} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')"
            )];
        }
    };
    if name.is_empty() {
        problems.push("name part must be non-empty".to_owned());
    } else if name.len() > 63 {
        problems.push("name part must be no more than 63 characters".to_owned());
    }
    if !is_name(name) {
        problems.push(format!("name part {NAME_RULE}"));
    }
    problems
}

fn subdomain_problems(text: &str) -> impl Iterator<Item = String> {
    let long = (text.len() > 253).then(|| "must be no more than 253 characters".to_owned());
    let label = |label: &str| {
        let edge = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
        let bytes = label.as_bytes();
        let inner = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || *byte == b'-';
        edge(bytes.first()) && edge(bytes.last()) && bytes.iter().all(inner)
    };
    let odd = (!text.split('.').all(label)).then(|| SUBDOMAIN_RULE.to_owned());
    long.into_iter().chain(odd)
}

fn is_name(name: &str) -> bool {
    let bytes = name.as_bytes();
    let edge = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let inner = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    edge(bytes.first()) && edge(bytes.last()) && bytes.iter().all(inner)
}

/// What is wrong about the name of any resource. Source: `validateResourceName` in Kubernetes'
/// `pkg/apis/core/validation/validation.go`.
pub(super) fn resource_name_errors(value: &str, path: &str) -> Vec<FieldError> {
    let problems = qualified_name_problems(value);
    if problems.is_empty() && !value.contains('/') && !is_standard(value) {
        return vec![FieldError::invalid(path, value, "must be a standard resource type or fully qualified")];
    }
    problems.into_iter().map(|problem| FieldError::invalid(path, value, problem)).collect()
}

/// What is wrong about the name of a resource that a container may ask for. Source: `validateContainerResourceName`, at
/// the same place.
pub(super) fn container_resource_name_errors(value: &str, path: &str) -> Vec<FieldError> {
    let mut errors = resource_name_errors(value, path);
    let own = matches!(value, "cpu" | "memory" | "ephemeral-storage") || value.starts_with(HUGE_PAGES);
    if !value.contains('/') {
        if !own {
            errors.push(FieldError::invalid(path, value, "must be a standard resource for containers"));
        }
    } else if !is_native(value) && !is_extended(value) {
        errors.push(FieldError::invalid(path, value, "doesn't follow extended resource name standard"));
    }
    errors
}

/// Source: `IsStandardResourceName` in Kubernetes' `pkg/apis/core/helper/helpers.go`.
fn is_standard(name: &str) -> bool {
    let bare = name.strip_prefix("requests.").unwrap_or(name);
    matches!(bare, "cpu" | "memory" | "ephemeral-storage" | "storage")
        || matches!(name, "limits.cpu" | "limits.memory" | "limits.ephemeral-storage")
        || matches!(name, "pods" | "resourcequotas" | "services" | "replicationcontrollers" | "secrets" | "configmaps")
        || matches!(name, "persistentvolumeclaims" | "services.nodeports" | "services.loadbalancers")
        || bare.starts_with(HUGE_PAGES)
}

/// Whether a name is Kubernetes' own. Source: `IsNativeResource`, at the same place.
pub(super) fn is_native(name: &str) -> bool {
    !name.contains('/') || name.contains("kubernetes.io/")
}

/// Whether a name is that of somebody's device. Source: `IsExtendedResourceName`, at the same place.
pub(super) fn is_extended(name: &str) -> bool {
    !is_native(name)
        && !name.starts_with("requests.")
        && qualified_name_problems(&format!("requests.{name}")).is_empty()
}

/// Whether more of it may be limited than requested. Source: `IsOvercommitAllowed`, at the same place.
pub(super) fn is_overcommit_allowed(name: &str) -> bool {
    is_native(name) && !name.starts_with(HUGE_PAGES)
}
