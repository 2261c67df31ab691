//! Settings of the whole collector, and the key that hashes invite codes.

use aws_lc_rs::{hmac, rand};
use porchlight_contract::{CollectorAddress, InviteCode, PlainText};
use rusqlite::{Connection, OptionalExtension, params};

use super::{audit, columns};
use crate::{Action, By, Provider, StoreError};

const PROVIDER_NAME: &str = "provider_name";
const ADDRESS: &str = "address";
const PEPPER: &str = "invite_pepper";

/// The keyed hash of invite codes. A code has only 45 random bits, so a plain hash of it could be reversed from a
/// table that somebody made elsewhere; the key is this database's own.
pub(super) struct Pepper(hmac::Key);

impl Pepper {
    pub(super) fn hash(&self, code: &InviteCode) -> Vec<u8> {
        hmac::sign(&self.0, code.as_str().as_bytes()).as_ref().to_vec()
    }
}

pub(super) fn make_pepper(tx: &Connection) -> Result<(), StoreError> {
    let mut bytes = [0_u8; 32];
    rand::fill(&mut bytes).map_err(|_| StoreError::Randomness)?;
    tx.execute("INSERT INTO setting (name, value) VALUES (?1, ?2)", params![PEPPER, bytes])?;
    Ok(())
}

pub(super) fn pepper(tx: &Connection) -> Result<Pepper, StoreError> {
    let bytes: Vec<u8> =
        tx.query_row("SELECT value FROM setting WHERE name = ?1", [PEPPER], |row| row.get(0))?;
    Ok(Pepper(hmac::Key::new(hmac::HMAC_SHA256, &bytes)))
}

pub(super) fn provider(tx: &Connection) -> Result<Provider, StoreError> {
    Ok(Provider {
        name: tx
            .query_row("SELECT value FROM setting WHERE name = ?1", [PROVIDER_NAME], |row| {
                columns::text(row, 0)
            })
            .optional()?,
        address: tx
            .query_row("SELECT value FROM setting WHERE name = ?1", [ADDRESS], |row| columns::text(row, 0))
            .optional()?,
    })
}

pub(super) fn set_provider_name(tx: &Connection, name: &PlainText, by: &By) -> Result<(), StoreError> {
    set(tx, PROVIDER_NAME, name.as_str())?;
    audit::append(tx, &Action::ProviderNamed, by)
}

pub(super) fn set_address(tx: &Connection, address: &CollectorAddress) -> Result<(), StoreError> {
    set(tx, ADDRESS, address.as_str())
}

fn set(tx: &Connection, name: &str, value: &str) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO setting (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        params![name, value],
    )?;
    Ok(())
}
