//! What is known of a group, version and kind.

use super::autoscaler;
use super::removed::{Removed, removed};
use crate::Object;
use crate::decode::closest;
use crate::finding::{Problem, quote};
use crate::finding_code::FindingCode;

/// What a group, version and kind stand for.
#[derive(Debug)]
pub(super) enum Kind {
    /// There is a type for it.
    Typed,
    /// It is served, and the same object in a newer version has a type.
    Older(&'static str),
    Removed(&'static Removed),
    /// It may be right, and nobody here can tell.
    NotJudged,
    /// Kubernetes serves no such thing.
    Unknown(Problem),
}

/// Kinds that Kubernetes serves and that are not judged here, by group and version. With those that have types these
/// are all the stable ones of 1.33 to 1.37.
const SERVED: &[(&str, &[&str])] = &[
    ("v1", &["Binding", "ComponentStatus", "Endpoints", "Event", "PodTemplate"]),
    ("apps/v1", &["ControllerRevision"]),
    ("autoscaling/v1", &["Scale"]),
    ("autoscaling/v2", &[]),
    ("batch/v1", &[]),
    ("networking.k8s.io/v1", &["IngressClass", "IPAddress", "ServiceCIDR"]),
    ("policy/v1", &["Eviction"]),
    ("rbac.authorization.k8s.io/v1", &["ClusterRole", "ClusterRoleBinding"]),
    ("scheduling.k8s.io/v1", &[]),
    ("storage.k8s.io/v1", &["CSIDriver", "CSINode", "CSIStorageCapacity", "VolumeAttachment", "VolumeAttributesClass"]),
];

/// Versions of groups of others that are still served, and have the fields of the one that has a type.
const OLDER: &[&str] = &[
    "networking.istio.io/v1alpha3",
    "networking.istio.io/v1beta1",
    "security.istio.io/v1beta1",
    "telemetry.istio.io/v1alpha1",
    "gateway.networking.k8s.io/v1beta1",
];

impl Kind {
    pub(super) fn of(api_version: &str, kind: &str) -> Self {
        if Object::KINDS.contains(&(api_version, kind)) {
            return Self::Typed;
        }
        if let Some(newest) = OLDER.contains(&api_version).then(|| same_group(api_version, kind)).flatten() {
            return Self::Older(newest);
        }
        if autoscaler::is_older(api_version, kind) {
            return Self::Older("autoscaling/v2");
        }
        if let Some(removed) = removed(api_version, kind) {
            return Self::Removed(removed);
        }
        let group = group(api_version);
        let served = SERVED.iter().find(|(served, _)| *served == api_version);
        match served {
            Some((_, kinds)) if kinds.contains(&kind) => Self::NotJudged,
            Some((_, kinds)) => Self::Unknown(unknown(api_version, kind, kinds)),
            // A version that Kubernetes does not serve, of a group of its own.
            None if SERVED.iter().any(|(served, _)| self::group(served) == group) && home(kind).is_some() => {
                Self::Unknown(unknown(api_version, kind, &[]))
            }
            None => Self::NotJudged,
        }
    }
}

/// What Kubernetes has no such kind for, with the kind or the version that was probably meant.
fn unknown(api_version: &str, kind: &str, served: &[&'static str]) -> Problem {
    let found = format!("the kind {} of {}", quote(kind), quote(api_version));
    let typed = Object::KINDS.iter().filter(|(version, _)| *version == api_version).map(|(_, kind)| *kind);
    let of_version: Vec<&str> = typed.chain(served.iter().copied()).collect();
    let hint = match (home(kind), closest(kind, of_version.iter().copied())) {
        (Some(home), _) => format!("write `apiVersion: {home}`"),
        (None, Some(meant)) => format!("did you mean {}?", quote(meant)),
        (None, None) => match closest(kind, Object::KINDS.iter().map(|(_, kind)| *kind)) {
            Some(meant) => format!("did you mean {} of {}?", quote(meant), quote(home(meant).unwrap_or_default())),
            None => "check `apiVersion` and `kind`".to_owned(),
        },
    };
    Problem::error(FindingCode::UnknownKind, found, "a kind that Kubernetes serves").hint(hint)
}

/// The group and version in which there is a type for a kind, or in which Kubernetes serves it.
fn home(kind: &str) -> Option<&'static str> {
    let served = || SERVED.iter().find(|(_, kinds)| kinds.contains(&kind)).map(|(version, _)| *version);
    let typed = Object::KINDS.iter().filter(|(_, typed)| *typed == kind).map(|(version, _)| *version);
    typed.min_by_key(|version| version.len()).or_else(served)
}

/// The version with a type of the same group.
fn same_group(api_version: &str, kind: &str) -> Option<&'static str> {
    let same = |(version, typed): &&(&str, &str)| *typed == kind && group(version) == group(api_version);
    Object::KINDS.iter().find(same).map(|(version, _)| *version)
}

fn group(api_version: &str) -> &str {
    api_version.split_once('/').map_or("", |(group, _)| group)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_typed_older_gone_not_judged_or_unknown() {
        for (api_version, kind, expected) in [
            ("apps/v1", "Deployment", "Typed"),
            ("v1", "Pod", "Typed"),
            ("networking.istio.io/v1alpha3", "VirtualService", "Older(\"networking.istio.io/v1\")"),
            ("gateway.networking.k8s.io/v1beta1", "Gateway", "Older(\"gateway.networking.k8s.io/v1\")"),
            ("autoscaling/v1", "HorizontalPodAutoscaler", "Older(\"autoscaling/v2\")"),
            ("v1", "Endpoints", "NotJudged"),
            ("cert-manager.io/v1", "Certificate", "NotJudged"),
            ("networking.istio.io/v1", "Sidecar", "NotJudged"),
            ("apiextensions.k8s.io/v1", "CustomResourceDefinition", "NotJudged"),
            ("resource.k8s.io/v1", "DeviceClass", "NotJudged"),
        ] {
            assert_eq!(format!("{:?}", Kind::of(api_version, kind)), expected, "{api_version} {kind}");
        }
    }

    #[test]
    fn a_kind_that_kubernetes_does_not_serve_has_a_hint() {
        for (api_version, kind, expected) in [
            ("v1", "Deployment", "write `apiVersion: apps/v1`"),
            ("apps/v1", "Ingress", "write `apiVersion: networking.k8s.io/v1`"),
            ("v1", "StorageClass", "write `apiVersion: storage.k8s.io/v1`"),
            ("apps/v2", "Deployment", "write `apiVersion: apps/v1`"),
            ("apps/v1", "Deploymnet", "did you mean `Deployment`?"),
            ("v1", "ConfigMaps", "did you mean `ConfigMap`?"),
            ("apps/v1", "Servce", "did you mean `Service` of `v1`?"),
            ("v1", "Whatever", "check `apiVersion` and `kind`"),
        ] {
            match Kind::of(api_version, kind) {
                Kind::Unknown(problem) => assert_eq!(problem.hint.as_deref(), Some(expected), "{api_version} {kind}"),
                other => panic!("{api_version} {kind}: {other:?}"),
            }
        }
    }
}
