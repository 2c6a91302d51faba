//! A load curve from CSV.

use std::time::Duration;

use pavedroad_rollout::LoadCurve;

/// The columns.
const HEAD: [&str; 2] = ["seconds", "millicores"];

/// Reads the two columns; the error names the file, and the line or the point.
pub(crate) fn read(file: &str, bytes: &[u8]) -> Result<LoadCurve, String> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(bytes);
    let head = reader.headers().map_err(|error| format!("{file}: {error}"))?;
    if head != HEAD.as_slice() {
        let found: Vec<&str> = head.iter().collect();
        return Err(format!("{file}:1: found the columns `{}`, expected `{}`", found.join(","), HEAD.join(",")));
    }
    let mut points = Vec::new();
    for row in reader.records() {
        let row = row.map_err(|error| format!("{file}: {error}"))?;
        let line = row.position().map_or(0, csv::Position::line);
        let number = |column: usize| {
            let cell = row.get(column).unwrap_or_default();
            cell.parse::<u64>().map_err(|_| {
                format!("{file}:{line}: found `{cell}` for `{}`, expected a whole number, not negative", HEAD[column])
            })
        };
        points.push((Duration::from_secs(number(0)?), number(1)?));
    }
    LoadCurve::new(points).map_err(|error| format!("{file}: {error}"))
}
