//! A split of traffic in the units of every target: the weights to write, and the exact error each has to accept.
//!
//! Without arguments it takes the two versions of the talk's Bookinfo, half and half, and then a canary of half a percent,
//! to show which of the targets cannot say it.

use std::process::ExitCode;

use clap::Parser;
use clap::builder::PossibleValuesParser;
use examples::{Outcome, print, table};
use pavedroad_rollout::{Fit, RolloutError, RolloutErrorKind, Split, Weight, WeightRule, WeightTotal};

/// Say a split of traffic in the weights of each target, with the exact error it has to accept, or why it cannot.
///
/// Exit code: 0 every target can, 1 one cannot say the shares that were given, 2 wrong usage.
#[derive(Parser)]
#[command(name = "split", after_help = EXAMPLES)]
struct Arguments {
    /// Shares with or without a name: numbers of any sum (95, canary=0.5), or weights that make up the whole (0.5%, 1/3);
    /// without any, two splits that ship with this program
    #[arg(value_name = "[NAME=]SHARE")]
    shares: Vec<String>,

    /// Only this target; may be given more than once
    #[arg(long = "target", value_name = "NAME", value_parser = PossibleValuesParser::new(WeightRule::KNOWN.map(|rule| rule.name)))]
    targets: Vec<String>,

    /// Divide this many pods too, as a Service without a router does
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    replicas: Option<u32>,

    /// Give every part above zero at least one unit, and accept the error
    #[arg(long)]
    at_least_one: bool,
}

const EXAMPLES: &str = "\
Examples:
  cargo run --example split
  cargo run --example split -- 50 50
  cargo run --example split -- stable=95 canary=0.5 --target istio --target alb
  cargo run --example split -- v1=1/3 v2=1/3 v3=1/3 --replicas 10
  cargo run --example split -- stable=99.5% canary=0.5% --at-least-one";

/// NetEase's RouteRule for the reviews of Bookinfo, and a canary smaller than a percent.
const SHIPPED: [[&str; 2]; 2] = [["v1=50", "v3=50"], ["stable=99.5%", "canary=0.5%"]];

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let rules = rules(&arguments);
    // What ships with this program is there to show the limits: no finding.
    let given = !arguments.shares.is_empty();
    let asked: Vec<Vec<String>> = if given {
        vec![arguments.shares]
    } else {
        SHIPPED.iter().map(|shares| shares.map(str::to_owned).to_vec()).collect()
    };
    let (mut texts, mut outcome) = (Vec::new(), Outcome::Done);
    for shares in &asked {
        match split(shares) {
            Ok(split) => {
                let (text, all) = report(&split, &rules, arguments.at_least_one);
                texts.push(text);
                outcome = if all || !given { outcome } else { Outcome::Findings };
            }
            Err(message) => return unusable(&message),
        }
    }
    match print(&texts.join("\n")) {
        Ok(()) => outcome.into(),
        Err(message) => unusable(&message),
    }
}

fn unusable(message: &str) -> ExitCode {
    eprintln!("error: {message}");
    Outcome::Unusable.into()
}

fn rules(arguments: &Arguments) -> Vec<WeightRule> {
    let wanted =
        |rule: &WeightRule| arguments.targets.is_empty() || arguments.targets.iter().any(|name| name == rule.name);
    let known = WeightRule::KNOWN.into_iter().filter(wanted);
    let pods = arguments.replicas.map(|replicas| WeightRule {
        name: "pods",
        target: "pods, without a router",
        total: WeightTotal::Exact(replicas.into()),
        ..WeightRule::ENVOY
    });
    known.chain(pods).collect()
}

fn split(shares: &[String]) -> Result<Split<String>, String> {
    let named = shares.iter().enumerate().map(|(at, share)| match share.split_once('=') {
        Some((name, share)) => (name.to_owned(), share),
        None => (format!("v{}", at + 1), share.as_str()),
    });
    let named: Vec<(String, &str)> = named.collect();
    let is_weight = |share: &str| share.contains(['%', '/']);
    let result = if named.iter().any(|(_, share)| is_weight(share)) {
        let weights: Result<Vec<(String, Weight)>, RolloutError> =
            named.into_iter().map(|(name, share)| Ok((name, share.parse()?))).collect();
        weights.and_then(Split::from_weights)
    } else {
        Split::from_shares(whole(&named)?)
    };
    result.map_err(|error| error.to_string())
}

/// Decimal shares as whole numbers in the same proportions: 95 and 0.5 are 950 and 5.
fn whole(named: &[(String, &str)]) -> Result<Vec<(String, u64)>, String> {
    let decimals = |share: &str| share.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let most = named.iter().map(|(_, share)| decimals(share)).max().unwrap_or(0);
    let scaled = |(name, share): &(String, &str)| {
        let digits = share.replacen('.', "", 1);
        let is_number =
            share.starts_with(|c: char| c.is_ascii_digit()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number || share.ends_with('.') {
            return Err(format!("found {share:?} for {name}, expected a share such as 95, 0.5, 0.5% or 1/3"));
        }
        let number = format!("{digits}{}", "0".repeat(most - decimals(share)));
        match number.parse() {
            Ok(number) => Ok((name.clone(), number)),
            Err(_) => Err(format!(
                "found {share:?} for {name}, {number} where every share is whole, expected at most {}",
                u64::MAX
            )),
        }
    };
    named.iter().map(scaled).collect()
}

/// A table of all targets, and whether every one can say the split.
fn report(split: &Split<String>, rules: &[WeightRule], at_least_one: bool) -> (String, bool) {
    let mut rows = vec![["TARGET", "WEIGHTS", "OF", "ERROR"].map(str::to_owned)];
    let mut all = true;
    for rule in rules {
        let fit = if at_least_one { split.fit_at_least_one(rule) } else { split.fit(rule) };
        let (weights, total, error) = match &fit {
            Ok(fit) => (weights(fit), fit.split().total().to_string(), errors(fit)),
            Err(error) => ("-".to_owned(), "-".to_owned(), why_not(split, rule, error)),
        };
        all &= fit.is_ok();
        rows.push([rule.target.to_owned(), weights, total, error]);
    }
    let asked: Vec<String> = split.weights().map(|(name, weight)| format!("{name} {weight}")).collect();
    (format!("{}\n{}", asked.join(", "), table(&rows)), all)
}

fn weights(fit: &Fit<String>) -> String {
    let weights: Vec<String> = fit.iter().map(|(_, weight, _)| weight.to_string()).collect();
    weights.join(" : ")
}

fn errors(fit: &Fit<String>) -> String {
    let errors = fit.iter().filter(|(_, _, error)| !error.is_zero());
    let errors: Vec<String> = errors.map(|(name, _, error)| format!("{name} {error}")).collect();
    if errors.is_empty() { "none".to_owned() } else { errors.join(", ") }
}

/// Why a target cannot, and what it could say instead.
fn why_not(split: &Split<String>, rule: &WeightRule, error: &RolloutError) -> String {
    let reason = format!("cannot: {}", error.hint().unwrap_or(error.found()));
    match split.fit_at_least_one(rule) {
        Ok(fit) if error.kind() == RolloutErrorKind::Vanishes => {
            format!("{reason}; {} would be {}", weights(&fit), errors(&fit))
        }
        _ => reason,
    }
}
