//! One incident as bytes: what a part file holds of it. Exact to the bit, and small, because most of an incident is nothing.
//!
//! Whole numbers are varints; a measure is absent, whole or eight bytes; a count over time is kept as runs.

use std::io::{self, Read, Write};

use yagura_sim::city::Category;
use yagura_sim::ids::{OrganisationIndex, ServiceIndex};
use yagura_sim::measure::{OrganisationResult, Row, SERIES_POINTS, SeriesKind, ServiceResult, series_index};
use yagura_sim::posture::Asked;
use yagura_sim::words::Words as _;

/// A measure that does not apply.
const ABSENT: u8 = 0;
/// A measure that is a whole number, as a varint.
const WHOLE: u8 = 1;
/// Any other number, in eight bytes.
const NUMBER: u8 = 2;

/// Writes `row`.
pub(super) fn write_row(into: &mut impl Write, row: &Row) -> io::Result<()> {
    count(into, row.values.len() as u64)?;
    for value in &row.values {
        match value {
            None => into.write_all(&[ABSENT])?,
            Some(value) => number(into, *value)?,
        }
    }
    series(into, &row.series)?;
    count(into, row.services.len() as u64)?;
    for lost in &row.services {
        count(into, u64::from(lost.service.0))?;
        for value in [lost.user_h_lost_attack, lost.user_h_lost_response, lost.wrong_decision_h, lost.loss_jpy] {
            number(into, value)?;
        }
    }
    count(into, row.organisations.len() as u64)?;
    for met in &row.organisations {
        count(into, u64::from(met.organisation.0))?;
        count(into, u64::from(met.assets_controlled))?;
        count(into, u64::from(met.alerts))?;
        number(into, met.analyst_h)?;
        number(into, met.user_h_lost)?;
    }
    Ok(())
}

/// Reads what [`write_row`] wrote into `row`.
pub(super) fn read_row(from: &mut impl Read, row: &mut Row) -> io::Result<()> {
    row.values.clear();
    for _ in 0..length(from)? {
        row.values.push(read_number(from)?);
    }
    read_series(from, &mut row.series)?;
    row.services.clear();
    for _ in 0..length(from)? {
        row.services.push(ServiceResult {
            service: ServiceIndex(small(from)?),
            user_h_lost_attack: present(from)?,
            user_h_lost_response: present(from)?,
            wrong_decision_h: present(from)?,
            loss_jpy: present(from)?,
        });
    }
    row.organisations.clear();
    for _ in 0..length(from)? {
        row.organisations.push(OrganisationResult {
            organisation: OrganisationIndex(small(from)?),
            assets_controlled: small(from)?,
            alerts: small(from)?,
            analyst_h: present(from)?,
            user_h_lost: present(from)?,
        });
    }
    Ok(())
}

/// Writes which numbers were asked for.
pub(super) fn write_asked(into: &mut impl Write, asked: &Asked) -> io::Result<()> {
    for marks in [&asked.parameters, &asked.effects] {
        count(into, marks.len() as u64)?;
        for eight in marks.chunks(8) {
            let byte = eight.iter().enumerate().fold(0, |byte, (bit, &mark)| byte | u8::from(mark) << bit);
            into.write_all(&[byte])?;
        }
    }
    Ok(())
}

/// Reads what [`write_asked`] wrote.
pub(super) fn read_asked(from: &mut impl Read) -> io::Result<Asked> {
    let mut marks = || -> io::Result<Vec<bool>> {
        let length = length(from)?;
        let mut found = Vec::new();
        while found.len() < length {
            let byte = byte(from)?;
            found.extend((0..8).map(|bit| byte >> bit & 1 == 1).take(length - found.len()));
        }
        Ok(found)
    };
    Ok(Asked { parameters: marks()?, effects: marks()? })
}

/// Runs of equal counts, track by track: how many tracks are not all zero, then for each its number and its runs.
fn series(into: &mut impl Write, series: &[u32]) -> io::Result<()> {
    let at = |track: usize, point: usize| series.get(place(track, point)).copied().unwrap_or(0);
    let tracks: Vec<usize> =
        (0..tracks()).filter(|&track| (0..SERIES_POINTS).any(|point| at(track, point) > 0)).collect();
    count(into, tracks.len() as u64)?;
    for track in tracks {
        count(into, track as u64)?;
        let mut point = 0;
        while point < SERIES_POINTS {
            let value = at(track, point);
            let run = (point..SERIES_POINTS).take_while(|&next| at(track, next) == value).count();
            count(into, run as u64)?;
            count(into, u64::from(value))?;
            point += run;
        }
    }
    Ok(())
}

fn read_series(from: &mut impl Read, series: &mut Vec<u32>) -> io::Result<()> {
    series.clear();
    series.resize(SERIES_POINTS * tracks(), 0);
    for _ in 0..length(from)? {
        let track = length(from)?;
        let mut point = 0;
        while point < SERIES_POINTS {
            let (run, value) = (length(from)?, small(from)?);
            if track >= tracks() || run == 0 || run > SERIES_POINTS - point {
                return Err(damaged());
            }
            for next in point..point + run {
                series[place(track, next)] = value;
            }
            point += run;
        }
    }
    Ok(())
}

fn tracks() -> usize {
    SeriesKind::ALL.len() * Category::ALL.len()
}

/// Where a point of a track stands in a row's series.
fn place(track: usize, point: usize) -> usize {
    let (kind, category) = (SeriesKind::ALL[track / Category::ALL.len()], Category::ALL[track % Category::ALL.len()]);
    series_index(point, kind, category)
}

