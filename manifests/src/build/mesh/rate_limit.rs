//! How many requests each pod of an app takes.

use serde_json::json;

use super::networking_selector;
use crate::App;
use crate::build::labels;
use crate::istio::{
    ApplyTo, EnvoyConfigObjectMatch, EnvoyConfigObjectPatch, EnvoyFilter, EnvoyFilterSpec, EnvoyPatch,
    FilterChainMatch, FilterMatch, ListenerMatch, NameMatch, PatchContext, PatchOperation,
};

/// A filter of each pod's own proxy, since Istio's API has no word for it: a bucket that is full of tokens at first and
/// is filled up each second, minute or hour. A request that finds none is answered with 429.
///
/// It stands before the router, which is last: after the filters that refuse strangers, so that those take no tokens.
pub(super) fn envoy_filter(app: &App) -> Option<EnvoyFilter> {
    let limit = app.mesh.limit?;
    let always = json!({"numerator": 100, "denominator": "HUNDRED"});
    let value = json!({
        "name": "envoy.filters.http.local_ratelimit",
        "typed_config": {
            "@type": "type.googleapis.com/envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit",
            "stat_prefix": "http_local_rate_limiter",
            "token_bucket": {
                "max_tokens": limit.requests,
                "tokens_per_fill": limit.requests,
                // Protobuf's durations are in seconds.
                "fill_interval": format!("{}s", limit.per.as_secs()),
            },
            "filter_enabled": {"runtime_key": "local_rate_limit_enabled", "default_value": always},
            "filter_enforced": {"runtime_key": "local_rate_limit_enforced", "default_value": always},
        },
    });
    let filter = FilterMatch {
        name: Some("envoy.filters.network.http_connection_manager".to_owned()),
        sub_filter: Some(NameMatch { name: Some("envoy.filters.http.router".to_owned()) }),
    };
    let listener = ListenerMatch {
        filter_chain: Some(FilterChainMatch { filter: Some(filter), ..FilterChainMatch::default() }),
        ..ListenerMatch::default()
    };
    Some(EnvoyFilter {
        metadata: labels::metadata(app),
        spec: EnvoyFilterSpec {
            workload_selector: Some(networking_selector(app)),
            config_patches: vec![EnvoyConfigObjectPatch {
                apply_to: Some(ApplyTo::HttpFilter),
                selector: Some(EnvoyConfigObjectMatch {
                    context: Some(PatchContext::SidecarInbound),
                    listener: Some(listener),
                    ..EnvoyConfigObjectMatch::default()
                }),
                patch: Some(EnvoyPatch {
                    operation: Some(PatchOperation::InsertBefore),
                    value: Some(value),
                    filter_class: None,
                }),
            }],
            ..EnvoyFilterSpec::default()
        },
    })
}
