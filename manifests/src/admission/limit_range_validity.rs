//! Whether the API server takes a LimitRange, in its words.

use std::collections::BTreeSet;

use k8s_openapi::api::core::v1::LimitRange;

use super::limit_range::{LimitItem, LimitRangeRules, ratio_as_kubernetes};
use super::qualified_name::{
    container_resource_name_errors, is_overcommit_allowed, qualified_name_problems, resource_name_errors,
};
use super::refusal::shown_name;
use super::{AmountErrors, FieldError, InvalidObject, ResourceList};
use crate::Quantity;

const NOT_FOR_PODS: &str = "may not be specified when `type` is 'Pod'";

/// What the API server's validation says of a LimitRange's items: every error, in the order of the items, by name of
/// resource within one. `None` if there is nothing to say. Its name and labels are not checked here.
///
/// Source: `ValidateLimitRange` in Kubernetes' `pkg/apis/core/validation/validation.go`. As there, the item's missing
/// amounts are filled in first (see [`default_limit_range`](super::default_limit_range)). Ratios are compared in floating
/// point, as Kubernetes 1.36 does.
///
/// # Errors
/// Every amount that is no quantity.
///
/// # Examples
/// ```
/// use k8s_openapi::api::core::v1::LimitRange;
/// use pavedroad_manifests::admission::validate_limit_range;
/// use serde_json::{from_value, json};
///
/// let limits: LimitRange = from_value(json!({
///     "metadata": {"name": "default-limits"},
///     "spec": {"limits": [{"type": "Pod", "default": {"cpu": "100m"}, "max": {"cpu": "1"}}]},
/// }))?;
/// let invalid = validate_limit_range(&limits)?.ok_or("valid")?;
/// assert_eq!(
///     invalid.to_string(),
///     "LimitRange \"default-limits\" is invalid: \
///      spec.limits[0].default: Forbidden: may not be specified when `type` is 'Pod'"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn validate_limit_range(limit_range: &LimitRange) -> Result<Option<InvalidObject>, AmountErrors> {
    let rules = LimitRangeRules::read(limit_range)?;
    let mut errors = Vec::new();
    let mut types = BTreeSet::new();
    for (at, item) in rules.items().iter().enumerate() {
        let path = format!("spec.limits[{at}]");
        errors.extend(type_errors(&item.kind, &format!("{path}.type")));
        if !types.insert(item.kind.as_str()) {
            errors.push(FieldError::duplicate(format!("{path}.type"), &item.kind));
        }
        errors.extend(item_errors(item, &path));
    }
    Ok(InvalidObject::new("LimitRange", shown_name(&limit_range.metadata), errors))
}

fn type_errors(kind: &str, path: &str) -> Vec<FieldError> {
    let problems = qualified_name_problems(kind);
    if problems.is_empty() && !kind.contains('/') && !matches!(kind, "Pod" | "Container" | "PersistentVolumeClaim") {
        return vec![FieldError::invalid(path, kind, "must be a standard limit type or fully qualified")];
    }
    problems.into_iter().map(|problem| FieldError::invalid(path, kind, problem)).collect()
}

