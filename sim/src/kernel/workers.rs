//! Work spread over threads, results in order.
//!
//! Items are numbered from 0 and handed out in chunks from one counter. Whoever finishes first, results reach the sink
//! strictly in the order of their items, on the calling thread: identical output for any number of threads. A worker that
//! is too far ahead waits, so that at most a window of results is held back. Items are independent; only what
//! `make_worker` shares is shared.

use std::any::Any;
use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;

/// How many threads, and how far they may run ahead of the sink.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pool {
    /// Number of threads; each makes one worker.
    pub threads: NonZeroUsize,
    /// Items taken at once; 0 counts as 1. Larger chunks touch the counter less, smaller ones end more evenly.
    pub chunk: u64,
    /// Largest number of items begun and not yet delivered; at least one chunk is always let through.
    pub window: u64,
}

impl Pool {
    /// For this many items: about 32 chunks for each thread, so that the end is even, of at most 64 items, beyond which
    /// counter and channel are already too rare to measure; and a window of 16 chunks for each thread.
    #[must_use]
    pub fn for_items(items: u64, threads: NonZeroUsize) -> Self {
        let per_thread = items / threads.get() as u64;
        let chunk = (per_thread / 32).clamp(1, 64);
        Self { threads, chunk, window: 16 * chunk * threads.get() as u64 }
    }

    /// Does `work` on the items `0..items` and hands every result with its item to `sink`, in order of items. Returns the
    /// number of items delivered, which are always the first ones.
    ///
    /// Setting `cancelled` (the sink may do so, too) lets every worker finish the item in hand and take no other; what has
    /// been finished without a gap is still delivered, and the return value is then below `items`.
    ///
    /// # Errors
    /// [`WorkerError`] if an item failed or panicked: the first such item, whatever the number of threads. All items
    /// before it have been delivered.
    pub fn run_ordered<W, R: Send, E: Send>(
        &self,
        items: u64,
        cancelled: &AtomicBool,
        make_worker: impl Fn() -> Result<W, E> + Sync,
        work: impl Fn(&mut W, u64) -> Result<R, E> + Sync,
        mut sink: impl FnMut(u64, R),
    ) -> Result<u64, WorkerError<E>> {
        let desk = Desk {
            chunk: self.chunk.max(1),
            window: self.window.max(1),
            next: AtomicU64::new(0),
            end: AtomicU64::new(items),
            cancelled,
            delivered: Mutex::new(0),
            moved: Condvar::new(),
        };
        thread::scope(|scope| {
            let (sender, receiver) = channel();
            for _ in 0..self.threads.get() {
                let (sender, desk, make_worker, work) = (sender.clone(), &desk, &make_worker, &work);
                scope.spawn(move || desk.serve(make_worker, work, &sender));
            }
            drop(sender);
            // If the sink panics, waiting workers must be let go before the scope joins them.
            let _release = Release(&desk);
            deliver(&receiver, &desk, &mut sink)
        })
    }
}

/// An item that failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkerError<E> {
    /// Number of the item. Its results, and those of later items, have not been delivered.
    pub item: u64,
    /// What happened.
    pub cause: Failure<E>,
}

/// How an item failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure<E> {
    /// The work, or making the worker for it, returned this error.
    Error(E),
    /// It panicked with this message. A fault of the program; the worker was thrown away.
    Panic(String),
}

/// A chunk's results in order; if it ended early, why.
struct Block<R, E> {
    start: u64,
    results: Vec<R>,
    failure: Option<Failure<E>>,
}

/// What the threads share.
struct Desk<'a> {
    chunk: u64,
    window: u64,
    next: AtomicU64,
    /// Items from here on are not done: the number of items, or the first known failure.
    end: AtomicU64,
    cancelled: &'a AtomicBool,
    delivered: Mutex<u64>,
    moved: Condvar,
}

