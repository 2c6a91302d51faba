//! An inventory, row by row against the convention.

use std::path::Path;

use examples::{Outcome, read, table};
use pavedroad_naming::{Convention, InventoryRow};
use serde_json::json;

use crate::{Report, unusable};

/// The table of services on a slide of the talk the convention comes from.
const SHIPPED: (&str, &str) = ("examples/inventories/services.csv", include_str!("../../inventories/services.csv"));

pub(crate) fn report(convention: &Convention, path: Option<&Path>) -> Result<Report, (Outcome, String)> {
    let (file, text) = match path {
        Some(path) => (path.display().to_string(), read(path).map_err(unusable)?),
        None => (SHIPPED.0.to_owned(), SHIPPED.1.as_bytes().to_vec()),
    };
    let rows = rows(&file, &text).map_err(|error| unusable(format!("cannot read {file}: {error}")))?;
    let findings = convention.check_inventory(&rows);

    let mut lines = vec![["ROW", "NAMESPACE", "SERVICE", "APP", "PACKAGE", "VERDICT"].map(str::to_owned)];
    for (index, row) in rows.iter().enumerate() {
        let wrong: Vec<&str> =
            findings.iter().filter(|finding| finding.row() == index).map(|finding| finding.column().as_str()).collect();
        let verdict = if wrong.is_empty() { "ok".to_owned() } else { format!("wrong: {}", wrong.join(", ")) };
        let cell = |cell: &Option<String>| cell.clone().unwrap_or_else(|| "-".to_owned());
        let number = (index + 1).to_string();
        lines.push([number, row.namespace.clone(), cell(&row.service), row.app.clone(), cell(&row.package), verdict]);
    }
    let mut text = format!("{file}: {} rows, {} findings\n{}", rows.len(), findings.len(), table(&lines));
    for finding in &findings {
        text += &format!("\n{finding}\n");
        if let Some(meant) = finding.meant() {
            text += &format!("  expected: {meant}\n");
        }
    }
    let list: Vec<_> = findings
        .iter()
        .map(|finding| {
            json!({
                "row": finding.row() + 1,
                "column": finding.column().as_str(),
                "found": finding.error().input(),
                "expected": finding.meant(),
                "problem": finding.error().to_string(),
            })
        })
        .collect();
    Ok(Report {
        outcome: if findings.is_empty() { Outcome::Done } else { Outcome::Findings },
        text,
        json: json!({"file": file, "rows": rows.len(), "findings": list}),
    })
}

/// JSON by the file's name or its first character, else CSV with a header.
fn rows(file: &str, text: &[u8]) -> Result<Vec<InventoryRow>, String> {
    let json = Path::new(file).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
    if json || text.trim_ascii_start().starts_with(b"[") {
        return serde_json::from_slice(text).map_err(|error| error.to_string());
    }
    csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_reader(text)
        .deserialize()
        .collect::<Result<_, _>>()
        .map_err(|error| error.to_string())
}
