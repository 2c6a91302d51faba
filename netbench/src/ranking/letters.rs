//! Compact letters: which paths the tests could not tell apart.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// The tie groups that one path belongs to. Two paths share a group if and only if they were not shown to differ, so
/// `a`, `ab`, `b` reads: the first and the last differ, and the middle one may be either's equal.
///
/// # Examples
/// ```
/// use pavedroad_netbench::Letters;
///
/// // host, ipip, hostgw, vxlan in order: all pairs were shown to differ but ipip and hostgw.
/// let letters = Letters::assign(4, |a, b| (a, b) != (1, 2));
/// assert_eq!(letters.iter().map(ToString::to_string).collect::<Vec<_>>(), ["a", "b", "b", "c"]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Letters(Vec<usize>);

impl Letters {
    /// The groups of `paths` paths, given the pairs that were shown to differ. `different` is asked once for each pair
    /// `(a, b)` with `a < b`, both from 0.
    ///
    /// Every group is as large as it can be, none could be left out, and they are lettered by their first paths: the
    /// compact letter display of H.-P. Piepho (2004). Its insert-and-absorb makes every largest group, of which there
    /// can be exponentially many; here a group is only made for a tie that no group shows yet, so there are never more
    /// than there are paths and ties.
    #[must_use]
    pub fn assign(paths: usize, mut different: impl FnMut(usize, usize) -> bool) -> Vec<Self> {
        let mut tied = BTreeSet::new();
        for a in 0..paths {
            for b in a + 1..paths {
                if !different(a, b) {
                    tied.extend([(a, b), (b, a)]);
                }
            }
        }
        let mut letters = vec![Self::default(); paths];
        for (number, group) in without_needless(groups(paths, &tied)).iter().enumerate() {
            for path in group {
                if let Some(letters) = letters.get_mut(*path) {
                    letters.0.push(number);
                }
            }
        }
        letters
    }

    /// The groups by number, from 0 for `a`, ascending. Never empty for a path that was ranked.
    #[must_use]
    pub fn groups(&self) -> &[usize] {
        &self.0
    }

    /// Whether the two share a group: they were not shown to differ.
    #[must_use]
    pub fn share_with(&self, other: &Self) -> bool {
        self.0.iter().any(|group| other.0.contains(group))
    }
}

impl fmt::Display for Letters {
    /// `a` to `z`, then `A` to `Z`, and any further group as its number from 1 in brackets: `ab`, `Z(53)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text: String = self.0.iter().map(|group| letter(*group)).collect();
        f.pad(&text)
    }
}

fn letter(group: usize) -> String {
    match u8::try_from(group) {
        Ok(group @ 0..26) => char::from(b'a' + group).to_string(),
        Ok(group @ 26..52) => char::from(b'A' + (group - 26)).to_string(),
        _ => format!("({})", group.saturating_add(1)),
    }
}

/// Groups that show every tie: each begins with the first tie not shown yet and takes in, in order, every path that
/// ties with all of it. A path without any tie is a group of its own. Sorted, as are the members of each.
fn groups(paths: usize, tied: &BTreeSet<(usize, usize)>) -> Vec<Vec<usize>> {
    let mut shown = BTreeSet::new();
    let mut groups = Vec::new();
    for (a, b) in tied {
        if !shown.contains(&(*a, *b)) {
            let mut group = vec![*a, *b];
            for path in 0..paths {
                if group.iter().all(|member| tied.contains(&(*member, path))) {
                    group.push(path);
                }
            }
            group.sort_unstable();
            shown.extend(pairs(&group));
            groups.push(group);
        }
    }
    groups.extend((0..paths).filter(|path| !shown.contains(&(*path, *path))).map(|path| vec![path]));
    groups.sort_unstable();
    groups
}

/// Drops, from the last, each group that shows nothing which no other shows.
fn without_needless(mut groups: Vec<Vec<usize>>) -> Vec<Vec<usize>> {
    let mut times: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for pair in groups.iter().flat_map(|group| pairs(group)) {
        *times.entry(pair).or_default() += 1;
    }
    let mut kept = Vec::new();
    while let Some(group) = groups.pop() {
        if pairs(&group).all(|pair| times.get(&pair).is_some_and(|times| *times > 1)) {
            for pair in pairs(&group) {
                times.entry(pair).and_modify(|times| *times -= 1);
            }
        } else {
            kept.push(group);
        }
    }
    kept.reverse();
    kept
}

