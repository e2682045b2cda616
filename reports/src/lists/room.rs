//! Where lists put what does not fit into memory.

use std::io::{self, Read, Seek, SeekFrom, Write};
use std::sync::{Arc, Mutex, PoisonError};

/// Bytes of a number.
const WIDTH: usize = size_of::<f64>();

/// What a room may lie on: a file that nobody else writes.
pub trait Scratch: Read + Write + Seek + Send {}

impl<T: Read + Write + Seek + Send> Scratch for T {}

/// Room for lists: in memory, or on a file.
#[derive(Clone)]
pub struct Room {
    /// Numbers in a block.
    block: usize,
    /// Numbers that are sorted at once.
    run: usize,
    file: Option<Arc<Mutex<File>>>,
}

struct File {
    scratch: Box<dyn Scratch>,
    /// Where the file ends.
    end: u64,
    /// Blocks that were given back.
    free: Vec<u64>,
    bytes: Vec<u8>,
    failed: Option<io::Error>,
}

impl std::fmt::Debug for Room {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Room").field("block", &self.block).field("on_file", &self.file.is_some()).finish()
    }
}

impl Room {
    /// In memory, all of it.
    #[must_use]
    pub fn memory() -> Self {
        Self { block: usize::MAX, run: usize::MAX, file: None }
    }

    /// On `scratch`, in blocks of `block` numbers; so many as `run` are sorted at once.
    #[must_use]
    pub fn on(scratch: impl Scratch + 'static, block: usize, run: usize) -> Self {
        let file = File { scratch: Box::new(scratch), end: 0, free: Vec::new(), bytes: Vec::new(), failed: None };
        Self { block: block.max(1), run: run.max(2), file: Some(Arc::new(Mutex::new(file))) }
    }

    /// The first thing that went wrong with the file since the last call, if anything did: then what lists said is not to be believed.
    ///
    /// # Errors
    /// What went wrong.
    pub fn trouble(&self) -> io::Result<()> {
        match self.with(|file| file.failed.take()) {
            Some(Some(error)) => Err(error),
            _ => Ok(()),
        }
    }

    /// Bytes that the file has grown to.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.with(|file| file.end).unwrap_or(0)
    }

    pub(super) fn block(&self) -> usize {
        self.block
    }

    pub(super) fn run(&self) -> usize {
        self.run
    }

    fn with<T>(&self, act: impl FnOnce(&mut File) -> T) -> Option<T> {
        self.file.as_ref().map(|file| act(&mut file.lock().unwrap_or_else(PoisonError::into_inner)))
    }

    /// Writes a block; where it lies.
    pub(super) fn put(&self, values: &[f64]) -> Option<u64> {
        self.with(|file| {
            let place = file.free.pop().unwrap_or(file.end);
            file.bytes.clear();
            file.bytes.extend(values.iter().flat_map(|value| value.to_bits().to_le_bytes()));
            let written = file.scratch.seek(SeekFrom::Start(place)).and_then(|_| file.scratch.write_all(&file.bytes));
            file.end = file.end.max(place + file.bytes.len() as u64);
            file.note(written);
            place
        })
    }

    /// Reads the block at `place`; of one that cannot be read, zeros.
    pub(super) fn get(&self, place: u64, values: &mut Vec<f64>) {
        values.clear();
        self.with(|file| {
            file.read(place, self.block * WIDTH);
            values.extend(file.bytes.chunks_exact(WIDTH).map(number));
        });
    }

    /// Reads the number in row `row` of the block at `place`; of one that cannot be read, 0.
    pub(super) fn one(&self, place: u64, row: usize) -> f64 {
        let read = self.with(|file| {
            file.read(place + (row * WIDTH) as u64, WIDTH);
            number(&file.bytes)
        });
        read.unwrap_or(0.0)
    }

    /// The blocks are no longer needed.
    pub(super) fn give_back(&self, blocks: &mut Vec<u64>) {
        self.with(|file| file.free.append(blocks));
    }
}

impl File {
    fn note(&mut self, done: io::Result<()>) {
        if let Err(error) = done {
            self.failed.get_or_insert(error);
        }
    }

    fn read(&mut self, place: u64, length: usize) {
        self.bytes.clear();
        self.bytes.resize(length, 0);
        let read = self.scratch.seek(SeekFrom::Start(place)).and_then(|_| self.scratch.read_exact(&mut self.bytes));
        if read.is_err() {
            self.bytes.fill(0);
        }
        self.note(read);
    }
}

fn number(bytes: &[u8]) -> f64 {
    let mut bits = [0; WIDTH];
    bits.copy_from_slice(&bytes[..WIDTH]);
    f64::from_bits(u64::from_le_bytes(bits))
}
