//! From an invite to a device record.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Extension, State};
use axum::http::StatusCode;
use jiff::SignedDuration;
use porchlight_collector_db::{Device, EnrolOutcome, NewEnrolment};
use porchlight_contract::{DeviceId, Enrolment, EnrolmentRequest, ErrorCode, Problem, limits};
use porchlight_jws::{JwsError, Kind, Unverified, thumbprint};

use crate::app::{App, Shared};
use crate::clock;
use crate::events::{EnrolmentEvent, Event};
use crate::http::{Failure, Peer, Signed};
use crate::random;
use crate::throttle::PeerNet;

/// How far a device's clock may be off when it is enrolled.
const CLOCK_SKEW: SignedDuration = SignedDuration::from_mins(5);

/// Makes the device record. The body is a compact JWS over an `EnrolmentRequest`, signed by the key inside it.
#[utoipa::path(
    post, path = "/enrolments", tag = "device", operation_id = "enrol",
    request_body(content = String, content_type = "application/jose"),
    responses(
        (status = 201, description = "The device record was made.", body = Enrolment),
        (status = 200, description = "It was there already.", body = Enrolment),
        (status = "default", description = "What went wrong.", body = Problem),
    ),
)]
pub(super) async fn enrol(
    State(app): State<Shared>,
    Extension(peer): Extension<Peer>,
    Signed(jws): Signed<{ limits::BODY_BYTES }>,
) -> Result<(StatusCode, Json<Enrolment>), Failure> {
    let request = verified(&jws)?;
    check(&app, &request)?;
    let peer = PeerNet::from(peer.0);
    app.wrong_codes.take(&peer).map_err(Failure::rate_limited)?;
    let outcome = enrol_in_store(&app, request).await.inspect_err(|_| app.wrong_codes.give_back(&peer))?;
    if outcome != EnrolOutcome::Unknown {
        app.wrong_codes.give_back(&peer);
    }
    match outcome {
        EnrolOutcome::New(device) => Ok((StatusCode::CREATED, Json(answer(&app, device).await?))),
        EnrolOutcome::Repeated(device) => Ok((StatusCode::OK, Json(answer(&app, device).await?))),
        EnrolOutcome::OtherCompany(id) => {
            let company = app.company(&id).await?.name;
            Err(Failure::new(Problem::new(ErrorCode::InviteOtherCompany).with("company", company)))
        }
        EnrolOutcome::Unknown => Err(ErrorCode::InviteUnknown.into()),
        EnrolOutcome::Expired => Err(ErrorCode::InviteExpired.into()),
        EnrolOutcome::Used => Err(ErrorCode::InviteUsed.into()),
        EnrolOutcome::Revoked => Err(ErrorCode::InviteRevoked.into()),
    }
}

/// The request, with the proof that its sender has the key that it names.
fn verified(jws: &str) -> Result<EnrolmentRequest, Failure> {
    let unverified =
        Unverified::parse(jws, Kind::Enrolment).map_err(|_| Failure::from(ErrorCode::RequestMalformed))?;
    let read = |payload: &[u8]| serde_json::from_slice::<EnrolmentRequest>(payload);
    let payload = unverified
        .verify_self_signed(|payload| {
            read(payload).map(|request| request.device_key).map_err(|_| JwsError::Malformed)
        })
        .map_err(|error| match error {
            JwsError::Malformed | JwsError::Kind => Failure::from(ErrorCode::RequestMalformed),
            JwsError::Signature | JwsError::Key | JwsError::Randomness => ErrorCode::SignatureInvalid.into(),
        })?;
    read(&payload).map_err(|_| ErrorCode::RequestMalformed.into())
}

fn check(app: &App, request: &EnrolmentRequest) -> Result<(), Failure> {
    if request.schema != EnrolmentRequest::SCHEMA || request.collector != *app.key.thumbprint() {
        return Err(ErrorCode::RequestMalformed.into());
    }
    let off = clock::ahead(&request.created_at, app.clock.now()).map_err(Failure::internal)?;
    if off.abs() > CLOCK_SKEW {
        return Err(clock_wrong(off));
    }
    Ok(())
}

/// The clock is off by so much, in whole minutes.
pub(super) fn clock_wrong(off: SignedDuration) -> Failure {
    Failure::new(Problem::new(ErrorCode::ClockWrong).with("minutes", off.abs().as_mins()))
}

/// Makes the device record, and tells whoever has to know. If the device goes away meanwhile, all of this is done all
/// the same.
async fn enrol_in_store(app: &Shared, request: EnrolmentRequest) -> Result<EnrolOutcome, Failure> {
    let new = NewEnrolment {
        code: request.code,
        device_id: random::id(DeviceId::parse).map_err(Failure::internal)?,
        thumbprint: thumbprint(&request.device_key).map_err(Failure::internal)?,
        key: request.device_key,
        os: request.os,
        at: app.now()?,
    };
    let app = Arc::clone(app);
    let enrolling = tokio::spawn(async move {
        let outcome = app.store.enrol(new).await?;
        if let EnrolOutcome::New(device) = &outcome {
            app.roster.enrolled(device.clone());
            app.events.tell(Event::Enrolment(EnrolmentEvent {
                device_id: device.id.clone(),
                company_id: device.company_id.clone(),
            }));
        }
        Ok(outcome)
    });
    enrolling.await.map_err(Failure::internal)?
}

async fn answer(app: &App, device: Device) -> Result<Enrolment, Failure> {
    let company = app.company(&device.company_id).await?;
    Ok(Enrolment {
        device_id: device.id,
        company: app.card(&company).await?,
        policy: company.policy,
        enrolled_at: device.enrolled_at,
    })
}
