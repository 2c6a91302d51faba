//! Working memory that needs no allocation while it is short.

/// How many items need no allocation.
pub(crate) const INLINE: usize = 16;

/// Calls `with` on a list of `len` default items: on the stack up to [`INLINE`] of them, allocated beyond.
pub(crate) fn scratch<T: Copy + Default, R>(len: usize, with: impl FnOnce(&mut [T]) -> R) -> R {
    match [T::default(); INLINE].get_mut(..len) {
        Some(items) => with(items),
        None => with(&mut vec![T::default(); len]),
    }
}
