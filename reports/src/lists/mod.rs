//! Long lists of numbers whose memory does not grow with them.
//!
//! A [`Room`] in memory keeps its lists there. A room on a file keeps in memory one block of each list that is being written, and where its
//! other blocks lie: two thousandths of what the list holds. A list is read in order, or by place, or sorted ([`Ascending`]) by
//! merging sorted runs, so that order statistics are exact however long the list is.
//!
//! A file that fails makes its lists end early. Nobody has to ask after each number: [`Room::trouble`] tells it, and whoever computes from
//! lists asks once at the end, before anything is believed.

mod ascending;
mod room;

pub use ascending::{Ascending, ascending};
pub use room::{Room, Scratch};

use std::iter::FusedIterator;

/// A list that is added to at its end.
#[derive(Debug)]
pub struct List {
    room: Room,
    /// Where its whole blocks lie.
    blocks: Vec<u64>,
    /// What is not in a block.
    tail: Vec<f64>,
}

impl List {
    /// An empty list in `room`.
    #[must_use]
    pub fn new(room: &Room) -> Self {
        Self { room: room.clone(), blocks: Vec::new(), tail: Vec::new() }
    }

    /// Adds `value` at its end.
    pub fn push(&mut self, value: f64) {
        self.tail.push(value);
        if self.tail.len() == self.room.block() {
            self.blocks.extend(self.room.put(&self.tail));
            self.tail.clear();
        }
    }

    /// How many numbers are in it.
    #[must_use]
    pub fn len(&self) -> usize {
        self.in_blocks() + self.tail.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn in_blocks(&self) -> usize {
        // A room in memory has no blocks, and blocks without end.
        self.blocks.len().saturating_mul(self.room.block())
    }

    /// The number at `place`, which has to be there.
    #[must_use]
    pub fn at(&self, place: usize) -> f64 {
        match place.checked_sub(self.in_blocks()) {
            Some(place) => self.tail[place],
            None => {
                let block = self.room.block();
                self.room.one(self.blocks[place / block], place % block)
            }
        }
    }

    /// Its numbers in order.
    pub fn iter(&self) -> Iter<'_> {
        self.iter_from(0)
    }

    /// Its numbers in order, from the one at `place` on.
    pub fn iter_from(&self, place: usize) -> Iter<'_> {
        let block = self.room.block();
        let next_block = (place / block).min(self.blocks.len());
        let skipped = place - next_block.saturating_mul(block);
        let mut iter = Iter { list: self, next_block, read: Vec::new(), at: 0 };
        if next_block < self.blocks.len() {
            iter.refill();
        }
        iter.at = skipped;
        iter
    }

    /// Forgets its numbers and keeps the room for others.
    pub fn clear(&mut self) {
        self.room.give_back(&mut self.blocks);
        self.tail.clear();
    }
}

impl Drop for List {
    fn drop(&mut self) {
        self.room.give_back(&mut self.blocks);
    }
}

/// The numbers of a list in order.
#[derive(Debug)]
pub struct Iter<'a> {
    list: &'a List,
    next_block: usize,
    /// The block that is being read; empty: the tail is.
    read: Vec<f64>,
    at: usize,
}

impl Iter<'_> {
    fn refill(&mut self) {
        self.list.room.get(self.list.blocks[self.next_block], &mut self.read);
        self.next_block += 1;
        self.at = 0;
    }
}

impl Iterator for Iter<'_> {
    type Item = f64;

    fn next(&mut self) -> Option<f64> {
        if !self.read.is_empty() && self.at == self.read.len() {
            if self.next_block < self.list.blocks.len() {
                self.refill();
            } else {
                self.read.clear();
                self.at = 0;
            }
        }
        let from = if self.read.is_empty() { &self.list.tail } else { &self.read };
        let value = from.get(self.at).copied();
        self.at += usize::from(value.is_some());
        value
    }
}

impl FusedIterator for Iter<'_> {}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    #[test]
    fn a_list_on_a_file_holds_what_a_list_in_memory_holds() {
        let room = Room::on(Cursor::new(Vec::new()), 4, 16);
        for length in [0, 1, 3, 4, 5, 8, 11] {
            let (mut on_file, mut in_memory) = (List::new(&room), List::new(&Room::memory()));
            let numbers: Vec<f64> = (0..length).map(|n| f64::from(n) - 2.5).collect();
            for &number in &numbers {
                on_file.push(number);
                in_memory.push(number);
            }
            for list in [&on_file, &in_memory] {
                assert_eq!(list.len(), numbers.len());
                assert_eq!(list.iter().collect::<Vec<_>>(), numbers);
                for from in 0..=numbers.len() {
                    assert_eq!(list.iter_from(from).collect::<Vec<_>>(), numbers[from..], "{length} from {from}");
                }
                assert_eq!((0..list.len()).map(|place| list.at(place)).collect::<Vec<_>>(), numbers);
            }
        }
    }

    #[test]
    fn what_is_no_number_keeps_its_bits() {
        let room = Room::on(Cursor::new(Vec::new()), 2, 16);
        let mut list = List::new(&room);
        let odd = [f64::NAN, -0.0, f64::MIN_POSITIVE / 2.0, f64::INFINITY];
        odd.iter().for_each(|&value| list.push(value));
        assert_eq!(list.iter().map(f64::to_bits).collect::<Vec<_>>(), odd.map(f64::to_bits));
    }

    #[test]
    fn room_that_is_given_back_is_used_again() {
        let room = Room::on(Cursor::new(Vec::new()), 4, 16);
        let mut list = List::new(&room);
        for _ in 0..10 {
            (0..40).for_each(|n| list.push(f64::from(n)));
            list.clear();
        }
        assert!(list.is_empty());
        assert_eq!(room.bytes(), 40 * 8);
    }
}
