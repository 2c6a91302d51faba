//! Who may call a workload.

use serde::{Deserialize, Serialize};

use super::{PolicyTargetReference, WorkloadSelector};
use crate::custom_resource::{custom_resource, parts};

custom_resource! {
    /// Who may call a workload.
    AuthorizationPolicy, AuthorizationPolicySpec, "security.istio.io", "v1", "authorizationpolicies"
}

parts! {
    /// Which workloads, and who may do what.
    pub struct AuthorizationPolicySpec {
        /// Which pods; every one of the namespace unless given.
        pub selector: Option<WorkloadSelector>,
        /// The object it is for, such as a waypoint; not beside `selector`.
        pub target_ref: Option<PolicyTargetReference>,
        /// Several of them.
        pub target_refs: Vec<PolicyTargetReference>,
        /// What happens to a request that a rule matches; it is allowed unless given.
        pub action: Option<Action>,
        /// The rules: any of them suffices. Without one, no request matches: where the action is `Allow`, all are refused.
        pub rules: Vec<Rule>,
        /// Who decides, where the action is `Custom`.
        pub provider: Option<ExtensionProvider>,
    }

    /// Which requests: all that is given has to be true.
    pub struct Rule {
        /// From whom: any of them suffices.
        pub from: Vec<From>,
        /// For what: any of them suffices.
        pub to: Vec<To>,
        /// Conditions: all of them.
        pub when: Vec<Condition>,
    }

    /// From whom.
    pub struct From {
        /// The callers.
        pub source: Option<Source>,
    }

    /// Callers: all lists that are given have to match, each by any of its values. `*` may stand at either end of a value.
    pub struct Source {
        /// Identities of mutual TLS, as `cluster.local/ns/ai-prod/sa/ai-dc-web`.
        pub principals: Vec<String>,
        /// Those that do not match.
        pub not_principals: Vec<String>,
        /// Identities of a token, as `ISSUER/SUBJECT`.
        pub request_principals: Vec<String>,
        /// Those that do not match.
        pub not_request_principals: Vec<String>,
        /// Namespaces of the identity of mutual TLS.
        pub namespaces: Vec<String>,
        /// Those that do not match.
        pub not_namespaces: Vec<String>,
        /// Service accounts of the identity of mutual TLS, as `NAME` or `NAMESPACE/NAME`.
        pub service_accounts: Vec<String>,
        /// Those that do not match.
        pub not_service_accounts: Vec<String>,
        /// Trust domains of the identity of mutual TLS.
        pub trust_domains: Vec<String>,
        /// Those that do not match.
        pub not_trust_domains: Vec<String>,
        /// Networks of the connection, as `10.0.0.0/8`.
        pub ip_blocks: Vec<String>,
        /// Those that do not match.
        pub not_ip_blocks: Vec<String>,
        /// Networks of the client, by the headers of proxies between.
        pub remote_ip_blocks: Vec<String>,
        /// Those that do not match.
        pub not_remote_ip_blocks: Vec<String>,
    }

    /// For what.
    pub struct To {
        /// What is asked for.
        pub operation: Option<Operation>,
    }

    /// What is asked for: all lists that are given have to match, each by any of its values.
    pub struct Operation {
        /// The hosts.
        pub hosts: Vec<String>,
        /// Those that do not match.
        pub not_hosts: Vec<String>,
        /// The ports of the pod.
        pub ports: Vec<String>,
        /// Those that do not match.
        pub not_ports: Vec<String>,
        /// The methods.
        pub methods: Vec<String>,
        /// Those that do not match.
        pub not_methods: Vec<String>,
        /// The paths.
        pub paths: Vec<String>,
        /// Those that do not match.
        pub not_paths: Vec<String>,
    }

    /// A condition.
    pub struct Condition {
        /// Of what, such as `request.headers[x-version]`.
        pub key: String,
        /// The values that match.
        pub values: Vec<String>,
        /// Those that do not.
        pub not_values: Vec<String>,
    }

    /// Who decides.
    pub struct ExtensionProvider {
        /// Its name in the mesh's configuration.
        pub name: Option<String>,
    }
}

/// What happens to a request that matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[non_exhaustive]
pub enum Action {
    /// It is allowed, and others are not.
    Allow,
    /// It is refused.
    Deny,
    /// It is noted.
    Audit,
    /// Someone else decides.
    Custom,
}
