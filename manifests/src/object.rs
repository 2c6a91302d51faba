//! One object of Kubernetes, Istio or Gateway API.

use k8s_openapi::api::apps::v1::{DaemonSet, Deployment, ReplicaSet, StatefulSet};
use k8s_openapi::api::autoscaling::v2::HorizontalPodAutoscaler;
use k8s_openapi::api::batch::v1::{CronJob, Job};
use k8s_openapi::api::core::v1::{
    ConfigMap, LimitRange, Namespace, Node, PersistentVolume, PersistentVolumeClaim, Pod, ReplicationController,
    ResourceQuota, Secret, Service, ServiceAccount,
};
use k8s_openapi::api::networking::v1::{Ingress, NetworkPolicy};
use k8s_openapi::api::policy::v1::PodDisruptionBudget;
use k8s_openapi::api::rbac::v1::{Role, RoleBinding};
use k8s_openapi::api::scheduling::v1::PriorityClass;
use k8s_openapi::api::storage::v1::StorageClass;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{gateway_api, istio};

macro_rules! object {
    ($($(#[$doc:meta])* $variant:ident: $kind:ty),+ $(,)?) => {
        /// One object. The variants stand in the order in which objects are applied: what others need comes first.
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum Object {
            $($(#[$doc])* $variant(Box<$kind>),)+
        }

        /// The variants by number, for their order.
        #[derive(Clone, Copy)]
        enum Order {
            $($variant,)+
        }

        impl Object {
            /// The kind, such as `Deployment`.
            #[must_use]
            pub fn kind(&self) -> &'static str {
                match self {
                    $(Self::$variant(_) => <$kind as k8s_openapi::Resource>::KIND,)+
                }
            }

            /// The group and version, such as `apps/v1`.
            #[must_use]
            pub fn api_version(&self) -> &'static str {
                match self {
                    $(Self::$variant(_) => <$kind as k8s_openapi::Resource>::API_VERSION,)+
                }
            }

            /// The metadata: name, namespace, labels, annotations.
            #[must_use]
            pub fn metadata(&self) -> &ObjectMeta {
                match self {
                    $(Self::$variant(object) => &object.metadata,)+
                }
            }

            /// The metadata, to change it.
            #[must_use]
            pub fn metadata_mut(&mut self) -> &mut ObjectMeta {
                match self {
                    $(Self::$variant(object) => &mut object.metadata,)+
                }
            }

            /// What it takes of quotas by being there: one of its kind.
            pub(crate) fn quota_usage(&self) -> crate::admission::QuotaUsage<'_> {
                match self {
                    $(Self::$variant(object) => crate::admission::QuotaUsage::of_object(&**object),)+
                }
            }

            /// Every group and version with a kind that there is a type for.
            pub(crate) const KINDS: &[(&str, &str)] =
                &[$((<$kind as k8s_openapi::Resource>::API_VERSION, <$kind as k8s_openapi::Resource>::KIND),)+];

            /// Reads an object of a group, version and kind; `None` where there is no type for it.
            pub(crate) fn deserialize_as<'de, D: Deserializer<'de>>(
                api_version: &str,
                kind: &str,
                deserializer: D,
            ) -> Option<Result<Self, D::Error>> {
                $(if (api_version, kind)
                    == (<$kind as k8s_openapi::Resource>::API_VERSION, <$kind as k8s_openapi::Resource>::KIND)
                {
                    return Some(<$kind>::deserialize(deserializer).map(Self::from));
                })+
                None
            }

            /// Where it stands in apply order.
            pub(crate) fn order(&self) -> usize {
                match self {
                    $(Self::$variant(_) => Order::$variant as usize,)+
                }
            }
        }

        impl Serialize for Object {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant(object) => object.serialize(serializer),)+
                }
            }
        }

        $(
            impl From<$kind> for Object {
                fn from(object: $kind) -> Self {
                    Self::$variant(Box::new(object))
                }
            }
        )+
    };
}

object! {
    /// A Node.
    Node: Node,
    /// A Namespace.
    Namespace: Namespace,
    /// A PriorityClass.
    PriorityClass: PriorityClass,
    /// A ResourceQuota.
    ResourceQuota: ResourceQuota,
    /// A LimitRange.
    LimitRange: LimitRange,
    /// A StorageClass.
    StorageClass: StorageClass,
    /// A PersistentVolume.
    PersistentVolume: PersistentVolume,
    /// A ServiceAccount.
    ServiceAccount: ServiceAccount,
    /// A Role.
    Role: Role,
    /// A RoleBinding.
    RoleBinding: RoleBinding,
    /// A NetworkPolicy.
    NetworkPolicy: NetworkPolicy,
    /// Istio's PeerAuthentication.
    PeerAuthentication: istio::PeerAuthentication,
    /// Istio's AuthorizationPolicy.
    AuthorizationPolicy: istio::AuthorizationPolicy,
    /// Istio's Telemetry.
    Telemetry: istio::Telemetry,
    /// Istio's EnvoyFilter.
    EnvoyFilter: istio::EnvoyFilter,
    /// A Secret.
    Secret: Secret,
    /// A ConfigMap.
    ConfigMap: ConfigMap,
    /// A PersistentVolumeClaim.
    PersistentVolumeClaim: PersistentVolumeClaim,
    /// A Service.
    Service: Service,
    /// Istio's ServiceEntry.
    ServiceEntry: istio::ServiceEntry,
    /// Istio's DestinationRule: subsets stand before what routes to them.
    DestinationRule: istio::DestinationRule,
    /// A Pod.
    Pod: Pod,
    /// A ReplicationController.
    ReplicationController: ReplicationController,
    /// A ReplicaSet.
    ReplicaSet: ReplicaSet,
    /// A Deployment.
    Deployment: Deployment,
    /// A StatefulSet.
    StatefulSet: StatefulSet,
    /// A DaemonSet.
    DaemonSet: DaemonSet,
    /// A Job.
    Job: Job,
    /// A CronJob.
    CronJob: CronJob,
    /// A PodDisruptionBudget.
    PodDisruptionBudget: PodDisruptionBudget,
    /// A HorizontalPodAutoscaler.
    HorizontalPodAutoscaler: HorizontalPodAutoscaler,
    /// Istio's Gateway.
    IstioGateway: istio::Gateway,
    /// Istio's VirtualService.
    VirtualService: istio::VirtualService,
    /// Gateway API's Gateway.
    Gateway: gateway_api::Gateway,
    /// Gateway API's HTTPRoute.
    HTTPRoute: gateway_api::HTTPRoute,
    /// An Ingress.
    Ingress: Ingress,
}
