//! What a person can do, one action after the other.

use porchlight_contract::wizard::{Action, Busy, Page};
use porchlight_contract::{ErrorCode, Problem};
use porchlight_device_db::Key;
use porchlight_policy::journey;
use serde::Serialize;

use crate::model::shown;
use crate::{Agent, problem_of};

impl Agent {
    /// Does what a person asked for, and returns when it is done. What goes wrong stands in the state.
    ///
    /// Several actions may be under way: a person may turn pages while checks run. A second one of the kind that is
    /// already under way is a double click, and does nothing.
    pub async fn act(&self, action: Action) {
        self.change(|model| model.problem = None);
        if let Err(problem) = self.perform(action).await {
            self.change(|model| model.problem = Some(problem));
        }
    }

    async fn perform(&self, action: Action) -> Result<(), Problem> {
        match action {
            Action::SetLocale { locale } => {
                self.store(Key::Locale, &locale)?;
                self.change(|model| model.locale = Some(locale));
                Ok(())
            }
            Action::AcceptNotice => self.accept_notice().await,
            Action::Decline => self.go_to(Page::Declined),
            Action::LookUpInvite { text, address } => self.look_up_invite(&text, address.as_deref()).await,
            Action::ForgetOffer => self.forget_offer(),
            Action::ConfirmOffer => self.confirm_offer().await,
            Action::KeepKeyInFile => self.keep_key_in_file().await,
            Action::Open { page } => self.open(page),
            Action::RunChecks => {
                let all = self.model().checks.clone();
                self.run_checks(all).await
            }
            Action::CheckAgain { check } => {
                let known = self.model().checks.contains(&check);
                if known {
                    self.run_checks(vec![check]).await
                } else {
                    Err(Problem::new(ErrorCode::OutOfOrder))
                }
            }
            Action::SendReport { report } => self.send_report(&report).await,
            Action::DeliverNow => self.deliver_now().await,
            Action::CancelChecks => {
                self.cancel_checks();
                Ok(())
            }
            Action::OpenSettings { check } => self.open_settings(&check).await,
            Action::AnswerFinding { check, answer } => self.answer_finding(check, answer),
            Action::LeaveOut { check, left_out } => self.leave_out(check, left_out),
            Action::ExportReports => self.export_reports().await,
            Action::WithdrawReport { report } => self.withdraw_report(&report).await,
        }
    }

    async fn accept_notice(&self) -> Result<(), Problem> {
        if self.model().progress().enrolled {
            // They had thought better of it, and now of that.
            return self.go_to(Page::Home);
        }
        let now = self.parts().clock.now();
        self.store(Key::AcceptedAt, &now)?;
        self.change(|model| model.accepted_at = Some(now));
        self.go_to(Page::Invite)?;
        match self.parts().db.get::<String>(Key::PendingLink).map_err(|error| problem_of(&error))? {
            Some(link) => self.look_up_invite(&link, None).await,
            None => Ok(()),
        }
    }

    fn open(&self, page: Page) -> Result<(), Problem> {
        if page == Page::Report && journey::is_open(&page, self.model().progress()) {
            self.prepare_report()?;
        }
        self.go_to(page)
    }

    /// Goes to a page, if it is open to a person who has got this far.
    pub(crate) fn go_to(&self, page: Page) -> Result<(), Problem> {
        let is_open = {
            let model = self.model();
            journey::is_open(&page, model.progress()) && model.has_what_it_shows(&page)
        };
        if !is_open {
            return Err(Problem::new(ErrorCode::OutOfOrder));
        }
        let shown = shown(&self.parts().db, &page).map_err(|error| problem_of(&error))?;
        self.store(Key::Page, &page)?;
        self.change(|model| {
            model.page = page;
            model.shown = shown;
            model.exported_to = None;
        });
        Ok(())
    }

    pub(crate) fn store<T: Serialize>(&self, key: Key, value: &T) -> Result<(), Problem> {
        self.parts().db.put(key, Some(value)).map_err(|error| problem_of(&error))
    }

    /// Marks something as going on until the guard is dropped; `None` if something is going on already.
    pub(crate) fn begin(&self, busy: Busy) -> Option<BusyGuard> {
        self.change(|model| {
            let free = model.busy.is_none();
            if free {
                model.busy = Some(busy);
            }
            free
        })
        .then(|| BusyGuard { agent: self.clone() })
    }
}

/// Something that is going on. Dropping it, also by a panic, says that it is over.
pub(crate) struct BusyGuard {
    agent: Agent,
}

impl Drop for BusyGuard {
    fn drop(&mut self) {
        self.agent.change(|model| model.busy = None);
    }
}
