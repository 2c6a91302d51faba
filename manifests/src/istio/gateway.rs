//! A load balancer at the edge of the mesh.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::custom_resource::{custom_resource, parts};

custom_resource! {
    /// A load balancer at the edge of the mesh.
    Gateway, GatewaySpec, "networking.istio.io", "v1", "gateways"
}

parts! {
    /// Which proxies listen, and for what.
    pub struct GatewaySpec {
        /// The pods that are the gateway, by all of these labels.
        pub selector: BTreeMap<String, String>,
        /// What they listen for.
        pub servers: Vec<Server>,
    }

    /// A port that is listened on.
    pub struct Server {
        /// What it is called in statistics.
        pub name: Option<String>,
        /// Which port.
        pub port: Port,
        /// The address it is bound to; every one unless given.
        pub bind: Option<String>,
        /// The hosts that are served, as `HOST` or `NAMESPACE/HOST`.
        pub hosts: Vec<String>,
        /// How TLS is served.
        pub tls: Option<ServerTLSSettings>,
        /// Where requests of any host go; Istio does nothing by it.
        pub default_endpoint: Option<String>,
    }

    /// A port of a gateway.
    pub struct Port {
        /// The number.
        pub number: u32,
        /// `HTTP`, `HTTPS`, `GRPC`, `GRPC-WEB`, `HTTP2`, `MONGO`, `TCP` or `TLS`.
        pub protocol: String,
        /// The name.
        pub name: String,
        /// The port of the pod; Istio does nothing by it.
        pub target_port: Option<u32>,
    }

    /// How TLS is served.
    pub struct ServerTLSSettings {
        /// Whether plain requests are sent to HTTPS.
        pub https_redirect: Option<bool>,
        /// What is asked of the client.
        pub mode: Option<ServerTLSMode>,
        /// The file of the certificate.
        pub server_certificate: Option<String>,
        /// The file of the key.
        pub private_key: Option<String>,
        /// The file of the authorities that client certificates are checked by.
        pub ca_certificates: Option<String>,
        /// The file of the certificates that were revoked.
        pub ca_crl: Option<String>,
        /// The Secret with the certificate, in the gateway's namespace.
        pub credential_name: Option<String>,
        /// Several of them, for keys of several kinds.
        pub credential_names: Vec<String>,
        /// The Secret with the authorities.
        pub ca_cert_credential_name: Option<String>,
        /// Several certificates by their files.
        pub tls_certificates: Vec<ServerTLSCertificate>,
        /// The names that a client certificate may have.
        pub subject_alt_names: Vec<String>,
        /// The hashes (SHA-256) of the keys that a client certificate may have, in base64.
        pub verify_certificate_spki: Vec<String>,
        /// The hashes (SHA-256) of the certificates that a client may have, in hexadecimal.
        pub verify_certificate_hash: Vec<String>,
        /// The oldest version of TLS.
        pub min_protocol_version: Option<TLSProtocol>,
        /// The newest version of TLS.
        pub max_protocol_version: Option<TLSProtocol>,
        /// The ciphers, as Envoy names them.
        pub cipher_suites: Vec<String>,
        /// The curves of the key exchange, as Envoy names them.
        pub ecdh_curves: Vec<String>,
        /// Whether client certificates are taken unchecked.
        pub insecure_skip_verify: Option<bool>,
    }

    /// A certificate by its files.
    pub struct ServerTLSCertificate {
        /// The certificate.
        pub server_certificate: Option<String>,
        /// The key.
        pub private_key: Option<String>,
        /// The authorities that client certificates are checked by.
        pub ca_certificates: Option<String>,
    }
}

/// What a gateway asks of its clients.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[non_exhaustive]
pub enum ServerTLSMode {
    /// TLS goes on to the service as it is.
    Passthrough,
    /// No certificate.
    Simple,
    /// A certificate.
    Mutual,
    /// As `Passthrough`, to the service that the name of the TLS connection (SNI) tells.
    AutoPassthrough,
    /// A certificate of the mesh.
    IstioMutual,
    /// A certificate, or none.
    OptionalMutual,
}

/// A version of TLS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum TLSProtocol {
    /// Whatever Envoy takes.
    #[serde(rename = "TLS_AUTO")]
    Auto,
    /// 1.0.
    #[serde(rename = "TLSV1_0")]
    V1_0,
    /// 1.1.
    #[serde(rename = "TLSV1_1")]
    V1_1,
    /// 1.2.
    #[serde(rename = "TLSV1_2")]
    V1_2,
    /// 1.3.
    #[serde(rename = "TLSV1_3")]
    V1_3,
}
