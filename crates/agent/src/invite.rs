//! From an invite to an enrolled computer. The collector makes a record only after the person's yes.

use porchlight_client::{ClientError, Collector};
use porchlight_contract::wizard::{Busy, KeyPlace, Page};
use porchlight_contract::{
    CollectorAddress, EnrolmentRequest, ErrorCode, InviteCode, InviteCodeError, InviteLink, Problem,
};
use porchlight_device_db::{EnrolmentRecord, Key, OfferRecord};
use porchlight_jws::{Kind, SigningKey, thumbprint};

use crate::{Agent, problem_of};

impl Agent {
    /// Takes an invite link that came from outside: at the start, or from a browser while the program runs. Before
    /// the notice is accepted it is only kept: nothing is asked of anybody yet.
    pub async fn open_link(&self, link: &str) {
        self.change(|model| model.problem = None);
        if let Err(problem) = self.take_link(link).await {
            self.change(|model| model.problem = Some(problem));
        }
    }

    async fn take_link(&self, link: &str) -> Result<(), Problem> {
        let parsed = InviteLink::parse(link).ok_or_else(|| Problem::new(ErrorCode::InviteNotACode))?;
        let (accepted, enrolment, is_shown) = {
            let model = self.model();
            let is_same = |offer: &OfferRecord| offer.code == parsed.code && offer.address == parsed.at;
            let is_shown = model.page == Page::Confirm && model.offer.as_ref().is_some_and(is_same);
            (model.accepted_at.is_some(), model.enrolment.clone(), is_shown)
        };
        match enrolment {
            Some(enrolment) if enrolment.address == parsed.at => {
                self.refuse_other_company(&parsed, enrolment).await
            }
            Some(enrolment) => Err(other_company(enrolment)),
            // Clicked once more: to look it up again would only keep the person's yes waiting.
            None if is_shown => Ok(()),
            None if accepted => self.look_up_invite(link, None).await,
            None => self.store(Key::PendingLink, &link),
        }
    }

    /// One collector serves many companies: its link may still be from another one.
    async fn refuse_other_company(
        &self,
        link: &InviteLink,
        enrolment: EnrolmentRecord,
    ) -> Result<(), Problem> {
        let Some(_busy) = self.begin(Busy::LookingUpInvite) else { return Ok(()) };
        let collector = Collector::new(link.at.clone()).map_err(problem_from)?;
        match collector.look_up(&link.code).await {
            Ok(offer) if offer.company.id != enrolment.company.id => Err(other_company(enrolment)),
            // The used one that led here, clicked once more; another one of the same company; or nobody to ask.
            Ok(_) | Err(_) => Ok(()),
        }
    }

    pub(crate) async fn look_up_invite(&self, text: &str, address: Option<&str>) -> Result<(), Problem> {
        let (code, address) = read_invite(text, address)?;
        let progress = self.model().progress();
        if !progress.accepted || progress.enrolled {
            return Err(Problem::new(ErrorCode::OutOfOrder));
        }
        let Some(busy) = self.begin(Busy::LookingUpInvite) else { return Ok(()) };
        let collector = Collector::new(address.clone()).map_err(|error| error.problem)?;
        let offer = collector.look_up(&code).await.map_err(|error| error.problem)?;
        let record = OfferRecord { address, code, offer };
        self.store(Key::Offer, &record)?;
        self.change(|model| model.offer = Some(record));
        self.go_to(Page::Confirm)?;
        let place = self.model().key_place();
        let key = self.ensure_key(place).await?;
        self.show_fingerprint(&key);
        drop(busy);
        Ok(())
    }

    /// Shows this computer's fingerprint beside an invite that waited for a yes when the program ended. Run it once,
    /// after the start: a key store may take its time.
    pub async fn recall_fingerprint(self) {
        let place = {
            let model = self.model();
            model.offer.is_some().then(|| model.key_place())
        };
        let Some(place) = place else { return };
        match self.ensure_key(place).await {
            Ok(key) => self.show_fingerprint(&key),
            Err(problem) => self.change(|model| model.problem = Some(problem)),
        }
    }

    pub(crate) fn forget_offer(&self) -> Result<(), Problem> {
        let db = &self.parts().db;
        db.put::<OfferRecord>(Key::Offer, None).map_err(|error| problem_of(&error))?;
        db.put::<String>(Key::PendingLink, None).map_err(|error| problem_of(&error))?;
        self.change(|model| model.offer = None);
        self.go_to(Page::Invite)
    }

    pub(crate) async fn keep_key_in_file(&self) -> Result<(), Problem> {
        let key = self.ensure_key(KeyPlace::File).await?;
        self.store(Key::KeyPlace, &KeyPlace::File)?;
        self.change(|model| model.key_place = Some(KeyPlace::File));
        self.show_fingerprint(&key);
        Ok(())
    }

