//! Numbers on numbers: what a few runs can show, by exact tests where there are few.

mod binomial;
mod error;
mod hodges_lehmann;
mod interval;
mod kendall;
mod mann_whitney;
mod median;
mod normal;
mod p_value;
mod pairs;
mod quantile;
mod rank_sums;
mod ranks;
mod sign_flip;
mod wilcoxon;

pub use error::{StatisticsError, StatisticsErrorKind};
pub use hodges_lehmann::{hodges_lehmann, hodges_lehmann_interval, pseudomedian, pseudomedian_interval};
pub use interval::Interval;
pub use kendall::kendall_tau;
pub use mann_whitney::{MannWhitney, mann_whitney};
pub use median::{median, median_interval};
pub(crate) use normal::exceeded_by;
pub use p_value::{Method, PValue};
pub use quantile::{quantile, quantile_interval};
pub use sign_flip::{SignFlip, sign_flip};
pub use wilcoxon::{Wilcoxon, wilcoxon};
