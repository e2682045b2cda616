//! Tokens: what a browser shows to be who it says. The file of a workshop keeps their hashes only, so that it can be handed out.

use std::hash::{BuildHasher as _, RandomState};

use sha2::{Digest as _, Sha256};

use crate::folder::hex;

/// A new token: 128 bits that nobody can guess.
///
/// `RandomState` is SipHash under keys from the operating system, which is all the randomness that the standard library gives away; two
/// hashes of different words under one such key are two blocks of a keyed random function.
pub(super) fn token() -> String {
    let keyed = RandomState::new();
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&keyed.hash_one("first half").to_le_bytes());
    bytes[8..].copy_from_slice(&keyed.hash_one("second half").to_le_bytes());
    hex(&Sha256::digest(bytes)[..16])
}

/// What is kept of a token.
pub(super) fn hashed(token: &str) -> String {
    hex(&Sha256::digest(token.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_differ_and_their_hashes_do_not_show_them() {
        let (one, other) = (token(), token());
        assert_eq!(one.len(), 32);
        assert_ne!(one, other);
        assert_ne!(hashed(&one), hashed(&other));
        assert!(!hashed(&one).contains(&one));
    }
}
