//! The thread that plays baskets, one after the other, and tells how far it is.

use std::sync::atomic::Ordering;
use std::sync::{Arc, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::Room;
use crate::workshop::outcome;
use crate::workshop::played::{self, Stopped};
use crate::workshop::queue::{Job, Work};

/// How often progress is told.
const TOLD_EVERY: Duration = Duration::from_millis(250);

impl Room {
    /// Starts the worker thread.
    pub(crate) fn start(self: &Arc<Self>) -> JoinHandle<()> {
        let room = self.clone();
        std::thread::spawn(move || room.work())
    }

    fn work(&self) {
        while let Some(job) = self.next_job() {
            let done = self.job(&job);
            {
                let mut inner = self.lock();
                inner.queue.done();
                match done {
                    Ok(()) | Err(Stopped::Cancelled) => {}
                    Err(Stopped::Fault(fault)) => inner.faults.push((job.key.1.clone(), fault)),
                }
            }
            self.tell();
        }
    }

    fn next_job(&self) -> Option<Job> {
        let mut inner = self.lock();
        loop {
            if self.is_closing() {
                return None;
            }
            if let Some(job) = inner.queue.next() {
                return Some(job);
            }
            inner = self.bell.wait(inner).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn job(&self, job: &Job) -> Result<(), Stopped> {
        let Some(scenario) = self.material.scenario(&job.key.0) else { return Ok(()) };
        let told = std::cell::Cell::new(Instant::now());
        let watch = |done: u64, total: u64| {
            job.share.done.store(done, Ordering::Relaxed);
            job.share.total.store(total, Ordering::Relaxed);
            if told.get().elapsed() >= TOLD_EVERY {
                told.set(Instant::now());
                self.tell();
            }
        };
        self.tell();
        match job.work {
            Work::Play => {
                let played = played::play(&self.material, scenario, &job.key.1, &self.closing, &watch)?;
                self.lock().shelf.put(job.key.clone(), played);
            }
            Work::KnockOut => {
                let Some(whole) = self.lock().shelf.played(&job.key) else { return Ok(()) };
                let found = played::knock_out(&self.material, scenario, &job.key.1, &whole, &self.closing, &watch)?;
                let found = outcome::worth(&self.material, scenario, &found);
                self.lock().shelf.put_knocked_out(job.key.clone(), found);
            }
        }
        Ok(())
    }
}
