//! What an app calls outside the cluster, made known to the mesh.

use std::collections::BTreeMap;
use std::num::NonZeroU16;

use crate::build::labels;
use crate::istio::{Location, Resolution, ServiceEntry, ServiceEntrySpec, ServicePort};
use crate::{App, Call};

/// One for each port that is called, with every host that is called there. No other namespace sees them.
///
/// There is no Service of type ExternalName: the app knows the host by its own name, and another name for it inside
/// the cluster would match neither its certificate nor its `Host` header.
pub(super) fn service_entries(app: &App) -> impl Iterator<Item = ServiceEntry> {
    let mut ports: BTreeMap<NonZeroU16, Vec<String>> = BTreeMap::new();
    for call in app.calls.iter().flatten() {
        if let Call::External { host, port } = call {
            ports.entry(*port).or_default().push(host.to_string());
        }
    }
    ports.into_iter().map(|(port, hosts)| service_entry(app, port, hosts))
}

fn service_entry(app: &App, port: NonZeroU16, hosts: Vec<String>) -> ServiceEntry {
    let (protocol, resolution) = spoken(port);
    ServiceEntry {
        metadata: labels::named(app, &format!("{}-{port}", app.name)),
        spec: ServiceEntrySpec {
            hosts,
            ports: vec![ServicePort {
                number: port.get().into(),
                name: protocol.to_ascii_lowercase(),
                protocol: Some(protocol.to_owned()),
                target_port: None,
            }],
            location: Some(Location::MeshExternal),
            resolution: Some(resolution),
            export_to: vec![".".to_owned()],
            ..ServiceEntrySpec::default()
        },
    }
}

/// The protocol of a port, and how its hosts are found. A request and the begin of TLS name their host, so that the
/// proxy can look it up. A connection of plain TCP does not: two databases at one port would become one, so it goes
/// where the app wanted it to go.
fn spoken(port: NonZeroU16) -> (&'static str, Resolution) {
    match port.get() {
        80 => ("HTTP", Resolution::Dns),
        443 => ("TLS", Resolution::Dns),
        _ => ("TCP", Resolution::None),
    }
}
