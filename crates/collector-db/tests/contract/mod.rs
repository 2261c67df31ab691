//! What every database must do. A database runs it by `contract::suite!(harness)`.

mod accounts;
mod companies;
mod devices;
mod invite_lists;
mod invites;
mod notes;
mod people;
mod reports;
pub(crate) mod samples;
mod withdrawals;

pub(crate) use accounts::*;
pub(crate) use companies::*;
pub(crate) use devices::*;
pub(crate) use invite_lists::*;
pub(crate) use invites::*;
pub(crate) use notes::*;
pub(crate) use people::*;
pub(crate) use reports::*;
pub(crate) use withdrawals::*;

use std::sync::Arc;

use porchlight_collector_db::Store;

/// An empty database, to be opened as often as one likes.
pub(crate) trait Harness {
    /// Opens it: the first time empty, later with what was written.
    fn open(&self) -> Arc<dyn Store>;
}

/// Makes a test of each of the suite's sentences, on what `$harness()` gives.
macro_rules! suite {
    ($harness:path) => {
        crate::contract::suite!($harness:
            a_new_database_is_ready_and_empty,
            settings_are_kept_and_the_last_one_counts,
            a_companys_name_is_taken_in_any_case,
            a_company_reads_back_as_it_was_added,
            an_email_address_is_taken_in_any_case,
            a_session_is_found_until_it_expires,
            a_closed_session_is_gone_and_closing_it_again_is_no_error,
            opening_a_session_forgets_expired_ones,
            hostile_text_is_kept_as_text,
            what_is_done_on_purpose_is_audited,
            an_invite_is_found_by_its_code_only,
            a_code_is_taken_once,
            an_invite_makes_one_device,
            a_repeated_enrolment_gets_the_same_device,
            a_used_invite_enrols_no_other_key,
            an_invite_that_expired_in_between_still_answers_its_own_device,
            expired_revoked_and_unknown_invites_make_no_device,
            revoking_twice_is_no_error_and_a_used_invite_stays_used,
            an_enrolled_key_gets_its_own_record_with_another_invite_of_its_company,
            an_enrolled_key_is_refused_by_another_company,
            concurrent_enrolments_with_one_code_make_one_device,
            a_report_reads_back_byte_for_byte,
            a_repeated_report_gets_its_first_record,
            the_same_id_with_other_bytes_is_a_conflict,
            the_same_id_of_another_device_is_a_conflict,
            a_taken_reference_is_passed_over,
            without_a_free_reference_nothing_is_stored,
            an_old_report_that_comes_late_does_not_bring_its_state_back,
            reports_of_a_device_come_newest_first_and_of_no_other,
            everything_is_there_after_opening_again,
            a_report_that_is_taken_back_keeps_its_name_and_loses_its_content,
            taking_back_twice_erases_once,
            a_report_that_was_taken_back_is_not_stored_again,
            a_device_is_judged_by_the_newest_report_that_is_left,
            another_devices_report_is_not_taken_back,
            a_report_stays_if_the_one_behind_it_cannot_be_read,
            devices_are_paged_by_newest_activity_without_gaps_or_repeats,
            devices_are_filtered_by_company,
            devices_are_found_by_person_company_and_reference,
            signs_with_a_meaning_in_patterns_stand_for_themselves,
            a_judgement_filters_pages_and_counts,
            every_device_is_visited_once,
            visited_devices_are_those_of_the_query,
            devices_are_filtered_by_system_and_by_the_companies_of_somebody,
            originals_of_a_device_come_newest_first_without_those_taken_back,
            invites_are_made_together_or_not_at_all,
            an_invite_is_found_by_its_id,
            invites_are_paged_newest_first_without_gaps_or_repeats,
            invites_are_filtered_by_stage_company_and_end,
            open_invites_are_counted_by_company,
            people_are_names_within_companies,
            people_are_paged_and_found_by_name,
            of_each_person_only_the_newest_are_listed,
            a_change_of_a_company_changes_what_it_names,
            a_company_is_not_given_anothers_name,
            a_policy_follows_its_predecessor_and_keeps_it,
            a_policy_that_was_overtaken_is_refused,
            of_two_policies_at_once_one_is_saved,
            notes_on_a_device_add_up_until_it_is_done,
            notes_are_those_of_somebodys_companies,
        );
    };
    ($harness:path: $($name:ident,)+) => {
        $(
            #[tokio::test(flavor = "multi_thread")]
            async fn $name() {
                crate::contract::$name(&$harness()).await;
            }
        )+
    };
}
pub(crate) use suite;
