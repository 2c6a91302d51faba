//! Text, closed sets of words, and text that needs quotes.

use super::parse::scalar_text;
use super::{Decoder, did_you_mean};
use crate::finding::{Problem, quote};
use crate::finding_code::FindingCode;
use crate::yaml::tree::Node;

/// Any scalar, its text as written: `8080` is `"8080"` and `on` is `"on"`. Null is refused.
pub(crate) fn text(decoder: &mut Decoder<'_>, node: &Node) -> Option<String> {
    match node.as_scalar() {
        Some(scalar) if !scalar.is_null() => Some(scalar.text().to_owned()),
        Some(scalar) if scalar.text().is_empty() => {
            decoder.wrong_type(node, "text", Some("write `\"\"` for empty text"))
        }
        Some(scalar) => {
            let hint = format!("write {} for the word itself", quote(&format!("{:?}", scalar.text())));
            decoder.wrong_type(node, "text", Some(&hint))
        }
        None => decoder.wrong_type(node, "text", None),
    }
}

/// One of a closed set of words.
pub(crate) fn one_of<T: Clone>(choices: &[(&'static str, T)]) -> impl Fn(&mut Decoder<'_>, &Node) -> Option<T> {
    move |decoder, node| {
        let words = || choices.iter().map(|(word, _)| *word);
        let listed: Vec<String> = words().map(quote).collect();
        let expected = match &*listed {
            [one] => one.clone(),
            [rest @ .., last] => format!("{} or {last}", rest.join(", ")),
            [] => String::from("nothing"),
        };
        let text = scalar_text(decoder, node, &expected)?;
        if let Some((_, value)) = choices.iter().find(|(word, _)| *word == text) {
            return Some(value.clone());
        }
        let problem = Problem::error(FindingCode::InvalidValue, quote(text), expected);
        decoder.refuse(node.span(), problem.hint_if(did_you_mean(text, words())))
    }
}

/// Refuses text without quotes that a YAML 1.1 reader takes for something else (`1.10`, `20190510`, `on`), and shows
/// the text with quotes; everything else goes on to `decode`.
pub(crate) fn quoted<T>(
    decode: impl Fn(&mut Decoder<'_>, &Node) -> Option<T>,
) -> impl Fn(&mut Decoder<'_>, &Node) -> Option<T> {
    move |decoder, node| {
        let Some(scalar) = node.as_scalar().filter(|scalar| !scalar.is_null()) else { return decode(decoder, node) };
        let Some(surprise) = scalar.yaml11_surprise() else { return decode(decoder, node) };
        let found = format!("{}, which a YAML 1.1 reader takes for {surprise}", quote(scalar.text()));
        let hint = format!("write {}", quote(&format!("{:?}", scalar.text())));
        let problem = Problem::error(FindingCode::YamlSurprise, found, "text in quotes").hint(hint);
        decoder.refuse(node.span(), problem)
    }
}
