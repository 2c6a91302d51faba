//! The LimitRange of a namespace.

use std::collections::BTreeMap;

use k8s_openapi::api::core::v1::{LimitRange, LimitRangeItem as ApiItem, LimitRangeSpec};
use k8s_openapi::apimachinery::pkg::api::resource::Quantity as ApiQuantity;
use pavedroad_naming::Namespace;

use super::labels;
use crate::{Amounts, LimitRangeItem, Limits};

/// The name, the same in every namespace.
const NAME: &str = "limits";

/// What the platform says of containers, and of pods; nothing where it says nothing.
pub(crate) fn limit_range(namespace: &Namespace, limits: &Limits) -> Option<LimitRange> {
    let of = |kind: &str, item: &LimitRangeItem| {
        (*item != LimitRangeItem::default()).then(|| ApiItem {
            default: amounts(&item.default),
            default_request: amounts(&item.default_request),
            max: amounts(&item.max),
            min: amounts(&item.min),
            type_: kind.to_owned(),
            ..ApiItem::default()
        })
    };
    let items: Vec<ApiItem> =
        [of("Container", &limits.container), of("Pod", &limits.pod)].into_iter().flatten().collect();
    (!items.is_empty()).then(|| LimitRange {
        metadata: labels::of_platform(namespace, NAME),
        spec: Some(LimitRangeSpec { limits: items }),
    })
}

fn amounts(amounts: &Amounts) -> Option<BTreeMap<String, ApiQuantity>> {
    let amounts: BTreeMap<_, _> =
        amounts.iter().map(|(name, amount)| (name.as_str().to_owned(), ApiQuantity::from(amount))).collect();
    (!amounts.is_empty()).then_some(amounts)
}
