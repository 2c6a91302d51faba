//! Texts near YAML's edges: what readers trip over, joined, repeated and cut. The same seed gives the same texts.

/// Tokens with a meaning, in some place or to some reader.
pub(crate) const TOKENS: &[&str] = &[
    "on",
    "y",
    "No",
    "off",
    "TRUE",
    "null",
    "~",
    "",
    "010",
    "0o1",
    "0x1f",
    "1_0",
    "1e3",
    ".5",
    "5.",
    ".inf",
    ".nan",
    "+1",
    "-1",
    "1:2",
    "12:30:45",
    "2019-05-10",
    "<<",
    "=",
    "!",
    "&",
    "*",
    "-",
    "?",
    ":",
    " ",
    "#",
    "%",
    "@",
    "`",
    "{",
    "[",
    "}",
    "]",
    ",",
    "- ",
    ": ",
    " #",
    "---",
    "...",
    "--- a",
    "\t",
    "\r",
    "\n",
    "\n\n",
    "\u{85}",
    "\u{2028}",
    "\u{2029}",
    "\u{feff}",
    "\0",
    "\u{1b}",
    "\u{7f}",
    "\u{9f}",
    "\u{a0}",
    "😀",
    "人工智能",
    "\u{3000}",
    "\u{fffe}",
    "\u{10ffff}",
    "\u{fffd}",
    "\"",
    "'",
    "\\",
    "\\n",
    "|",
    ">",
    "!!str",
    "a",
    "Z",
    "0",
    "9",
    "_",
    "/",
    "$",
    "(",
    "inf",
    "NaN",
    "e",
    "x",
    ".",
    "k: v",
    "  ",
    "\n ",
    "\n\t",
    " \n",
    "\n#",
    "\n---\n",
    "\n...\n",
    "\n- ",
    "\u{200b}",
    "\u{202e}",
    "\u{301}",
    "0b1",
    "0x1p-2",
    "1,0",
    "::1",
    "%YAML 1.1",
    "T21:59:43Z",
    "\u{2003}",
];

/// What numbers and dates are made of.
const NUMBERS: &[&str] = &[
    "0", "1", "7", "8", "9", "_", ".", ",", ":", "+", "-", "e", "E", "x", "o", "b", "p", "t", "T", "z", "Z", " ", "a",
    "F", "i", "n", "f",
];

/// Lines of block scalars.
const LINES: &[&str] = &[
    "", " ", "  ", "a", " a", "\ta", "a ", "a\t", "# c", "---", "...", "- a", "a: b", "%x", "|", "\t", "人工", "'",
    "\"", "\\", "?", "a #b", "   ", "--- a", "{{ .x }}", "&a", "*a", "!t",
];

/// `count` texts.
pub(crate) fn texts(seed: u64, count: usize) -> impl Iterator<Item = String> {
    let mut random = Random(seed | 1);
    (0..count).map(move |_| text(&mut random))
}

fn text(random: &mut Random) -> String {
    let mut text = String::new();
    match random.below(8) {
        0..4 => (0..=random.below(4)).for_each(|_| text.push_str(random.pick(TOKENS))),
        4 => (0..=random.below(8)).for_each(|_| text.push_str(random.pick(NUMBERS))),
        5 => (0..=random.below(7)).for_each(|_| text.push(char::from(b' ' + random.below(95) as u8))),
        _ => {
            for _ in 0..=random.below(6) {
                text.push_str(random.pick(LINES));
                text.push_str(&"\n".repeat(random.below(3)));
            }
        }
    }
    match random.below(200) {
        // Around the greatest length of a key before its `:`.
        0 => "k".repeat(990 + random.below(50)) + &text,
        1 => text.repeat(50),
        _ => text,
    }
}

struct Random(u64);

impl Random {
    /// A number below `end`, which is not 0.
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 32) % end as u64) as usize
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}
