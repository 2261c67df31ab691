//! Reports that their devices take back.

use rusqlite::{Connection, params};

use super::{audit, reports};
use crate::{Action, Actor, By, NewWithdrawal, ReportRecord, StoreError, WithdrawOutcome};

pub(super) fn withdraw(tx: &Connection, withdrawal: &NewWithdrawal) -> Result<WithdrawOutcome, StoreError> {
    let stored = reports::record(tx, &withdrawal.report_id)?.filter(|stored| {
        stored.company_id == withdrawal.company_id && stored.device_id == withdrawal.device_id
    });
    match stored {
        None => Ok(WithdrawOutcome::Unknown),
        Some(stored) if stored.withdrawn_at.is_some() => Ok(WithdrawOutcome::Repeated(stored)),
        Some(stored) => {
            erase(tx, &stored, withdrawal)?;
            fall_back(tx, &stored, withdrawal)?;
            let by = By { who: Actor::Device(stored.device_id.clone()), at: withdrawal.at.clone() };
            audit::append(tx, &Action::ReportWithdrawn(stored.company_id.clone(), stored.id.clone()), &by)?;
            Ok(WithdrawOutcome::New(ReportRecord { withdrawn_at: Some(withdrawal.at.clone()), ..stored }))
        }
    }
}

fn erase(tx: &Connection, report: &ReportRecord, withdrawal: &NewWithdrawal) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE report SET jws = '', withdrawn_at = ?2 WHERE id = ?1",
        params![report.id.as_str(), withdrawal.at.as_str()],
    )?;
    Ok(())
}

/// If the device's latest state is that of the erased report, it becomes that of the newest one that is left.
fn fall_back(tx: &Connection, erased: &ReportRecord, withdrawal: &NewWithdrawal) -> Result<(), StoreError> {
    let was_latest = tx.execute(
        "DELETE FROM device_state WHERE company_id = ?1 AND device_id = ?2 AND report_id = ?3",
        params![erased.company_id.as_str(), erased.device_id.as_str(), erased.id.as_str()],
    )?;
    if was_latest == 0 {
        return Ok(());
    }
    let Some(left) = reports::newest_left(tx, &erased.company_id, &erased.device_id)? else { return Ok(()) };
    let reported = (withdrawal.read)(&left.jws).map_err(StoreError::Failed)?;
    reports::put_state(tx, &left.record, &reports::State::of(&reported.os, &reported.checks)?)
}
