//! The plumbing that every name shares. Each rule itself is a plain `const fn` beside its type.

/// Defines a name: one private text, `FromStr` as the only door, and all traits a caller expects.
///
/// - `what` is the name in messages, `expecting` the phrase serde uses;
/// - `rule` is a `const fn(&[u8]) -> Option<Violation>`; it must refuse every non-ASCII byte, or be given
///   text that is UTF-8 (it always is);
/// - `mend` proposes a text for the hint; it is only shown if the rule accepts it;
/// - `pattern`, `max` and `examples` become the JSON schema.
macro_rules! name_type {
    (
        $(#[$meta:meta])*
        $name:ident {
            what: $what:literal,
            expecting: $expecting:literal,
            rule: $rule:path,
            mend: $mend:path,
            min: $min:literal,
            max: $max:expr,
            pattern: $pattern:literal,
            examples: [$($example:literal),+ $(,)?] $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(::std::borrow::Cow<'static, str>);

        impl $name {
            /// The greatest length, in bytes.
            pub const MAX_LEN: usize = $max;

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
                        Err(if mended != text && $rule(mended.as_bytes()).is_none() {
                            error.with_hint(format!("did you mean {mended:?}?"))
                        } else {
                            error
                        })
                    }
                }
            }
        }

        $crate::name_type::text_traits!($name, $expecting);

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
                    "description": concat!("A ", $what, "."),
                    "minLength": $min,
                    "maxLength": $max,
                    "pattern": $pattern,
                    "examples": [$($example),+],
                })
            }
        }
    };
}

/// The traits of every type that has `as_str` and `FromStr`: text in, text out, serde by visitor.
macro_rules! text_traits {
    ($name:ident, $expecting:literal) => {
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

        impl From<$name> for String {
            fn from(name: $name) -> Self {
                name.as_str().to_owned()
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
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

pub(crate) use {name_type, text_traits};
