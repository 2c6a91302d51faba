//! Deterministic mutations of a seed corpus: the same bytes on every machine and every run.

/// The xorshift generator of Marsaglia with 64 bits; a seed of 0 would stay 0.
pub(crate) struct Mutator(u64);

impl Mutator {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.max(1))
    }

    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(limit.max(1)).unwrap()).unwrap()
    }

    /// One to three edits: a byte put in, taken out, changed, a part doubled.
    pub(crate) fn mutate(&mut self, seed: &[u8], alphabet: &[u8]) -> Vec<u8> {
        let mut bytes = seed.to_vec();
        for _ in 0..=self.below(3) {
            let at = self.below(bytes.len() + 1);
            let byte = if self.below(8) == 0 {
                u8::try_from(self.below(256)).unwrap()
            } else {
                alphabet[self.below(alphabet.len())]
            };
            match self.below(4) {
                0 => bytes.insert(at, byte),
                1 if at < bytes.len() => drop(bytes.remove(at)),
                2 if at < bytes.len() => bytes[at] = byte,
                _ => bytes.extend_from_within(at.min(bytes.len())..),
            }
        }
        bytes
    }
}
