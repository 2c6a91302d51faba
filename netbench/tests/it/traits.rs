//! What every public type can do, so that none loses it unnoticed.

use std::fmt::Debug;
use std::panic::{RefUnwindSafe, UnwindSafe};

use pavedroad_netbench::{BitRate, Encapsulation, GeneveOptions, IpVersion, Mtu, MtuError, MtuErrorKind, TcpPath};

fn holds<T: Clone + Debug + PartialEq + Send + Sync + Unpin + UnwindSafe + RefUnwindSafe + 'static>() {}

fn is_an_error<T: std::error::Error>() {}

#[test]
fn public_types_travel_between_threads_and_compare() {
    holds::<BitRate>();
    holds::<Encapsulation>();
    holds::<GeneveOptions>();
    holds::<IpVersion>();
    holds::<Mtu>();
    holds::<MtuError>();
    holds::<MtuErrorKind>();
    holds::<TcpPath>();
    is_an_error::<MtuError>();
}