impl Desk<'_> {
    fn serve<W, R, E>(
        &self,
        make_worker: &impl Fn() -> Result<W, E>,
        work: &impl Fn(&mut W, u64) -> Result<R, E>,
        sender: &Sender<Block<R, E>>,
    ) {
        let mut worker = None;
        while let Some(items) = self.take_chunk() {
            let start = items.start;
            let mut results = Vec::with_capacity((items.end - start) as usize);
            let mut failure = None;
            for item in items {
                if self.is_over(item) {
                    break;
                }
                let done = catch_unwind(AssertUnwindSafe(|| {
                    let worker = match &mut worker {
                        Some(worker) => worker,
                        none => none.insert(make_worker()?),
                    };
                    work(worker, item)
                }));
                match done {
                    Ok(Ok(result)) => results.push(result),
                    Ok(Err(error)) => failure = Some(Failure::Error(error)),
                    Err(panic) => failure = Some(Failure::Panic(message(&*panic))),
                }
                if failure.is_some() {
                    // Earlier items are still wanted, so that the first failure is the same for any number of threads.
                    self.end.fetch_min(item, Ordering::Relaxed);
                    worker = None;
                    break;
                }
            }
            if sender.send(Block { start, results, failure }).is_err() {
                break;
            }
        }
        // Whoever waits for a chunk that this thread would have taken must look again: nothing more will be delivered.
        drop(self.delivered.lock().unwrap_or_else(PoisonError::into_inner));
        self.moved.notify_all();
    }

    /// The next chunk, once it lies within the window. The lowest chunk not delivered never waits, so the others go on.
    fn take_chunk(&self) -> Option<Range<u64>> {
        let start = self.next.fetch_add(self.chunk, Ordering::Relaxed);
        let mut delivered = self.delivered.lock().unwrap_or_else(PoisonError::into_inner);
        while !self.is_over(start) && start > *delivered && start + self.chunk > delivered.saturating_add(self.window) {
            delivered = self.moved.wait(delivered).unwrap_or_else(PoisonError::into_inner);
        }
        drop(delivered);
        let end = (start + self.chunk).min(self.end.load(Ordering::Relaxed));
        (!self.is_over(start)).then_some(start..end)
    }

    fn is_over(&self, item: u64) -> bool {
        item >= self.end.load(Ordering::Relaxed) || self.cancelled.load(Ordering::Relaxed)
    }

    fn note_delivered(&self, delivered: u64) {
        *self.delivered.lock().unwrap_or_else(PoisonError::into_inner) = delivered;
        self.moved.notify_all();
    }
}

/// Ends the wait of all workers when the sink is gone.
struct Release<'a, 'b>(&'a Desk<'b>);

impl Drop for Release<'_, '_> {
    fn drop(&mut self) {
        self.0.end.store(0, Ordering::Relaxed);
        self.0.note_delivered(u64::MAX);
    }
}

fn deliver<R, E>(
    receiver: &Receiver<Block<R, E>>,
    desk: &Desk<'_>,
    sink: &mut impl FnMut(u64, R),
) -> Result<u64, WorkerError<E>> {
    let mut waiting = BTreeMap::new();
    let mut next = 0;
    for block in receiver {
        waiting.insert(block.start, block);
        // A block that ended early leaves a gap, behind which nothing matches any more.
        while let Some(block) = waiting.remove(&next) {
            for result in block.results {
                sink(next, result);
                next += 1;
            }
            if let Some(cause) = block.failure {
                return Err(WorkerError { item: next, cause });
            }
        }
        desk.note_delivered(next);
    }
    Ok(next)
}

