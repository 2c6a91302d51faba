//! APIs that are gone: until when there was one, and what replaces it.
//!
//! From the `APILifecycleRemoved` marks of k8s.io/api, the Deprecated API Migration Guide and the change logs of
//! Kubernetes, Istio and Gateway API.

/// A group and version that is not served any more, for some kinds.
#[derive(Debug)]
pub(super) struct Removed {
    pub(super) api_version: &'static str,
    pub(super) kinds: &'static [&'static str],
    /// The first version without it, as `Kubernetes 1.16`.
    pub(super) gone: &'static str,
    pub(super) instead: Instead,
}

/// What to write in place of something that is gone.
#[derive(Debug)]
pub(super) enum Instead {
    /// The same object in another group or version.
    Same(&'static str),
    /// An object of another group or version whose fields differ, as the second text says.
    Changed(&'static str, &'static str),
    /// Something else altogether.
    Other(&'static str),
}

use Instead::{Changed, Other, Same};

const fn of(
    api_version: &'static str,
    kinds: &'static [&'static str],
    gone: &'static str,
    instead: Instead,
) -> Removed {
    Removed { api_version, kinds, gone, instead }
}

const POD_SECURITY: Instead = Other("the label `pod-security.kubernetes.io/enforce` on the namespace");
const INGRESS: Instead = Changed(
    "networking.k8s.io/v1",
    "`serviceName: web` and `servicePort: 80` become `service: {name: web, port: {number: 80}}`, every path needs a `pathType`, and `backend` of the spec is `defaultBackend`",
);
const RBAC: &[&str] = &["Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding"];
const FLOW: &[&str] = &["FlowSchema", "PriorityLevelConfiguration"];
const REVIEWS: &[&str] =
    &["SubjectAccessReview", "LocalSubjectAccessReview", "SelfSubjectAccessReview", "SelfSubjectRulesReview"];

const REMOVED: &[Removed] = &[
    of("extensions/v1beta1", &["Deployment", "DaemonSet", "ReplicaSet"], "Kubernetes 1.16", Same("apps/v1")),
    of("extensions/v1beta1", &["NetworkPolicy"], "Kubernetes 1.16", Same("networking.k8s.io/v1")),
    of("extensions/v1beta1", &["PodSecurityPolicy"], "Kubernetes 1.16", POD_SECURITY),
    of("extensions/v1beta1", &["Ingress"], "Kubernetes 1.22", INGRESS),
    of("apps/v1beta1", &["Deployment", "StatefulSet", "ControllerRevision"], "Kubernetes 1.16", Same("apps/v1")),
    of(
        "apps/v1beta2",
        &["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ControllerRevision"],
        "Kubernetes 1.16",
        Same("apps/v1"),
    ),
    of("batch/v2alpha1", &["CronJob"], "Kubernetes 1.21", Same("batch/v1")),
    of("batch/v1beta1", &["CronJob"], "Kubernetes 1.25", Same("batch/v1")),
    of(
        "autoscaling/v2beta1",
        &["HorizontalPodAutoscaler"],
        "Kubernetes 1.25",
        Changed(
            "autoscaling/v2",
            "`targetAverageUtilization: 60` becomes `target: {type: Utilization, averageUtilization: 60}`",
        ),
    ),
    of("autoscaling/v2beta2", &["HorizontalPodAutoscaler"], "Kubernetes 1.26", Same("autoscaling/v2")),
    of("policy/v1beta1", &["PodDisruptionBudget"], "Kubernetes 1.25", Same("policy/v1")),
    of("policy/v1beta1", &["PodSecurityPolicy"], "Kubernetes 1.25", POD_SECURITY),
    of("networking.k8s.io/v1beta1", &["Ingress"], "Kubernetes 1.22", INGRESS),
    of("networking.k8s.io/v1beta1", &["IngressClass"], "Kubernetes 1.22", Same("networking.k8s.io/v1")),
    of("rbac.authorization.k8s.io/v1beta1", RBAC, "Kubernetes 1.22", Same("rbac.authorization.k8s.io/v1")),
    of("rbac.authorization.k8s.io/v1alpha1", RBAC, "Kubernetes 1.23", Same("rbac.authorization.k8s.io/v1")),
    of("scheduling.k8s.io/v1beta1", &["PriorityClass"], "Kubernetes 1.22", Same("scheduling.k8s.io/v1")),
    of(
        "storage.k8s.io/v1beta1",
        &["StorageClass", "CSIDriver", "CSINode", "VolumeAttachment"],
        "Kubernetes 1.22",
        Same("storage.k8s.io/v1"),
    ),
    of("storage.k8s.io/v1beta1", &["CSIStorageCapacity"], "Kubernetes 1.27", Same("storage.k8s.io/v1")),
    of(
        "apiextensions.k8s.io/v1beta1",
        &["CustomResourceDefinition"],
        "Kubernetes 1.22",
        Changed(
            "apiextensions.k8s.io/v1",
            "each of `versions` has a structural `schema`, and `subresources` and `additionalPrinterColumns` of its own",
        ),
    ),
    of("apiregistration.k8s.io/v1beta1", &["APIService"], "Kubernetes 1.22", Same("apiregistration.k8s.io/v1")),
    of(
        "admissionregistration.k8s.io/v1beta1",
        &["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"],
        "Kubernetes 1.22",
        Changed("admissionregistration.k8s.io/v1", "`sideEffects` and `admissionReviewVersions` have to be given"),
    ),
    of("authentication.k8s.io/v1beta1", &["TokenReview"], "Kubernetes 1.22", Same("authentication.k8s.io/v1")),
    of("authorization.k8s.io/v1beta1", REVIEWS, "Kubernetes 1.22", Same("authorization.k8s.io/v1")),
    of(
        "certificates.k8s.io/v1beta1",
        &["CertificateSigningRequest"],
        "Kubernetes 1.22",
        Changed("certificates.k8s.io/v1", "`signerName` and `usages` have to be given"),
    ),
    of("coordination.k8s.io/v1beta1", &["Lease"], "Kubernetes 1.22", Same("coordination.k8s.io/v1")),
    of(
        "discovery.k8s.io/v1beta1",
        &["EndpointSlice"],
        "Kubernetes 1.25",
        Changed("discovery.k8s.io/v1", "`topology` is gone; `nodeName` and `zone` say the same"),
    ),
    of(
        "events.k8s.io/v1beta1",
        &["Event"],
        "Kubernetes 1.25",
        Changed("events.k8s.io/v1", "fields of the older form begin with `deprecated`"),
    ),
    of("node.k8s.io/v1beta1", &["RuntimeClass"], "Kubernetes 1.25", Same("node.k8s.io/v1")),
    of("flowcontrol.apiserver.k8s.io/v1beta1", FLOW, "Kubernetes 1.26", Same("flowcontrol.apiserver.k8s.io/v1")),
    of("flowcontrol.apiserver.k8s.io/v1beta2", FLOW, "Kubernetes 1.29", Same("flowcontrol.apiserver.k8s.io/v1")),
    of("flowcontrol.apiserver.k8s.io/v1beta3", FLOW, "Kubernetes 1.32", Same("flowcontrol.apiserver.k8s.io/v1")),
    of(
        "config.istio.io/v1alpha2",
        &["RouteRule"],
        "Istio 1.0",
        Other("a VirtualService and a DestinationRule of `networking.istio.io/v1`"),
    ),
    of("config.istio.io/v1alpha2", &["EgressRule"], "Istio 1.0", Other("a ServiceEntry of `networking.istio.io/v1`")),
    of(
        "config.istio.io/v1alpha2",
        &["DestinationPolicy"],
        "Istio 1.0",
        Other("a DestinationRule of `networking.istio.io/v1` with a `trafficPolicy`"),
    ),
    of(
        "config.istio.io/v1alpha2",
        &["rule", "handler", "instance", "attributemanifest", "QuotaSpec", "QuotaSpecBinding"],
        "Istio 1.8",
        Other("a Telemetry of `telemetry.istio.io/v1`, or an EnvoyFilter for limits of rates"),
    ),
    of(
        "authentication.istio.io/v1alpha1",
        &["Policy", "MeshPolicy"],
        "Istio 1.6",
        Other("a PeerAuthentication of `security.istio.io/v1`, and a RequestAuthentication for tokens"),
    ),
    of(
        "rbac.istio.io/v1alpha1",
        &["ServiceRole", "ServiceRoleBinding", "RbacConfig", "ClusterRbacConfig"],
        "Istio 1.6",
        Other("an AuthorizationPolicy of `security.istio.io/v1`"),
    ),
    of(
        "gateway.networking.k8s.io/v1alpha2",
        &["Gateway", "GatewayClass", "HTTPRoute"],
        "Gateway API 1.0",
        Same("gateway.networking.k8s.io/v1"),
    ),
    of("gateway.networking.k8s.io/v1alpha2", &["GRPCRoute"], "Gateway API 1.2", Same("gateway.networking.k8s.io/v1")),
    of(
        "gateway.networking.k8s.io/v1alpha2",
        &["ReferenceGrant"],
        "Gateway API 1.2",
        Same("gateway.networking.k8s.io/v1beta1"),
    ),
];

/// What became of a kind of a group and version, if it is gone.
pub(super) fn removed(api_version: &str, kind: &str) -> Option<&'static Removed> {
    REMOVED.iter().find(|removed| removed.api_version == api_version && removed.kinds.contains(&kind))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Object;

    #[test]
    fn what_is_gone_is_not_what_is_written() {
        for Removed { api_version, kinds, .. } in REMOVED {
            for kind in *kinds {
                assert!(!Object::KINDS.contains(&(api_version, kind)), "{api_version} {kind}");
                let of_kind = |other: &&Removed| other.api_version == *api_version && other.kinds.contains(kind);
                assert_eq!(REMOVED.iter().filter(of_kind).count(), 1, "{api_version} {kind}");
            }
        }
    }

    #[test]
    fn every_replacement_is_served() {
        for Removed { api_version, kinds, instead, .. } in REMOVED {
            let (Same(new) | Changed(new, _)) = instead else { continue };
            for kind in *kinds {
                assert!(removed(new, kind).is_none(), "{kind} of {api_version} becomes {new}, which is gone too");
            }
        }
    }
}
