//! The reference of weight rules: what each target takes, and what becomes of some splits.

use pavedroad_rollout::{RolloutErrorKind, Split, WeightRule, WeightTotal, WeightUnit};

use crate::table::table;

/// Splits that people write, in shares.
const SPLITS: [(&str, &[u64]); 6] = [
    ("50% 50%", &[50, 50]),
    ("95% 5%", &[95, 5]),
    ("99.5% 0.5%", &[199, 1]),
    ("99.95% 0.05%", &[1999, 1]),
    ("1/3 1/3 1/3", &[1, 1, 1]),
    ("44:6:13:7", &[44, 6, 13, 7]),
];

pub(crate) fn text() -> String {
    let head = ["target", "name", "written", "each", "sum", "parts"].map(str::to_owned);
    let rows: Vec<Vec<String>> = WeightRule::KNOWN.iter().map(limits).collect();
    let splits: Vec<String> =
        std::iter::once("target".to_owned()).chain(SPLITS.iter().map(|(text, _)| (*text).to_owned())).collect();
    format!(
        "# What targets take as weights\n\n\
         Computed by `pavedroad-rollout`; see the type `WeightRule`, of which these are the constants, and `Split::fit`.\n\n\
         {}\n\
         - Envoy refuses a sum of zero. Istio drops a destination of weight zero, and a single destination ignores its weight. \
         A Gateway API rule in which every weight is zero answers HTTP 500.\n\
         - An ALB wants every weight set as soon as there are two target groups.\n\
         - nginx has one canary ingress for a host and path; a header or a cookie goes before the weight. It honours \
         `canary-weight-total` only above 100; the greatest total is a bound of ours.\n\
         - Argo Rollouts has another total, `maxTrafficWeight`, with nginx and with plugins. Where it has no router, pods \
         divide the traffic: [pods for a weight](pods-for-a-weight.md).\n\
         - Flagger does not check its steps: a weight that is not in the list jumps to 100.\n\n\
         ## What becomes of a split\n\n\
         A cell is the weights in the target's units, and the error of the part that is farthest off where they are not \
         exact. `vanishes`: a part above zero would be zero. `parts`: there are too many.\n\n\
         {}",
        table(&head, &rows),
        table(&splits, &WeightRule::KNOWN.iter().map(fits).collect::<Vec<_>>())
    )
}

fn limits(rule: &WeightRule) -> Vec<String> {
    let sum = match rule.total {
        WeightTotal::Exact(total) => total.to_string(),
        WeightTotal::UpTo(most) => format!("1 .. {most}"),
        WeightTotal::Between(least, most) => format!("{least} .. {most}"),
        WeightTotal::Free => "any but 0".to_owned(),
    };
    let unit = match rule.unit {
        WeightUnit::Percent => "percent",
        WeightUnit::PercentText => "\"N%\"",
        _ => "number",
    };
    vec![
        rule.target.to_owned(),
        format!("`{}`", rule.name),
        format!("{unit}{}", if rule.first_is_rest { " of the canary" } else { "" }),
        format!("{} .. {}", rule.least, rule.most),
        sum,
        rule.most_parts.map_or("any".to_owned(), |most| most.to_string()),
    ]
}

fn fits(rule: &WeightRule) -> Vec<String> {
    let cell = |(_, shares): &(&str, &[u64])| {
        let fit = Split::from_shares(shares.iter().copied().enumerate()).and_then(|split| split.fit(rule));
        match fit {
            Ok(fit) => {
                let weights: Vec<String> = fit.iter().map(|(_, weight, _)| weight.to_string()).collect();
                let error = if fit.is_exact() { String::new() } else { format!(" ({})", fit.largest_error()) };
                format!("{}{error}", weights.join(":"))
            }
            Err(error) if error.kind() == RolloutErrorKind::Vanishes => "vanishes".to_owned(),
            Err(error) if error.kind() == RolloutErrorKind::TooManyParts => "parts".to_owned(),
            Err(error) => error.to_string(),
        }
    };
    std::iter::once(rule.target.to_owned()).chain(SPLITS.iter().map(cell)).collect()
}
