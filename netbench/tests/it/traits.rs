//! What every public type can do, so that none loses it unnoticed.

use std::fmt::Debug;
use std::panic::{RefUnwindSafe, UnwindSafe};

use pavedroad_netbench::{
    Agreement, Better, BitRate, CeilingCheck, CeilingVerdict, Change, CloudNetwork, CpuScope, DfLadder, Direction,
    Effect, Encapsulation, End, Esp, EspCipher, Estimate, Failure, FailureKind, GeneveOptions, Interval, IpVersion,
    LadderFinding, Letters, MannWhitney, Method, Metric, Mtu, MtuError, MtuErrorKind, NetworkPath, NetworkPlugin,
    OrderAudit, OrderEvidence, Output, PValue, Pair, PairTest, PathName, PathOrder, PathQuestion, Probe, Quantity,
    Ranking, RankingError, RankingErrorKind, RankingRules, Rounds, Run, Sample, Scale, SignFlip, Span, Standing,
    Statistic, StatisticsError, StatisticsErrorKind, TcpPath, Test, TooFewRounds, Tool, Transport, Trip, Unit,
    UnknownLines, Usage, Verdict, Violation, ViolationKind, Warning, Wilcoxon,
};

fn holds<T: Clone + Debug + PartialEq + Send + Sync + Unpin + UnwindSafe + RefUnwindSafe + 'static>() {}

fn is_an_error<T: std::error::Error>() {}

#[test]
fn public_types_travel_between_threads_and_compare() {
    holds::<Agreement>();
    holds::<Better>();
    holds::<BitRate>();
    holds::<CeilingCheck>();
    holds::<CeilingVerdict>();
    holds::<Change>();
    holds::<CloudNetwork>();
    holds::<CpuScope>();
    holds::<DfLadder>();
    holds::<Direction>();
    holds::<Effect>();
    holds::<Encapsulation>();
    holds::<End>();
    holds::<Esp>();
    holds::<EspCipher>();
    holds::<Estimate>();
    holds::<Failure>();
    holds::<FailureKind>();
    holds::<GeneveOptions>();
    holds::<Interval>();
    holds::<IpVersion>();
    holds::<LadderFinding>();
    holds::<Letters>();
    holds::<MannWhitney>();
    holds::<Method>();
    holds::<Metric>();
    holds::<Mtu>();
    holds::<MtuError>();
    holds::<MtuErrorKind>();
    holds::<NetworkPath>();
    holds::<NetworkPlugin>();
    holds::<OrderAudit>();
    holds::<OrderEvidence>();
    holds::<Output>();
    holds::<PValue>();
    holds::<Pair>();
    holds::<PairTest>();
    holds::<PathName>();
    holds::<PathOrder>();
    holds::<PathQuestion>();
    holds::<Probe>();
    holds::<Quantity>();
    holds::<Ranking>();
    holds::<RankingError>();
    holds::<RankingErrorKind>();
    holds::<RankingRules>();
    holds::<Rounds>();
    holds::<Run>();
    holds::<Sample>();
    holds::<Scale>();
    holds::<SignFlip>();
    holds::<Span>();
    holds::<Standing>();
    holds::<Statistic>();
    holds::<StatisticsError>();
    holds::<StatisticsErrorKind>();
    holds::<TcpPath>();
    holds::<Test>();
    holds::<TooFewRounds>();
    holds::<Tool>();
    holds::<Transport>();
    holds::<Trip>();
    holds::<Unit>();
    holds::<UnknownLines>();
    holds::<Usage>();
    holds::<Verdict>();
    holds::<Violation>();
    holds::<ViolationKind>();
    holds::<Warning>();
    holds::<Wilcoxon>();
    is_an_error::<MtuError>();
    is_an_error::<RankingError>();
    is_an_error::<StatisticsError>();
}
