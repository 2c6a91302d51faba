//! A template as one nondeterministic automaton, and the search for a shortest text.

use std::collections::BTreeSet;

use super::language::class;
use super::template::{Piece, Template};

/// The automaton of a sequence of pieces. A state is a piece and a state of its language; after the last byte
/// of a piece the next byte begins the following one, so there are no empty moves.
pub(crate) struct Automaton<'t> {
    pieces: &'t [Piece],
    alphabet: Vec<u8>,
}

/// Where a run through the automaton stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) piece: u8,
    pub(crate) state: u32,
}

impl<'t> Automaton<'t> {
    pub(crate) fn new(template: &'t Template) -> Self {
        Self { pieces: &template.pieces, alphabet: alphabet(&template.pieces) }
    }

    /// Bytes enough to reach every place, in the order in which example texts prefer them.
    pub(crate) fn alphabet(&self) -> &[u8] {
        &self.alphabet
    }

    /// Before the first byte.
    pub(crate) const START: Place = Place { piece: 0, state: 0 };

    fn at(&self, piece: u8) -> Option<&'t Piece> {
        self.pieces.get(usize::from(piece))
    }

    /// Stays within the piece.
    pub(crate) fn stay(&self, place: Place, byte: u8) -> Option<Place> {
        let state = self.at(place.piece)?.language.step(place.state, byte)?;
        Some(Place { state, ..place })
    }

    /// Ends the piece before the byte and begins the next one with it.
    pub(crate) fn advance(&self, place: Place, byte: u8) -> Option<Place> {
        let next = place.piece.checked_add(1)?;
        if !self.at(place.piece)?.language.ends(place.state) {
            return None;
        }
        let state = self.at(next)?.language.step(0, byte)?;
        Some(Place { piece: next, state })
    }

    pub(crate) fn successors(&self, place: Place, byte: u8) -> impl Iterator<Item = Place> {
        [self.stay(place, byte), self.advance(place, byte)].into_iter().flatten()
    }

    /// Is the text complete here?
    pub(crate) fn ends(&self, place: Place) -> bool {
        usize::from(place.piece) + 1 == self.pieces.len()
            && self.at(place.piece).is_some_and(|piece| piece.language.ends(place.state))
    }
}

/// The bytes that templates and names are made of, in the order in which example texts prefer them.
const BYTES: &[u8] =
    b"abcdefghijklmnopqrstuvwxyz0123456789-._:/ABCDEFGHIJKLMNOPQRSTUVWXYZ[]!\"#$%&'()*+,;<=>?@\\^`{|}~";

/// The bytes that some piece may hold; of those that no piece tells apart only the first. That is a sixth of all
/// for most templates, and the searches take a sixth of the time.
fn alphabet(pieces: &[Piece]) -> Vec<u8> {
    let mut classes = BTreeSet::new();
    let held = BYTES.iter().filter(|byte| pieces.iter().any(|piece| piece.language.has_byte(**byte)));
    held.filter(|byte| {
        let named = |piece: &Piece| piece.language.is_of_words() && piece.language.has_byte(**byte);
        pieces.iter().any(named) || classes.insert(class(**byte))
    })
    .copied()
    .collect()
}

/// A shortest path from `start` to a node where `goal` holds, as its bytes and the node after each of them;
/// `None` if there is none of at most `limit` bytes. Breadth first, every node once.
pub(crate) fn shortest<N: Copy + Ord>(
    start: N,
    limit: usize,
    mut moves: impl FnMut(N, &mut dyn FnMut(u8, N)),
    goal: impl Fn(N) -> bool,
) -> Option<Vec<(u8, N)>> {
    // Each node with where it was reached from; the first one points at itself.
    let mut reached: Vec<(usize, u8, N)> = vec![(0, 0, start)];
    let mut seen = BTreeSet::from([start]);
    let mut layer_start = 0;
    for _ in 0..limit {
        let layer_end = reached.len();
        for index in layer_start..layer_end {
            let Some((_, _, node)) = reached.get(index).copied() else { break };
            moves(node, &mut |byte, next| {
                if seen.insert(next) {
                    reached.push((index, byte, next));
                }
            });
        }
        let found = reached.iter().enumerate().skip(layer_end).find(|(_, (_, _, node))| goal(*node));
        if let Some((index, _)) = found {
            return Some(path(&reached, index));
        }
        if reached.len() == layer_end {
            return None;
        }
        layer_start = layer_end;
    }
    None
}

fn path<N: Copy>(reached: &[(usize, u8, N)], mut index: usize) -> Vec<(u8, N)> {
    let mut steps = Vec::new();
    while let Some((from, byte, node)) = reached.get(index)
        && index != 0
    {
        steps.push((*byte, *node));
        index = *from;
    }
    steps.reverse();
    steps
}
