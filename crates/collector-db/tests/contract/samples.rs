//! Data for the suite.

use std::sync::{Arc, Mutex};

use aws_lc_rs::digest;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use porchlight_collector_db::{
    Actor, AddTechnicianOutcome, By, Device, EnrolOutcome, Enrolled, NewCompany, NewEnrolment, NewInvite,
    NewReport, NewTechnician, PasswordHash, ReportOutcome, ReportRecord, Role, Store, TechnicianId, WayIn,
};
use porchlight_contract::{
    AppInfo, CheckEntry, CheckId, CompanyId, DeviceId, DeviceInfo, Facts, Grade, HelpDesk, InviteCode,
    InviteId, Jwk, OsFamily, OsInfo, Outcome, Ownership, PlainText, PolicyDocument, PublicKeyBytes,
    REPORT_SCHEMA, ReasonCode, Reference, Report, ReportId, Thumbprint, Timestamp, Token,
};
use uuid::Uuid;

pub(crate) fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap()
}

/// So many minutes after ten o'clock.
pub(crate) fn minute(n: u8) -> Timestamp {
    at(&format!("2026-11-22T{:02}:{:02}:00Z", 10 + n / 60, n % 60))
}

pub(crate) fn name(text: &str) -> PlainText {
    PlainText::parse(text).unwrap()
}

/// These companies and no others.
pub(crate) fn only(companies: &[&CompanyId]) -> Option<std::collections::BTreeSet<CompanyId>> {
    Some(companies.iter().map(|company| (*company).clone()).collect())
}

pub(crate) fn by_operator() -> By {
    By { who: Actor::Operator, at: minute(0) }
}

pub(crate) fn new_id() -> String {
    Uuid::now_v7().to_string()
}

pub(crate) fn new_company(company_name: &str) -> NewCompany {
    NewCompany {
        id: CompanyId::parse(new_id()).unwrap(),
        name: name(company_name),
        help_desk: HelpDesk { phone: Some(name("020 7946 0123")), hours: None },
        policy: PolicyDocument::asking(1, std::collections::BTreeMap::new()),
    }
}

pub(crate) async fn company(store: &dyn Store, company_name: &str) -> CompanyId {
    let company = new_company(company_name);
    assert!(store.add_company(company.clone(), by_operator()).await.unwrap());
    company.id
}

pub(crate) fn technician(email: &str) -> NewTechnician {
    NewTechnician {
        id: TechnicianId(Uuid::now_v7()),
        email: email.parse().unwrap(),
        name: name("Sam Reyes"),
        role: Role::Technician,
        companies: None,
        way_in: WayIn::Password(PasswordHash("$argon2id$sample".into())),
    }
}

/// A technician who is there, in minute n.
pub(crate) async fn by_technician(store: &dyn Store, email: &str, n: u8) -> By {
    let technician = technician(email);
    let outcome = store.add_technician(technician.clone(), by_operator()).await.unwrap();
    assert_eq!(outcome, AddTechnicianOutcome::Added);
    By { who: Actor::Technician(technician.id), at: minute(n) }
}

pub(crate) fn code() -> InviteCode {
    loop {
        if let Some(code) = InviteCode::from_random(Uuid::new_v4().as_u64_pair().0) {
            return code;
        }
    }
}

/// An invite that can be accepted until one hour after ten o'clock.
pub(crate) async fn invite(store: &dyn Store, company: &CompanyId, person: Option<&str>) -> NewInvite {
    let invite = NewInvite {
        company_id: company.clone(),
        id: InviteId::parse(new_id()).unwrap(),
        code: code(),
        person: person.map(name),
        expires_at: minute(60),
    };
    assert!(store.create_invite(invite.clone(), by_operator()).await.unwrap());
    invite
}

/// An enrolment, at ten o'clock, of the key that consists of `key`.
pub(crate) fn enrolment(code: &InviteCode, key: &str) -> NewEnrolment {
    let bytes = format!("{key:A<43}");
    NewEnrolment {
        code: code.clone(),
        device_id: DeviceId::parse(new_id()).unwrap(),
        key: Jwk::ed25519(PublicKeyBytes::parse(bytes.clone()).unwrap()),
        thumbprint: Thumbprint::parse(bytes).unwrap(),
        os: OsFamily::Linux,
        at: minute(0),
    }
}

