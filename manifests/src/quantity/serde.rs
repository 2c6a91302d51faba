//! Quantities in JSON, YAML and the Kubernetes API types.

use std::fmt;

use k8s_openapi::apimachinery::pkg::api::resource::Quantity as ApiQuantity;
use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::ser::{Serialize, Serializer};

use super::{Quantity, QuantityError};

impl Quantity {
    /// Reads a text as `UnmarshalJSON` of Kubernetes' `resource.Quantity` does: with white space around it.
    fn from_wire(text: &str) -> Result<Self, QuantityError> {
        text.trim().parse()
    }
}

impl Serialize for Quantity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.kept_text() {
            Some(text) => serializer.serialize_str(text),
            None => serializer.collect_str(self),
        }
    }
}

/// Reads what the API server reads: a text, with or without white space around it, or a bare number.
///
/// A number with a fraction or an exponent reaches us as a binary float. It is taken when the float holds it
/// exactly as it was written, which is certain up to 15 digits; one with more digits has to be quoted. `null`
/// is refused (the API server would take it for `0`): say `Option<Quantity>` where nothing is allowed.
impl<'de> Deserialize<'de> for Quantity {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(QuantityVisitor)
    }
}

struct QuantityVisitor;

/// Every decimal with this many digits survives the way through a binary float.
const FLOAT_DIGITS: usize = 15;

impl Visitor<'_> for QuantityVisitor {
    type Value = Quantity;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a quantity such as `500m` or `1Gi`")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Quantity, E> {
        Quantity::from_wire(text).map_err(E::custom)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Quantity, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Quantity, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_i128<E: Error>(self, number: i128) -> Result<Quantity, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_u128<E: Error>(self, number: u128) -> Result<Quantity, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Quantity, E> {
        let text = number.to_string();
        let digits = text.trim_start_matches(['-', '0', '.']).trim_end_matches('0').bytes();
        if digits.filter(u8::is_ascii_digit).count() > FLOAT_DIGITS {
            return Err(E::custom(format!(
                "found a number of more than {FLOAT_DIGITS} digits, near {text}, expected it in quotes, because a \
                 bare one loses digits"
            )));
        }
        self.visit_str(&text)
    }
}

impl From<&Quantity> for ApiQuantity {
    fn from(quantity: &Quantity) -> Self {
        Self(quantity.to_string())
    }
}

impl From<Quantity> for ApiQuantity {
    fn from(quantity: Quantity) -> Self {
        Self::from(&quantity)
    }
}

impl TryFrom<&ApiQuantity> for Quantity {
    type Error = QuantityError;

    fn try_from(quantity: &ApiQuantity) -> Result<Self, Self::Error> {
        Self::from_wire(&quantity.0)
    }
}

impl TryFrom<ApiQuantity> for Quantity {
    type Error = QuantityError;

    fn try_from(quantity: ApiQuantity) -> Result<Self, Self::Error> {
        Self::from_wire(&quantity.0)
    }
}
