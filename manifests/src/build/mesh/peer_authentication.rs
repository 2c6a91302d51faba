//! How the pods of an app take mutual TLS.

use super::{plain_ports, selector};
use crate::build::labels;
use crate::istio::{MutualTLS, MutualTLSMode, PeerAuthentication, PeerAuthenticationSpec};
use crate::{App, Mtls, Port};

/// Always written: what a namespace or the whole mesh says would hold otherwise, and may change. Ports of metrics are
/// read from outside the mesh.
pub(super) fn peer_authentication(app: &App) -> PeerAuthentication {
    let mode = match app.mesh.mtls {
        Mtls::Strict => MutualTLSMode::Strict,
        Mtls::Permissive => MutualTLSMode::Permissive,
    };
    let permissive = |port: &Port| (port.port.to_string(), MutualTLS { mode: Some(MutualTLSMode::Permissive) });
    PeerAuthentication {
        metadata: labels::metadata(app),
        spec: PeerAuthenticationSpec {
            selector: Some(selector(app)),
            mtls: Some(MutualTLS { mode: Some(mode) }),
            port_level_mtls: plain_ports(app).map(permissive).collect(),
        },
    }
}
