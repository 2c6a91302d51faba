//! From rounds to an order of paths, as far as the rounds can show one.

mod compare;
mod error;
mod holm;
mod letters;
mod pair;
mod pair_test;
mod power;
mod rank;
mod reach;
mod rounds;

pub use compare::{Estimate, Scale, ratios_to};
pub use error::{RankingError, RankingErrorKind};
pub use holm::holm;
pub use letters::Letters;
pub use pair::{Pair, Verdict};
pub use pair_test::PairTest;
pub use power::{Effect, rounds_for_effect};
pub use rank::{Ranking, RankingRules, Standing, rank};
pub use reach::{TooFewRounds, rounds_to_show, smallest_p};
pub use rounds::{Better, Metric, Rounds, Run};
