//! How many connections and requests there may be.

use serde::{Deserialize, Serialize};

use crate::custom_resource::parts;

parts! {
    /// How many connections and requests there may be from each client.
    pub struct ConnectionPoolSettings {
        /// Of TCP, and so of HTTP too.
        pub tcp: Option<TCPSettings>,
        /// Of HTTP.
        pub http: Option<HTTPSettings>,
    }

    /// What holds for connections.
    pub struct TCPSettings {
        /// How many there may be.
        pub max_connections: Option<i32>,
        /// How long one may take to come about.
        pub connect_timeout: Option<String>,
        /// How silent ones are kept alive.
        pub tcp_keepalive: Option<TcpKeepalive>,
        /// How long one may last.
        pub max_connection_duration: Option<String>,
        /// How long one may be silent.
        pub idle_timeout: Option<String>,
    }

    /// How silent connections are kept alive.
    pub struct TcpKeepalive {
        /// After how many probes without an answer one is dead.
        pub probes: Option<u32>,
        /// How long one is silent before the first probe.
        pub time: Option<String>,
        /// How long between probes.
        pub interval: Option<String>,
    }

    /// What holds for requests.
    pub struct HTTPSettings {
        /// How many may wait for a connection.
        pub http1_max_pending_requests: Option<i32>,
        /// How many there may be at once.
        pub http2_max_requests: Option<i32>,
        /// How many one connection serves; 1 for no keep-alive.
        pub max_requests_per_connection: Option<i32>,
        /// How many may be tried again at once.
        pub max_retries: Option<i32>,
        /// How long a connection may be without one.
        pub idle_timeout: Option<String>,
        /// Whether HTTP/1.1 becomes HTTP/2 on the way.
        pub h2_upgrade_policy: Option<H2UpgradePolicy>,
        /// Whether the protocol of the client is kept.
        pub use_client_protocol: Option<bool>,
        /// How many there may be at once on a connection of HTTP/2.
        pub max_concurrent_streams: Option<i32>,
        /// How silent connections of HTTP/2 are kept alive.
        #[serde(rename = "http2KeepAlive")]
        pub http2_keep_alive: Option<KeepaliveSettings>,
    }

    /// How silent connections of HTTP/2 are kept alive.
    pub struct KeepaliveSettings {
        /// How long between probes.
        pub interval: Option<String>,
        /// How long an answer may take.
        pub timeout: Option<String>,
    }
}

/// Whether HTTP/1.1 becomes HTTP/2 on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[non_exhaustive]
pub enum H2UpgradePolicy {
    /// As the mesh says.
    Default,
    /// No.
    DoNotUpgrade,
    /// Yes.
    Upgrade,
}
