//! What every database must do. A database runs it by `contract::suite!(harness)`.

mod accounts;
mod audit;
mod companies;
mod devices;
mod invite_lists;
mod invites;
mod notes;
mod people;
mod reports;
pub(crate) mod samples;
mod staff;
mod withdrawals;

pub(crate) use accounts::*;
pub(crate) use audit::*;
pub(crate) use companies::*;
pub(crate) use devices::*;
pub(crate) use invite_lists::*;
pub(crate) use invites::*;
pub(crate) use notes::*;
pub(crate) use people::*;
pub(crate) use reports::*;
pub(crate) use staff::*;
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
            what_others_say_as_well_stays_when_one_is_taken_back,
            every_device_is_visited_once,
            the_devices_of_a_company_are_visited_with_what_they_reported,
            devices_come_in_the_order_they_are_asked_for,
            devices_are_found_by_the_references_of_their_reports,
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
            everybody_is_listed_by_name_with_what_they_look_after,
            companies_that_are_not_there_are_looked_after_by_nobody,
            a_session_knows_what_its_person_looks_after_now,
            the_last_owner_who_can_sign_in_stays_one,
            two_owners_who_demote_each_other_leave_one,
            who_may_do_less_is_signed_out_and_who_may_do_more_is_not,
            who_is_switched_off_cannot_sign_in_until_switched_on,
            another_password_ends_the_other_sessions,
            a_link_sets_a_password_once_and_lets_nothing_else_in,
            a_link_is_worth_nothing_to_who_is_switched_off,
            the_first_owner_is_made_by_a_link_as_long_as_there_is_nobody,
            a_link_for_the_first_owner_ends_with_the_first_technician,
            a_secret_counts_when_a_code_has_proved_it,
            each_code_signs_in_once,
            one_of_two_who_use_a_code_at_once_is_let_in,
            codes_are_switched_off_with_a_code,
            the_audit_is_read_newest_first_by_page_and_filter,
            who_looks_after_some_companies_reads_what_was_done_in_them,
            the_chain_grows_with_each_entry_and_goes_on_after_opening_again,
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
