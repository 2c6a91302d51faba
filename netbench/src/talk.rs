//! The three lists of a talk on container networks.

use crate::path_order::PathOrder;

/// What a talk showed of five paths between virtual machines with 10 Gbit/s, by qperf and ping: three lists, without
/// figures, runs or tests. `calico` stands as it did; the other two lists have `calico-ipip`, but that the two are the
/// same is nowhere said.
///
/// # Examples
/// ```
/// use pavedroad_netbench::{NetworkPath, OrderEvidence, PathName, audit_orders, talk_orders};
///
/// let audit = audit_orders(&talk_orders(), |_, _, _| OrderEvidence::Untested);
/// assert_eq!(
///     audit.to_string(),
///     "which path is `calico`: calico-bgp, calico-ipip, calico-vxlan or calico-wireguard? Until that is answered, only \
///      what holds for each of them is said.\n\
///      tcp latency puts calico-bgp before host: a contradiction, ping latency and bandwidth put them the other way, as \
///      physics does; nothing was tested.\n\
///      tcp latency puts calico before host: suspicious, its packets do all that the other's do, and more; nothing was \
///      tested.\n\
///      tcp latency and ping latency agree by tau 0.67 over 4 paths.\n\
///      tcp latency and bandwidth agree by tau 0.67 over 4 paths.\n\
///      ping latency and bandwidth agree by tau 0.80 over 5 paths.\n"
/// );
///
/// // If `calico` was calico-ipip, the first list agrees with the others far less.
/// let PathName::Known(ipip) = NetworkPath::read("calico-ipip") else { panic!() };
/// let answered = talk_orders().map(|order| order.answered("calico", ipip));
/// let audit = audit_orders(&answered, |_, _, _| OrderEvidence::Untested);
/// assert_eq!(audit.agreements.iter().map(|agreement| agreement.tau).collect::<Vec<_>>(), [0.4, 0.2, 0.8]);
/// ```
#[must_use]
pub fn talk_orders() -> [PathOrder; 3] {
    [
        PathOrder::new("tcp latency", &["calico-bgp", "calico", "host", "flannel_host-gw", "flannel-vxlan"]),
        // Its slide lists these from the highest to the lowest.
        PathOrder::new("ping latency", &["host", "calico-bgp", "flannel_host-gw", "calico-ipip", "flannel-vxlan"]),
        PathOrder::new("bandwidth", &["host", "calico-bgp", "flannel_host-gw", "flannel-vxlan", "calico-ipip"]),
    ]
}
