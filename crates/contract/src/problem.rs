//! Errors as they cross a boundary: a code, its arguments, and a trace id. The words are in `errors.ftl`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::TraceId;

/// Declares the error codes, and the list of all of them that the text tests walk.
macro_rules! error_codes {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {
        /// What went wrong. `error-<code>` in `errors.ftl` says it in words.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum ErrorCode {
            $($(#[$doc])* $name,)+
        }

        impl ErrorCode {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];
        }
    };
}

error_codes! {
    /// The text is neither an invite code nor an invite link.
    InviteNotACode,
    /// The check character of the code does not fit.
    InviteMistyped,
    /// The collector has no such invite.
    InviteUnknown,
    /// The invite's time has passed.
    InviteExpired,
    /// Another device has used the invite.
    InviteUsed,
    /// A technician took the invite back.
    InviteRevoked,
    /// The link leads to another company than the one this computer belongs to. Args: `company`.
    InviteOtherCompany,
    /// A code was typed and the app does not know yet which collector to ask.
    CollectorAddressMissing,
    /// The address is not `https://` and a host.
    CollectorAddressMalformed,
    /// The computer has no way to the internet.
    Offline,
    /// The collector's host does not answer.
    CollectorUnreachable,
    /// The connection is signed by somebody we do not know: a filter that reads along, or an attack.
    TlsUntrusted,
    /// No answer in time.
    TimedOut,
    /// The collector broke down.
    ServerError,
    /// The collector has too much to do. Args: `seconds` until it makes sense to ask again.
    ServerBusy,
    /// Too many attempts. Args: `seconds`.
    RateLimited,
    /// The computer's clock is wrong. Args: `minutes` it is off.
    ClockWrong,
    /// The answer was not the collector's, or not in its language.
    AnswerMalformed,
    /// The computer has no key store.
    KeyStoreMissing,
    /// The key store is locked and was not opened.
    KeyStoreLocked,
    /// The key store refused.
    KeyStoreFailed,
    /// The key of this computer is gone from its key store.
    KeyMissing,
    /// The disk is full.
    DiskFull,
    /// The app's own file on this computer cannot be read or written.
    DatabaseFailed,
    /// The app's own file was made by a newer version.
    DatabaseNewer,
    /// This computer is not enrolled yet.
    NotEnrolled,
    /// The step cannot be taken from where the person is.
    OutOfOrder,
    /// The settings page could not be opened.
    SettingsNotOpened,
    /// The copies could not be written.
    ExportFailed,
    /// The collector has no such report of this device.
    ReportUnknown,
    /// The collector does not know this device, or has let it go.
    DeviceUnknown,
    /// The signature does not fit the key.
    SignatureInvalid,
    /// The report does not follow the schema.
    ReportMalformed,
    /// The same report id was sent with other content.
    ReportConflict,
    /// The receipt is not signed by the collector of this enrolment, or not for this report.
    ReceiptInvalid,
    /// The request does not follow the schema.
    RequestMalformed,
    /// The request is larger than the limit.
    RequestTooLarge,
    /// There is nothing at this address.
    NotFound,
    /// E-mail or password is wrong.
    SignInFailed,
    /// Another company has this name.
    CompanyTaken,
    /// Somebody else has changed the policy in between.
    PolicyChanged,
    /// Nobody is signed in.
    SessionMissing,
    /// The password is right, and a code is needed too.
    SecondFactorRequired,
    /// The code is wrong, or was used before.
    SecondFactorWrong,
    /// The account asks for codes already.
    SecondFactorOn,
    /// The password that was typed to confirm a change is wrong.
    PasswordWrong,
    /// The new password is too short. Args: `characters` it needs.
    PasswordShort,
    /// Somebody has this e-mail address already.
    EmailTaken,
    /// Nobody would be left who can manage the accounts.
    LastOwner,
    /// The account is switched off.
    AccountDisabled,
    /// The link to choose a password is unknown, was used or is too old.
    SetUpLinkInvalid,
    /// This person may not do this.
    Forbidden,
    /// A fault of ours.
    Internal,
}

impl ErrorCode {
    /// The code as it stands on the wire, such as `invite_expired`.
    #[must_use]
    pub fn as_str(self) -> String {
        let mut text = String::new();
        for c in format!("{self:?}").chars() {
            if c.is_ascii_uppercase() && !text.is_empty() {
                text.push('_');
            }
            text.push(c.to_ascii_lowercase());
        }
        text
    }

    /// The Fluent message with its words, such as `error-invite-expired`.
    #[must_use]
    pub fn message_id(self) -> String {
        format!("error-{}", self.as_str().replace('_', "-"))
    }
}

/// An error as people and programs on the other side of a boundary get it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Problem {
    /// What went wrong.
    pub code: ErrorCode,
    /// Values for the message, by name: numbers as text, never personal data.
    #[serde(default)]
    pub args: BTreeMap<String, String>,
    /// The line in the log, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trace_id: Option<TraceId>,
}

impl Problem {
    /// A problem without arguments.
    #[must_use]
    pub fn new(code: ErrorCode) -> Self {
        Self { code, args: BTreeMap::new(), trace_id: None }
    }

    /// The same problem with one more argument.
    #[must_use]
    #[expect(clippy::needless_pass_by_value, reason = "a number or a name, as it is at hand")]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.args.insert(name.to_owned(), value.to_string());
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_in_text_is_the_code_on_the_wire() {
        for code in ErrorCode::ALL {
            assert_eq!(serde_json::to_value(code).unwrap(), serde_json::Value::String(code.as_str()));
        }
    }
}
