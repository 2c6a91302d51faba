//! A list of whole numbers that needs no allocation while it is short.

use std::fmt;
use std::ops::Deref;

/// What [`apportion`](crate::apportion) gives to each share, in the order of the shares. It reads as a slice, and up to
/// [`Parts::INLINE`] numbers lie in the value itself, without an allocation.
///
/// # Examples
/// ```
/// use pavedroad_rollout::{Apportionment, apportion};
///
/// let parts = apportion(&[44, 6, 13, 7], 100, Apportionment::LargestRemainder)?;
/// assert_eq!(*parts, [63, 9, 18, 10]);
/// assert_eq!(parts.iter().sum::<u64>(), 100);
/// # Ok::<(), pavedroad_rollout::RolloutError>(())
/// ```
#[derive(Clone)]
pub struct Parts(Store);

/// The short form is large on purpose: it is what makes an allocation needless.
#[derive(Clone)]
#[expect(clippy::large_enum_variant, reason = "a box would be the allocation that the short form avoids")]
enum Store {
    Short { values: [u64; Parts::INLINE], len: usize },
    Long(Vec<u64>),
}

impl Parts {
    /// How many numbers fit without an allocation.
    pub const INLINE: usize = 16;

    pub(crate) fn zeros(len: usize) -> Self {
        if len <= Self::INLINE {
            Self(Store::Short { values: [0; Self::INLINE], len })
        } else {
            Self(Store::Long(vec![0; len]))
        }
    }

    /// The numbers.
    #[must_use]
    pub fn as_slice(&self) -> &[u64] {
        match &self.0 {
            Store::Short { values, len } => values.get(..*len).unwrap_or_default(),
            Store::Long(values) => values,
        }
    }

    pub(crate) fn as_mut_slice(&mut self) -> &mut [u64] {
        match &mut self.0 {
            Store::Short { values, len } => values.get_mut(..*len).unwrap_or_default(),
            Store::Long(values) => values,
        }
    }
}

impl Deref for Parts {
    type Target = [u64];

    fn deref(&self) -> &[u64] {
        self.as_slice()
    }
}

impl<'a> IntoIterator for &'a Parts {
    type Item = &'a u64;
    type IntoIter = std::slice::Iter<'a, u64>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl PartialEq for Parts {
    fn eq(&self, other: &Self) -> bool {
        self.as_slice() == other.as_slice()
    }
}

impl Eq for Parts {}

impl fmt::Debug for Parts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_slice().fmt(f)
    }
}
