//! To which endpoint a request goes.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Number;

use crate::custom_resource::parts;

parts! {
    /// To which endpoint a request goes; of `simple`, `consistent_hash` and `backend_utilization` one at most.
    pub struct LoadBalancerSettings {
        /// By a rule that keeps nothing in mind.
        pub simple: Option<SimpleLB>,
        /// To the same endpoint for the same caller.
        pub consistent_hash: Option<ConsistentHashLB>,
        /// By the load that endpoints report.
        pub backend_utilization: Option<BackendUtilizationLB>,
        /// By where client and endpoint are.
        pub locality_lb_setting: Option<LocalityLoadBalancerSetting>,
        /// By zone.
        pub zone_aware_lb_setting: Option<ZoneAwareLoadBalancerSetting>,
        /// For how long a new endpoint gets less: the older form of `warmup`.
        pub warmup_duration_secs: Option<String>,
        /// How a new endpoint gets less.
        pub warmup: Option<WarmupConfiguration>,
    }

    /// To the same endpoint for the same caller, whom one of the first four tells.
    pub struct ConsistentHashLB {
        /// A header.
        pub http_header_name: Option<String>,
        /// A cookie.
        pub http_cookie: Option<HTTPCookie>,
        /// The address of the client.
        pub use_source_ip: Option<bool>,
        /// A parameter of the query.
        pub http_query_parameter_name: Option<String>,
        /// By a ring.
        pub ring_hash: Option<RingHash>,
        /// By Maglev's table.
        pub maglev: Option<MagLev>,
        /// The least size of the ring: the older form of `ring_hash`.
        pub minimum_ring_size: Option<u64>,
    }

    /// A cookie, which is set where it is missing.
    pub struct HTTPCookie {
        /// Its name.
        pub name: String,
        /// Its path.
        pub path: Option<String>,
        /// How long it lasts; 0s for a session.
        pub ttl: Option<String>,
        /// Further attributes.
        pub attributes: Vec<CookieAttribute>,
    }

    /// An attribute of a cookie.
    pub struct CookieAttribute {
        /// Its name.
        pub name: String,
        /// Its value.
        pub value: Option<String>,
    }

    /// A ring of hashes.
    pub struct RingHash {
        /// How many places it has at least.
        pub minimum_ring_size: Option<u64>,
    }

    /// Maglev's table.
    pub struct MagLev {
        /// How many places it has; a prime.
        pub table_size: Option<u64>,
    }

    /// By the load that endpoints report.
    pub struct BackendUtilizationLB {
        /// For how long a new endpoint has no weight of its own.
        pub weight_stabilization_period: Option<String>,
        /// After how long without a report it has none again.
        pub weight_expiration_period: Option<String>,
        /// How often weights change.
        pub weight_update_period: Option<String>,
        /// How much errors count.
        pub error_utilization_penalty_percent: Option<u32>,
        /// The metrics that are the load.
        pub metric_names_for_computing_utilization: Vec<String>,
    }

    /// By where client and endpoint are; of the first three one at most.
    pub struct LocalityLoadBalancerSetting {
        /// Shares by locality.
        pub distribute: Vec<LocalityDistribute>,
        /// Where requests go when a region has no healthy endpoint.
        pub failover: Vec<LocalityFailover>,
        /// The labels by which endpoints are near, the most important first.
        pub failover_priority: Vec<String>,
        /// Whether at all.
        pub enabled: Option<bool>,
    }

    /// Shares by locality.
    pub struct LocalityDistribute {
        /// Of which clients, as `REGION/ZONE/SUBZONE`.
        pub from: Option<String>,
        /// How many of a hundred requests go where.
        pub to: BTreeMap<String, u32>,
    }

    /// Where requests go when a region has no healthy endpoint.
    pub struct LocalityFailover {
        /// Which region.
        pub from: Option<String>,
        /// The region in its place.
        pub to: Option<String>,
    }

    /// By zone.
    pub struct ZoneAwareLoadBalancerSetting {
        /// Whether at all.
        pub enabled: Option<bool>,
        /// Where requests go when a region has no healthy endpoint.
        pub failover: Vec<LocalityFailover>,
        /// The labels by which endpoints are near, the most important first.
        pub failover_priority: Vec<String>,
        /// With how many endpoints at least.
        pub min_cluster_size: Option<u32>,
    }

    /// How a new endpoint gets less.
    pub struct WarmupConfiguration {
        /// For how long.
        pub duration: String,
        /// How many of a hundred it begins with.
        pub minimum_percent: Option<Number>,
        /// How fast it gets more; 1 for evenly.
        pub aggression: Option<Number>,
    }
}

/// A rule that keeps nothing in mind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[non_exhaustive]
pub enum SimpleLB {
    /// As Istio likes.
    Unspecified,
    /// The older name of `LeastRequest`.
    LeastConn,
    /// Any endpoint.
    Random,
    /// Where the client wanted it to go.
    Passthrough,
    /// One after the other.
    RoundRobin,
    /// The one of two with fewer requests.
    LeastRequest,
}