fn message(panic: &(dyn Any + Send)) -> String {
    if let Some(text) = panic.downcast_ref::<&str>() {
        (*text).to_owned()
    } else if let Some(text) = panic.downcast_ref::<String>() {
        text.clone()
    } else {
        "panic without a message".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pool(threads: usize, chunk: u64, window: u64) -> Pool {
        Pool { threads: NonZeroUsize::new(threads).expect("not zero"), chunk, window }
    }

    /// Keeps a thread busy for a while that differs from item to item, so that items finish out of order.
    fn uneven(item: u64) -> u64 {
        let rounds = item.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 52;
        (0..rounds).fold(item, |sum, round| std::hint::black_box(sum.wrapping_mul(31) ^ round))
    }

    #[test]
    fn results_come_in_order_for_any_number_of_threads() {
        let never = AtomicBool::new(false);
        let expected: Vec<(u64, u64)> = (0..1003).map(|item| (item, uneven(item))).collect();
        for threads in [1, 2, 7] {
            for (chunk, window) in [(1, 1), (8, 16), (64, 1), (5000, 10_000)] {
                let mut got = Vec::new();
                let delivered = pool(threads, chunk, window).run_ordered::<_, _, ()>(
                    1003,
                    &never,
                    || Ok(()),
                    |(), item| Ok(uneven(item)),
                    |item, result| got.push((item, result)),
                );
                assert_eq!(delivered, Ok(1003));
                assert_eq!(got, expected, "{threads} threads, chunks of {chunk}, window of {window}");
            }
        }
    }

    #[test]
    fn every_thread_makes_at_most_one_worker() {
        let made = AtomicU64::new(0);
        let never = AtomicBool::new(false);
        let delivered = pool(3, 4, 100).run_ordered::<_, _, ()>(
            500,
            &never,
            || {
                made.fetch_add(1, Ordering::Relaxed);
                Ok(0u64)
            },
            |seen, _| {
                *seen += 1;
                Ok(*seen)
            },
            |_, _| {},
        );
        assert_eq!(delivered, Ok(500));
        assert!((1..=3).contains(&made.load(Ordering::Relaxed)));
    }

    #[test]
    fn no_work_is_no_result() {
        let never = AtomicBool::new(false);
        let delivered = Pool::for_items(0, NonZeroUsize::MIN).run_ordered::<(), (), ()>(
            0,
            &never,
            || Err(()),
            |(), _| Err(()),
            |_, ()| {},
        );
        assert_eq!(delivered, Ok(0));
    }

    #[test]
    fn after_cancelling_a_gapless_prefix_has_been_delivered() {
        for threads in [1, 2, 7] {
            let cancelled = AtomicBool::new(false);
            let mut got = Vec::new();
            let delivered = pool(threads, 8, 64).run_ordered::<_, _, ()>(
                100_000,
                &cancelled,
                || Ok(()),
                |(), item| Ok(uneven(item)),
                |item, _| {
                    got.push(item);
                    if item == 200 {
                        cancelled.store(true, Ordering::Relaxed);
                    }
                },
            );
            let count = got.len() as u64;
            assert_eq!(delivered, Ok(count));
            assert_eq!(got, (0..count).collect::<Vec<_>>());
            // The item that cancelled, and no more than the window beyond the block it came in.
            assert!((201..=200 + 8 + 64).contains(&count), "{count}");
        }
    }

    #[test]
    fn no_worker_runs_further_ahead_than_the_window() {
        let (chunk, window) = (4, 32);
        let delivered_so_far = AtomicU64::new(0);
        let furthest = AtomicU64::new(0);
        let never = AtomicBool::new(false);
        let delivered = pool(7, chunk, window).run_ordered::<_, _, ()>(
            2000,
            &never,
            || Ok(()),
            |(), item| {
                // Item 0 holds everybody up until the others have run as far as they may.
                if item == 0 {
                    while furthest.load(Ordering::SeqCst) + 1 < window {
                        thread::yield_now();
                    }
                }
                furthest.fetch_max(item - delivered_so_far.load(Ordering::SeqCst).min(item), Ordering::SeqCst);
                Ok(())
            },
            // Counted before the pool hears of it, so that the distance is never underestimated by more than a chunk.
            |item, ()| delivered_so_far.store(item, Ordering::SeqCst),
        );
        assert_eq!(delivered, Ok(2000));
        assert!(furthest.load(Ordering::SeqCst) <= window + chunk);
    }

    #[test]
    fn the_first_failing_item_is_reported_for_any_number_of_threads() {
        let never = AtomicBool::new(false);
        for threads in [1, 2, 7] {
            let mut got = Vec::new();
            let outcome = pool(threads, 3, 60).run_ordered(
                1000,
                &never,
                || Ok(()),
                |(), item| {
                    uneven(item);
                    if item % 100 == 57 { Err("bad luck") } else { Ok(item) }
                },
                |item, _| got.push(item),
            );
            assert_eq!(outcome, Err(WorkerError { item: 57, cause: Failure::Error("bad luck") }));
            assert_eq!(got, (0..57).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_panic_is_reported_with_its_item_and_message() {
        let never = AtomicBool::new(false);
        let outcome = pool(2, 2, 20).run_ordered::<_, _, ()>(
            100,
            &never,
            || Ok(()),
            |(), item| {
                assert!(item != 31, "item {item} broke");
                Ok(item)
            },
            |_, _| {},
        );
        assert_eq!(outcome, Err(WorkerError { item: 31, cause: Failure::Panic("item 31 broke".to_owned()) }));
    }

    #[test]
    fn a_worker_that_cannot_be_made_is_an_error_of_its_first_item() {
        let never = AtomicBool::new(false);
        let outcome =
            pool(1, 2, 20).run_ordered::<(), (), _>(100, &never, || Err("no city"), |(), _| Ok(()), |_, ()| {});
        assert_eq!(outcome, Err(WorkerError { item: 0, cause: Failure::Error("no city") }));
    }

    #[test]
    #[should_panic(expected = "disk full")]
    fn a_panic_of_the_sink_does_not_leave_the_workers_waiting() {
        let never = AtomicBool::new(false);
        let _ = pool(3, 1, 2).run_ordered::<_, _, ()>(
            1000,
            &never,
            || Ok(()),
            |(), _| Ok(()),
            |item, ()| {
                assert!(item != 10, "disk full");
            },
        );
    }
}
