//! A rule for HTTP, and where its requests go.

use serde::{Deserialize, Serialize};

use super::{CorsPolicy, HTTPFaultInjection, HTTPMatchRequest, HTTPMirrorPolicy, HTTPRetry, Headers, Percent};
use crate::custom_resource::parts;

parts! {
    /// A rule for HTTP: it has destinations, a redirect, a direct answer or a delegate.
    pub struct HTTPRoute {
        /// What it is called in logs and metrics.
        pub name: Option<String>,
        /// Which requests; any of them suffices, and every request where none is given.
        #[serde(rename = "match")]
        pub matches: Vec<HTTPMatchRequest>,
        /// Where the requests go.
        pub route: Vec<HTTPRouteDestination>,
        /// Answer that the client should ask elsewhere.
        pub redirect: Option<HTTPRedirect>,
        /// Answer without asking anyone.
        pub direct_response: Option<HTTPDirectResponse>,
        /// Another VirtualService that goes on from here.
        pub delegate: Option<Delegate>,
        /// What is changed of path and host before a request goes on.
        pub rewrite: Option<HTTPRewrite>,
        /// How long a request may take, such as `5s`.
        pub timeout: Option<String>,
        /// What happens to a request that fails.
        pub retries: Option<HTTPRetry>,
        /// Faults that are injected.
        pub fault: Option<HTTPFaultInjection>,
        /// Where a copy of the requests goes.
        pub mirror: Option<Destination>,
        /// Where copies of the requests go.
        pub mirrors: Vec<HTTPMirrorPolicy>,
        /// Of how many requests, 0 to 100: the older form of `mirror_percentage`.
        pub mirror_percent: Option<u32>,
        /// The same under the oldest name.
        #[serde(rename = "mirror_percent")]
        pub mirror_percent_snake: Option<u32>,
        /// Of how many requests a copy goes to `mirror`; of all unless given.
        pub mirror_percentage: Option<Percent>,
        /// What pages of other origins may do.
        pub cors_policy: Option<CorsPolicy>,
        /// What is changed of the headers.
        pub headers: Option<Headers>,
    }

    /// A destination with its share.
    pub struct HTTPRouteDestination {
        /// Where.
        pub destination: Destination,
        /// Its share of the sum of the weights.
        pub weight: Option<i32>,
        /// What is changed of the headers.
        pub headers: Option<Headers>,
    }

    /// A service of the mesh, or a version of one.
    pub struct Destination {
        /// The host; short names are of the namespace of the object they stand in.
        pub host: String,
        /// A subset of the host's [`DestinationRule`](crate::istio::DestinationRule).
        pub subset: Option<String>,
        /// The port of the service; not needed where there is one alone.
        pub port: Option<PortSelector>,
    }

    /// A port by its number.
    pub struct PortSelector {
        /// The number.
        pub number: Option<u32>,
    }

    /// An answer that sends the client elsewhere.
    pub struct HTTPRedirect {
        /// The path.
        pub uri: Option<String>,
        /// What stands in place of the prefix that matched.
        pub prefix_rewrite: Option<String>,
        /// The host.
        pub authority: Option<String>,
        /// The port; not beside `derive_port`.
        pub port: Option<u32>,
        /// Where the port is from; not beside `port`.
        pub derive_port: Option<RedirectPortSelection>,
        /// The scheme.
        pub scheme: Option<String>,
        /// The status; 301 unless given.
        pub redirect_code: Option<u32>,
    }

    /// An answer that nobody is asked for.
    pub struct HTTPDirectResponse {
        /// The status.
        pub status: u32,
        /// The body.
        pub body: Option<HTTPBody>,
    }

    /// A body: one of the two.
    pub struct HTTPBody {
        /// Text.
        pub string: Option<String>,
        /// Bytes, in base64.
        pub bytes: Option<String>,
    }

    /// Another VirtualService.
    pub struct Delegate {
        /// Its name.
        pub name: Option<String>,
        /// Its namespace.
        pub namespace: Option<String>,
    }

    /// What stands in place of what was asked for.
    pub struct HTTPRewrite {
        /// The path, or the part of it that matched.
        pub uri: Option<String>,
        /// The host.
        pub authority: Option<String>,
        /// The path by a pattern; not beside `uri`.
        pub uri_regex_rewrite: Option<RegexRewrite>,
    }

    /// A pattern (RE2) and what stands in its place.
    pub struct RegexRewrite {
        /// The pattern.
        #[serde(rename = "match")]
        pub pattern: Option<String>,
        /// What stands in its place; `\1` is its first group.
        pub rewrite: Option<String>,
    }
}

/// Where the port of a redirect is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[non_exhaustive]
pub enum RedirectPortSelection {
    /// 80 or 443, by the scheme.
    FromProtocolDefault,
    /// The port of the request.
    FromRequestPort,
}
