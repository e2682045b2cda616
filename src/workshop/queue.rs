//! The run queue: one line of jobs for one worker thread, so that forty phones at once only make the line longer.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::shelf::Key;

/// Jobs that may wait: forty teams that change their minds a few times.
const MOST_WAITING: usize = 200;

/// What is done with a basket. Playing comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Work {
    /// It is played.
    Play,
    /// It is played without each of its controls in turn.
    KnockOut,
}

/// How far a job is.
#[derive(Debug, Default)]
pub(super) struct Share {
    /// Incidents done.
    pub(super) done: AtomicU64,
    /// Of so many; 0: not known yet.
    pub(super) total: AtomicU64,
}

impl Share {
    /// Done, and of how many.
    pub(super) fn now(&self) -> (u64, u64) {
        (self.done.load(Ordering::Relaxed), self.total.load(Ordering::Relaxed))
    }
}

/// A job.
#[derive(Clone, Debug)]
pub(super) struct Job {
    /// Scenario and basket.
    pub(super) key: Key,
    /// What is done.
    pub(super) work: Work,
    /// How far it is.
    pub(super) share: Arc<Share>,
}

/// The line.
#[derive(Debug, Default)]
pub(super) struct Queue {
    waiting: VecDeque<Job>,
    running: Option<Job>,
}

impl Queue {
    /// Puts a job into the line unless it stands there already. `false`: the line is full.
    pub(super) fn ask(&mut self, key: &Key, work: Work) -> bool {
        if self.jobs().any(|(job, _)| job.key == *key && job.work == work) {
            return true;
        }
        if self.waiting.len() >= MOST_WAITING {
            return false;
        }
        let place = self.waiting.iter().position(|job| job.work > work).unwrap_or(self.waiting.len());
        self.waiting.insert(place, Job { key: key.clone(), work, share: Arc::default() });
        true
    }

    /// The next job; it runs until [`done`](Self::done).
    pub(super) fn next(&mut self) -> Option<Job> {
        self.running = self.waiting.pop_front();
        self.running.clone()
    }

    /// The running job has ended.
    pub(super) fn done(&mut self) {
        self.running = None;
    }

    /// Forgets what waits for other scenarios than `scenario`.
    pub(super) fn keep_only(&mut self, scenario: &str) {
        self.waiting.retain(|job| job.key.0 == scenario);
    }

    /// Every job with its place: 0 is running.
    pub(super) fn jobs(&self) -> impl Iterator<Item = (&Job, usize)> {
        self.running.iter().map(|job| (job, 0)).chain(self.waiting.iter().zip(1..))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(control: &str) -> Key {
        ("s".into(), vec![control.into()])
    }

    #[test]
    fn a_job_stands_in_the_line_once_and_playing_goes_first() {
        let mut queue = Queue::default();
        assert!(queue.ask(&key("a"), Work::Play));
        assert!(queue.ask(&key("a"), Work::KnockOut));
        assert!(queue.ask(&key("a"), Work::Play));
        assert!(queue.ask(&key("b"), Work::Play));
        let order: Vec<_> = queue.jobs().map(|(job, place)| (job.key.1[0].clone(), job.work, place)).collect();
        let expected = [("a", Work::Play, 1), ("b", Work::Play, 2), ("a", Work::KnockOut, 3)];
        assert_eq!(order, expected.map(|(control, work, place)| (control.to_owned(), work, place)));
        assert_eq!(queue.next().map(|job| job.key), Some(key("a")));
        // Running counts as standing in the line.
        assert!(queue.ask(&key("a"), Work::Play));
        assert_eq!(queue.jobs().count(), 3);
    }

    #[test]
    fn the_line_has_an_end() {
        let mut queue = Queue::default();
        for number in 0..MOST_WAITING {
            assert!(queue.ask(&key(&number.to_string()), Work::Play));
        }
        assert!(!queue.ask(&key("one more"), Work::Play));
        assert!(queue.ask(&key("0"), Work::Play), "what waits already may be asked again");
    }
}
