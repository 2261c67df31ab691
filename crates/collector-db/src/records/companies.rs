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
