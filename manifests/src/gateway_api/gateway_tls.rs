//! TLS that holds for all listeners of a Gateway.

use serde::{Deserialize, Serialize};

use super::reference::{ObjectReference, SecretObjectReference};
use crate::custom_resource::parts;

parts! {
    /// TLS for all listeners of a Gateway.
    pub struct GatewayTLSConfig {
        /// Towards backends.
        pub backend: Option<GatewayBackendTLS>,
        /// Towards clients.
        pub frontend: Option<FrontendTLSConfig>,
    }

    /// TLS towards backends.
    pub struct GatewayBackendTLS {
        /// The certificate that the Gateway shows them.
        pub client_certificate_ref: Option<SecretObjectReference>,
    }

    /// TLS towards clients.
    pub struct FrontendTLSConfig {
        /// At every port that has none of its own.
        pub default: TLSConfig,
        /// At single ports, at most 64.
        pub per_port: Vec<TLSPortConfig>,
    }

    /// TLS towards clients at one port.
    pub struct TLSPortConfig {
        /// The port, 1 to 65535.
        pub port: i32,
        /// What is asked there.
        pub tls: TLSConfig,
    }

    /// What is asked of clients.
    pub struct TLSConfig {
        /// How their certificates are checked; not at all unless given.
        pub validation: Option<FrontendTLSValidation>,
    }

    /// How clients' certificates are checked.
    pub struct FrontendTLSValidation {
        /// Who may have signed them: 1 to 16 ConfigMaps, or what an implementation has in their place.
        pub ca_certificate_refs: Vec<ObjectReference>,
        /// Whether one that is not valid is refused; it is unless given.
        pub mode: Option<FrontendValidationModeType>,
    }
}

/// Whether a client without a valid certificate is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum FrontendValidationModeType {
    /// It is.
    AllowValidOnly,
    /// It is not.
    AllowInsecureFallback,
}
