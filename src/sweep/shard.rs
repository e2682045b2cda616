//! Which share of the work this process does: from the command line, or from the environment that a scheduler gives it.
//!
//! The count is always said by whoever cut the work. A scheduler's own count is not asked for: a task that is run again alone may be told
//! that it is one of one.

use std::str::FromStr;

use crate::failure::Failure;
use crate::session::Session;

/// Shard I of N, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shard {
    /// Which, from 0.
    pub(crate) index: u32,
    /// Of how many.
    pub(crate) count: u32,
}

impl Shard {
    /// All of it.
    pub(crate) const WHOLE: Self = Self { index: 0, count: 1 };
}

/// Yagura's own variables.
const INDEX: &str = "YAGURA_SHARD_INDEX";
const COUNT: &str = "YAGURA_SHARD_COUNT";

/// Where schedulers put the index of a task: Slurm's job arrays, Kubernetes' Indexed Jobs.
const SCHEDULERS: [&str; 2] = ["SLURM_ARRAY_TASK_ID", "JOB_COMPLETION_INDEX"];

/// Why a shard cannot be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ShardFault {
    /// Something that is no whole number; where it stands, and what it is.
    NoNumber(String, String),
    /// The index is known and the count is not; where the index stands.
    NoCount(String),
    /// The count is known and the index is not.
    NoIndex,
    /// The index is not below the count.
    OutOfRange(Shard),
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let numbers = text.split_once('/').map(|(index, count)| (index.trim().parse(), count.trim().parse()));
        match numbers {
            Some((Ok(index), Ok(count))) if index < count => Ok(Self { index, count }),
            Some((Ok::<u32, _>(index), Ok::<u32, _>(count))) => {
                Err(format!("shards count from 0: of {count} there is no shard {index}"))
            }
            _ => Err("I/N is expected: the shard, from 0, and how many there are".into()),
        }
    }
}

/// The shard that `flag` or the environment names; `None`: neither names any. `variable` looks a variable up.
pub(crate) fn shard(
    flag: Option<Shard>,
    variable: impl Fn(&str) -> Option<String>,
) -> Result<Option<Shard>, ShardFault> {
    if flag.is_some() {
        return Ok(flag);
    }
    let number = |name: &str| match variable(name).filter(|text| !text.is_empty()) {
        None => Ok(None),
        Some(text) => match text.trim().parse::<u32>() {
            Ok(number) => Ok(Some(number)),
            Err(_) => Err(ShardFault::NoNumber(name.to_owned(), text)),
        },
    };
    let mut index = None;
    for name in std::iter::once(INDEX).chain(SCHEDULERS) {
        if let Some(found) = number(name)? {
            index = Some((name, found));
            break;
        }
    }
    match (index, number(COUNT)?) {
        (None, None) => Ok(None),
        (Some((name, _)), None) => Err(ShardFault::NoCount(name.to_owned())),
        (None, Some(_)) => Err(ShardFault::NoIndex),
        (Some((_, index)), Some(count)) if index < count => Ok(Some(Shard { index, count })),
        (Some((_, index)), Some(count)) => Err(ShardFault::OutOfRange(Shard { index, count })),
    }
}

/// The same as a failure of the command line, in words.
pub(crate) fn shard_or_refusal(session: &Session, flag: Option<Shard>) -> Result<Option<Shard>, Failure> {
    shard(flag, |name| std::env::var(name).ok()).map_err(|fault| {
        Failure::Usage(match fault {
            ShardFault::NoNumber(name, text) => {
                session.say("shard-no-number", &[("name", name.into()), ("text", text.into())])
            }
            ShardFault::NoCount(name) => session.say("shard-no-count", &[("name", name.into())]),
            ShardFault::NoIndex => session.say("shard-no-index", &[]),
            ShardFault::OutOfRange(Shard { index, count }) => {
                session.say("shard-out-of-range", &[("index", index.into()), ("count", count.into())])
            }
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(variables: &[(&str, &str)]) -> Result<Option<Shard>, ShardFault> {
        let variable =
            |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).into());
        shard(None, variable)
    }

    #[test]
    fn the_flag_wins_then_our_variables_then_a_schedulers() {
        let flag = Shard { index: 5, count: 6 };
        let ours = [("YAGURA_SHARD_INDEX", "1"), ("SLURM_ARRAY_TASK_ID", "2"), ("YAGURA_SHARD_COUNT", "4")];
        assert_eq!(shard(Some(flag), |_| Some("0".into())), Ok(Some(flag)));
        assert_eq!(told(&ours), Ok(Some(Shard { index: 1, count: 4 })));
        assert_eq!(told(&ours[1..]), Ok(Some(Shard { index: 2, count: 4 })));
        let kubernetes = [("JOB_COMPLETION_INDEX", "3"), ("YAGURA_SHARD_COUNT", "4")];
        assert_eq!(told(&kubernetes), Ok(Some(Shard { index: 3, count: 4 })));
        assert_eq!(told(&[]), Ok(None));
    }

    #[test]
    fn a_schedulers_own_count_is_not_believed() {
        let again_alone = [("SLURM_ARRAY_TASK_ID", "2"), ("SLURM_ARRAY_TASK_COUNT", "1")];
        assert_eq!(told(&again_alone), Err(ShardFault::NoCount("SLURM_ARRAY_TASK_ID".into())));
    }

    #[test]
    fn what_does_not_name_a_shard_is_refused() {
        assert_eq!(told(&[("YAGURA_SHARD_COUNT", "4")]), Err(ShardFault::NoIndex));
        // An array of 1-8 starts at 1.
        let eight = [("SLURM_ARRAY_TASK_ID", "8"), ("YAGURA_SHARD_COUNT", "8")];
        assert_eq!(told(&eight), Err(ShardFault::OutOfRange(Shard { index: 8, count: 8 })));
        let word = [("YAGURA_SHARD_INDEX", "first"), ("YAGURA_SHARD_COUNT", "8")];
        assert_eq!(told(&word), Err(ShardFault::NoNumber("YAGURA_SHARD_INDEX".into(), "first".into())));
        assert!("8/8".parse::<Shard>().is_err() && "3".parse::<Shard>().is_err() && "0/0".parse::<Shard>().is_err());
    }
}
