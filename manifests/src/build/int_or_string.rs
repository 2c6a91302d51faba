//! Numbers and percentages of pods, as the API has them.

use k8s_openapi::apimachinery::pkg::util::intstr::IntOrString;
use pavedroad_rollout::IntOrPercent;

pub(super) fn int_or_string(value: IntOrPercent) -> IntOrString {
    match value.as_int() {
        Some(number) => IntOrString::Int(number),
        None => IntOrString::String(value.to_string()),
    }
}
