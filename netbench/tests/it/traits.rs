//! What every public type can do, so that none loses it unnoticed.

use std::fmt::Debug;
use std::panic::{RefUnwindSafe, UnwindSafe};

use pavedroad_netbench::{
    Agreement, BitRate, CeilingCheck, CeilingVerdict, CloudNetwork, DfLadder, Encapsulation, Esp, EspCipher,
    GeneveOptions, Interval, IpVersion, LadderFinding, MannWhitney, Method, Mtu, MtuError, MtuErrorKind, NetworkPath,
    NetworkPlugin, OrderAudit, OrderEvidence, PValue, PathName, PathOrder, PathQuestion, Probe, SignFlip,
    StatisticsError, StatisticsErrorKind, TcpPath, Violation, ViolationKind, Wilcoxon,
};

fn holds<T: Clone + Debug + PartialEq + Send + Sync + Unpin + UnwindSafe + RefUnwindSafe + 'static>() {}

fn is_an_error<T: std::error::Error>() {}

#[test]
fn public_types_travel_between_threads_and_compare() {
    holds::<Agreement>();
    holds::<BitRate>();
    holds::<CeilingCheck>();
    holds::<CeilingVerdict>();
    holds::<CloudNetwork>();
    holds::<DfLadder>();
    holds::<Encapsulation>();
    holds::<Esp>();
    holds::<EspCipher>();
    holds::<GeneveOptions>();
    holds::<Interval>();
    holds::<IpVersion>();
    holds::<LadderFinding>();
    holds::<MannWhitney>();
    holds::<Method>();
    holds::<Mtu>();
    holds::<MtuError>();
    holds::<MtuErrorKind>();
    holds::<NetworkPath>();
    holds::<NetworkPlugin>();
    holds::<OrderAudit>();
    holds::<OrderEvidence>();
    holds::<PValue>();
    holds::<PathName>();
    holds::<PathOrder>();
    holds::<PathQuestion>();
    holds::<Probe>();
    holds::<SignFlip>();
    holds::<StatisticsError>();
    holds::<StatisticsErrorKind>();
    holds::<TcpPath>();
    holds::<Violation>();
    holds::<ViolationKind>();
    holds::<Wilcoxon>();
    is_an_error::<MtuError>();
    is_an_error::<StatisticsError>();
}
