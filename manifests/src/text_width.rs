//! How many cells of a terminal a character takes.

/// 2 for wide characters of East Asian scripts and emoji, 0 for marks that stand on the one before, else 1.
///
/// Source: Unicode's `EastAsianWidth.txt`, classes W and F, in whole blocks. An emoji made of several characters
/// counts each of them; terminals do not agree about those.
pub(crate) fn char_width(character: char) -> usize {
    match character {
        '\0'..='\u{2ff}' => 1,
        '\u{300}'..='\u{36f}' | '\u{20d0}'..='\u{20ff}' | '\u{3099}'..='\u{309a}' | '\u{fe00}'..='\u{fe0f}' => 0,
        '\u{1100}'..='\u{115f}'
        | '\u{231a}'..='\u{231b}'
        | '\u{23e9}'..='\u{23ec}'
        | '\u{2705}'
        | '\u{274c}'
        | '\u{274e}'
        | '\u{2e80}'..='\u{303e}'
        | '\u{3041}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{a4cf}'
        | '\u{a960}'..='\u{a97f}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff01}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{16fe0}'..='\u{18cff}'
        | '\u{1b000}'..='\u{1b2ff}'
        | '\u{1f300}'..='\u{1f320}'
        | '\u{1f32d}'..='\u{1f64f}'
        | '\u{1f680}'..='\u{1f6ff}'
        | '\u{1f7e0}'..='\u{1f7eb}'
        | '\u{1f900}'..='\u{1f9ff}'
        | '\u{1fa70}'..='\u{1faff}'
        | '\u{20000}'..='\u{3fffd}' => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_characters_take_two_cells_and_marks_none() {
        let width = |text: &str| text.chars().map(char_width).sum::<usize>();
        for (text, cells) in [
            ("ai-dc-web", 9),
            ("人工智能", 8),
            ("数据, 广告", 10),
            ("é", 1),
            ("e\u{301}", 1),
            ("ｱ", 1),
            ("Ａ", 2),
            ("한글", 4),
            ("🚀", 2),
            ("─", 1),
        ] {
            assert_eq!(width(text), cells, "{text}");
        }
    }
}
