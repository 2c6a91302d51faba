//! What happens to requests after they were routed: pools, outliers, subsets.

mod connection_pool;
mod load_balancer;
mod outlier;
mod tls;

use std::collections::BTreeMap;

pub use connection_pool::{
    ConnectionPoolSettings, H2UpgradePolicy, HTTPSettings, KeepaliveSettings, TCPSettings, TcpKeepalive,
};
pub use load_balancer::{
    BackendUtilizationLB, ConsistentHashLB, CookieAttribute, HTTPCookie, LoadBalancerSettings, LocalityDistribute,
    LocalityFailover, LocalityLoadBalancerSetting, MagLev, RingHash, SimpleLB, WarmupConfiguration,
    ZoneAwareLoadBalancerSetting,
};
pub use outlier::{OutlierDetection, RetryBudget};
pub use tls::{ClientTLSMode, ClientTLSSettings, ProxyProtocol, ProxyProtocolVersion, TunnelSettings};

use super::{PortSelector, WorkloadSelector};
use crate::custom_resource::{custom_resource, parts};

custom_resource! {
    /// What happens to requests after they were routed: pools, outliers, subsets.
    DestinationRule, DestinationRuleSpec, "networking.istio.io", "v1", "destinationrules"
}

parts! {
    /// Which host, and what its clients do.
    pub struct DestinationRuleSpec {
        /// The host; short names are of the namespace of the object.
        pub host: String,
        /// What holds for every subset.
        pub traffic_policy: Option<TrafficPolicy>,
        /// The versions that routes may name.
        pub subsets: Vec<Subset>,
        /// The namespaces that see it: `.` its own, `*` all.
        pub export_to: Vec<String>,
        /// Which clients; every one unless given.
        pub workload_selector: Option<WorkloadSelector>,
    }

    /// A version of a host.
    pub struct Subset {
        /// The name by which routes know it.
        pub name: String,
        /// The labels of its pods.
        pub labels: BTreeMap<String, String>,
        /// What holds for it in place of the whole object's.
        pub traffic_policy: Option<TrafficPolicy>,
    }

    /// What clients do.
    pub struct TrafficPolicy {
        /// To which endpoint a request goes.
        pub load_balancer: Option<LoadBalancerSettings>,
        /// How many connections and requests there may be.
        pub connection_pool: Option<ConnectionPoolSettings>,
        /// When an endpoint gets no more requests for a while.
        pub outlier_detection: Option<OutlierDetection>,
        /// How many requests may be tried again at once.
        pub retry_budget: Option<RetryBudget>,
        /// How TLS is spoken.
        pub tls: Option<ClientTLSSettings>,
        /// What holds for single ports in place of all this.
        pub port_level_settings: Vec<PortTrafficPolicy>,
        /// The proxy in between.
        pub tunnel: Option<TunnelSettings>,
        /// Which version of the PROXY protocol is spoken.
        pub proxy_protocol: Option<ProxyProtocol>,
    }

    /// What clients of one port do.
    pub struct PortTrafficPolicy {
        /// Which port.
        pub port: Option<PortSelector>,
        /// To which endpoint a request goes.
        pub load_balancer: Option<LoadBalancerSettings>,
        /// How many connections and requests there may be.
        pub connection_pool: Option<ConnectionPoolSettings>,
        /// When an endpoint gets no more requests for a while.
        pub outlier_detection: Option<OutlierDetection>,
        /// How TLS is spoken.
        pub tls: Option<ClientTLSSettings>,
    }
}
