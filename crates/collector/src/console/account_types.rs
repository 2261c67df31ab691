//! The shapes of what concerns the people who sign in.

use std::collections::BTreeSet;

use porchlight_collector_db::Role;
use porchlight_contract::{CompanyId, PlainText, Timestamp};
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::types::{CompanyName, TechnicianName};

/// What somebody signs in with.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignIn {
    /// The e-mail address, in any case.
    pub(crate) email: String,
    /// The password.
    pub(crate) password: String,
    /// Six digits from the app, or a recovery code, if the account asks for one.
    pub(crate) code: Option<String>,
}

/// Who is signed in, and with whom.
#[derive(Serialize, ToSchema)]
pub(crate) struct Me {
    pub(crate) email: String,
    pub(crate) name: PlainText,
    pub(crate) role: Role,
    /// The MSP's name.
    pub(crate) provider: PlainText,
    /// Whether a code is asked for at signing in.
    pub(crate) second_factor: bool,
    /// Recovery codes that were not used yet.
    pub(crate) recovery_codes_left: u32,
    /// The companies that this person looks after, by name; `null` for all of them.
    #[schema(required)]
    pub(crate) companies: Option<Vec<CompanyName>>,
}

/// A secret for an app that makes codes.
#[derive(Serialize, ToSchema)]
pub(crate) struct SecondFactorOffer {
    /// In base32, to be typed.
    pub(crate) secret: String,
    /// `otpauth://…`, to be opened.
    pub(crate) uri: String,
    /// The same as an SVG element, to be taken a picture of.
    pub(crate) qr: String,
}

/// The first code of an app.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CodeConfirmation {
    /// Six digits.
    pub(crate) code: String,
}

/// Codes that each work once in the place of one from the app.
#[derive(Serialize, ToSchema)]
pub(crate) struct RecoveryCodes {
    pub(crate) recovery_codes: Vec<String>,
}

/// What it takes to have no codes asked for any more.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SecondFactorRemoval {
    /// The password.
    pub(crate) password: String,
    /// Six digits from the app, or a recovery code.
    pub(crate) code: String,
}

/// Another password for oneself.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PasswordChange {
    /// The one of now.
    pub(crate) current: String,
    /// The one to come, of 15 characters or more.
    #[schema(min_length = 15)]
    pub(crate) new: String,
}

/// Somebody who signs in, or did.
#[derive(Serialize, ToSchema)]
pub(crate) struct StaffRow {
    pub(crate) id: String,
    pub(crate) email: String,
    pub(crate) name: PlainText,
    pub(crate) role: Role,
    /// Whether a code is asked for at signing in.
    pub(crate) second_factor: bool,
    /// The companies that they look after, by name; `null` for all of them.
    #[schema(required)]
    pub(crate) companies: Option<Vec<CompanyName>>,
    /// `null` if they never did.
    #[schema(required)]
    pub(crate) last_sign_in: Option<Timestamp>,
    /// Whether they may not sign in.
    pub(crate) disabled: bool,
}

/// Somebody to be added.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewStaff {
    #[schema(
        max_length = 254,
        pattern = "^[^@\\s\\u0000-\\u001f\\u007f-\\u009f]+@[^@\\s\\u0000-\\u001f\\u007f-\\u009f]+$"
    )]
    pub(crate) email: String,
    pub(crate) name: PlainText,
    pub(crate) role: Role,
    /// The companies that they look after; `null`, which must be said, for all of them. Owners look after all.
    #[serde(deserialize_with = "Option::deserialize")]
    #[schema(required, value_type = Option<Vec<CompanyId>>, min_items = 1)]
    pub(crate) companies: Option<BTreeSet<CompanyId>>,
}

/// Somebody who was added.
#[derive(Serialize, ToSchema)]
pub(crate) struct StaffAdded {
    pub(crate) id: String,
    /// Where they choose their password. It works once, and is not kept.
    pub(crate) set_up_url: String,
    pub(crate) expires_at: Timestamp,
}

/// What is to change about somebody. What is left out stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct StaffChange {
    /// Who becomes an owner looks after all companies.
    pub(crate) role: Option<Role>,
    /// `null` for all of them.
    #[serde(default, deserialize_with = "said")]
    #[schema(value_type = Option<Vec<CompanyId>>, min_items = 1)]
    pub(crate) companies: Option<Option<BTreeSet<CompanyId>>>,
    pub(crate) disabled: Option<bool>,
}

/// Tells a field that is `null` from one that is left out.
fn said<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

