//! The plumbing that every name shares. Each rule itself is a plain `const fn` beside its type.

/// Defines a name: one private text, `FromStr` as the only door, and all traits a caller expects.
///
/// - `what` is the name in messages, `expecting` the phrase serde uses;
/// - `rule` is a `const fn(&[u8]) -> Option<Violation>`; it gets the bytes of a `str`;
/// - `mend` proposes a text for the hint; it is only shown if it is one and the rule accepts it;
/// - `pattern`, `max` and `examples` become the JSON schema, with `also`, a second pattern for the lengths of
///   parts, and `chars`, where the greatest length in characters is not the one in bytes.
macro_rules! name_type {
    (
        $(#[$meta:meta])*
        $name:ident {
            what: $what:literal,
            expecting: $expecting:literal,
            rule: $rule:path,
            mend: $mend:path,
            min: $min:literal,
            max: $max:literal,
            $(chars: $chars:literal,)?
            pattern: $pattern:literal,
            $(also: $also:literal,)?
            examples: [$($example:literal),+ $(,)?] $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(::std::borrow::Cow<'static, str>);

        impl $name {
            /// The greatest length, in bytes.
            pub const MAX_LEN: usize = $max;

            /// The rule as a regular expression (ECMA-262), for JSON schemas and forms. The lengths of the text and
            /// of its parts come on top: [`MAX_LEN`](Self::MAX_LEN), and what the type's syntax says.
            pub const PATTERN: &str = $pattern;

            #[doc = concat!("Reads ", $expecting, "; the same as [`str::parse`].")]
            ///
            /// # Errors
            /// A [`NameError`](crate::NameError) that names the first rule broken and the byte where.
            pub fn new(text: &str) -> Result<Self, $crate::NameError> {
                text.parse()
            }

            #[doc = concat!("Makes a ", $what, " from a literal, checked when the program is compiled:")]
            /// ```compile_fail
            #[doc = concat!("const BAD: pavedroad_naming::", stringify!($name), " =")]
            #[doc = concat!("    pavedroad_naming::", stringify!($name), "::from_static(\"not/a/legal//name!\");")]
            /// ```
            ///
            /// # Panics
            #[doc = concat!("If the text is not a legal ", $what, ". In a `const` that is a compile error; use")]
            /// [`str::parse`] for text that is only known at run time.
            #[must_use]
            pub const fn from_static(text: &'static str) -> Self {
                match $rule(text.as_bytes()) {
                    None => Self(::std::borrow::Cow::Borrowed(text)),
                    Some(_) => panic!(concat!("the literal is not a legal ", $what)),
                }
            }

            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// For text that the rule has already accepted.
            pub(crate) fn checked(text: &str) -> Self {
                Self(::std::borrow::Cow::Owned(text.to_owned()))
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::NameError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match $rule(text.as_bytes()) {
                    None => Ok(Self::checked(text)),
                    Some(violation) => {
                        let error = violation.into_error($what, text);
                        let mended: String = $mend(text);
                        Err(if !mended.is_empty() && mended != text && $rule(mended.as_bytes()).is_none() {
                            error.with_hint(format!("did you mean {mended:?}?"))
                        } else {
                            error
                        })
                    }
                }
            }
        }

        $crate::name_type::text_traits!($name, $expecting, |name| name.0.into_owned());

        // Lets a map keyed by names be asked with plain text; order and hash are those of the text.
        impl ::std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        #[cfg(feature = "schemars")]
        impl ::schemars::JsonSchema for $name {
            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn schema_id() -> ::std::borrow::Cow<'static, str> {
                concat!(module_path!(), "::", stringify!($name)).into()
            }

            fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
                ::schemars::json_schema!({
                    "type": "string",
                    "description": $expecting,
                    "minLength": $min,
                    "maxLength": $crate::name_type::first!($($chars,)? $max),
                    "pattern": Self::PATTERN,
                    $("allOf": [{ "pattern": $also }],)?
                    "examples": [$($example),+],
                })
            }
        }
    };
}

/// The first of what it is given: an optional value, then its default.
#[cfg(feature = "schemars")]
macro_rules! first {
    ($first:expr $(, $rest:expr)*) => {
        $first
    };
}

/// The traits of every type that has `as_str` and `FromStr`: text in, text out, serde by visitor. The closure
/// gives the text away; without one it is copied.
macro_rules! text_traits {
    ($name:ident, $expecting:literal) => {
        $crate::name_type::text_traits!($name, $expecting, |name| name.as_str().to_owned());
    };
    ($name:ident, $expecting:literal, |$owned:ident| $text:expr) => {
        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                write!(f, "{}({:?})", stringify!($name), self.as_str())
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.as_str() == other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.as_str() == *other
            }
        }

        impl TryFrom<&str> for $name {
            type Error = <Self as ::std::str::FromStr>::Err;

            fn try_from(text: &str) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl TryFrom<String> for $name {
            type Error = <Self as ::std::str::FromStr>::Err;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from($owned: $name) -> Self {
                $text
            }
        }

        $crate::name_type::text_serde!($name, $expecting, |name, serializer| serializer.serialize_str(name.as_str()));
    };
}

/// Serde by text, for every type that prints what it reads.
macro_rules! text_serde {
    ($name:ident, $expecting:literal) => {
        $crate::name_type::text_serde!($name, $expecting, |name, serializer| serializer.collect_str(name));
    };
    ($name:ident, $expecting:literal, |$self:ident, $serializer:ident| $serialized:expr) => {
        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, $serializer: S) -> Result<S::Ok, S::Error> {
                let $self = self;
                $serialized
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Visitor;

                impl ::serde::de::Visitor<'_> for Visitor {
                    type Value = $name;

                    fn expecting(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                        f.write_str($expecting)
                    }

                    fn visit_str<E: ::serde::de::Error>(self, text: &str) -> Result<$name, E> {
                        text.parse().map_err(E::custom)
                    }
                }

                deserializer.deserialize_str(Visitor)
            }
        }
    };
}

/// The JSON schema of a text, where it is not a name's.
#[cfg(feature = "schemars")]
macro_rules! text_schema {
    ($name:ident, $description:literal, $range:expr, $pattern:expr, $example:literal) => {
        impl ::schemars::JsonSchema for $name {
            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn schema_id() -> ::std::borrow::Cow<'static, str> {
                concat!(module_path!(), "::", stringify!($name)).into()
            }

            fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
                let range = $range;
                ::schemars::json_schema!({
                    "type": "string",
                    "description": $description,
                    "minLength": range.start(),
                    "maxLength": range.end(),
                    "pattern": $pattern,
                    "examples": [$example],
                })
            }
        }
    };
}

#[cfg(feature = "schemars")]
pub(crate) use {first, text_schema};
pub(crate) use {name_type, text_serde, text_traits};
