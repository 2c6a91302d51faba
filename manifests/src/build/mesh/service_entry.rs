//! What an app calls outside the cluster, made known to the mesh.

use std::collections::BTreeMap;
use std::num::NonZeroU16;

use crate::build::labels;
use crate::istio::{Location, Resolution, ServiceEntry, ServiceEntrySpec, ServicePort};
use crate::{App, Call};

/// One for each host: connections of plain TCP name none, so that Istio could not tell several of one entry apart. No
/// other namespace sees them.
///
/// None has addresses: Istio gives each host one of its own, and the proxy answers questions for the host with it
/// (`PROXY_METADATA` of the proxy), so that several hosts may be called by one port.
///
/// There is no Service of type ExternalName: the app knows the host by its own name, and another name for it inside
/// the cluster would match neither its certificate nor its `Host` header.
pub(super) fn service_entries(app: &App) -> impl Iterator<Item = ServiceEntry> {
    let mut hosts: BTreeMap<&str, Vec<NonZeroU16>> = BTreeMap::new();
    for call in app.calls.iter().flatten() {
        if let Call::External { host, port } = call {
            hosts.entry(host).or_default().push(*port);
        }
    }
    hosts.into_iter().map(|(host, ports)| service_entry(app, host, &ports))
}

fn service_entry(app: &App, host: &str, ports: &[NonZeroU16]) -> ServiceEntry {
    let ports = ports.iter().map(|port| {
        let protocol = protocol(*port);
        ServicePort {
            number: port.get().into(),
            name: format!("{}-{port}", protocol.to_ascii_lowercase()),
            protocol: Some(protocol.to_owned()),
            target_port: None,
        }
    });
    ServiceEntry {
        // The host is short enough: a rule of the spec.
        metadata: labels::named(app, &format!("{}.{host}", app.name)),
        spec: ServiceEntrySpec {
            hosts: vec![host.to_owned()],
            ports: ports.collect(),
            location: Some(Location::MeshExternal),
            resolution: Some(Resolution::Dns),
            export_to: vec![".".to_owned()],
            ..ServiceEntrySpec::default()
        },
    }
}

/// What is spoken at a port, where everybody agrees on that: anything can be spoken as TCP.
fn protocol(port: NonZeroU16) -> &'static str {
    match port.get() {
        80 => "HTTP",
        443 => "TLS",
        _ => "TCP",
    }
}
