//! Deterministic mutations of a seed corpus, so that stable Rust runs every contract on odd input.

/// Calls `check` with each seed, and with `rounds` mutations of each. The same arguments give the same calls.
pub(crate) fn mutate(seeds: &[&[u8]], rounds: usize, mut check: impl FnMut(&[u8])) {
    let mut random = XorShift(0x9E37_79B9_7F4A_7C15);
    for seed in seeds {
        check(seed);
        for _ in 0..rounds {
            let mut data = seed.to_vec();
            for _ in 0..=random.below(3) {
                change(&mut data, seeds, &mut random);
            }
            check(&data);
        }
    }
}

/// Bytes that grammars of names care about, and some that no name has.
const BYTES: &[u8] = b"aZ09-_./:@[] \t\n\0+%#\"\\\xC4\xE2\xFF";
/// Characters beyond ASCII: two with an ASCII letter as lower case, a letter, a look-alike, an emoji.
const CHARACTERS: [&str; 5] = ["\u{130}", "\u{212A}", "\u{e9}", "\u{ff1a}", "\u{1F600}"];

fn change(data: &mut Vec<u8>, seeds: &[&[u8]], random: &mut XorShift) {
    let at = random.below(data.len() + 1);
    let byte = BYTES[random.below(BYTES.len())];
    match random.below(10) {
        0 => data.insert(at, byte),
        1 => drop(data.drain(at..(at + 1).min(data.len()))),
        2 => drop(data.splice(at..(at + 1).min(data.len()), [byte])),
        3 => data.truncate(at),
        4 => drop(data.drain(..at)),
        5 => drop(data.splice(at..at, CHARACTERS[random.below(CHARACTERS.len())].bytes())),
        6 => {
            // A part again, up to and past the limits of length.
            let part = data[at..(at + 8).min(data.len())].to_vec();
            let again = part.repeat(1 + random.below(40));
            drop(data.splice(at..at, again));
        }
        7 => data.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 0x20),
        8 => {
            let other = seeds[random.below(seeds.len())];
            data.truncate(at);
            data.extend_from_slice(&other[random.below(other.len() + 1)..]);
        }
        _ => {
            let to = random.below(data.len() + 1);
            data[at.min(to)..at.max(to)].reverse();
        }
    }
}

/// Marsaglia's generator with the shifts 13, 7, 17.
struct XorShift(u64);

impl XorShift {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        // The upper half is the better one.
        ((self.0 >> 32) % limit as u64) as usize
    }
}