fn number(into: &mut impl Write, value: f64) -> io::Result<()> {
    // Exact for whole numbers below 2^53; a negative zero is not one of them.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "what does not come back is kept in full"
    )]
    let whole = value as u64;
    if whole < 1 << 53 && (whole as f64).to_bits() == value.to_bits() {
        into.write_all(&[WHOLE])?;
        count(into, whole)
    } else {
        into.write_all(&[NUMBER])?;
        into.write_all(&value.to_bits().to_le_bytes())
    }
}

fn read_number(from: &mut impl Read) -> io::Result<Option<f64>> {
    match byte(from)? {
        ABSENT => Ok(None),
        WHOLE => Ok(Some(read_count(from)? as f64)),
        NUMBER => {
            let mut bytes = [0; 8];
            from.read_exact(&mut bytes)?;
            Ok(Some(f64::from_bits(u64::from_le_bytes(bytes))))
        }
        _ => Err(damaged()),
    }
}

fn present(from: &mut impl Read) -> io::Result<f64> {
    read_number(from)?.ok_or_else(damaged)
}

/// A varint: seven bits a byte, the lowest first.
fn count(into: &mut impl Write, mut count: u64) -> io::Result<()> {
    while count >= 0x80 {
        into.write_all(&[(count & 0x7f) as u8 | 0x80])?;
        count >>= 7;
    }
    into.write_all(&[count as u8])
}

fn read_count(from: &mut impl Read) -> io::Result<u64> {
    let mut count = 0;
    for shift in (0..64).step_by(7) {
        let byte = byte(from)?;
        count |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Ok(count);
        }
    }
    Err(damaged())
}

/// A length that no row exceeds: a wrong one is a wrong file and asks for no memory.
fn length(from: &mut impl Read) -> io::Result<usize> {
    usize::try_from(read_count(from)?).ok().filter(|&length| length <= 1 << 20).ok_or_else(damaged)
}

fn small<T: TryFrom<u64>>(from: &mut impl Read) -> io::Result<T> {
    T::try_from(read_count(from)?).map_err(|_| damaged())
}

fn byte(from: &mut impl Read) -> io::Result<u8> {
    let mut one = [0];
    from.read_exact(&mut one)?;
    Ok(one[0])
}

fn damaged() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "no incident stands here")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn row() -> impl Strategy<Value = Row> {
        let value = prop_oneof![
            Just(None),
            Just(Some(-0.0)),
            (0..1_u64 << 54).prop_map(|whole| Some(whole as f64)),
            any::<f64>().prop_map(Some),
        ];
        let series = prop::collection::vec(prop_oneof![8 => Just(0_u32), 1 => any::<u32>()], SERIES_POINTS * tracks());
        let service =
            (0..40_u16, any::<f64>(), any::<f64>(), any::<f64>(), any::<f64>()).prop_map(|(s, a, b, c, d)| {
                ServiceResult {
                    service: ServiceIndex(s),
                    user_h_lost_attack: a,
                    user_h_lost_response: b,
                    wrong_decision_h: c,
                    loss_jpy: d,
                }
            });
        let organisation = (0..40_u16, any::<u32>(), any::<u32>(), any::<f64>(), any::<f64>()).prop_map(
            |(organisation, assets_controlled, alerts, analyst_h, user_h_lost)| OrganisationResult {
                organisation: OrganisationIndex(organisation),
                assets_controlled,
                alerts,
                analyst_h,
                user_h_lost,
            },
        );
        let lists = (prop::collection::vec(service, 0..4), prop::collection::vec(organisation, 0..4));
        (prop::collection::vec(value, 0..60), series, lists)
            .prop_map(|(values, series, (services, organisations))| Row { values, series, services, organisations })
    }

    /// The bits, so that numbers that are none compare too.
    fn bits(row: &Row) -> String {
        let bit = |value: &f64| value.to_bits();
        let services: Vec<_> = row
            .services
            .iter()
            .map(|s| [&s.user_h_lost_attack, &s.user_h_lost_response, &s.wrong_decision_h, &s.loss_jpy].map(bit))
            .collect();
        let organisations: Vec<_> = row.organisations.iter().map(|o| [&o.analyst_h, &o.user_h_lost].map(bit)).collect();
        let values: Vec<_> = row.values.iter().map(|value| value.as_ref().map(bit)).collect();
        format!("{values:?} {:?} {services:?} {organisations:?}", row.series)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_was_written_is_read_to_the_bit(row in row()) {
            let mut bytes = Vec::new();
            write_row(&mut bytes, &row)?;
            let mut again = Row::default();
            let mut left = bytes.as_slice();
            read_row(&mut left, &mut again)?;
            prop_assert_eq!(bits(&again), bits(&row));
            prop_assert!(left.is_empty());
        }

        #[test]
        fn bytes_that_are_no_row_are_refused_or_read_and_never_crash(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let _ = read_row(&mut bytes.as_slice(), &mut Row::default());
            let _ = read_asked(&mut bytes.as_slice());
        }
    }

    #[test]
    fn marks_are_read_as_they_were_written() -> io::Result<()> {
        let marks = |length: usize| (0..length).map(|at| at % 3 == 0).collect::<Vec<bool>>();
        let asked = Asked { parameters: marks(19), effects: marks(8) };
        let mut bytes = Vec::new();
        write_asked(&mut bytes, &asked)?;
        assert_eq!(read_asked(&mut bytes.as_slice())?, asked);
        Ok(())
    }
}
