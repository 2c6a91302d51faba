//! The word somebody probably meant.

use crate::finding::quote;

/// How many candidates are compared: a file may declare tens of thousands of names, and miss one in as many places.
const COMPARED: usize = 100;

/// A hint that names the [`closest`] candidate.
pub(crate) fn did_you_mean<'c>(word: &str, candidates: impl Iterator<Item = &'c str>) -> Option<String> {
    closest(word, candidates).map(|candidate| format!("did you mean {}?", quote(candidate)))
}

/// The candidate closest to `word`: the same but for case, `-` and `_`, or a few letters away.
///
/// Of two that are equally close the first wins; those behind the first hundred are not looked at. Distances are those of Damerau and Levenshtein: letters left out,
/// added, replaced, and neighbours swapped.
pub(crate) fn closest<'c>(word: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    let word = folded(word);
    let length = word.len();
    if length == 0 || length > 64 {
        return None;
    }
    let mut best = None;
    for candidate in candidates.take(COMPARED) {
        let other = folded(candidate);
        // One slip in three letters is a slip; more is another word.
        let allowed = (length.max(other.len()) / 3).clamp(1, 3);
        if length.abs_diff(other.len()) > allowed {
            continue;
        }
        let distance = distance(&word, &other);
        if distance <= allowed && distance < length && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Lower case, without what joins words.
fn folded(word: &str) -> Vec<char> {
    word.chars().filter(|c| !matches!(c, '-' | '_' | ' ' | '.')).flat_map(char::to_lowercase).collect()
}

/// The optimal string alignment distance.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1; b.len() + 1];
        for (j, y) in b.iter().enumerate() {
            let replaced = last[j] + usize::from(x != y);
            row[j + 1] = replaced.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && a[i - 1] == *y && b[j - 1] == *x {
                row[j + 1] = row[j + 1].min(before[j - 1] + 1);
            }
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_word_that_was_meant() {
        let keys = [
            "app",
            "image",
            "ports",
            "resources",
            "replicas",
            "autoscale",
            "env",
            "probes",
            "environments",
            "apiVersion",
        ];
        for (word, expected) in [
            ("replica", Some("replicas")),
            ("Replicas", Some("replicas")),
            ("replcias", Some("replicas")),
            ("auto_scale", Some("autoscale")),
            ("auto-scale", Some("autoscale")),
            ("AutoScaling", Some("autoscale")),
            ("resource", Some("resources")),
            ("port", Some("ports")),
            ("enviroments", Some("environments")),
            ("api_version", Some("apiVersion")),
            ("imgae", Some("image")),
            ("ap", Some("app")),
            ("evn", Some("env")),
            ("x", None),
            ("", None),
            ("cpu", None),
            ("volumes", None),
            ("人工智能", None),
        ] {
            assert_eq!(closest(word, keys.into_iter()), expected, "{word:?}");
        }
    }
}