/// Every pair of members, each member with itself as well.
fn pairs(group: &[usize]) -> impl Iterator<Item = (usize, usize)> {
    group.iter().flat_map(move |a| group.iter().map(move |b| (*a, *b)))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::Letters;

    fn shown(paths: usize, different: &[(usize, usize)]) -> Vec<String> {
        Letters::assign(paths, |a, b| different.contains(&(a, b))).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn letters_of_small_sets() {
        for (paths, different, expected) in [
            (0, &[][..], &[][..]),
            (1, &[], &["a"]),
            (2, &[], &["a", "a"]),
            (2, &[(0, 1)], &["a", "b"]),
            (3, &[(0, 2)], &["a", "ab", "b"]),
            (3, &[(0, 1)], &["a", "b", "ab"]),
            (3, &[(0, 1), (0, 2), (1, 2)], &["a", "b", "c"]),
            // A ring of ties: no three tie together.
            (4, &[(0, 2), (1, 3)], &["ab", "ac", "cd", "bd"]),
        ] {
            assert_eq!(shown(paths, different), expected, "{paths} paths, different: {different:?}");
        }
    }

    #[test]
    fn there_are_names_for_any_number_of_groups() {
        let letters = Letters::assign(60, |_, _| true);
        let names: Vec<String> = letters.iter().map(ToString::to_string).collect();
        assert_eq!((names[0].as_str(), names[26].as_str(), names[51].as_str()), ("a", "A", "Z"));
        assert_eq!((names[52].as_str(), names[59].as_str()), ("(53)", "(60)"));
        assert_eq!(format!("{:>3}|{:<3}|", letters[0], letters[1]), "  a|b  |");
    }

    /// Insert-and-absorb would make 3^(60 / 3) groups of these.
    #[test]
    fn the_worst_set_of_sixty_paths_needs_few_groups() {
        let letters = Letters::assign(60, |a, b| a / 3 == b / 3);
        let groups: BTreeSet<usize> = letters.iter().flat_map(|letters| letters.groups().iter().copied()).collect();
        assert!(groups.len() <= 60 * 59 / 2, "{} groups", groups.len());
        assert!(letters[0].share_with(&letters[3]) && !letters[0].share_with(&letters[1]));
    }

    proptest! {
        #[test]
        fn two_paths_share_a_letter_iff_they_were_not_shown_to_differ(
            paths in 1_usize..12,
            bits in proptest::collection::vec(any::<bool>(), 144),
        ) {
            let different = |a: usize, b: usize| bits[a * 12 + b];
            let letters = Letters::assign(paths, different);
            prop_assert_eq!(letters.len(), paths);
            for (a, of_a) in letters.iter().enumerate() {
                prop_assert!(!of_a.groups().is_empty());
                prop_assert!(of_a.groups().is_sorted());
                for (b, of_b) in letters.iter().enumerate().skip(a + 1) {
                    prop_assert_eq!(of_a.share_with(of_b), !different(a, b), "{} and {}", a, b);
                }
            }
            // No group is needless, and none lies within another.
            let groups = letters.iter().flat_map(|letters| letters.groups().to_vec()).max().map_or(0, |last| last + 1);
            let members = |group: usize| -> BTreeSet<usize> {
                (0..paths).filter(|path| letters[*path].groups().contains(&group)).collect()
            };
            for group in 0..groups {
                let own = members(group);
                for other in (0..groups).filter(|other| *other != group) {
                    prop_assert!(!own.is_subset(&members(other)), "{} within {}", group, other);
                }
                let needed = own.iter().any(|a| own.iter().any(|b| {
                    (0..groups).filter(|other| members(*other).is_superset(&[*a, *b].into())).count() == 1
                }));
                prop_assert!(needed, "group {} is needless", group);
            }
            // Letters appear in the order of the paths.
            let firsts: Vec<usize> = (0..groups).filter_map(|group| members(group).first().copied()).collect();
            prop_assert!(firsts.is_sorted());
        }
    }
}
