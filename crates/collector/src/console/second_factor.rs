//! Codes beside the password: switched on, asked for, switched off.

use axum::Json;
use axum::extract::{Extension, State};
use axum::http::StatusCode;
use porchlight_collector_db::{Credentials, SealedSecret, SecondFactor, SecondProof, TechnicianId};
use porchlight_contract::{ErrorCode, Problem};

use super::account_types::{CodeConfirmation, RecoveryCodes, SecondFactorOffer, SecondFactorRemoval};
use super::attempt;
use super::guard::SignedIn;
use crate::app::{App, Shared};
use crate::http::{Failure, JsonBody, Peer};
use crate::{qr, random, totp};

/// How many recovery codes somebody gets.
const RECOVERY_CODES: usize = 10;
/// Digits of a recovery code.
const RECOVERY_DIGITS: usize = 12;

/// Proposes a secret. Codes are asked for only when `confirm` has shown that an app has it.
#[utoipa::path(
    post, path = "/second-factor/begin", tag = "console", operation_id = "begin_second_factor", security(("session" = [])),
    responses((status = 200, description = "The secret.", body = SecondFactorOffer), (status = "default", description = "What went wrong.", body = Problem)),
)]
pub(super) async fn begin(
    State(app): State<Shared>,
    Extension(signed_in): Extension<SignedIn>,
) -> Result<Json<SecondFactorOffer>, Failure> {
    let technician = signed_in.session.technician;
    let secret = totp::secret().map_err(Failure::internal)?;
    let sealed = app.vault.seal(technician.id, &secret).map_err(Failure::internal)?;
    if !app.store.begin_second_factor(technician.id, sealed).await? {
        return Err(ErrorCode::SecondFactorOn.into());
    }
    let uri = totp::uri(&secret, technician.email.as_str());
    let qr = qr::svg(&uri).map_err(Failure::internal)?;
    Ok(Json(SecondFactorOffer { secret: totp::text(&secret), uri, qr }))
}

/// Has codes asked for from now on, and gives out the recovery codes. They are shown this once.
#[utoipa::path(
    post, path = "/second-factor/confirm", tag = "console", operation_id = "confirm_second_factor", security(("session" = [])),
    request_body = CodeConfirmation,
    responses((status = 200, description = "The recovery codes.", body = RecoveryCodes), (status = "default", description = "What went wrong.", body = Problem)),
)]
pub(super) async fn confirm(
    State(app): State<Shared>,
    Extension(signed_in): Extension<SignedIn>,
    JsonBody(given): JsonBody<CodeConfirmation>,
) -> Result<Json<RecoveryCodes>, Failure> {
    let technician = &signed_in.session.technician;
    let found = app.store.technician(&technician.email).await?.and_then(|found| found.second_factor);
    let sealed = match found {
        None => return Err(ErrorCode::OutOfOrder.into()),
        Some(SecondFactor { last_step: Some(_), .. }) => return Err(ErrorCode::SecondFactorOn.into()),
        Some(SecondFactor { sealed, last_step: None, .. }) => sealed,
    };
    let period = period(&app, technician.id, &sealed, &given.code, None)?;
    let period = period.ok_or_else(|| Failure::from(ErrorCode::SecondFactorWrong))?;
    let codes = recovery_codes()?;
    let hashes = codes.iter().map(|code| app.vault.hash(technician.id, &plain(code))).collect();
    let by = signed_in.by(&app)?;
    if !app.store.confirm_second_factor(technician.id, (sealed, period), hashes, by).await? {
        return Err(ErrorCode::OutOfOrder.into());
    }
    Ok(Json(RecoveryCodes { recovery_codes: codes }))
}

fn recovery_codes() -> Result<Vec<String>, Failure> {
    (0..RECOVERY_CODES).map(|_| random::recovery_code().map_err(Failure::internal)).collect()
}

