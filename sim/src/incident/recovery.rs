//! Coming back: the root cause first, then backups, rebuilding, crews.
//!
//! # What happens
//! An isolated asset is restored once the root cause is known (restoring earlier would ruin the traces). Encrypted or otherwise
//! stopped systems come back from a backup if one exists, survived and works, drawn once per organisation; else they are built anew.
//! Field devices need a visit, and so does what a hazard put out. A flood is turned away, which waits for no root cause. Altered data
//! are corrected once found. Recovered: everything on the list is back.
//! # Draws
//! `Backup`, `Restore`, `Rebuild`.
//! # Parameters
//! Roles `backup_exists`, `restore_works`, `restore_h`, `rebuild_h`, `field_visit_h`, `data_repair_h`, `divert_flood_h`.
//! # Not modelled
//! Spares running out; maintenance windows; crews shared between sites.

use crate::city::AssetKind;
use crate::ids::AssetIndex;
use crate::kernel::{Purpose, Tick};
use crate::knowledge::{Activity, Cause, Role};

use super::event::SimEvent;
use super::log::Fact;
use super::play::Incident;
use super::state::{Status, mark};

impl Incident<'_> {
    pub(super) fn root_cause(&mut self, now: Tick) {
        let because = self.progress.detection.map(|d| d.row);
        self.record(now, Fact::RootCauseFound, because);
        self.close_entry(now);
    }

    /// Whether the operator of `asset` can restore from a backup.
    fn backup_is_usable(&mut self, asset: AssetIndex) -> bool {
        let operator = self.city.assets[asset.row()].operator;
        let address = u32::from(operator.0);
        let exists = self.level(Role::BackupExists, 1.0);
        let works = self.level(Role::RestoreWorks, 1.0);
        !self.progress.responders[operator.row()].backup_lost
            && self.key.unit(Purpose::Backup, address, 0, 0) < exists
            && self.key.unit(Purpose::Backup, address, 1, 0) < works
    }

    /// Plans when the isolated `asset` is back.
    pub(super) fn plan_restore(&mut self, now: Tick, asset: AssetIndex) {
        let mut from = self.progress.root_cause.map_or(now, |cause| cause.max(now));
        let row = &self.city.assets[asset.row()];
        let (kind, operator) = (row.kind, row.operator);
        let role = self.role_of(operator);
        let marks = self.look(asset).marks;
        let never_held = marks & mark::DOWN != 0 && marks & mark::WAS_HELD == 0;
        let flooded = never_held && self.scenario.attacker.is_some();
        let hazard = never_held && self.stopped_by_a_hazard();
        let field = matches!(kind, AssetKind::Sensor | AssetKind::Actuator | AssetKind::Camera);
        let (hours, activity) = if flooded {
            // Nobody was inside: there is nothing to preserve and nothing to build anew.
            from = now;
            (self.role_h(Role::DivertFloodH, Purpose::Restore, asset.0, 3), Activity::Isolate)
        } else if field || hazard {
            // Water and fire are their own cause.
            from = if hazard { now } else { from };
            (self.role_h(Role::FieldVisitH, Purpose::Restore, asset.0, 1), Activity::Replace)
        } else if marks & mark::DOWN == 0 && marks & mark::WAS_HELD == 0 {
            (self.role_h(Role::DataRepairH, Purpose::Restore, asset.0, 2), Activity::DataRepair)
        } else if self.backup_is_usable(asset) {
            (self.role_h(Role::RestoreH, Purpose::Restore, asset.0, 0), Activity::Restore)
        } else {
            // One organisation rebuilds its systems as one project: the draw is shared.
            (self.role_h(Role::RebuildH, Purpose::Rebuild, u32::from(operator.0), 0), Activity::Rebuild)
        };
        let hours = hours.unwrap_or(0.0) * self.posture.delay_factor(activity, role);
        self.plan(from.plus_hours(hours), SimEvent::Restore { asset: asset.0 });
    }

    fn stopped_by_a_hazard(&self) -> bool {
        self.progress
            .stopped_by
            .is_some_and(|technique| self.catalogue.techniques[technique.row()].cause == Some(Cause::Hazard))
    }

    pub(super) fn restore(&mut self, now: Tick, asset: AssetIndex) {
        if self.look(asset).status != Status::Isolated {
            return;
        }
        let stood_still = self.look(asset).marks & (mark::DOWN | mark::WAS_HELD) == mark::DOWN;
        let nothing_to_restore = stood_still && (self.scenario.attacker.is_some() || self.stopped_by_a_hazard());
        let from_backup = !nothing_to_restore && self.backup_is_usable(asset);
        self.become_status(asset, Status::Restored);
        self.exposure(asset).marks &= !(mark::DOWN | mark::FALSE_SOURCE);
        self.record(now, Fact::Restored { asset, from_backup }, None);
        self.availability_changed(now, asset);
        self.check_recovered(now);
    }

    /// Notes recovery: contained, and everything on the list is back.
    #[inline]
    pub(super) fn check_recovered(&mut self, now: Tick) {
        if self.progress.recovered.is_none() && self.progress.contained.is_some() {
            self.recover_if_all_is_back(now);
        }
    }

    fn recover_if_all_is_back(&mut self, now: Tick) {
        let back = |a: &AssetIndex| {
            let state = self.look(*a);
            state.status == Status::Restored || self.progress.publications.iter().any(|p| p.asset == *a)
        };
        if self.progress.list.iter().all(back) {
            self.progress.recovered = Some(now);
            self.record(now, Fact::Recovered, None);
        }
    }
}