pub(crate) async fn enrolled(store: &dyn Store, company: &CompanyId, person: &str, key: &str) -> Device {
    let invite = invite(store, company, Some(person)).await;
    new_device(store.enrol(enrolment(&invite.code, key)).await.unwrap())
}

pub(crate) fn new_device(outcome: EnrolOutcome) -> Device {
    let EnrolOutcome::New(device) = outcome else { panic!("not new: {outcome:?}") };
    device
}

/// A device of a company of its own.
pub(crate) async fn device(store: &dyn Store) -> Device {
    let company = company(store, "Bramble & Co").await;
    enrolled(store, &company, "Ana Prieto", "device").await
}

/// The n-th report of a device: made and received in minute n.
pub(crate) fn report(device: &Device, n: u8) -> NewReport {
    let digits = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let digit = |value: u8| char::from(digits[usize::from(value % 32)]);
    let device_digit = digit(device.thumbprint.as_str().bytes().fold(0, u8::wrapping_add));
    let reference = format!("PL-{}{}00-{device_digit}0", digit(n / 32), digit(n));
    let id = ReportId::parse(new_id()).unwrap();
    let payload = serde_json::to_vec(&said(device, &id, n)).unwrap();
    NewReport {
        company_id: device.company_id.clone(),
        device_id: device.id.clone(),
        sha256: sha256(&payload),
        jws: signed(&payload),
        references: vec![Reference::parse(reference).unwrap()],
        created_at: minute(n),
        received_at: minute(n),
        id,
    }
}

/// What the n-th report says.
pub(crate) fn said(device: &Device, id: &ReportId, n: u8) -> Report {
    let app = AppInfo { version: Token::parse("0.1.0").unwrap(), policy_version: 1 };
    Report {
        schema: REPORT_SCHEMA.to_owned(),
        report_id: id.clone(),
        company_id: device.company_id.clone(),
        device_id: device.id.clone(),
        created_at: minute(n),
        app,
        device: DeviceInfo { ownership: Ownership::Personal, os: os() },
        checks: vec![check(n)],
    }
}

/// A payload in the shape of a signed original. The store does not look at signatures.
pub(crate) fn signed(payload: &[u8]) -> String {
    let parts = [b"{}", payload, &[7; 64]];
    parts.map(|part| BASE64_URL_SAFE_NO_PAD.encode(part)).join(".")
}

pub(crate) fn sha256(bytes: &[u8]) -> Thumbprint {
    let hash = digest::digest(&digest::SHA256, bytes);
    Thumbprint::parse(BASE64_URL_SAFE_NO_PAD.encode(hash)).unwrap()
}

pub(crate) fn os() -> OsInfo {
    OsInfo { family: OsFamily::Linux, name: Some(Token::parse("debian").unwrap()), version: None }
}

/// A finding that tells which report it came with.
pub(crate) fn check(n: u8) -> CheckEntry {
    CheckEntry {
        person: None,
        id: CheckId::parse("screen.lock").unwrap(),
        outcome: Outcome::Fail { reasons: vec![ReasonCode::parse(format!("reason_{n}")).unwrap()] },
        grade: Grade::Observed,
        observed_at: minute(n),
        facts: Facts::new(),
    }
}

pub(crate) fn new_record(outcome: ReportOutcome) -> ReportRecord {
    let ReportOutcome::New(record) = outcome else { panic!("not new: {outcome:?}") };
    record
}

/// The device with this key.
pub(crate) async fn by_key(store: &dyn Store, key: &Thumbprint) -> Option<Device> {
    let (key, found) = (key.clone(), Arc::new(Mutex::new(None)));
    let finding = Arc::clone(&found);
    let visit = move |enrolled: Enrolled| {
        if enrolled.device.thumbprint == key {
            *finding.lock().unwrap() = Some(enrolled.device);
        }
    };
    store.visit_enrolled(Box::new(visit)).await.unwrap();
    found.lock().unwrap().take()
}
