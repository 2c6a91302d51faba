//! How the tables of accepted and refused texts are run.

use std::fmt::{Debug, Display};
use std::str::FromStr;

use pavedroad_naming::NameError;

/// Every text is accepted and printed as it was.
#[track_caller]
pub(crate) fn accepts<T: FromStr<Err = NameError> + Display>(texts: &[&str]) {
    for text in texts {
        match text.parse::<T>() {
            Ok(name) => assert_eq!(name.to_string(), *text),
            Err(error) => panic!("refused: {error}"),
        }
    }
}

/// Every text is refused with exactly this message, after the `invalid WHAT "TEXT": ` that all begin with.
#[track_caller]
pub(crate) fn refuses<T: FromStr<Err = NameError> + Debug>(what: &str, table: &[(&str, &str)]) {
    for (text, message) in table {
        match text.parse::<T>() {
            Ok(name) => panic!("accepted: {name:?}"),
            Err(error) => {
                assert_eq!(error.to_string(), format!("invalid {what} {text:?}: {message}"));
                assert_eq!((error.what(), error.input()), (what, *text));
            }
        }
    }
}

/// A text of `length` bytes is the longest accepted; one more is refused with this message.
#[track_caller]
pub(crate) fn ends_at<T: FromStr<Err = NameError> + Debug>(length: usize, message: &str) {
    assert!("a".repeat(length).parse::<T>().is_ok(), "{length} bytes");
    let error = "a".repeat(length + 1).parse::<T>().unwrap_err();
    assert!(error.to_string().ends_with(&format!(": {message}")), "{error}");
    assert_eq!(error.offset(), length);
}
