//! A small seeded mutator: the same seed gives the same inputs on every machine.

/// `count` mutations of members of `corpus`: one to four flips, insertions, deletions, repetitions or splices each.
pub(crate) fn mutations<'a>(corpus: &'a [&'a [u8]], seed: u64, count: usize) -> impl Iterator<Item = Vec<u8>> + 'a {
    let mut random = Xorshift(seed | 1);
    (0..count).map(move |_| {
        let mut data = random.pick(corpus).to_vec();
        for _ in 0..=random.below(4) {
            mutate(&mut random, corpus, &mut data);
        }
        data
    })
}

fn mutate(random: &mut Xorshift, corpus: &[&[u8]], data: &mut Vec<u8>) {
    let at = random.below(data.len() + 1);
    match random.below(6) {
        0 if at < data.len() => data[at] ^= 1 << random.below(8),
        1 => data.insert(at, random.next() as u8),
        // Bytes of the corpus are likelier to keep an input almost legal than any byte is.
        2 => {
            let other = random.pick(corpus);
            if !other.is_empty() {
                data.insert(at, other[random.below(other.len())]);
            }
        }
        3 if at < data.len() => {
            data.remove(at);
        }
        4 => {
            let end = at + random.below(data.len() - at + 1).min(16);
            let repeated = data[at..end].to_vec();
            data.splice(at..at, repeated);
        }
        _ => {
            let other = random.pick(corpus);
            data.truncate(at);
            data.extend_from_slice(&other[random.below(other.len() + 1)..]);
        }
    }
}

struct Xorshift(u64);

impl Xorshift {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number below `end`, which is not 0.
    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    fn pick<'a>(&mut self, corpus: &[&'a [u8]]) -> &'a [u8] {
        corpus[self.below(corpus.len())]
    }
}
