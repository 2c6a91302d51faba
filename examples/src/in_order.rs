//! Work on several cores, results in order.

use std::num::NonZeroUsize;
use std::panic::resume_unwind;
use std::thread::scope;

/// How many items a thread works on before its results are taken: enough to be worth a thread, few enough to be held.
const BATCH: usize = 32;

/// Works on items with so many threads, and hands over the results in the order of the items, whatever the number of
/// threads. No more than a few batches of results are held at a time.
///
/// # Errors
/// The first one that `take` gives; what comes after is not worked on.
///
/// # Examples
/// ```
/// use std::num::NonZeroUsize;
///
/// let mut squares = Vec::new();
/// let two = NonZeroUsize::new(2).unwrap();
/// examples::in_order(&[1, 2, 3], two, |number| number * number, |square| Ok::<(), ()>(squares.push(square)))?;
/// assert_eq!(squares, [1, 4, 9]);
/// # Ok::<(), ()>(())
/// ```
pub fn in_order<'t, T: Sync, R: Send, E>(
    items: &'t [T],
    threads: NonZeroUsize,
    work: impl Fn(&'t T) -> R + Sync,
    mut take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let work = &|batch: &'t [T]| batch.iter().map(&work).collect::<Vec<R>>();
    for round in items.chunks(BATCH.saturating_mul(threads.get())) {
        // A round may be short, and every thread is to have some of it.
        let share = round.len().div_ceil(threads.get());
        let results: Vec<R> = scope(|scope| {
            let running: Vec<_> = round.chunks(share).map(|batch| scope.spawn(move || work(batch))).collect();
            running.into_iter().flat_map(|thread| thread.join().unwrap_or_else(|panic| resume_unwind(panic))).collect()
        });
        results.into_iter().try_for_each(&mut take)?;
    }
    Ok(())
}
