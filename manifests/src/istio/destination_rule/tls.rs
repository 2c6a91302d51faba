//! How TLS is spoken, and through which proxy.

use serde::{Deserialize, Serialize};

use crate::custom_resource::parts;

parts! {
    /// How TLS is spoken.
    pub struct ClientTLSSettings {
        /// What is shown to the server.
        pub mode: Option<ClientTLSMode>,
        /// The file of the certificate.
        pub client_certificate: Option<String>,
        /// The file of the key.
        pub private_key: Option<String>,
        /// The file of the authorities that the server's certificate is checked by.
        pub ca_certificates: Option<String>,
        /// The Secret with all of these.
        pub credential_name: Option<String>,
        /// The names that the server's certificate may have.
        pub subject_alt_names: Vec<String>,
        /// The name that is asked for (SNI).
        pub sni: Option<String>,
        /// Whether the server's certificate is taken unchecked.
        pub insecure_skip_verify: Option<bool>,
        /// The file of the certificates that were revoked.
        pub ca_crl: Option<String>,
    }

    /// The proxy in between.
    pub struct TunnelSettings {
        /// `CONNECT` or `POST`; the first unless given.
        pub protocol: Option<String>,
        /// The host behind it.
        pub target_host: String,
        /// Its port.
        pub target_port: u32,
    }

    /// Which version of the PROXY protocol is spoken.
    pub struct ProxyProtocol {
        /// The version; the first unless given.
        pub version: Option<ProxyProtocolVersion>,
    }
}

/// What a client shows to the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[non_exhaustive]
pub enum ClientTLSMode {
    /// It speaks plain text.
    Disable,
    /// No certificate.
    Simple,
    /// A certificate.
    Mutual,
    /// A certificate of the mesh.
    IstioMutual,
}

/// A version of the PROXY protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum ProxyProtocolVersion {
    /// The first, which is text.
    V1,
    /// The second, which is bytes.
    V2,
}
