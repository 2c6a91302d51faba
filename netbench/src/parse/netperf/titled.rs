//! Values under titles: the CSV of `-o` and the columns of `-O`.

use crate::parse::netperf::selector::Selector;

/// The selectors of a line of titles: none unless it has several and knows one.
pub(crate) fn titles(text: &str) -> Option<Vec<Option<Selector>>> {
    let titles: Vec<_> = text.split(',').map(|title| Selector::titled(title.trim())).collect();
    titles.iter().any(Option::is_some).then_some(titles).filter(|titles| titles.len() > 1)
}

/// The values of a line of CSV. netperf quotes words that may have commas, and escapes nothing.
pub(crate) fn cells(text: &str) -> Vec<String> {
    let mut quoted = false;
    let cells = text.split(|c| {
        quoted ^= c == '"';
        c == ',' && !quoted
    });
    cells.map(|cell| cell.trim_matches('"').to_owned()).collect()
}

/// The values of a line under lines of titles: each begins where its titles do.
pub(crate) fn columns(header: &[&str], text: &str) -> Vec<(Option<Selector>, String)> {
    let bytes = text.as_bytes();
    let begins = |at: &usize| bytes.get(*at) != Some(&b' ') && (*at == 0 || bytes.get(at - 1) == Some(&b' '));
    let starts: Vec<usize> = (0..bytes.len()).filter(begins).collect();
    let ends = starts.iter().skip(1).copied().chain([usize::MAX]);
    let cell =
        |line: &str, start, end: usize| line.get(start..end.min(line.len())).unwrap_or_default().trim().to_owned();
    let cells = starts.iter().zip(ends).map(|(&start, end)| {
        let titles = header.iter().map(|line| cell(line, start, end));
        let titles: Vec<_> = titles.filter(|part| !part.is_empty()).collect();
        (Selector::titled(&titles.join(" ")), cell(text, start, end))
    });
    cells.collect()
}