    pub(crate) async fn confirm_offer(&self) -> Result<(), Problem> {
        let (offer, place, os, enrolled) = {
            let model = self.model();
            (model.offer.clone(), model.key_place(), model.os, model.enrolment.is_some())
        };
        if enrolled {
            // The second click came when the first one had done it.
            return Ok(());
        }
        let Some(OfferRecord { address, code, offer }) = offer else {
            return Err(Problem::new(ErrorCode::OutOfOrder));
        };
        let Some(busy) = self.begin(Busy::Enrolling) else { return Ok(()) };
        let key = self.ensure_key(place).await?;
        self.store(Key::KeyPlace, &place)?;
        self.change(|model| model.key_place = Some(place));
        let request = EnrolmentRequest {
            schema: EnrolmentRequest::SCHEMA.to_owned(),
            code,
            device_key: key.public().clone(),
            collector: thumbprint(&offer.collector_key)
                .map_err(|_| Problem::new(ErrorCode::AnswerMalformed))?,
            created_at: self.parts().clock.now(),
            os,
        };
        let request = serde_json::to_vec(&request).map_err(|_| Problem::new(ErrorCode::Internal))?;
        let jws = key.sign(Kind::Enrolment, &request).map_err(|_| Problem::new(ErrorCode::Internal))?;
        let collector = Collector::new(address.clone()).map_err(problem_from)?;
        let enrolment = collector.enrol(jws).await.map_err(problem_from)?;
        let record = EnrolmentRecord {
            address,
            collector_key: offer.collector_key,
            device_id: enrolment.device_id,
            company: enrolment.company,
            person: offer.person,
            policy: enrolment.policy,
            enrolled_at: enrolment.enrolled_at,
        };
        self.parts().db.put_enrolment(&record).map_err(|error| problem_of(&error))?;
        self.change(|model| {
            model.enrolment = Some(record);
            model.offer = None;
        });
        drop(busy);
        self.go_to(Page::Home)
    }

    fn show_fingerprint(&self, key: &SigningKey) {
        let fingerprint = key.thumbprint().fingerprint();
        self.change(|model| model.fingerprint = Some(fingerprint));
    }
}

fn other_company(enrolment: EnrolmentRecord) -> Problem {
    Problem::new(ErrorCode::InviteOtherCompany).with("company", enrolment.company.name)
}

fn problem_from(error: ClientError) -> Problem {
    error.problem
}

/// What a person typed or pasted: a whole link, or a code with the address to ask at.
fn read_invite(text: &str, address: Option<&str>) -> Result<(InviteCode, CollectorAddress), Problem> {
    if let Some(link) = InviteLink::parse(text) {
        return Ok((link.code, link.at));
    }
    let code = InviteCode::parse(text).map_err(|error| {
        Problem::new(match error {
            InviteCodeError::NotACode => ErrorCode::InviteNotACode,
            InviteCodeError::Mistyped => ErrorCode::InviteMistyped,
        })
    })?;
    let address = address.map(str::trim).filter(|address| !address.is_empty());
    let address = address.ok_or_else(|| Problem::new(ErrorCode::CollectorAddressMissing))?;
    Ok((code, read_address(address)?))
}

/// An address as people write one: without the scheme, with a slash at the end, in any case.
fn read_address(typed: &str) -> Result<CollectorAddress, Problem> {
    let typed = typed.to_lowercase();
    let typed = typed.trim_end_matches('/');
    let whole = if typed.contains("://") { typed.to_owned() } else { format!("https://{typed}") };
    CollectorAddress::parse(whole).map_err(|_| Problem::new(ErrorCode::CollectorAddressMalformed))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code() -> InviteCode {
        (0..).find_map(InviteCode::from_random).unwrap()
    }

    #[test]
    fn an_address_is_taken_as_people_write_it() {
        for typed in ["help.example", "Help.Example/", "https://help.example"] {
            assert_eq!(read_address(typed).unwrap().as_str(), "https://help.example");
        }
        assert_eq!(
            read_address("http://help.example").unwrap_err().code,
            ErrorCode::CollectorAddressMalformed
        );
    }

    #[test]
    fn a_link_says_where_to_ask_and_a_code_does_not() {
        let link = format!("porchlight://invite/{}?at=https://help.example", code().as_str());
        assert_eq!(read_invite(&link, None).unwrap().1.as_str(), "https://help.example");
        let missing = read_invite(code().as_str(), Some("  ")).unwrap_err();
        assert_eq!(missing.code, ErrorCode::CollectorAddressMissing);
    }

    #[test]
    fn a_mistyped_code_is_told_from_a_text_that_is_none() {
        let mut typed = code().as_str().to_owned();
        let last = typed.pop().unwrap();
        typed.push(if last == '7' { '8' } else { '7' });
        assert_eq!(read_invite(&typed, None).unwrap_err().code, ErrorCode::InviteMistyped);
        for text in ["", "hello", "porchlight://invite/x", "https://help.example"] {
            assert_eq!(read_invite(text, None).unwrap_err().code, ErrorCode::InviteNotACode, "{text}");
        }
    }
}
