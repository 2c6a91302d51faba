//! When an endpoint gets no more requests for a while, and how many are tried again.

use serde_json::Number;

use crate::custom_resource::parts;

parts! {
    /// When an endpoint gets no more requests for a while.
    pub struct OutlierDetection {
        /// After how many answers of 5xx in a row; 0 for never.
        #[serde(rename = "consecutive5xxErrors")]
        pub consecutive_5xx_errors: Option<u32>,
        /// After how many answers of 502, 503 and 504 in a row; 0 for never.
        pub consecutive_gateway_errors: Option<u32>,
        /// After how many errors in a row: the older form.
        pub consecutive_errors: Option<i32>,
        /// Whether errors on the way count by themselves.
        pub split_external_local_origin_errors: Option<bool>,
        /// After how many errors on the way in a row.
        pub consecutive_local_origin_failures: Option<u32>,
        /// How often it is looked at; 10s unless given.
        pub interval: Option<String>,
        /// For how long at first; 30s unless given.
        pub base_ejection_time: Option<String>,
        /// How many of a hundred endpoints at most; 10 unless given.
        pub max_ejection_percent: Option<i32>,
        /// Below how many of a hundred healthy endpoints none is; 0 unless given.
        pub min_health_percent: Option<i32>,
        /// The answers that are errors, in place of 5xx.
        pub outlier_detection_http_error_codes: Vec<u32>,
    }

    /// How many requests may be tried again at once.
    pub struct RetryBudget {
        /// How many of a hundred.
        pub percent: Option<Number>,
        /// In how long.
        pub budget_interval: Option<String>,
        /// How many in any case.
        pub min_retry_concurrency: Option<u32>,
    }
}
