//! The graph files of W1.

/// Pairs of little-endian `u32`.
pub(crate) fn pairs(bytes: &[u8]) -> Vec<(u32, u32)> {
    let word = |four: &[u8]| four.iter().rev().fold(0, |word, &byte| word << 8 | u32::from(byte));
    bytes.chunks_exact(8).map(|pair| (word(&pair[..4]), word(&pair[4..]))).collect()
}
