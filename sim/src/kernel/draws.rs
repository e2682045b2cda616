//! Addressed random numbers: a draw is named, not taken from a passing stream.
//!
//! A [`Key`] belongs to one replication (or to one set of parameters). Together with a [`Purpose`], two entities and an
//! occurrence it names a draw; a counter generator turns the name into numbers. The same question gets the same answer
//! whoever asks, when, and however many others were asked before: that is what makes two control sets comparable event
//! by event. The rules for using it:
//!
//! 1. One purpose per meaning, never reused, never renumbered.
//! 2. A control changes thresholds, delays and quantiles, never which draws exist or what they are called.
//! 3. Whether something succeeds and how long it takes are separate purposes.
//! 4. What can happen twice carries an occurrence, counted per entity.
//! 5. No name contains a time, a sequence number or a control set.
//! 6. No draw is burnt to keep step: an unused name costs nothing.
//!
//! Keys come from ChaCha8, one stream for each replication; numbers come from Philox4x32-10 (Salmon, Moraes, Dror and
//! Shaw, *Parallel random numbers: as easy as 1, 2, 3*, SC 2011), whose 64-bit key and 128-bit counter fit such names:
//! counter word 0 is the block, 1 purpose and occurrence, 2 the entity, 3 the other entity. Different names are different
//! counters, so two draws under one key can never coincide.

use std::convert::Infallible;

use rand_chacha::ChaCha8Rng;
use rand_core::{Rng, SeedableRng, TryRng, utils};

/// Largest occurrence that an address can hold.
pub const MAX_OCCURRENCE: u32 = (1 << 24) - 1;

/// Streams with this bit belong to parameter draws, those without to replications.
const PARAMETER_STREAM: u64 = 1 << 63;

/// What a draw decides. The number is part of every address and so of every published result: **never renumber, never
/// reuse**; append new purposes at the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Purpose {
    /// Whether an attempt succeeds. Entity: link; other: technique; occurrence: round.
    Outcome = 0,
    /// How long an attempt takes. Entity: link; other: technique; occurrence: round.
    AttemptTime = 1,
    /// Whether a barrier met once per pair holds.
    PairBarrier = 2,
    /// Whether a barrier met once per incident holds.
    IncidentBarrier = 3,
    /// Whether a barrier met once per system holds.
    SystemBarrier = 4,
    /// Rank of an asset in the coverage of a control. Entity: asset; other: control.
    Coverage = 5,
    /// Rank of a site in the coverage of a control. Entity: site; other: control.
    CoverageSite = 6,
    /// Whether a step leaves a record.
    SignalLogged = 7,
    /// Whether a record raises an alert.
    SignalAlert = 8,
    /// How long an alert takes to reach its desk.
    AlertDelay = 9,
    /// How long an analyst looks at an alert.
    Triage = 10,
    /// Whether a true alert is dismissed.
    Dismissal = 11,
    /// Whether a false alarm looks true.
    FalseAlarm = 12,
    /// When the next false alarm comes.
    FalseAlarmTime = 13,
    /// Whether, and when, an outsider notices.
    Outsider = 14,
    /// When the attacker announces himself.
    Announcement = 15,
    /// When in the year the incident begins.
    StartTime = 16,
    /// What a desk is busy with when the incident begins.
    DeskState = 17,
    /// How long it takes to tell the next in line.
    Notify = 18,
    /// How long a decision takes.
    Decide = 19,
    /// How long isolating takes.
    Isolate = 20,
    /// How long finding the extent takes.
    Scope = 21,
    /// How long finding the cause takes.
    RootCause = 22,
    /// How long reconnecting takes.
    Reconnect = 23,
    /// How long cutting off a partner takes.
    CutOff = 24,
    /// Whether a backup can be used.
    Backup = 25,
    /// How long restoring takes.
    Restore = 26,
    /// How long rebuilding takes.
    Rebuild = 27,
    /// When a patch is installed.
    PatchTime = 28,
    /// When an exploit appears.
    ExploitTime = 29,
    /// Whether the hole is exploited before it is known.
    ZeroDay = 30,
    /// Whether an asset is never patched.
    NeverPatched = 31,
    /// Whether a check finds a tainted value.
    TaintCheck = 32,
    /// Which target is taken next.
    TargetOrder = 33,
    /// What the attacker wants.
    Objective = 34,
    /// Whether and when somebody makes a mistake.
    Mistake = 35,
    /// How long taking down published data takes.
    TakeDown = 36,
    /// How often published data is copied.
    Copies = 37,
    /// How long an attacker keeps trying.
    Patience = 38,
    /// When somebody notices a wrong service.
    Notice = 39,
    /// How long a command takes effect.
    Command = 40,
    /// When something is looked at again.
    Recheck = 41,
    /// A parameter of the catalogue. Entity: hash of its key.
    Parameter = 42,
    /// Magnitude of an effect. Entity: hash of its id.
    Magnitude = 43,
    /// Level of a control today. Entity: hash of the control's id.
    Level = 44,
    /// Level without a control. Entity: hash of the effect's id.
    Without = 45,
    /// Whether an asset's coverage goes by its site. Entity: asset; other: control.
    CoverageBySite = 46,
    /// Whether a monitor that meets a manipulation once sees it. Entity: target; other: technique; occurrence: signal class.
    PairAlert = 47,
    /// How many tries a target is worth. Entity: target; other: technique.
    Rounds = 48,
    /// How many sites one position reaches.
    Sites = 49,
    /// How many false alarms fall into an hour. Entity: desk; other: hour of the calendar.
    FalseAlarmCount = 50,
    /// When in its hour a false alarm falls, and how long it takes. Entity: desk; other: hour; occurrence: number in the hour.
    FalseAlarmWork = 51,
    /// Whether an organisation's staffing is covered by a control that reaches a share of them.
    Staffing = 52,
    /// Time until something that spreads by itself is cleaned off. Entity: asset; other: technique.
    Clean = 53,
    /// What a level not yet fixed by the parameter draw is in this incident. Entity: hash of the parameter's key.
    ChanceOfLevel = 54,
    /// Which parameter draw stands at a place of a resample, outside any incident. Entity: place.
    Resample = 60,
    /// Where the control sets of a Latin hypercube stand, outside any incident. Entity: hash of the axis; other: hash of the design.
    Design = 61,
}