fn item_errors(item: &LimitItem, path: &str) -> Vec<FieldError> {
    let mut errors = Vec::new();
    let of_pod = item.kind == "Pod";
    errors.extend(name_errors(item, "max", &item.max, path));
    errors.extend(name_errors(item, "min", &item.min, path));
    if of_pod {
        for (name, amounts) in [("default", &item.default), ("defaultRequest", &item.default_request)] {
            if !amounts.is_empty() {
                errors.push(FieldError::forbidden(format!("{path}.{name}"), NOT_FOR_PODS));
            }
        }
    } else {
        errors.extend(name_errors(item, "default", &item.default, path));
        errors.extend(name_errors(item, "defaultRequest", &item.default_request, path));
    }
    let storage = |amounts: &ResourceList| amounts.get("storage").is_some();
    if item.kind == "PersistentVolumeClaim" && !storage(&item.min) && !storage(&item.max) {
        const NEITHER: &str = "either minimum or maximum storage value is required, but neither was provided";
        errors.push(FieldError::required(format!("{path}.limits"), NEITHER));
    }
    errors.extend(name_errors(item, "maxLimitRequestRatio", &item.ratio, path));
    let none = ResourceList::new();
    let (defaults, requests) = if of_pod { (&none, &none) } else { (&item.default, &item.default_request) };
    let lists = [&item.max, &item.min, defaults, requests, &item.ratio];
    let names: BTreeSet<&str> = lists.iter().flat_map(|list| list.iter().map(|(name, _)| name)).collect();
    for name in names {
        let amounts = Amounts {
            min: item.min.get(name),
            max: item.max.get(name),
            default: defaults.get(name),
            request: requests.get(name),
            ratio: item.ratio.get(name),
        };
        order_errors(name, &amounts, path, &mut errors);
    }
    errors
}

fn name_errors(item: &LimitItem, list: &str, amounts: &ResourceList, path: &str) -> Vec<FieldError> {
    let of_containers = matches!(item.kind.as_str(), "Pod" | "Container");
    let rule = if of_containers { container_resource_name_errors } else { resource_name_errors };
    amounts.iter().flat_map(|(name, _)| rule(name, &format!("{path}.{list}[{name}]"))).collect()
}

/// What an item says of one resource.
struct Amounts<'a> {
    min: Option<&'a Quantity>,
    max: Option<&'a Quantity>,
    default: Option<&'a Quantity>,
    request: Option<&'a Quantity>,
    ratio: Option<&'a Quantity>,
}

fn order_errors(name: &str, amounts: &Amounts<'_>, path: &str, errors: &mut Vec<FieldError>) {
    let Amounts { min, max, default, request, ratio } = *amounts;
    // The list that the error names, the value that it shows (both as the server has them), and the two amounts.
    let rules = [
        ("min", min, (min, "min"), (max, "max")),
        ("defaultRequest", request, (min, "min"), (request, "default request")),
        ("defaultRequest", request, (request, "default request"), (max, "max")),
        ("defaultRequest", request, (request, "default request"), (default, "default limit")),
        ("default", min, (min, "min"), (default, "default")),
        ("default", max, (default, "default"), (max, "max")),
    ];
    for (list, shown, (low, low_name), (high, high_name)) in rules {
        if let (Some(shown), Some(low), Some(high)) = (shown, low, high)
            && low > high
        {
            let detail = format!("{low_name} value {low} is greater than {high_name} value {high}");
            errors.push(FieldError::invalid(format!("{path}.{list}[{name}]"), shown, detail));
        }
    }
    if let Some(ratio) = ratio {
        let place = format!("{path}.maxLimitRequestRatio[{name}]");
        if ratio < &Quantity::from_static("1") {
            errors.push(FieldError::invalid(&*place, ratio, format!("ratio {ratio} is less than 1")));
        }
        if let (Some(min), Some(max)) = (min, max)
            && let Some(widest) = widest_as_kubernetes(ratio, min, max)
        {
            let detail = format!("ratio {ratio} is greater than max/min = {widest:.6}");
            errors.push(FieldError::invalid(&*place, ratio, detail));
        }
    }
    if let (Some(default), Some(request)) = (default, request)
        && !is_overcommit_allowed(name)
        && default != request
    {
        let detail = format!("default value {default} must equal to defaultRequest value {request} in {name}");
        errors.push(FieldError::invalid(format!("{path}.defaultRequest[{name}]"), request, detail));
    }
}

/// Max over min, if the ratio exceeds it: in floating point, as Kubernetes compares and prints it.
fn widest_as_kubernetes(ratio: &Quantity, min: &Quantity, max: &Quantity) -> Option<f64> {
    let (allowed, widest) = ratio_as_kubernetes(ratio, max, min, false);
    (allowed > widest).then_some(widest)
}
