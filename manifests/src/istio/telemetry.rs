//! How a workload is traced, measured and logged.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Number;

use super::{PolicyTargetReference, WorkloadSelector};
use crate::custom_resource::{custom_resource, parts};

custom_resource! {
    /// How a workload is traced, measured and logged.
    Telemetry, TelemetrySpec, "telemetry.istio.io", "v1", "telemetries"
}

parts! {
    /// Which workloads, and what is known of them.
    pub struct TelemetrySpec {
        /// Which pods; every one of the namespace unless given.
        pub selector: Option<WorkloadSelector>,
        /// The object it is for, such as a waypoint; not beside `selector`.
        pub target_ref: Option<PolicyTargetReference>,
        /// Several of them.
        pub target_refs: Vec<PolicyTargetReference>,
        /// Traces.
        pub tracing: Vec<Tracing>,
        /// Metrics.
        pub metrics: Vec<Metrics>,
        /// Access logs.
        pub access_logging: Vec<AccessLogging>,
    }

    /// Which requests leave a trace, and where.
    pub struct Tracing {
        /// Of which direction; of both unless given.
        #[serde(rename = "match")]
        pub selector: Option<DirectionSelector>,
        /// Where the traces go.
        pub providers: Vec<ProviderRef>,
        /// How many requests of a hundred leave a trace, 0 to 100.
        pub random_sampling_percentage: Option<Number>,
        /// Whether no spans are reported; headers still go on.
        pub disable_span_reporting: Option<bool>,
        /// Whether headers do not go on.
        pub disable_context_propagation: Option<bool>,
        /// Further tags of each span.
        pub custom_tags: BTreeMap<String, CustomTag>,
        /// Whether spans have Istio's own tags; they have unless given.
        pub enable_istio_tags: Option<bool>,
        /// Whether the id of a request tells that it leaves a trace; it does unless given.
        pub use_request_id_for_trace_sampling: Option<bool>,
    }

    /// A direction.
    pub struct DirectionSelector {
        /// Which.
        pub mode: Option<WorkloadMode>,
    }

    /// Something that takes traces, metrics or logs.
    pub struct ProviderRef {
        /// Its name in the mesh's configuration.
        pub name: String,
    }

    /// A tag of spans: one of the four.
    pub struct CustomTag {
        /// Always the same.
        pub literal: Option<TagValue>,
        /// A variable of the proxy.
        pub environment: Option<TagName>,
        /// A header of the request.
        pub header: Option<TagName>,
        /// A format of the proxy's access log.
        pub formatter: Option<TagValue>,
    }

    /// The value of a tag.
    pub struct TagValue {
        /// The value.
        pub value: String,
    }

    /// Where the value of a tag is from.
    pub struct TagName {
        /// The name of the variable or header.
        pub name: String,
        /// The value where it is not there.
        pub default_value: Option<String>,
    }

    /// Which metrics, and where they go.
    pub struct Metrics {
        /// Where they go.
        pub providers: Vec<ProviderRef>,
        /// What is different from Istio's own.
        pub overrides: Vec<MetricsOverride>,
        /// How often they are reported.
        pub reporting_interval: Option<String>,
    }

    /// What is different of metrics.
    pub struct MetricsOverride {
        /// Of which; of all unless given.
        #[serde(rename = "match")]
        pub selector: Option<MetricSelector>,
        /// Whether there are none.
        pub disabled: Option<bool>,
        /// What is different of their tags.
        pub tag_overrides: BTreeMap<String, TagOverride>,
    }

    /// Metrics of one name, and of one direction; with one of the names.
    pub struct MetricSelector {
        /// One of Istio's own.
        pub metric: Option<IstioMetric>,
        /// Another one.
        pub custom_metric: Option<String>,
        /// Of which direction; of both unless given.
        pub mode: Option<WorkloadMode>,
    }

    /// What is different of a tag.
    pub struct TagOverride {
        /// What is done.
        pub operation: Option<TagOperation>,
        /// The value, as an expression (CEL).
        pub value: Option<String>,
    }

    /// Which requests are logged, and where.
    pub struct AccessLogging {
        /// Of which direction; of both unless given.
        #[serde(rename = "match")]
        pub selector: Option<DirectionSelector>,
        /// Where the logs go.
        pub providers: Vec<ProviderRef>,
        /// Whether there are none.
        pub disabled: Option<bool>,
        /// Which requests.
        pub filter: Option<AccessLogFilter>,
    }

    /// Which requests are logged.
    pub struct AccessLogFilter {
        /// An expression (CEL) that is true for them.
        pub expression: Option<String>,
    }
}

/// A direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[non_exhaustive]
pub enum WorkloadMode {
    /// Both.
    ClientAndServer,
    /// What the workload asks for.
    Client,
    /// What the workload is asked for.
    Server,
}

/// A metric of Istio's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the names say it all")]
pub enum IstioMetric {
    AllMetrics,
    RequestCount,
    RequestDuration,
    RequestSize,
    ResponseSize,
    TcpOpenedConnections,
    TcpClosedConnections,
    TcpSentBytes,
    TcpReceivedBytes,
    GrpcRequestMessages,
    GrpcResponseMessages,
}

/// What is done to a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[non_exhaustive]
pub enum TagOperation {
    /// It has this value.
    Upsert,
    /// It is taken away.
    Remove,
}
