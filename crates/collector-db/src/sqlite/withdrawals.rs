//! Reports that their devices take back.

use rusqlite::Connection;

use super::{audit, columns, reports};
use crate::{Action, Actor, By, NewWithdrawal, ReportRecord, StoreError, WithdrawOutcome};

pub(super) fn withdraw(tx: &Connection, withdrawal: &NewWithdrawal) -> Result<WithdrawOutcome, StoreError> {
    let stored = reports::record(tx, &withdrawal.report_id)?.filter(|stored| {
        stored.company_id == withdrawal.company_id && stored.device_id == withdrawal.device_id
    });
    match stored {
        None => Ok(WithdrawOutcome::Unknown),
        Some(stored) if stored.withdrawn_at.is_some() => Ok(WithdrawOutcome::Repeated(stored)),
        Some(stored) => {
            reports::erase(tx, &stored, columns::seconds(&withdrawal.at)?)?;
            let by = By { who: Actor::Device(stored.device_id.clone()), at: withdrawal.at.clone() };
            audit::append(tx, &Action::ReportWithdrawn(stored.company_id.clone(), stored.id.clone()), &by)?;
            Ok(WithdrawOutcome::New(ReportRecord { withdrawn_at: Some(withdrawal.at.clone()), ..stored }))
        }
    }
}