/// The number a user gives to repeat a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct MasterSeed(pub u64);

impl MasterSeed {
    /// The ChaCha8 generator of one stream: the seed little-endian, padded with zeros.
    fn stream(self, stream: u64) -> ChaCha8Rng {
        let mut seed = [0; 32];
        seed[..8].copy_from_slice(&self.0.to_le_bytes());
        let mut generator = ChaCha8Rng::from_seed(seed);
        generator.set_stream(stream);
        generator
    }
}

/// The key of replication `replication` of parameter draw `draw`: the same for all control sets.
///
/// # Panics
/// If `draw` is 2^31 or more: its streams would be those of the parameters.
#[must_use]
pub fn replication_key(seed: MasterSeed, draw: u32, replication: u32) -> Key {
    assert!(draw < 1 << 31, "at most 2^31 parameter draws can be told apart");
    Key::first_of(seed.stream(u64::from(draw) << 32 | u64::from(replication)))
}

/// The sequential generator of parameter draw `draw`: the same for all control sets.
#[must_use]
pub fn parameter_stream(seed: MasterSeed, draw: u32) -> ChaCha8Rng {
    seed.stream(PARAMETER_STREAM | u64::from(draw))
}

/// The key of parameter draw `draw`: the first two words of [`parameter_stream`]. Parameters are addressed by the hash of
/// their id, so that adding one leaves the others as they were.
#[must_use]
pub fn parameter_key(seed: MasterSeed, draw: u32) -> Key {
    Key::first_of(parameter_stream(seed, draw))
}

/// Half of the address of every draw of one replication; the other half is in [`Key::draws`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Key(pub [u32; 2]);

impl Key {
    fn first_of(mut generator: ChaCha8Rng) -> Self {
        let low = generator.next_u32();
        Self([low, generator.next_u32()])
    }

