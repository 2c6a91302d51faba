//! Which known word somebody probably meant.

/// The known word nearest to the text: one that begins with it or that it begins with, else the one with the
/// fewest edits (insert, delete, replace, swap neighbours), if they are few for its length.
pub(crate) fn nearest<'a>(text: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let text = text.to_ascii_lowercase();
    if text.is_empty() || text.len() > 64 {
        return None;
    }
    known
        .into_iter()
        .filter_map(|word| {
            let begins = text.len() > 1 && word.len() > 1 && (word.starts_with(&text) || text.starts_with(word));
            let edits = if begins { 1 } else { edits(text.as_bytes(), word.as_bytes()) };
            // At least half of the word has to be right.
            (edits <= 2 && edits * 2 <= word.len().max(text.len())).then_some((edits, word))
        })
        .min_by_key(|(edits, _)| *edits)
        .map(|(_, word)| word)
}

/// The edit distance in which a swap of neighbours counts once ("optimal string alignment").
fn edits(a: &[u8], b: &[u8]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    let mut previous = None;
    for (row, x) in a.iter().enumerate() {
        let mut this = vec![row + 1];
        for (column, y) in b.iter().enumerate() {
            let above = last.get(column + 1).map_or(usize::MAX, |cost| cost + 1);
            let beside = this.last().map_or(usize::MAX, |cost| cost + 1);
            let replaced = last.get(column).map_or(usize::MAX, |cost| cost + usize::from(x != y));
            let swapped = match column.checked_sub(1).and_then(|left| Some((left, b.get(left)?))) {
                Some((left, z)) if previous == Some(*y) && z == x => {
                    before.get(left).map_or(usize::MAX, |cost| cost + 1)
                }
                _ => usize::MAX,
            };
            this.push(above.min(beside).min(replaced).min(swapped));
        }
        before = std::mem::replace(&mut last, this);
        previous = Some(*x);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_word_that_was_meant() {
        let known = ["test", "preview", "prod"];
        for (text, word) in [
            ("tset", Some("test")),
            ("production", Some("prod")),
            ("pre", Some("preview")),
            ("PROD", Some("prod")),
            ("prd", Some("prod")),
            ("staging", None),
            ("t", None),
            ("", None),
        ] {
            assert_eq!(nearest(text, known), word, "{text}");
        }
        assert_eq!(nearest("ia", ["ai", "dt"]), Some("ai"));
        assert_eq!(nearest("bi", ["ai", "dt"]), Some("ai"));
        assert_eq!(nearest("xx", ["ai", "dt"]), None);
    }

    #[test]
    fn counts_edits() {
        for (a, b, count) in
            [("", "abc", 3), ("abc", "", 3), ("abc", "acb", 1), ("abc", "abc", 0), ("kitten", "sitting", 3)]
        {
            assert_eq!(edits(a.as_bytes(), b.as_bytes()), count, "{a} {b}");
        }
    }
}
