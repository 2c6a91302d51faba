//! A closed set of words: the business lines or the environments there are.

/// A set of non-empty ASCII words, as a list in the convention's order and as a tree of their letters.
#[derive(Clone, Debug)]
pub(crate) struct ClosedSet {
    words: Vec<Box<str>>,
    /// The last eight bytes of each word, and its length.
    keys: Vec<(u64, usize)>,
    nodes: Vec<Node>,
}

#[derive(Clone, Debug, Default)]
struct Node {
    word: bool,
    edges: Vec<(u8, u32)>,
}

impl ClosedSet {
    pub(crate) fn new<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut set = Self { words: Vec::new(), keys: Vec::new(), nodes: vec![Node::default()] };
        for word in words {
            if set.insert(word.as_bytes()) {
                set.words.push(word.into());
                set.keys.push((key(word.as_bytes()), word.len()));
            }
        }
        set
    }

    /// Was the word not there before?
    fn insert(&mut self, word: &[u8]) -> bool {
        let mut at = 0;
        for byte in word {
            at = match self.step(at, *byte) {
                Some(next) => next,
                None => {
                    let next = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
                    self.nodes.push(Node::default());
                    if let Some(node) = self.node_mut(at) {
                        node.edges.push((*byte, next));
                    }
                    next
                }
            };
        }
        self.node_mut(at).is_some_and(|node| !std::mem::replace(&mut node.word, true))
    }

    fn node(&self, at: u32) -> Option<&Node> {
        self.nodes.get(usize::try_from(at).ok()?)
    }

    fn node_mut(&mut self, at: u32) -> Option<&mut Node> {
        self.nodes.get_mut(usize::try_from(at).ok()?)
    }

    pub(crate) fn step(&self, state: u32, byte: u8) -> Option<u32> {
        self.node(state)?.edges.iter().find(|(edge, _)| *edge == byte).map(|(_, next)| *next)
    }

    pub(crate) fn ends(&self, state: u32) -> bool {
        self.node(state).is_some_and(|node| node.word)
    }

    pub(crate) fn has(&self, word: &[u8]) -> bool {
        let wanted = (key(word), word.len());
        // Words of up to eight bytes are known by their key alone; few lines have longer ones.
        self.keys.contains(&wanted) && (word.len() <= 8 || self.words().any(|known| known.as_bytes() == word))
    }

    pub(crate) fn has_byte(&self, byte: u8) -> bool {
        self.words.iter().any(|word| word.as_bytes().contains(&byte))
    }

    /// In the order given.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(AsRef::as_ref)
    }

    pub(crate) fn longest(&self) -> Option<&str> {
        self.words().max_by_key(|word| word.len())
    }

    /// Is there no word at all?
    pub(crate) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

/// The last eight bytes as one number.
fn key(word: &[u8]) -> u64 {
    word.iter().fold(0, |key, byte| key << 8 | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tree_accepts_the_words_and_nothing_else() {
        let set = ClosedSet::new(["ai", "a", "ad-x", "ai", "long-word-1", "long-word-2"]);
        assert_eq!(set.words().collect::<Vec<_>>(), ["ai", "a", "ad-x", "long-word-1", "long-word-2"]);
        for text in
            ["", "a", "ai", "ad", "ad-", "ad-x", "ad-xy", "b", "aii", "long-word-2", "ling-word-2", "ong-word-2"]
        {
            let end = text.bytes().try_fold(0, |state, byte| set.step(state, byte));
            assert_eq!(end.is_some_and(|state| set.ends(state)), set.has(text.as_bytes()), "{text}");
        }
    }
}
