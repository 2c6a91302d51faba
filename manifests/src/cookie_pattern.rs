//! Cookies in the words of a router, which knows headers alone.

use std::collections::BTreeMap;

/// The most cookies that are asked for at once: each order of them is a pattern of its own.
pub(crate) const MOST_COOKIES: usize = 3;

/// A pattern (RE2, the whole of the header) for a header `cookie` that has all of these, in any order.
///
/// Source: RFC 6265, section 4.2.1: pairs with `; ` between them. Clients are free with blanks, so any number is taken.
pub(crate) fn pattern(cookies: &BTreeMap<String, String>) -> String {
    let pairs: Vec<String> = cookies.iter().map(|(name, value)| escaped(&format!("{name}={value}"))).collect();
    let pairs: Vec<&str> = pairs.iter().map(String::as_str).collect();
    let orders: Vec<String> = orders(&pairs).iter().map(|order| order.join(" *;(.*;)? *")).collect();
    match orders.as_slice() {
        [order] => format!("^(.*;)? *{order} *(;.*)?$"),
        orders => format!("^(.*;)? *({}) *(;.*)?$", orders.join("|")),
    }
}

/// A text that stands for itself in a pattern.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if r"\.+*?()|[]{}^$".contains(character) {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

/// Every order of the items.
fn orders<'a>(items: &[&'a str]) -> Vec<Vec<&'a str>> {
    if items.is_empty() {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for (at, first) in items.iter().enumerate() {
        let others: Vec<&str> =
            items.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, item)| *item).collect();
        for mut order in orders(&others) {
            order.insert(0, first);
            all.push(order);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cookies(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn a_cookie_is_found_among_others_and_no_other_is_taken_for_it() {
        let pattern = regex::Regex::new(&pattern(&cookies(&[("canary", "a.b")]))).unwrap();
        for header in ["canary=a.b", "x=1; canary=a.b", "canary=a.b; x=1", "x=1;canary=a.b ;y=2"] {
            assert!(pattern.is_match(header), "{header}");
        }
        for header in ["", "canary=a", "canary=a.bc", "canary=axb", "xcanary=a.b", "x=canary=a.b", "canary =a.b"] {
            assert!(!pattern.is_match(header), "{header}");
        }
    }

    #[test]
    fn several_cookies_are_found_in_any_order() {
        let pattern = regex::Regex::new(&pattern(&cookies(&[("a", "1"), ("b", "2"), ("c", "3")]))).unwrap();
        for header in ["a=1; b=2; c=3", "c=3; x=0; b=2; a=1", "x=0; b=2; c=3; a=1; y=4", "a=1;b=2;c=3"] {
            assert!(pattern.is_match(header), "{header}");
        }
        for header in ["a=1; b=2", "a=1; a=1; b=2", "a=1; b=2; xc=3", "a=1 b=2 c=3"] {
            assert!(!pattern.is_match(header), "{header}");
        }
    }
}