/// Has no codes asked for any more.
#[utoipa::path(
    delete, path = "/second-factor", tag = "console", operation_id = "remove_second_factor", security(("session" = [])),
    request_body = SecondFactorRemoval,
    responses((status = 204, description = "No codes are asked for."), (status = "default", description = "What went wrong.", body = Problem)),
)]
pub(super) async fn remove(
    State(app): State<Shared>,
    Extension(signed_in): Extension<SignedIn>,
    Extension(peer): Extension<Peer>,
    JsonBody(given): JsonBody<SecondFactorRemoval>,
) -> Result<StatusCode, Failure> {
    let (attempt, credentials) = attempt::password_again(&app, &signed_in, peer, given.password).await?;
    let by = signed_in.by(&app)?;
    let shown = proof(&app, &credentials, Some(&given.code)).inspect_err(|_| attempt.does_not_count())?;
    let proof = match shown {
        Shown::Proof(SecondProof::NotNeeded) | Shown::Missing => {
            attempt.does_not_count();
            return Err(ErrorCode::NotFound.into());
        }
        Shown::Wrong => return Err(ErrorCode::SecondFactorWrong.into()),
        Shown::Proof(proof) => proof,
    };
    let removed = app.store.remove_second_factor(credentials.technician.id, proof, by).await;
    if !removed.inspect_err(|_| attempt.does_not_count())? {
        return Err(ErrorCode::SecondFactorWrong.into());
    }
    attempt.does_not_count();
    Ok(StatusCode::NO_CONTENT)
}

/// What somebody has shown beside their password.
pub(super) enum Shown {
    /// What is needed, if the store has not seen it before.
    Proof(SecondProof),
    /// Nothing, and a code is needed.
    Missing,
    /// Something else.
    Wrong,
}

/// What a code that somebody typed is worth.
pub(super) fn proof(app: &App, credentials: &Credentials, code: Option<&str>) -> Result<Shown, Failure> {
    let technician = credentials.technician.id;
    let confirmed = credentials.second_factor.as_ref().filter(|factor| factor.last_step.is_some());
    let Some(factor) = confirmed else { return Ok(Shown::Proof(SecondProof::NotNeeded)) };
    let Some(code) = code else { return Ok(Shown::Missing) };
    let code = plain(code);
    if code.len() == RECOVERY_DIGITS {
        return Ok(Shown::Proof(SecondProof::RecoveryCode(app.vault.hash(technician, &code))));
    }
    let period = period(app, technician, &factor.sealed, &code, factor.last_step)?;
    Ok(period.map_or(Shown::Wrong, |period| Shown::Proof(SecondProof::Code(period))))
}

fn period(
    app: &App,
    technician: TechnicianId,
    sealed: &SealedSecret,
    code: &str,
    used: Option<u64>,
) -> Result<Option<u64>, Failure> {
    let secret = app.vault.open(technician, sealed).map_err(Failure::internal)?;
    let now = u64::try_from(app.clock.now().as_second()).map_err(Failure::internal)?;
    Ok(totp::period_of(&secret, &plain(code), now, used))
}

/// A code without the spaces and hyphens that people write, and with the letters that look like digits taken for them.
fn plain(code: &str) -> String {
    let shown = code.chars().filter(|c| !c.is_whitespace() && *c != '-');
    shown
        .map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_the_same_however_it_was_written_down() {
        assert_eq!(plain(" 050 471 "), "050471");
        assert_eq!(plain("7f3k-q2o1-lmnp"), "7F3KQ2011MNP");
    }

    #[test]
    fn recovery_codes_are_distinct_and_have_twelve_digits() {
        let codes = recovery_codes().unwrap();
        let distinct: std::collections::BTreeSet<_> = codes.iter().collect();
        assert_eq!(distinct.len(), RECOVERY_CODES);
        assert!(codes.iter().all(|code| code.len() == 14 && plain(code).len() == RECOVERY_DIGITS));
    }
}
