//! Deterministic mutations of YAML, mostly of the kind people make: indentation, colons, quotes, brackets, lines.

/// Calls `check` with each seed and with `rounds` mutations of each; the same arguments give the same calls.
pub(crate) fn mutations(seeds: &[&str], rounds: usize, mut check: impl FnMut(&[u8])) {
    let mut random = Random(0x2545_F491_4F6C_DD1D);
    for seed in seeds {
        check(seed.as_bytes());
        for _ in 0..rounds {
            let mut data = seed.as_bytes().to_vec();
            for _ in 0..=random.below(3) {
                change(&mut data, &mut random);
            }
            check(&data);
        }
    }
}

const PIECES: &[&str] = &[
    " ", "  ", "\t", "\n", "\r\n", ":", ": ", "- ", "-", "[", "]", "{", "}", ", ", "\"", "'", "#", " # ", "&a ", "*a",
    "!", "!!str ", "|\n", ">\n", "---\n", "...\n", "? ", "<<: ", "%", "@", "`", "\\", "\0", "\u{7f}", "\u{85}",
    "\u{2028}", "\u{feff}", "人工", "：", "null", "~", "1.10", "on", "\u{ff}", "0x1F", "a: b\n", "\n  ", "\n\n",
];

fn change(data: &mut Vec<u8>, random: &mut Random) {
    let at = random.below(data.len() + 1);
    let piece = PIECES[random.below(PIECES.len())];
    match random.below(8) {
        0..=2 => drop(data.splice(at..at, piece.bytes())),
        3 => drop(data.drain(at..(at + 1 + random.below(4)).min(data.len()))),
        4 => data.truncate(at),
        5 => data.get_mut(at).into_iter().for_each(|byte| *byte ^= 1 << (piece.len() % 8)),
        6 => {
            // A line again, somewhere else.
            let lines: Vec<&[u8]> = data.split_inclusive(|byte| *byte == b'\n').collect();
            let Some(line) = lines.get(random.below(lines.len().max(1))) else { return };
            let line = line.to_vec();
            drop(data.splice(at..at, line));
        }
        _ => {
            let part = data[at..(at + random.below(12)).min(data.len())].to_vec();
            let again = part.repeat(1 + random.below(30));
            drop(data.splice(at..at, again));
        }
    }
}

/// Marsaglia's generator with the shifts 13, 7, 17.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 33) % limit as u64) as usize
    }
}
