//! The order of the wizard: which pages are open to a person who has got so far, and how far each task is.

use porchlight_contract::wizard::{Page, Task, TaskId, TaskProgress};

/// How far a person has got. It is derived from what is stored, so that a restart comes to the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// The notice was read and accepted.
    pub accepted: bool,
    /// An invite waits for a yes.
    pub offered: bool,
    /// The collector has a record of this device.
    pub enrolled: bool,
    /// At least one check has been run.
    pub checks_begun: bool,
    /// Every check has been run.
    pub checks_done: bool,
    /// A report is signed and waits, or was sent.
    pub report_signed: bool,
    /// The receipt of the last report is here.
    pub report_sent: bool,
    /// A copy of at least one signed report is here, also of one that was taken back since.
    pub reports_kept: bool,
}

/// Whether a person who has got so far may see a page.
#[must_use]
pub fn is_open(page: &Page, progress: Progress) -> bool {
    match page {
        Page::Notice => !progress.enrolled,
        Page::Declined => true,
        Page::Invite => progress.accepted && !progress.enrolled,
        Page::Confirm => progress.accepted && progress.offered && !progress.enrolled,
        Page::Home | Page::Check => progress.enrolled,
        Page::Finding { .. } => progress.enrolled && progress.checks_begun,
        Page::Report => progress.enrolled && progress.checks_done,
        Page::Receipt => progress.enrolled && progress.report_signed,
        Page::History | Page::Sent { .. } => progress.enrolled && progress.reports_kept,
    }
}

/// The page to show after a start: the stored one if it is still open, else the nearest that is.
#[must_use]
pub fn resume(stored: Option<Page>, progress: Progress) -> Page {
    if let Some(page) = stored.filter(|page| is_open(page, progress)) {
        return page;
    }
    match progress {
        Progress { enrolled: true, .. } => Page::Home,
        Progress { accepted: true, .. } => Page::Invite,
        _ => Page::Notice,
    }
}

/// The task list.
#[must_use]
pub fn tasks(progress: Progress) -> Vec<Task> {
    let check = match progress {
        Progress { checks_done: true, .. } => TaskProgress::Completed,
        Progress { checks_begun: true, .. } => TaskProgress::InProgress,
        _ => TaskProgress::NotYetStarted,
    };
    let report = match progress {
        Progress { report_sent: true, .. } => TaskProgress::Completed,
        Progress { report_signed: true, .. } => TaskProgress::InProgress,
        Progress { checks_done: true, .. } => TaskProgress::NotYetStarted,
        _ => TaskProgress::CannotStartYet,
    };
    vec![Task { id: TaskId::Check, progress: check }, Task { id: TaskId::Report, progress: report }]
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENROLLED: Progress = Progress {
        accepted: true,
        offered: false,
        enrolled: true,
        checks_begun: false,
        checks_done: false,
        report_signed: false,
        report_sent: false,
        reports_kept: false,
    };

    #[test]
    fn nothing_is_open_before_the_notice_but_the_way_out() {
        let fresh = Progress::default();
        for page in [Page::Invite, Page::Confirm, Page::Home, Page::Check, Page::Report, Page::Receipt] {
            assert!(!is_open(&page, fresh), "{page:?}");
        }
        assert!(is_open(&Page::Declined, fresh));
    }

    #[test]
    fn the_report_opens_only_when_every_check_has_been_run() {
        assert!(!is_open(&Page::Report, Progress { checks_begun: true, ..ENROLLED }));
        assert!(is_open(&Page::Report, Progress { checks_begun: true, checks_done: true, ..ENROLLED }));
    }

    #[test]
    fn a_start_resumes_on_the_stored_page_if_it_is_open() {
        assert_eq!(resume(Some(Page::Check), ENROLLED), Page::Check);
        assert_eq!(resume(Some(Page::Report), ENROLLED), Page::Home);
        assert_eq!(
            resume(Some(Page::Confirm), Progress { accepted: true, ..Progress::default() }),
            Page::Invite
        );
        assert_eq!(resume(None, Progress::default()), Page::Notice);
    }

    #[test]
    fn the_way_out_stays_open_and_the_notice_closes() {
        assert!(is_open(&Page::Declined, ENROLLED));
        assert!(!is_open(&Page::Notice, ENROLLED));
    }

    #[test]
    fn what_was_sent_can_be_read_even_after_all_of_it_was_taken_back() {
        let report = porchlight_contract::ReportId::parse("01930a3e-7c1f-7d52-9c5b-2f0f6d0c9a11").unwrap();
        let withdrawn = Progress { checks_begun: true, checks_done: true, reports_kept: true, ..ENROLLED };
        for page in [Page::History, Page::Sent { report }] {
            assert!(is_open(&page, withdrawn), "{page:?}");
            assert!(!is_open(&page, ENROLLED), "{page:?}");
        }
        assert!(!is_open(&Page::Receipt, withdrawn));
        assert_eq!(tasks(withdrawn)[1].progress, TaskProgress::NotYetStarted);
    }

    #[test]
    fn a_report_that_only_waits_is_not_completed() {
        let waiting = Progress { checks_begun: true, checks_done: true, report_signed: true, ..ENROLLED };
        assert_eq!(tasks(waiting)[1].progress, TaskProgress::InProgress);
        assert_eq!(tasks(Progress { report_sent: true, ..waiting })[1].progress, TaskProgress::Completed);
    }
}
