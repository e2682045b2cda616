//! Dimensions of units: what a number can be used for.

use crate::knowledge::{ParameterUnit, Role};

/// What a unit measures; units of one dimension are converted into each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dimension {
    /// Seconds to years.
    Time,
    /// Per hour to per year.
    Rate,
    /// 0 to 1.
    Share,
    /// A factor.
    Factor,
    /// A number of things.
    Count,
    /// Yen.
    Yen,
    /// Everything that no role and no technique reads.
    Other,
}

impl Dimension {
    pub(super) fn of(unit: ParameterUnit) -> Self {
        use ParameterUnit as Unit;
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day | Unit::Year => Self::Time,
            Unit::PerHour | Unit::PerDay | Unit::PerYear | Unit::GuessPerHour => Self::Rate,
            Unit::Probability | Unit::Fraction => Self::Share,
            Unit::Ratio => Self::Factor,
            Unit::Count | Unit::Host => Self::Count,
            Unit::Jpy => Self::Yen,
            Unit::JpyPerYear | Unit::Usd | Unit::JpyPerUsd | Unit::LogUnit | Unit::Score | Unit::Mixed => Self::Other,
        }
    }

    /// What the model reads in `role`.
    pub(super) fn of_role(role: Role) -> Self {
        match role {
            Role::SkillTimeFactorHigh | Role::SkillTimeFactorLow | Role::PatienceFactor | Role::ScopeNoLogsFactor => {
                Self::Factor
            }
            Role::SitesPerPosition => Self::Count,
            Role::NaturalCleanH
            | Role::ControlAgeYears
            | Role::AlertDelayH
            | Role::TriageH
            | Role::VisibleNoticeH
            | Role::FalseCommandNoticeH
            | Role::ContractorNoticeH
            | Role::PublicationNoticeH
            | Role::DecideAgreedH
            | Role::DecideBlankH
            | Role::NotifyContactH
            | Role::NotifyNoContactH
            | Role::IsolateAssetH
            | Role::ScopeHostH
            | Role::RootCauseH
            | Role::CutOffH
            | Role::TakeDownH
            | Role::RestoreH
            | Role::RebuildH
            | Role::FieldVisitH
            | Role::SilenceStationH
            | Role::DataRepairH
            | Role::DivertFloodH
            | Role::InsiderNoticeH => Self::Time,
            Role::ControlDecayPerYear
            | Role::FalseAlarmsPerDay
            | Role::SensorFalseAlarmsPerDay
            | Role::OutsiderNoticePerH
            | Role::OutputsSeenPerDay => Self::Rate,
            Role::ResidualFloor
            | Role::OverlapDelta
            | Role::CoverageSiteShare
            | Role::SignalLogged
            | Role::AlertedLoginFailure
            | Role::AlertedNewPeer
            | Role::AlertedProcess
            | Role::AlertedConfigChange
            | Role::AlertedDataAnomaly
            | Role::AlertedTraffic
            | Role::AlertedExfiltration
            | Role::AlertedEncryption
            | Role::AlertedPhysical
            | Role::AlertedMail
            | Role::AlertedWrongOutput
            | Role::AlertedPolicyDeviation
            | Role::AnomalyDelayFraction
            | Role::AlertDismissed
            | Role::UserQuestionsOutput
            | Role::CutOffProbability
            | Role::CopiedFirstDay
            | Role::CopiesKept
            | Role::KeeperRefuses
            | Role::BackupExists
            | Role::RestoreWorks => Self::Share,
            Role::JpyPerRecord | Role::ForensicsServerJpy | Role::ForensicsWorkstationJpy => Self::Yen,
        }
    }

    /// Said in a diagnostic.
    pub(super) fn said(self) -> &'static str {
        match self {
            Self::Time => "a time (second, minute, hour, day, year)",
            Self::Rate => "a rate (per_hour, per_day, per_year, guess_per_hour)",
            Self::Share => "a probability or fraction",
            Self::Factor => "a ratio",
            Self::Count => "a count (count, host)",
            Self::Yen => "an amount in jpy",
            Self::Other => "something that is not drawn",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Words;

    #[test]
    fn a_role_whose_name_ends_in_hours_reads_a_time_and_one_per_time_a_rate() {
        for &role in Role::ALL {
            let name = role.as_str();
            let dimension = Dimension::of_role(role);
            let per = name.contains("_per_h") || name.contains("_per_day") || name.contains("_per_year");
            assert_eq!(per, dimension == Dimension::Rate, "{name}");
            if !per {
                assert_eq!(name.ends_with("_h") || name.ends_with("_years"), dimension == Dimension::Time, "{name}");
            }
        }
    }

    #[test]
    fn only_times_have_hours_and_only_rates_a_frequency() {
        for &unit in ParameterUnit::ALL {
            assert_eq!(unit.hours().is_some(), Dimension::of(unit) == Dimension::Time, "{unit}");
            assert_eq!(unit.per_hour().is_some(), Dimension::of(unit) == Dimension::Rate, "{unit}");
        }
    }
}