    /// The numbers at an address. What `entity` and `other` count depends on the purpose; both are city rows, links or
    /// hashes of ids.
    ///
    /// # Panics
    /// If `occurrence` exceeds [`MAX_OCCURRENCE`]: the address would be that of another draw.
    #[inline(always)]
    #[must_use]
    pub fn draws(self, purpose: Purpose, entity: u32, other: u32, occurrence: u32) -> Draws {
        assert!(occurrence <= MAX_OCCURRENCE, "an occurrence does not fit into 24 bits");
        Draws {
            key: self.0,
            counter: [0, occurrence << 8 | u32::from(purpose as u8), entity, other],
            block: [0; 4],
            used: 4,
        }
    }

    /// The first uniform number of an address, strictly between 0 and 1; see [`open_unit`].
    #[inline(always)]
    #[must_use]
    pub fn unit(self, purpose: Purpose, entity: u32, other: u32, occurrence: u32) -> f64 {
        open_unit(&mut self.draws(purpose, entity, other, occurrence))
    }
}

/// The numbers at one address, as a generator for `rand`. Cheap to make: nothing is computed before the first number.
#[derive(Debug, Clone)]
pub struct Draws {
    key: [u32; 2],
    counter: [u32; 4],
    block: [u32; 4],
    used: u8,
}

impl Draws {
    #[inline(always)]
    fn word(&mut self) -> u32 {
        if self.used == 4 {
            self.block = philox(self.counter, self.key);
            self.counter[0] = self.counter[0].wrapping_add(1);
            self.used = 0;
        }
        let word = self.block[usize::from(self.used)];
        self.used += 1;
        word
    }
}

impl TryRng for Draws {
    type Error = Infallible;

    #[inline(always)]
    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(self.word())
    }

    /// The lower word first.
    #[inline(always)]
    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let low = u64::from(self.word());
        Ok(u64::from(self.word()) << 32 | low)
    }

    #[inline]
    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        utils::fill_bytes_via_next_word(bytes, || Ok(self.word()))
    }
}

/// A uniform number strictly between 0 and 1, on the 2^52 midpoints of equal cells: exact, symmetric about a half, and
/// the quantile of it is always finite. (With 53 bits the topmost value would round to 1.)
#[inline(always)]
#[must_use]
pub fn open_unit(draws: &mut Draws) -> f64 {
    unit_of(draws.next_u64())
}

#[inline(always)]
fn unit_of(bits: u64) -> f64 {
    const CELL: f64 = 1.0 / (1u64 << 52) as f64;
    ((bits >> 12) as f64 + 0.5) * CELL
}

