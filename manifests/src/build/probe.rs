//! Probes of the container.

use k8s_openapi::api::core::v1::{ExecAction, GRPCAction, HTTPGetAction, Probe, TCPSocketAction};
use k8s_openapi::apimachinery::pkg::util::intstr::IntOrString;
use pavedroad_naming::PortName;

use crate::spec::probe::{Check, Probes, STARTUP_PERIOD};

/// Until the app answers: nothing else is asked of it before.
pub(super) fn startup(probes: &Probes) -> Option<Probe> {
    let startup = probes.startup.as_ref()?;
    Some(Probe {
        period_seconds: Some(STARTUP_PERIOD.cast_signed()),
        failure_threshold: Some(startup.attempts().cast_signed()),
        ..asking(&startup.check)
    })
}

/// Whether the app gets traffic.
pub(super) fn readiness(probes: &Probes) -> Option<Probe> {
    Some(Probe {
        period_seconds: Some(5),
        timeout_seconds: Some(2),
        failure_threshold: Some(3),
        ..asking(probes.readiness.as_ref()?)
    })
}

/// Whether the app is restarted: asked less often, since a wrong answer here takes pods down.
pub(super) fn liveness(probes: &Probes) -> Option<Probe> {
    Some(Probe {
        period_seconds: Some(10),
        timeout_seconds: Some(2),
        failure_threshold: Some(3),
        ..asking(probes.liveness.as_ref()?)
    })
}

fn asking(check: &Check) -> Probe {
    let by_name = |port: &PortName| IntOrString::String(port.as_str().to_owned());
    let mut probe = Probe::default();
    match check {
        Check::Http { path, port, tls } => {
            probe.http_get = Some(HTTPGetAction {
                path: Some(path.to_string()),
                port: by_name(port),
                scheme: tls.then(|| "HTTPS".to_owned()),
                ..HTTPGetAction::default()
            });
        }
        Check::Tcp { port } => {
            probe.tcp_socket = Some(TCPSocketAction { port: by_name(port), ..TCPSocketAction::default() });
        }
        Check::Grpc { port } => {
            probe.grpc = Some(GRPCAction { port: port.get().into(), ..GRPCAction::default() });
        }
        Check::Exec { command } => {
            probe.exec = Some(ExecAction { command: Some(command.iter().map(ToString::to_string).collect()) });
        }
    }
    probe
}
