//! Errors on their way to a client: a code and a status, and the cause for the log.

use std::error::Error;
use std::sync::Arc;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use porchlight_collector_db::StoreError;
use porchlight_contract::{ErrorCode, Problem};

use crate::inviting::InvitingError;

/// When to ask again after [`ErrorCode::ServerBusy`], in seconds.
const BUSY_SECONDS: u64 = 2;

/// A request that failed.
#[derive(Debug)]
pub(crate) struct Failure {
    status: StatusCode,
    report: FailureReport,
}

/// What the outermost layer needs to answer and to log: it alone knows the trace id.
#[derive(Clone, Debug)]
pub(crate) struct FailureReport {
    pub(crate) problem: Problem,
    pub(crate) cause: Option<Arc<dyn Error + Send + Sync>>,
}

impl Failure {
    /// A problem with the status that its code has.
    pub(crate) fn new(problem: Problem) -> Self {
        Self { status: status_of(problem.code), report: FailureReport { problem, cause: None } }
    }

    /// A fault of ours.
    pub(crate) fn internal(cause: impl Error + Send + Sync + 'static) -> Self {
        let mut failure = Self::from(ErrorCode::Internal);
        failure.report.cause = Some(Arc::new(cause));
        failure
    }

    /// Too many attempts: wait so long.
    pub(crate) fn rate_limited(wait: std::time::Duration) -> Self {
        let seconds = wait.as_millis().div_ceil(1000).max(1);
        Self::new(Problem::new(ErrorCode::RateLimited).with("seconds", seconds))
    }

    /// Too much to do.
    pub(crate) fn busy() -> Self {
        Self::new(Problem::new(ErrorCode::ServerBusy).with("seconds", BUSY_SECONDS))
    }

    /// The same with another status, where HTTP has a finer one than the code.
    pub(crate) fn with_status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }
}

impl From<ErrorCode> for Failure {
    fn from(code: ErrorCode) -> Self {
        Self::new(Problem::new(code))
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        if matches!(error, StoreError::Busy) { Self::busy() } else { Self::internal(error) }
    }
}

impl From<InvitingError> for Failure {
    fn from(error: InvitingError) -> Self {
        match error {
            InvitingError::Store(error) => error.into(),
            InvitingError::Randomness(_)
            | InvitingError::Id(_)
            | InvitingError::Calendar(_)
            | InvitingError::CodesTaken => Self::internal(error),
        }
    }
}

impl IntoResponse for Failure {
    /// Without a body: the outermost layer writes it.
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self.report);
        response
    }
}

impl From<StatusCode> for FailureReport {
    /// For answers that axum or a layer made.
    fn from(status: StatusCode) -> Self {
        let code = match status {
            StatusCode::NOT_FOUND => ErrorCode::NotFound,
            StatusCode::PAYLOAD_TOO_LARGE => ErrorCode::RequestTooLarge,
            StatusCode::REQUEST_TIMEOUT => ErrorCode::TimedOut,
            status if status.is_client_error() => ErrorCode::RequestMalformed,
            _ => ErrorCode::Internal,
        };
        Self { problem: Problem::new(code), cause: None }
    }
}

/// The status of each code that a collector answers. The others happen on the device and never come here.
fn status_of(code: ErrorCode) -> StatusCode {
    match code {
        ErrorCode::InviteNotACode
        | ErrorCode::InviteMistyped
        | ErrorCode::CollectorAddressMalformed
        | ErrorCode::PasswordShort
        | ErrorCode::RequestMalformed => StatusCode::BAD_REQUEST,
        ErrorCode::SignatureInvalid
        | ErrorCode::SignInFailed
        | ErrorCode::SecondFactorRequired
        | ErrorCode::SessionMissing => StatusCode::UNAUTHORIZED,
        ErrorCode::Forbidden | ErrorCode::PasswordWrong | ErrorCode::SecondFactorWrong => {
            StatusCode::FORBIDDEN
        }
        ErrorCode::InviteUnknown
        | ErrorCode::DeviceUnknown
        | ErrorCode::ReportUnknown
        | ErrorCode::NotFound => StatusCode::NOT_FOUND,
        ErrorCode::TimedOut => StatusCode::REQUEST_TIMEOUT,
        ErrorCode::InviteUsed
        | ErrorCode::InviteOtherCompany
        | ErrorCode::ReportConflict
        | ErrorCode::SecondFactorOn
        | ErrorCode::EmailTaken
        | ErrorCode::LastOwner
        | ErrorCode::AccountDisabled
        | ErrorCode::OutOfOrder
        | ErrorCode::CompanyTaken
        | ErrorCode::PolicyChanged => StatusCode::CONFLICT,
        ErrorCode::InviteExpired | ErrorCode::InviteRevoked | ErrorCode::SetUpLinkInvalid => StatusCode::GONE,
        ErrorCode::RequestTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        ErrorCode::ClockWrong | ErrorCode::ReportMalformed => StatusCode::UNPROCESSABLE_ENTITY,
        ErrorCode::RateLimited => StatusCode::TOO_MANY_REQUESTS,
        ErrorCode::ServerBusy => StatusCode::SERVICE_UNAVAILABLE,
        ErrorCode::Internal
        | ErrorCode::ServerError
        | ErrorCode::CollectorAddressMissing
        | ErrorCode::Offline
        | ErrorCode::CollectorUnreachable
        | ErrorCode::TlsUntrusted
        | ErrorCode::AnswerMalformed
        | ErrorCode::KeyStoreMissing
        | ErrorCode::KeyStoreLocked
        | ErrorCode::KeyStoreFailed
        | ErrorCode::KeyMissing
        | ErrorCode::DiskFull
        | ErrorCode::DatabaseFailed
        | ErrorCode::DatabaseNewer
        | ErrorCode::NotEnrolled
        | ErrorCode::SettingsNotOpened
        | ErrorCode::ExportFailed
        | ErrorCode::ReceiptInvalid => StatusCode::INTERNAL_SERVER_ERROR,
    }
}
