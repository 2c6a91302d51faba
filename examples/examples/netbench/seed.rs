//! `netbench seed`: the three lists of a talk, beside what physics expects and what rounds can show.

use clap::Args;
use examples::{Outcome, print};
use pavedroad_netbench::{
    NetworkPath, OrderEvidence, PairTest, PathName, PathOrder, audit_orders, rounds_to_show, smallest_p, talk_orders,
};

use crate::{Failure, unusable};

#[derive(Args)]
pub(crate) struct Arguments {
    /// Which path the talk's `calico` was
    #[arg(long, value_name = "PATH")]
    calico: Option<String>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let mut orders = talk_orders();
    if let Some(name) = &arguments.calico {
        let PathName::Known(path) = NetworkPath::read(name) else {
            return Err(unusable(format!("found path {name:?}, expected one such as calico-ipip")));
        };
        orders = orders.map(|order| order.answered("calico", path));
    }
    let mut text = String::from("What the talk showed, the best first:\n");
    for PathOrder { metric, best_first, .. } in &orders {
        text += &format!("  {metric}: {}\n", best_first.join(", "));
    }
    text += "\nWhat is to be said of it:\n";
    for line in audit_orders(&orders, |_, _, _| OrderEvidence::Untested).to_string().lines() {
        text += &format!("  {line}\n");
    }
    text += &power();
    if arguments.calico.is_none() {
        text += "\nAnswer the question:  cargo run --example netbench -- seed --calico calico-ipip\n";
    }
    text += "See what rounds show: cargo run --example netbench\n";
    print(&text).map_err(unusable)?;
    Ok(Outcome::Done)
}

/// What one run of each path can show, and how many rounds could.
fn power() -> String {
    let (pairs, alpha) = (10, 0.05);
    let rounds = |test| {
        rounds_to_show(test, pairs, alpha).map_or_else(|| "no number of".to_owned(), |rounds| rounds.to_string())
    };
    format!(
        "\nOne run of each of five paths gives at best p = {}, so it shows no order at all. To tell all {pairs} pairs apart \
         at {alpha}:\n  {} rounds, compared within rounds; or {} rounds, compared without.\n",
        smallest_p(PairTest::MannWhitney, 1, 1),
        rounds(PairTest::SignFlip),
        rounds(PairTest::MannWhitney),
    )
}