/// A link behind which somebody chooses their password.
#[derive(Serialize, ToSchema)]
pub(crate) struct NewSetUpLink {
    /// It works once, and is not kept.
    pub(crate) set_up_url: String,
    pub(crate) expires_at: Timestamp,
}

/// The token of a link, from behind its hash sign.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SetUpLookUp {
    pub(crate) token: String,
}

/// Whom a link is for.
#[derive(Serialize, ToSchema)]
pub(crate) struct SetUpCard {
    /// `null` for the first owner, who says it.
    #[schema(required)]
    pub(crate) email: Option<String>,
    /// `null` for the first owner, who says it.
    #[schema(required)]
    pub(crate) name: Option<PlainText>,
    /// The MSP's name.
    pub(crate) provider: PlainText,
}

/// What somebody gives behind a link.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SetUpRequest {
    pub(crate) token: String,
    /// 15 characters or more.
    #[schema(min_length = 15)]
    pub(crate) password: String,
    /// What the first owner will sign in with; from anybody else it is not asked.
    pub(crate) email: Option<String>,
    /// The first owner's name; from anybody else it is not asked.
    pub(crate) name: Option<PlainText>,
}

/// Which lines of the audit, and which page of them.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct AuditFilter {
    /// Only those of this company.
    pub(crate) company: Option<CompanyId>,
    /// Only those of `operator`, `nobody`, `technician:<id>` or `device:<id>`.
    #[param(max_length = 60)]
    pub(crate) actor: Option<String>,
    /// Only those with this code.
    #[param(max_length = 60)]
    pub(crate) action: Option<String>,
    /// The `next` of the page before.
    pub(crate) before: Option<u64>,
    /// At most so many, 1 to 200; 50 if it is left out.
    #[param(minimum = 1, maximum = 200)]
    pub(crate) limit: Option<u32>,
}

/// A page of the audit.
#[derive(Serialize, ToSchema)]
pub(crate) struct AuditPage {
    /// Newest first.
    pub(crate) entries: Vec<AuditRow>,
    /// What to ask for `before` this page, if there is more.
    #[schema(required)]
    pub(crate) next: Option<u64>,
    /// The staff whose lines can be asked for, by name: those who look after a company that whoever asks does too.
    pub(crate) staff: Vec<TechnicianName>,
    /// Whether the whole audit is as it was written. Only with the first page, and only for who looks after all
    /// companies.
    #[schema(required)]
    pub(crate) verified: Option<AuditVerified>,
}

/// A line of the audit.
#[derive(Serialize, ToSchema)]
pub(crate) struct AuditRow {
    pub(crate) seq: u64,
    pub(crate) at: Timestamp,
    pub(crate) actor: AuditActor,
    /// A code.
    pub(crate) action: String,
    #[schema(required)]
    pub(crate) company: Option<CompanyName>,
    /// The id of what it was done to.
    #[schema(required)]
    pub(crate) subject: Option<String>,
}

/// Who did something.
#[derive(Serialize, ToSchema)]
pub(crate) struct AuditActor {
    pub(crate) kind: ActorKind,
    #[schema(required)]
    pub(crate) id: Option<String>,
    /// The name of a technician, as it is now.
    #[schema(required)]
    pub(crate) name: Option<PlainText>,
}

/// What somebody is who did something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ActorKind {
    /// Whoever can run commands beside the database.
    Operator,
    Technician,
    Device,
    /// Somebody who did not prove who they are.
    Nobody,
}

/// What going through the whole audit has shown.
#[derive(Serialize, ToSchema)]
pub(crate) struct AuditVerified {
    /// Whether every line follows from the one before.
    pub(crate) ok: bool,
    /// Lines that follow from one another, counted from the first.
    pub(crate) entries: u64,
    /// The hash of the last of them, in hexadecimal digits.
    pub(crate) head: String,
    /// The first line that is missing or does not follow.
    #[schema(required)]
    pub(crate) broken_at: Option<u64>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn companies_that_are_left_out_are_told_from_all_of_them() {
        let change = |text: &str| serde_json::from_str::<StaffChange>(text).map(|change| change.companies);
        assert_eq!(change("{}").unwrap(), None);
        assert_eq!(change(r#"{"companies":null}"#).unwrap(), Some(None));
        assert_eq!(change(r#"{"companies":[]}"#).unwrap(), Some(Some(BTreeSet::new())));
        assert!(change(r#"{"companies":["x"]}"#).is_err());
        let add = |text: &str| serde_json::from_str::<NewStaff>(text).is_ok();
        assert!(add(r#"{"email":"a@b","name":"A","role":"auditor","companies":null}"#));
        assert!(!add(r#"{"email":"a@b","name":"A","role":"auditor"}"#));
    }
}
