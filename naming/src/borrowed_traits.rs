//! The plumbing that the borrowed readings of long names share.

/// The traits of a borrowed reading that has a field `text`, `parse` and `into_owned`: text out, text in, and the way
/// to the type that owns its text.
macro_rules! borrowed_traits {
    ($name:ident, $owned:ident) => {
        impl ::std::fmt::Display for $name<'_> {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.text)
            }
        }

        impl ::std::fmt::Debug for $name<'_> {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                write!(f, "{}({:?})", stringify!($name), self.text)
            }
        }

        impl AsRef<str> for $name<'_> {
            fn as_ref(&self) -> &str {
                self.text
            }
        }

        impl<'a> TryFrom<&'a str> for $name<'a> {
            type Error = $crate::NameError;

            fn try_from(text: &'a str) -> Result<Self, Self::Error> {
                Self::parse(text)
            }
        }

        impl From<$name<'_>> for $crate::$owned {
            fn from(borrowed: $name<'_>) -> Self {
                borrowed.into_owned()
            }
        }
    };
}

pub(crate) use borrowed_traits;
