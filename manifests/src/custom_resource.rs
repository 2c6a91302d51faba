//! What every object has that no crate has types for: `apiVersion`, `kind`, metadata and a spec.

use std::collections::BTreeMap;

use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;
use serde::Deserialize;

/// A custom resource as it is read: which one it says it is, and what it holds. What the server adds, such as `status`,
/// is left.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", bound = "S: Default + Deserialize<'de>")]
pub(crate) struct Document<S> {
    pub(crate) api_version: String,
    pub(crate) kind: String,
    #[serde(default)]
    pub(crate) metadata: ObjectMeta,
    #[serde(default)]
    pub(crate) spec: S,
}

/// Whether a field says nothing, and so is not written.
pub(crate) trait Absent {
    fn is_absent(&self) -> bool;
}

impl<T> Absent for Option<T> {
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T> Absent for Vec<T> {
    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

impl<K, V> Absent for BTreeMap<K, V> {
    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

/// What a schema requires is always written.
macro_rules! always_written {
    ($($kind:ty),+) => {
        $(
            impl Absent for $kind {
                fn is_absent(&self) -> bool {
                    false
                }
            }
        )+
    };
}

always_written!(
    String,
    i32,
    u32,
    crate::gateway_api::BackendObjectReference,
    crate::gateway_api::TLSConfig,
    crate::istio::Destination,
    crate::istio::Port
);

/// Makes structs parts of a custom resource: keys in camel case, and only those that have something to say. What is
/// missing reads as nothing, as in k8s-openapi's own types.
macro_rules! parts {
    ($($(#[$meta:meta])* pub struct $name:ident { $($(#[$field_meta:meta])* pub $field:ident: $ty:ty,)* })+) => {
        $(
            $(#[$meta])*
            #[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
            #[serde(rename_all = "camelCase", default)]
            pub struct $name {
                $(
                    $(#[$field_meta])*
                    #[serde(skip_serializing_if = "crate::custom_resource::Absent::is_absent")]
                    pub $field: $ty,
                )*
            }
        )+
    };
}

/// Makes a struct with `metadata` and `spec` an object of Kubernetes, as k8s-openapi's own types are: with its
/// `Resource` and `Metadata`, so that `kube` takes it, and written with `apiVersion` and `kind`.
macro_rules! custom_resource {
    ($(#[$doc:meta])* $kind:ident, $spec:ident, $group:literal, $version:literal, $plural:literal) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $kind {
            /// Name, namespace, labels, annotations.
            pub metadata: k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta,
            /// What is wanted.
            pub spec: $spec,
        }

        impl k8s_openapi::Resource for $kind {
            const API_VERSION: &'static str = concat!($group, "/", $version);
            const GROUP: &'static str = $group;
            const KIND: &'static str = stringify!($kind);
            const VERSION: &'static str = $version;
            const URL_PATH_SEGMENT: &'static str = $plural;
            type Scope = k8s_openapi::NamespaceResourceScope;
        }

        impl k8s_openapi::ListableResource for $kind {
            const LIST_KIND: &'static str = concat!(stringify!($kind), "List");
        }

        impl k8s_openapi::Metadata for $kind {
            type Ty = k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;

            fn metadata(&self) -> &Self::Ty {
                &self.metadata
            }

            fn metadata_mut(&mut self) -> &mut Self::Ty {
                &mut self.metadata
            }
        }

        impl serde::Serialize for $kind {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeStruct;
                let mut state = serializer.serialize_struct(<Self as k8s_openapi::Resource>::KIND, 4)?;
                state.serialize_field("apiVersion", <Self as k8s_openapi::Resource>::API_VERSION)?;
                state.serialize_field("kind", <Self as k8s_openapi::Resource>::KIND)?;
                state.serialize_field("metadata", &self.metadata)?;
                state.serialize_field("spec", &self.spec)?;
                state.end()
            }
        }

        impl<'de> serde::Deserialize<'de> for $kind {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                use serde::de::{Error, Unexpected};
                let document = crate::custom_resource::Document::<$spec>::deserialize(deserializer)?;
                let (api_version, kind) =
                    (<Self as k8s_openapi::Resource>::API_VERSION, <Self as k8s_openapi::Resource>::KIND);
                if document.api_version != api_version {
                    return Err(D::Error::invalid_value(Unexpected::Str(&document.api_version), &api_version));
                }
                if document.kind != kind {
                    return Err(D::Error::invalid_value(Unexpected::Str(&document.kind), &kind));
                }
                Ok(Self { metadata: document.metadata, spec: document.spec })
            }
        }
    };
}

pub(crate) use {custom_resource, parts};
