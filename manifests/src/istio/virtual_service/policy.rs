//! What happens to a request of HTTP on its way.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Number;

use super::{Destination, StringMatch};
use crate::custom_resource::parts;

parts! {
    /// What happens to a request that fails.
    pub struct HTTPRetry {
        /// How often it is tried again; 0 for never.
        pub attempts: Option<i32>,
        /// How long each try may take; as long as the whole request unless given.
        pub per_try_timeout: Option<String>,
        /// After what, such as `connect-failure,refused-stream,503`.
        pub retry_on: Option<String>,
        /// How long it is waited at first.
        pub backoff: Option<String>,
        /// Whether endpoints of other localities are tried.
        pub retry_remote_localities: Option<bool>,
        /// Whether endpoints that were tried are left out.
        pub retry_ignore_previous_hosts: Option<bool>,
    }

    /// Faults that are injected.
    pub struct HTTPFaultInjection {
        /// Requests that are held up.
        pub delay: Option<FaultDelay>,
        /// Requests that fail.
        pub abort: Option<FaultAbort>,
    }

    /// Requests that are held up: for one of the two times.
    pub struct FaultDelay {
        /// For how long.
        pub fixed_delay: Option<String>,
        /// How long on average; Istio does nothing by it.
        pub exponential_delay: Option<String>,
        /// Of how many; none unless given.
        pub percentage: Option<Percent>,
        /// Of how many, 0 to 100: the older form of `percentage`.
        pub percent: Option<i32>,
    }

    /// Requests that fail: with one of the three.
    pub struct FaultAbort {
        /// The status of HTTP.
        pub http_status: Option<i32>,
        /// The status of gRPC, such as `UNAVAILABLE`.
        pub grpc_status: Option<String>,
        /// The error of HTTP/2; Istio does nothing by it.
        pub http2_error: Option<String>,
        /// Of how many; of all unless given.
        pub percentage: Option<Percent>,
    }

    /// How many of a hundred.
    pub struct Percent {
        /// 0 to 100.
        pub value: Option<Number>,
    }

    /// Where copies of requests go.
    pub struct HTTPMirrorPolicy {
        /// Where.
        pub destination: Destination,
        /// Of how many; of all unless given.
        pub percentage: Option<Percent>,
    }

    /// What is changed of headers.
    pub struct Headers {
        /// Before the request goes on.
        pub request: Option<HeaderOperations>,
        /// Before the answer goes back.
        pub response: Option<HeaderOperations>,
    }

    /// What is changed of the headers of one direction.
    pub struct HeaderOperations {
        /// These have this value.
        pub set: BTreeMap<String, String>,
        /// These get one more.
        pub add: BTreeMap<String, String>,
        /// These are taken away.
        pub remove: Vec<String>,
    }

    /// What pages of other origins may do (CORS).
    pub struct CorsPolicy {
        /// Which origins.
        pub allow_origins: Vec<StringMatch>,
        /// Which origins: the older form.
        pub allow_origin: Vec<String>,
        /// By which methods.
        pub allow_methods: Vec<String>,
        /// With which headers.
        pub allow_headers: Vec<String>,
        /// Which headers of the answer they see.
        pub expose_headers: Vec<String>,
        /// For how long the answer may be kept.
        pub max_age: Option<String>,
        /// Whether with the user's credentials.
        pub allow_credentials: Option<bool>,
        /// What happens to preflight requests of other origins.
        pub unmatched_preflights: Option<UnmatchedPreflights>,
    }
}

/// What happens to preflight requests of origins that are not allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[non_exhaustive]
pub enum UnmatchedPreflights {
    /// As `Forward`.
    Unspecified,
    /// They go on to the service.
    Forward,
    /// They are answered here, without the headers that would allow anything.
    Ignore,
}
