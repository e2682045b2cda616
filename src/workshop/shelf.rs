//! What has been played and computed in this process: the same basket asked twice is played once.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;

use super::played::Played;

/// Baskets kept at once, about 2 MB each: a room has forty teams, some of which change their minds.
const MOST: usize = 96;

/// A scenario and a basket.
pub(super) type Key = (String, Vec<String>);

/// The shelf.
#[derive(Default)]
pub(super) struct Shelf {
    played: BTreeMap<Key, (u64, Arc<Played>)>,
    knocked_out: BTreeMap<Key, Arc<Value>>,
    /// Counts what is put, so that the oldest is known.
    clock: u64,
}

impl Shelf {
    /// What was played for `key`.
    pub(super) fn played(&self, key: &Key) -> Option<Arc<Played>> {
        self.played.get(key).map(|(_, played)| played.clone())
    }

    /// What was found by taking controls away.
    pub(super) fn knocked_out(&self, key: &Key) -> Option<Arc<Value>> {
        self.knocked_out.get(key).cloned()
    }

    /// Keeps what was played; the oldest makes room. Empty baskets stay: every comparison needs the baseline.
    pub(super) fn put(&mut self, key: Key, played: Played) {
        self.clock += 1;
        if self.played.len() >= MOST {
            let removable = self.played.iter().filter(|((_, basket), _)| !basket.is_empty());
            if let Some(oldest) = removable.min_by_key(|(_, (clock, _))| *clock).map(|(key, _)| key.clone()) {
                self.played.remove(&oldest);
            }
        }
        self.played.insert(key, (self.clock, Arc::new(played)));
    }

    /// Keeps what was found by taking controls away.
    pub(super) fn put_knocked_out(&mut self, key: Key, found: Value) {
        if self.knocked_out.len() >= MOST {
            self.knocked_out.pop_first();
        }
        self.knocked_out.insert(key, Arc::new(found));
    }
}
