//! A StorageClass, which belongs to no namespace.

use k8s_openapi::api::storage::v1::StorageClass as ApiStorageClass;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;

use super::container::non_empty;
use crate::StorageClass;

pub(crate) fn storage_class(class: &StorageClass) -> ApiStorageClass {
    let parameters = class.parameters.iter().map(|(key, value)| (key.to_string(), value.to_string()));
    ApiStorageClass {
        metadata: ObjectMeta { name: Some(class.name.as_str().to_owned()), ..ObjectMeta::default() },
        provisioner: class.provisioner.to_string(),
        parameters: (!class.parameters.is_empty()).then(|| parameters.collect()),
        reclaim_policy: Some(class.reclaim_policy.as_str().to_owned()),
        volume_binding_mode: Some(class.volume_binding_mode.as_str().to_owned()),
        allow_volume_expansion: class.allow_volume_expansion.then_some(true),
        mount_options: non_empty(class.mount_options.iter().map(ToString::to_string)),
        ..ApiStorageClass::default()
    }
}
