//! What is written, and its hash, in one go.

use std::io::{self, Write};

use sha2::{Digest as _, Sha256};

/// A writer that knows the SHA-256 of what went through it.
pub(crate) struct Hashing<W> {
    /// Where it goes; what is written there directly is not counted.
    pub(crate) into: W,
    /// Of everything so far.
    pub(crate) hash: Sha256,
}

impl<W: Write> Hashing<W> {
    /// Nothing has been written yet.
    pub(crate) fn new(into: W) -> Self {
        Self { into, hash: Sha256::new() }
    }
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.into.write(bytes)?;
        self.hash.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.into.flush()
    }
}
