//! The difference, by examples and by putting the texts together again.

use proptest::prelude::*;

use super::*;

#[track_caller]
fn shows(old: &str, new: &str, expected: &str) {
    assert_eq!(Difference::new("a", old, new).to_string(), expected);
}

#[test]
fn shows_what_diff_shows() {
    shows("a\nb\n", "a\nb\n", "");
    shows("", "a\n", "--- a\n+++ a\n@@ -0,0 +1 @@\n+a\n");
    shows("a\n", "", "--- a\n+++ a\n@@ -1 +0,0 @@\n-a\n");
    shows("a\nb\nc\n", "a\nx\nc\n", "--- a\n+++ a\n@@ -1,3 +1,3 @@\n a\n-b\n+x\n c\n");
    shows("a\nb", "a\nb\n", "--- a\n+++ a\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+b\n");
    shows("a\r\nb\r\n", "a\r\nc\r\n", "--- a\n+++ a\n@@ -1,2 +1,2 @@\n a\r\n-b\r\n+c\r\n");
}

#[test]
fn far_changes_stand_in_hunks_of_their_own() {
    let lines = |changed: [usize; 2]| -> String {
        (0..20).map(|line| if changed.contains(&line) { "x\n".to_owned() } else { format!("{line}\n") }).collect()
    };
    let hunks = |changed| Difference::new("a", &lines([99, 99]), &lines(changed)).hunks.len();
    assert_eq!((hunks([3, 10]), hunks([3, 11])), (1, 2));
}

#[test]
fn many_changed_lines_are_one_block() {
    let text = |word: &str| (0..5_000).map(|line| format!("{word}{line}\nsame\n")).collect::<String>();
    assert_eq!(Difference::new("a", &text("x"), &text("y")).hunks.len(), 1);
}

/// The new text, made of the old one and the changes.
fn patched(old: &[&str], new: &[&str], changes: &[Change]) -> String {
    let mut text = String::new();
    let mut at = 0;
    for (removed, added) in changes {
        text += &old[at..removed.start].concat();
        text += &new[added.clone()].concat();
        at = removed.end;
    }
    text + &old[at..].concat()
}

fn longest_common(a: &[&str], b: &[&str]) -> usize {
    let mut row = vec![0; b.len() + 1];
    for x in a {
        let mut diagonal = 0;
        for (j, y) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if x == y { diagonal + 1 } else { above.max(row[j]) };
            diagonal = above;
        }
    }
    row[b.len()]
}

proptest! {
    #[test]
    fn changes_make_the_new_text_of_the_old_one_and_are_the_fewest(
        old in prop::collection::vec("[abc]", 0..14),
        new in prop::collection::vec("[abc]", 0..14),
    ) {
        let old: Vec<&str> = old.iter().map(String::as_str).collect();
        let new: Vec<&str> = new.iter().map(String::as_str).collect();
        let changes = changes(&old, &new);
        prop_assert_eq!(patched(&old, &new, &changes), new.concat());
        let changed: usize = changes.iter().map(|(removed, added)| removed.len() + added.len()).sum();
        prop_assert_eq!(changed, old.len() + new.len() - 2 * longest_common(&old, &new));
    }
}
