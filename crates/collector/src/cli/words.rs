//! What the commands print for technicians. The only file of this program with sentences in it, and the only one
//! that prints.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "this is the program's output")]

use std::path::Path;

use porchlight_collector_db::Email;
use porchlight_contract::{CollectorAddress, CompanyId, InviteCode, InviteId, PlainText, Timestamp};
use serde_json::json;

/// Served in place of the console by a program that was built without it.
pub(crate) const CONSOLE_NOT_BUILT: &str =
    "The collector is running, but its console was not built into this program.\n";

/// What the figures mean, for whoever reads them.
pub(crate) mod figures {
    pub(crate) const REQUESTS: &str = "Requests that were answered";
    pub(crate) const REQUEST_DURATION: &str = "From the request's head to the answer's head";
    pub(crate) const REQUESTS_UNDER_WAY: &str = "Requests that are not answered yet";
    pub(crate) const WRITES: &str = "Changes that the database has taken";
    pub(crate) const COMMITS: &str = "Durable commits, which changes share";
    pub(crate) const WRITES_WAITING: &str = "Changes that wait for the database";
}

/// Why a command refuses what it was told.
#[derive(Debug, thiserror::Error)]
pub(super) enum Refusal {
    #[error("the MSP has no name yet; say it with --provider")]
    NoProvider,
    #[error("there is a company with this name already")]
    CompanyTaken,
    #[error("no company has this name or id")]
    NoSuchCompany,
    #[error("the collector was never started; say --public-url")]
    NoAddress,
    #[error("there is no such invite")]
    NoSuchInvite,
    #[error("the invite was used already; its device stays enrolled")]
    InviteUsed,
    #[error("somebody has this e-mail address already")]
    EmailTaken,
    #[error("nobody signs in with this e-mail address")]
    NoSuchTechnician,
    #[error("this account is switched off; an owner can switch it on in the console")]
    TechnicianDisabled,
    #[error("the audit was changed: entry {0} is missing or does not follow from the one before")]
    AuditBroken(u64),
    #[error("nothing was ever done in this folder; is it the right one?")]
    AuditEmpty,
    #[error("the password needs at least {0} characters")]
    PasswordShort(usize),
    #[error("--log is not a filter: {0}")]
    LogFilter(tracing_subscriber::filter::ParseError),
}

pub(super) fn raw(text: &str) {
    print!("{text}");
}

pub(super) fn error(error: &anyhow::Error) {
    eprintln!("error: {error:#}");
}

pub(super) fn serving(address: &CollectorAddress) {
    println!("Porchlight collector at {address}\nStop it with Ctrl-C.");
}

pub(super) fn backed_up(folder: &Path) {
    println!(
        "Backed up into {0}\nWhat is in it can be verified: cd {0} && sha256sum -c SHA256SUMS",
        folder.display()
    );
    println!("It holds the signing key: keep it as safe as the collector itself.");
}

pub(super) fn restored(folder: &Path) {
    println!("Restored into {0}\nStart it: porchlight-collector serve --data {0}", folder.display());
}

pub(super) fn first_owner_link(url: &str, expires_at: &Timestamp) {
    println!("Nobody can sign in yet. Open this link to become the first owner:\n{url}");
    println!("It works once, until {expires_at}. The next start makes a new one.");
}

pub(super) fn provider_set(name: &PlainText) {
    println!("People and technicians will read {name} as the provider.");
}

pub(super) fn company_added(name: &PlainText, id: &CompanyId) {
    println!("Added {name}\nid: {id}");
}

/// A new invite with everything its person needs.
pub(super) struct NewInviteSheet<'a> {
    pub(super) id: &'a InviteId,
    pub(super) company: &'a PlainText,
    pub(super) person: Option<&'a PlainText>,
    pub(super) code: &'a InviteCode,
    pub(super) link: String,
    pub(super) expires_at: &'a Timestamp,
    pub(super) collector_fingerprint: String,
}

pub(super) fn invite_created(sheet: &NewInviteSheet<'_>, as_json: bool) -> anyhow::Result<()> {
    if as_json {
        let value = json!({
            "id": sheet.id,
            "company": sheet.company,
            "person": sheet.person,
            "code": sheet.code.to_string(),
            "link": sheet.link,
            "expires_at": sheet.expires_at,
            "collector_fingerprint": sheet.collector_fingerprint,
        });
        println!("{}", serde_json::to_string_pretty(&value)?);
        return Ok(());
    }
    let whom = sheet.person.map_or_else(|| sheet.company.to_string(), |p| format!("{p}, {}", sheet.company));
    println!("Invite for {whom}");
    println!("code:        {}", sheet.code);
    println!("link:        {}", sheet.link);
    println!("valid until: {}", sheet.expires_at);
    println!("fingerprint: {}  (the wizard shows the same)", sheet.collector_fingerprint);
    println!("id:          {}", sheet.id);
    println!("The code is not kept: give it to the person now. It works once.");
    Ok(())
}

pub(super) fn invite_revoked(id: &InviteId) {
    println!("The invite {id} cannot be used any more.");
}

pub(super) fn technician_added(email: &Email, generated: Option<&zeroize::Zeroizing<String>>) {
    println!("Added {}", email.as_str());
    if let Some(password) = generated {
        println!("password: {}\nIt is not kept: write it down now.", password.as_str());
    }
}

pub(super) fn set_up_link(email: &Email, url: &str, expires_at: &Timestamp) {
    println!("Link for {} to choose a new password:\n{url}", email.as_str());
    println!("It works once, until {expires_at}. It switches their codes off and signs them out.");
}

pub(super) fn audit_verified(entries: u64, head: &str) {
    println!("ok: {entries} entries, each as it was written\nhead: {head}");
}
