//! Numbers.

use std::fmt::Write;

use super::error::Error;
use super::layout::{Layout, Place};

impl Layout {
    /// Writes an integer.
    pub(super) fn unsigned(&mut self, value: u64) {
        push_digits(&mut self.out, value);
        self.place = Place::Value;
    }

    /// Writes an integer.
    pub(super) fn signed(&mut self, value: i64) {
        if value < 0 {
            self.out.push('-');
        }
        push_digits(&mut self.out, value.unsigned_abs());
        self.place = Place::Value;
    }

    /// Writes a float; `printed` is it, in the shortest form that reads back as the same.
    pub(super) fn float(&mut self, value: f64, printed: std::fmt::Arguments<'_>) -> Result<(), Error> {
        if !value.is_finite() {
            return Err(Error::number(value));
        }
        let mut text = std::mem::take(&mut self.scratch);
        text.clear();
        // Writing to a String does not fail.
        let _ = text.write_fmt(printed);
        write_json(&mut self.out, &text);
        self.place = Place::Value;
        self.scratch = text;
        Ok(())
    }
}

/// Writes a number in the form that JSON or Rust gives it. YAML 1.1 wants a dot and a signed exponent in a float:
/// PyYAML reads `1e20` and `1.0e20` as texts.
pub(super) fn write_json(out: &mut String, text: &str) {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    out.push_str(mantissa);
    if let Some(exponent) = exponent {
        if !mantissa.contains('.') {
            out.push_str(".0");
        }
        out.push('e');
        if !exponent.starts_with(['-', '+']) {
            out.push('+');
        }
        out.push_str(exponent);
    }
}

/// Writes decimal digits; several times as fast as `write!`, which matters because many fields are small numbers.
fn push_digits(out: &mut String, value: u64) {
    if value > 9 {
        push_digits(out, value / 10);
    }
    out.push(char::from(b'0' + (value % 10) as u8));
}
