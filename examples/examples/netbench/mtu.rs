//! `netbench mtu`: the MTU for pods, and what a ladder of pings shows.

use clap::Args;
use examples::{Outcome, print, table};
use pavedroad_netbench::{
    CloudNetwork, DfLadder, Encapsulation, IpVersion, LadderFinding, Mtu, NetworkPath, NetworkPlugin, PathName, Probe,
};

use crate::{Failure, unusable};

#[derive(Args)]
pub(crate) struct Arguments {
    /// The MTU of the link between the nodes
    #[arg(long, value_name = "BYTES", value_parser = mtu, default_value = "1500")]
    underlay: Mtu,

    /// With --passed and --failed: the path the pings went, such as flannel-vxlan
    #[arg(long, value_name = "PATH", default_value = "host")]
    path: String,

    /// Payloads of pings with DF set that were answered (ping -M do -s BYTES)
    #[arg(long, value_name = "BYTES", num_args = 1.., value_delimiter = ',')]
    passed: Vec<u16>,

    /// Payloads of pings with DF set that were not
    #[arg(long, value_name = "BYTES", num_args = 1.., value_delimiter = ',')]
    failed: Vec<u16>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    if arguments.passed.is_empty() && arguments.failed.is_empty() {
        print(&overview(arguments.underlay)).map_err(unusable)?;
        return Ok(Outcome::Done);
    }
    let path = match NetworkPath::read(&arguments.path) {
        PathName::Known(path) => path,
        PathName::Ambiguous(question) => return Err(unusable(question)),
        PathName::Unknown => {
            let names: Vec<&str> = NetworkPath::ALL.iter().map(|path| path.name()).collect();
            return Err(unusable(format!("found path {:?}, expected one of {}", arguments.path, names.join(", "))));
        }
    };
    let declared = arguments.underlay.inside_for(path.encapsulation(), path.inner()).map_err(unusable)?;
    let probe = |passed| move |payload: &u16| Probe::ping(*payload, path.inner(), passed);
    let probes: Vec<Probe> =
        arguments.passed.iter().map(probe(true)).chain(arguments.failed.iter().map(probe(false))).collect();
    let finding = DfLadder::new(&probes).audit(declared);
    print(&format!("{path} on an underlay MTU of {}: {finding}\n", arguments.underlay)).map_err(unusable)?;
    Ok(if matches!(finding, LadderFinding::AsDeclared { .. }) { Outcome::Done } else { Outcome::Findings })
}

/// What is left for pods by encapsulation, what plugins give them, and what clouds have underneath.
fn overview(underlay: Mtu) -> String {
    let mut rows = vec![["PATH", "OVERHEAD", "POD MTU", "CALICO", "CILIUM", "FLANNEL"].map(str::to_owned)];
    for path in NetworkPath::ALL.iter().filter(|path| path.inner() == IpVersion::V4) {
        let encapsulation = path.encapsulation();
        let given = |plugin: NetworkPlugin| {
            plugin.pod_mtu(underlay, encapsulation).map_or_else(|| "-".to_owned(), |mtu| mtu.to_string())
        };
        rows.push([
            path.name().to_owned(),
            encapsulation.overhead().to_string(),
            underlay.inside(encapsulation).map_or_else(|_| "-".to_owned(), |mtu| mtu.to_string()),
            given(NetworkPlugin::Calico),
            given(NetworkPlugin::Cilium),
            given(NetworkPlugin::Flannel),
        ]);
    }
    let mut clouds = vec![["NETWORK", "MTU", "PODS IN VXLAN", "NOTE"].map(str::to_owned)];
    for network in CloudNetwork::ALL {
        let vxlan = network.pod_mtu(Encapsulation::Vxlan(IpVersion::V4));
        clouds.push([
            network.name().to_owned(),
            network.mtu().to_string(),
            vxlan.map_or_else(|_| "-".to_owned(), |mtu| mtu.to_string()),
            network.note().to_owned(),
        ]);
    }
    format!(
        "An underlay MTU of {underlay}: what fits, and what each plugin gives its pods where it offers the way.\n{}\n\
         What clouds have underneath:\n{}",
        table(&rows),
        table(&clouds)
    )
}

/// Reads an MTU.
pub(crate) fn mtu(text: &str) -> Result<Mtu, String> {
    let bytes: u32 = text.parse().map_err(|_| format!("found {text:?}, expected a number of bytes such as 1500"))?;
    Mtu::new(bytes).map_err(|error| error.to_string())
}