/// Philox4x32 with ten rounds; constants from the paper.
#[inline(always)]
fn philox(counter: [u32; 4], key: [u32; 2]) -> [u32; 4] {
    const MULTIPLIERS: [u32; 2] = [0xD251_1F53, 0xCD9E_8D57];
    const WEYL: [u32; 2] = [0x9E37_79B9, 0xBB67_AE85];
    let ([mut c0, mut c1, mut c2, mut c3], [mut k0, mut k1]) = (counter, key);
    for _ in 0..10 {
        let first = u64::from(MULTIPLIERS[0]) * u64::from(c0);
        let second = u64::from(MULTIPLIERS[1]) * u64::from(c2);
        (c0, c1, c2, c3) =
            ((second >> 32) as u32 ^ c1 ^ k0, second as u32, (first >> 32) as u32 ^ c3 ^ k1, first as u32);
        k0 = k0.wrapping_add(WEYL[0]);
        k1 = k1.wrapping_add(WEYL[1]);
    }
    [c0, c1, c2, c3]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Known answers of Random123 (kat_vectors, philox4x32 10).
    #[test]
    fn philox_gives_the_published_answers() {
        assert_eq!(philox([0; 4], [0; 2]), [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]);
        assert_eq!(philox([u32::MAX; 4], [u32::MAX; 2]), [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]);
        assert_eq!(
            philox([0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344], [0xa409_3822, 0x299f_31d0]),
            [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]
        );
    }

    #[test]
    fn an_address_is_a_counter_of_block_purpose_and_occurrence_entity_and_other() {
        let key = Key([11, 12]);
        let mut draws = key.draws(Purpose::Notice, 7, 9, 3);
        let expected = philox([0, 3 << 8 | 39, 7, 9], key.0);
        assert_eq!([(); 4].map(|()| draws.next_u32()), expected);
        let expected = philox([1, 3 << 8 | 39, 7, 9], key.0);
        assert_eq!(draws.next_u64(), u64::from(expected[1]) << 32 | u64::from(expected[0]));
        assert_eq!(draws.next_u32(), expected[2]);
    }

    #[test]
    fn bytes_are_the_words_in_little_endian_order() {
        let draws = Key([1, 2]).draws(Purpose::Outcome, 0, 0, 0);
        let words = [(); 5].map({
            let mut draws = draws.clone();
            move |()| draws.next_u32()
        });
        let mut bytes = [0; 20];
        { draws }.fill_bytes(&mut bytes);
        assert_eq!(bytes.to_vec(), words.iter().flat_map(|word| word.to_le_bytes()).collect::<Vec<_>>());
    }

    #[test]
    #[should_panic(expected = "24 bits")]
    fn an_occurrence_that_would_become_another_address_is_refused() {
        let _ = Key::default().draws(Purpose::Outcome, 0, 0, MAX_OCCURRENCE + 1);
    }

    #[test]
    fn keys_of_replications_and_parameters_come_from_different_streams() {
        let seed = MasterSeed(42);
        let mut keys: Vec<[u32; 2]> = (0..50)
            .flat_map(|draw| (0..50).map(move |replication| replication_key(seed, draw, replication).0))
            .chain((0..50).map(|draw| parameter_key(seed, draw).0))
            .collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), 50 * 50 + 50);
        assert_ne!(replication_key(seed, 1, 2), replication_key(MasterSeed(43), 1, 2));
    }

    /// Computed apart from this code, by a few lines of Python after the definitions of ChaCha8 and Philox. A change here
    /// changes every published result.
    #[test]
    fn keys_and_first_draws_stay_what_they_were() {
        let seed = MasterSeed(1);
        let key = replication_key(seed, 3, 5);
        let first = key.draws(Purpose::AttemptTime, 100, 200, 1).next_u64();
        assert_eq!(key.0, [147_896_705, 1_752_584_173]);
        assert_eq!(parameter_key(seed, 3).0, [2_398_502_597, 3_547_865_090]);
        assert_eq!(first, 13_204_446_824_835_530_435);
    }

    #[test]
    fn the_unit_interval_is_open_at_both_ends_and_symmetric() {
        let (lowest, highest) = (unit_of(0), unit_of(u64::MAX));
        assert!(lowest > 0.0 && highest < 1.0);
        assert_eq!(lowest, 1.0 - highest);
    }

    /// 100 000 addresses that differ in one word each; under uniformity the sum of squares over 100 cells exceeds 149
    /// with probability 0.001 (chi-squared, 99 degrees of freedom).
    #[test]
    fn neighbouring_addresses_are_uniform() {
        let key = replication_key(MasterSeed(9), 0, 0);
        let chi_squared = |unit: &dyn Fn(u32) -> f64| {
            let mut cells = [0u32; 100];
            for index in 0..100_000 {
                cells[(unit(index) * 100.0) as usize] += 1;
            }
            cells.iter().map(|&count| (f64::from(count) - 1000.0) * (f64::from(count) - 1000.0) / 1000.0).sum::<f64>()
        };
        assert!(chi_squared(&|index| key.unit(Purpose::Outcome, index, 0, 0)) < 149.0);
        assert!(chi_squared(&|index| key.unit(Purpose::Outcome, 0, index, 0)) < 149.0);
        assert!(chi_squared(&|index| key.unit(Purpose::Outcome, 0, 0, index)) < 149.0);
    }

    #[test]
    fn any_distribution_of_rand_can_use_the_draws() {
        let mut draws = Key([5, 6]).draws(Purpose::TargetOrder, 1, 2, 0);
        assert!(rand::RngExt::random_range(&mut draws, 0..10u32) < 10);
    }
}
