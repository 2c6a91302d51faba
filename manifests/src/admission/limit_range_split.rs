//! The usual mistake in a LimitRange, corrected.

use k8s_openapi::api::core::v1::{LimitRange, LimitRangeItem};

use super::defaults::fill;

/// A LimitRange that says what was probably meant by defaults in a `Pod` item, which the API server refuses: they move into
/// the `Container` item, made if there is none and otherwise filled up where it says nothing. The bounds stay with the
/// pod. `None` if no `Pod` item has defaults.
///
/// What else is wrong stays: check the result with [`validate_limit_range`](super::validate_limit_range).
///
/// # Examples
/// ```
/// use k8s_openapi::api::core::v1::LimitRange;
/// use pavedroad_manifests::admission::split_limit_range;
/// use serde_json::{from_value, json, to_value};
///
/// let limits: LimitRange = from_value(json!({
///     "spec": {"limits": [{"type": "Pod", "default": {"memory": "512Mi"}, "min": {"memory": "256Mi"}}]},
/// }))?;
/// let split = split_limit_range(&limits).ok_or("nothing to correct")?;
/// assert_eq!(
///     to_value(&split)?["spec"]["limits"],
///     json!([
///         {"type": "Container", "default": {"memory": "512Mi"}},
///         {"type": "Pod", "min": {"memory": "256Mi"}},
///     ])
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn split_limit_range(limit_range: &LimitRange) -> Option<LimitRange> {
    let mut corrected = limit_range.clone();
    let limits = &mut corrected.spec.as_mut()?.limits;
    let mut moved = LimitRangeItem { type_: "Container".to_owned(), ..LimitRangeItem::default() };
    let mut first = None;
    for (at, item) in limits.iter_mut().enumerate().filter(|(_, item)| item.type_ == "Pod") {
        for (from, to) in
            [(&mut item.default, &mut moved.default), (&mut item.default_request, &mut moved.default_request)]
        {
            if let Some(amounts) = from.take().filter(|amounts| !amounts.is_empty()) {
                fill(to, &amounts);
                first = first.or(Some(at));
            }
        }
    }
    let at = first?;
    match limits.iter_mut().find(|item| item.type_ == "Container") {
        None => limits.insert(at, moved),
        Some(item) => {
            fill(&mut item.default, &moved.default.unwrap_or_default());
            fill(&mut item.default_request, &moved.default_request.unwrap_or_default());
        }
    }
    // A Pod item that had nothing but defaults says nothing any more.
    limits.retain(|item| item != &LimitRangeItem { type_: "Pod".to_owned(), ..LimitRangeItem::default() });
    Some(corrected)
}
