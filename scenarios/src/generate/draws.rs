//! Numbers by chance while a city is made.

use rand_chacha::ChaCha8Rng;
use rand_core::{Rng as _, SeedableRng as _};

/// What a stream of numbers is for.
#[derive(Clone, Copy)]
pub(super) enum Stream {
    /// How dense each service is in a district.
    Density(u32),
    /// Places, tags and the rest of the assets of a district; of the city: district 0.
    Assets(u32),
    /// The network of a row of the table of networks, in a district or (0) in the whole city.
    Network(u32, u32),
}

impl Stream {
    fn number(self) -> u64 {
        let (kind, row, district) = match self {
            Self::Density(district) => (0, 0, district),
            Self::Assets(district) => (1, 0, district),
            Self::Network(row, district) => (2, row, district),
        };
        kind << 56 | u64::from(row) << 32 | u64::from(district)
    }
}

/// A stream of numbers.
pub(super) struct Draws(ChaCha8Rng);

impl Draws {
    pub(super) fn new(seed: u64, stream: Stream) -> Self {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&seed.to_le_bytes());
        let mut generator = ChaCha8Rng::from_seed(bytes);
        generator.set_stream(stream.number());
        Self(generator)
    }

    /// From 0 to below 1.
    pub(super) fn unit(&mut self) -> f64 {
        // 53 bits are what a double holds.
        #[allow(clippy::cast_precision_loss, reason = "53 bits fit")]
        let bits = (self.0.next_u64() >> 11) as f64;
        bits / 9_007_199_254_740_992.0
    }

    /// From 0 to below `count`, which is not 0.
    pub(super) fn below(&mut self, count: usize) -> usize {
        let wide = u128::from(self.0.next_u64()) * count as u128;
        usize::try_from(wide >> 64).unwrap_or(0)
    }
}
