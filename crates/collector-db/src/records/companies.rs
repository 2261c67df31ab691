//! The MSP and its companies.

use porchlight_contract::{CollectorAddress, CompanyId, HelpDesk, PlainText, PolicyDocument, Timestamp};

/// The MSP that runs this collector.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provider {
    /// Its name, once it was said.
    pub name: Option<PlainText>,
    /// Where this collector answers, once it was started or told.
    pub address: Option<CollectorAddress>,
}

/// A company to be added.
#[derive(Clone, Debug)]
pub struct NewCompany {
    /// Its id.
    pub id: CompanyId,
    /// Its name.
    pub name: PlainText,
    /// Whom its people call.
    pub help_desk: HelpDesk,
    /// What it asks for.
    pub policy: PolicyDocument,
}

/// A customer of the MSP.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Company {
    /// Its id.
    pub id: CompanyId,
    /// Its name.
    pub name: PlainText,
    /// Whom its people call.
    pub help_desk: HelpDesk,
    /// What it asks for.
    pub policy: PolicyDocument,
    /// When it was added.
    pub created_at: Timestamp,
}

/// What is to be changed of a company. What is `None` stays as it is.
#[derive(Clone, Debug, Default)]
pub struct CompanyChange {
    /// Its name.
    pub name: Option<PlainText>,
    /// Whom its people call, or nobody.
    pub phone: Option<Option<PlainText>>,
    /// When somebody answers, or nothing about that.
    pub hours: Option<Option<PlainText>>,
}

/// What became of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompanyOutcome {
    /// It is changed.
    Changed,
    /// Another company has the name. Nothing was changed.
    NameTaken,
    /// There is no such company.
    Unknown,
}

/// What became of a new policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PolicyOutcome {
    /// It counts from now on; the one before is kept.
    Saved,
    /// Its version does not follow the one that counts. Nothing was changed.
    OtherVersion,
    /// There is no such company.
    Unknown,
}

/// A policy that a company had before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormerPolicy {
    /// What it asked for.
    pub policy: PolicyDocument,
    /// Until when it counted.
    pub replaced_at: Timestamp,
}
