//! The JSON schema of a report.

use serde_json::{Value, json};

use super::json::VERSION;
use crate::output::FailureKind;

/// The JSON schema (draft 2020-12) of what [`Report::to_json`](crate::Report::to_json) writes.
///
/// # Examples
/// ```
/// let schema = pavedroad_netbench::report_schema();
/// assert_eq!(schema["properties"]["version"]["const"], "1");
/// ```
#[must_use]
pub fn report_schema() -> Value {
    let mut schema = object(
        "What runs of network benchmarks show.",
        &json!({
            "version": described("The version of this format.", &json!({"const": VERSION})),
            "paths": list("The paths.", &text("A path.")),
            "rounds": count("How many rounds there are."),
            "tools": {
                "description": "How many runs there are of each tool.",
                "type": "object",
                "additionalProperties": {"type": "integer", "minimum": 1},
            },
            "metrics": list("One for each metric.", &metric()),
            "physics": physics(),
            "failures": list("What failed: runs, tests and single values. None of it is in a metric.", &failure()),
            "repeated": list("Runs that were left out.", &object("A run.", &json!({
                "file": text("The file."),
                "first": text("The file that measured this path in this round already."),
            }))),
            "unknownLines": count("How many lines of all files nobody understands."),
        }),
    );
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["title"] = json!("Report of network benchmarks");
    schema
}

fn metric() -> Value {
    let p = |description: &str| or_null(description, &json!({"type": "number", "minimum": 0, "maximum": 1}));
    let path = object(
        "A path, the best first.",
        &json!({
            "path": text("Its name."),
            "median": or_null("The median of its runs, in the unit of the metric.", &number()),
            "interval": or_null("The exact interval of the median, at 1 - alpha.", &interval()),
            "toReference": or_null("The median of its ratios to the reference in the same rounds, or of its differences.", &estimate()),
            "letters": text("Its groups: paths that share a letter were not shown to differ."),
            "ceiling": or_null("Its median beside the most that its link carries.", &object("A ceiling.", &json!({
                "bitsPerSecond": count("The ceiling, in bit/s."),
                "fraction": or_null("The median divided by the ceiling.", &number()),
                "verdict": described("What the fraction says.", &json!({"enum": ["above", "link-bound", "far-below"]})),
                "fits": list("The encapsulations that would fit a value above the ceiling.", &text("An encapsulation.")),
            }))),
            "runs": list("Every run.", &object("A run.", &json!({
                "round": count("Its round."),
                "value": described("Its value, in the unit of the metric.", &number()),
            }))),
        }),
    );
    let pair = object(
        "Two paths.",
        &json!({
            "paths": list("Their names, the one that stands higher first.", &text("A path.")),
            "verdict": described("What is shown.", &json!({"enum": ["different", "equivalent", "undecided"]})),
            "better": or_null("The better one, if they differ.", &json!({"type": "string"})),
            "p": p("The p by itself; null without runs."),
            "adjustedP": described("The p after Holm's correction.", &json!({"type": "number", "minimum": 0, "maximum": 1})),
            "equivalenceP": p("The p of equivalence within the margin, after Holm's correction; null without a margin."),
            "estimate": or_null("The ratio, or difference, of the second to the first.", &estimate()),
        }),
    );
    object(
        "What runs show of one metric.",
        &json!({
            "metric": text("What was measured."),
            "unit": text("The unit of its values."),
            "better": described("Which values are better.", &json!({"enum": ["lower", "higher"]})),
            "scale": described("What values are compared by.", &json!({"enum": ["ratio", "difference"]})),
            "test": text("The test."),
            "alpha": described("The level, over all pairs.", &number()),
            "margin": or_null("Within what paths count as equivalent.", &number()),
            "reference": or_null("The path that others are compared with.", &json!({"type": "string"})),
            "order": or_null("The order of the paths, the best first, ties together; null where none can be shown.", &list("Places.", &list("Ties.", &text("A path.")))),
            "refusal": or_null("Why there is no order.", &json!({"type": "string"})),
            "paths": list("The paths, the best first.", &path),
            "pairs": list("Every pair.", &pair),
            "warnings": list("What is to be known before the order is believed.", &text("A warning.")),
        }),
    )
}

fn physics() -> Value {
    object(
        "The orders beside the one that physics expects.",
        &json!({
            "questions": list("Names that may mean several paths.", &object("A question.", &json!({
                "path": text("The name."),
                "candidates": list("What it may mean.", &text("A path.")),
            }))),
            "unknown": list("Names that are not known.", &text("A name.")),
            "violations": list("Pairs that stand against the expected order.", &object("A pair.", &json!({
                "metric": text("The metric."),
                "better": text("The path that was found better."),
                "worse": text("The path that was found worse, though the better one does all that it does, and more."),
                "kind": described("What it means.", &json!({"enum": ["tie", "contradiction", "suspicious", "established"]})),
            }))),
            "agreements": list("How far each two metrics agree.", &object("Two metrics.", &json!({
                "metrics": list("The two.", &text("A metric.")),
                "paths": count("How many paths are in both."),
                "tau": described("Kendall's tau.", &json!({"type": "number", "minimum": -1, "maximum": 1})),
            }))),
        }),
    )
}

fn failure() -> Value {
    object(
        "Something that failed.",
        &json!({
            "file": text("The file."),
            "path": text("The path."),
            "round": count("The round."),
            "kind": described("What failed.", &json!({"enum": FailureKind::ALL.map(FailureKind::code)})),
            "test": or_null("The test.", &json!({"type": "string"})),
            "target": or_null("The host that was asked.", &json!({"type": "string"})),
            "line": or_null("The line, from 1.", &json!({"type": "integer", "minimum": 1})),
            "text": text("What the tool said."),
        }),
    )
}

fn estimate() -> Value {
    object(
        "An estimate.",
        &json!({"value": described("The estimate.", &number()), "interval": or_null("Its interval, at 1 - alpha.", &interval())}),
    )
}

fn interval() -> Value {
    object(
        "An interval.",
        &json!({"low": described("Its lower end.", &number()), "high": described("Its upper end.", &number())}),
    )
}

/// An object that has every one of its members, and no other.
fn object(description: &str, members: &Value) -> Value {
    let required: Vec<&String> = members.as_object().map(|members| members.keys().collect()).unwrap_or_default();
    json!({
        "description": description,
        "type": "object",
        "properties": members,
        "required": required,
        "additionalProperties": false,
    })
}

fn list(description: &str, items: &Value) -> Value {
    json!({"description": description, "type": "array", "items": items})
}

fn text(description: &str) -> Value {
    json!({"description": description, "type": "string"})
}

fn count(description: &str) -> Value {
    json!({"description": description, "type": "integer", "minimum": 0})
}

fn number() -> Value {
    json!({"type": "number"})
}

fn described(description: &str, schema: &Value) -> Value {
    let mut schema = schema.clone();
    schema["description"] = json!(description);
    schema
}

fn or_null(description: &str, schema: &Value) -> Value {
    json!({"description": description, "anyOf": [schema, {"type": "null"}]})
}
