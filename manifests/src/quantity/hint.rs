//! What somebody who wrote an illegal quantity probably meant.

use super::parse::read;

/// The units by their first letter in lower case: decimal, binary, and the power of 1000 or 1024.
const UNITS: [(char, &str, &str, u8); 6] = [
    ('k', "k", "Ki", 1),
    ('m', "M", "Mi", 2),
    ('g', "G", "Gi", 3),
    ('t', "T", "Ti", 4),
    ('p', "P", "Pi", 5),
    ('e', "E", "Ei", 6),
];

/// Longer texts are no slips of the pen.
const LONGEST: usize = 64;

/// A whole clause such as `did you mean "512M" (1000^2) or "512Mi" (1024^2)?`.
pub(super) fn hint(input: &str) -> Option<Box<str>> {
    if input.len() > LONGEST {
        return None;
    }
    let bare: String = input.chars().filter(|c| !c.is_whitespace() && !matches!(c, '_' | '\'' | '"')).collect();
    let end = bare.find(|c: char| !c.is_ascii_digit() && !matches!(c, '+' | '-' | '.' | ',')).unwrap_or(bare.len());
    let (number, unit) = bare.split_at(end);
    // An exponent without digits may become any exponent.
    if !number.contains(|c: char| c.is_ascii_digit()) || unit == "e" {
        return None;
    }
    let number = match number.matches([',', '.']).count() {
        1 => number.replace(',', "."),
        _ => number.to_owned(),
    };
    let legal = |unit: &str| {
        let text = format!("{number}{unit}");
        (text != input && read(text.as_bytes()).is_ok()).then_some(text)
    };
    if let Some(text) = legal(unit) {
        return Some(format!("did you mean {text:?}?").into());
    }
    let lower = unit.to_ascii_lowercase();
    let stem = lower.strip_suffix("bytes").or_else(|| lower.strip_suffix("byte")).or_else(|| lower.strip_suffix('b'));
    let stem = stem.unwrap_or(&lower);
    let mut letters = stem.chars();
    let (first, second, third) = (letters.next(), letters.next(), letters.next());
    let Some(&(_, decimal, binary, power)) = UNITS.iter().find(|unit| Some(unit.0) == first) else {
        return legal("").filter(|_| stem.is_empty()).map(|text| format!("did you mean {text:?}?").into());
    };
    match (second, third) {
        (None, _) => {
            let power = if power == 1 { String::new() } else { format!("^{power}") };
            let (decimal, binary) = (legal(decimal)?, legal(binary)?);
            Some(format!("did you mean {decimal:?} (1000{power}) or {binary:?} (1024{power})?").into())
        }
        (Some('i'), None) => legal(binary).map(|text| format!("did you mean {text:?}?").into()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_units_people_mix_up() {
        for (input, expected) in [
            ("1K", Some("did you mean \"1k\" (1000) or \"1Ki\" (1024)?")),
            ("512MB", Some("did you mean \"512M\" (1000^2) or \"512Mi\" (1024^2)?")),
            ("1g", Some("did you mean \"1G\" (1000^3) or \"1Gi\" (1024^3)?")),
            ("1 Gi", Some("did you mean \"1Gi\"?")),
            (" 1", Some("did you mean \"1\"?")),
            ("1KI", Some("did you mean \"1Ki\"?")),
            ("128MiB", Some("did you mean \"128Mi\"?")),
            ("128mi", Some("did you mean \"128Mi\"?")),
            ("1,5Gi", Some("did you mean \"1.5Gi\"?")),
            ("1_000", Some("did you mean \"1000\"?")),
            ("1 GB", Some("did you mean \"1G\" (1000^3) or \"1Gi\" (1024^3)?")),
            ("64 bytes", Some("did you mean \"64\"?")),
            ("100mcpu", None),
            ("half", None),
            ("", None),
            ("1.2.3", None),
            (".Ei", None),
        ] {
            assert_eq!(hint(input).as_deref(), expected, "{input:?}");
        }
    }
}
