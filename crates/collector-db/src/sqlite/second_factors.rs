//! Codes from an app, and the recovery codes beside them. What is sealed and hashed comes from outside.

use rusqlite::{Connection, OptionalExtension, params};

use super::audit;
use crate::{
    Action, By, RecoveryCodeHash, SealedSecret, SecondFactor, SecondProof, StoreError, TechnicianId,
};

pub(super) fn of(tx: &Connection, technician: TechnicianId) -> Result<Option<SecondFactor>, StoreError> {
    let mut statement = tx.prepare_cached(
        "SELECT sealed, last_step, (SELECT count(*) FROM recovery_code r WHERE r.technician_id = f.technician_id)
         FROM second_factor f WHERE technician_id = ?1",
    )?;
    let found = statement
        .query_row([technician.0.to_string()], |row| {
            Ok(SecondFactor {
                sealed: SealedSecret(row.get(0)?),
                last_step: row.get(1)?,
                recovery_codes_left: row.get(2)?,
            })
        })
        .optional()?;
    Ok(found)
}

/// Keeps a secret until a first code proves that an app has it. One that is proved stays.
pub(super) fn begin(
    tx: &Connection,
    technician: TechnicianId,
    sealed: &SealedSecret,
) -> Result<bool, StoreError> {
    let kept = tx.execute(
        "INSERT INTO second_factor (technician_id, sealed) VALUES (?1, ?2)
         ON CONFLICT (technician_id) DO UPDATE SET sealed = excluded.sealed WHERE last_step IS NULL",
        params![technician.0.to_string(), sealed.0],
    )?;
    Ok(kept == 1)
}

/// From now on codes are asked for. The secret must still be the one that the code was made from.
pub(super) fn confirm(
    tx: &Connection,
    technician: TechnicianId,
    (sealed, step): (&SealedSecret, u64),
    recovery: &[RecoveryCodeHash],
    by: &By,
) -> Result<bool, StoreError> {
    let id = technician.0.to_string();
    let confirmed = tx.execute(
        "UPDATE second_factor SET last_step = ?3
         WHERE technician_id = ?1 AND sealed = ?2 AND last_step IS NULL",
        params![id, sealed.0, step],
    )?;
    if confirmed == 0 {
        return Ok(false);
    }
    for hash in recovery {
        tx.execute(
            "INSERT INTO recovery_code (technician_id, code_hash) VALUES (?1, ?2)",
            params![id, hash.0],
        )?;
    }
    audit::append(tx, &Action::SecondFactorOn, by)?;
    Ok(true)
}

pub(super) fn remove(
    tx: &Connection,
    technician: TechnicianId,
    proof: SecondProof,
    by: &By,
) -> Result<bool, StoreError> {
    if proof == SecondProof::NotNeeded || !use_up(tx, technician, proof)? {
        return Ok(false);
    }
    forget(tx, technician)?;
    audit::append(tx, &Action::SecondFactorOff, by)?;
    Ok(true)
}

/// Forgets secret and recovery codes.
pub(super) fn forget(tx: &Connection, technician: TechnicianId) -> Result<(), StoreError> {
    tx.execute("DELETE FROM second_factor WHERE technician_id = ?1", [technician.0.to_string()])?;
    Ok(())
}

/// Uses a proof up. `false` if it was used before, or another kind of proof is needed by now.
pub(super) fn use_up(
    tx: &Connection,
    technician: TechnicianId,
    proof: SecondProof,
) -> Result<bool, StoreError> {
    let id = technician.0.to_string();
    match proof {
        SecondProof::NotNeeded => {
            let mut confirmed = tx.prepare_cached(
                "SELECT 1 FROM second_factor WHERE technician_id = ?1 AND last_step IS NOT NULL",
            )?;
            Ok(!confirmed.exists([id])?)
        }
        SecondProof::Code(step) => {
            let used = tx.execute(
                "UPDATE second_factor SET last_step = ?2 WHERE technician_id = ?1 AND last_step < ?2",
                params![id, step],
            )?;
            Ok(used == 1)
        }
        SecondProof::RecoveryCode(hash) => {
            let used = tx.execute(
                "DELETE FROM recovery_code WHERE technician_id = ?1 AND code_hash = ?2",
                params![id, hash.0],
            )?;
            Ok(used == 1)
        }
    }
}
