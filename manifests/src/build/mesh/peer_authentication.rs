//! How the pods of an app take mutual TLS.

use super::selector;
use crate::build::labels;
use crate::istio::{MutualTLS, MutualTLSMode, PeerAuthentication, PeerAuthenticationSpec};
use crate::{App, Mtls};

/// Always written: what a namespace or the whole mesh says would hold otherwise, and may change.
pub(super) fn peer_authentication(app: &App) -> PeerAuthentication {
    let mode = match app.mesh.mtls {
        Mtls::Strict => MutualTLSMode::Strict,
        Mtls::Permissive => MutualTLSMode::Permissive,
    };
    PeerAuthentication {
        metadata: labels::metadata(app),
        spec: PeerAuthenticationSpec {
            selector: Some(selector(app)),
            mtls: Some(MutualTLS { mode: Some(mode) }),
            ..PeerAuthenticationSpec::default()
        },
    }
}
