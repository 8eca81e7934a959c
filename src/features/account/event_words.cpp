// SPDX-License-Identifier: EUPL-1.2
#include "account/event_words.hpp"

#include <algorithm>
#include <array>

#include "account/words.hpp"
#include "audit/audit_catalogue.hpp"

namespace voordeur {
namespace {

struct EventWord {
    AuditType type;
    Word word;
};
// In the order of AuditType.
constexpr auto event_words = std::to_array<EventWord>({
    {AuditType::practice_added, words::account::event_practice_added},
    {AuditType::practice_changed, words::account::event_practice_changed},
    {AuditType::practice_letter_required, words::account::event_practice_letter_required},
    {AuditType::practice_letter_not_required, words::account::event_practice_letter_not_required},
    {AuditType::practice_sms_off, words::account::event_practice_sms_off},
    {AuditType::practice_sms_on, words::account::event_practice_sms_on},
    {AuditType::registration_invited, words::account::event_registration_invited},
    {AuditType::registration_details, words::account::event_registration_details},
    {AuditType::registration_super_pin, words::account::event_registration_super_pin},
    {AuditType::registration_confirmation_again, words::account::event_registration_confirmation_again},
    {AuditType::registration_new_link, words::account::event_registration_new_link},
    {AuditType::registration_password, words::account::event_registration_password},
    {AuditType::registration_completed, words::account::event_registration_completed},
    {AuditType::registration_cancelled, words::account::event_registration_cancelled},
    {AuditType::registration_locked, words::account::event_registration_locked},
    {AuditType::registration_unlocked, words::account::event_registration_unlocked},
    {AuditType::registration_withdrawn, words::account::event_registration_withdrawn},
    {AuditType::registration_linked, words::account::event_registration_linked},
    {AuditType::account_password, words::account::event_account_password},
    {AuditType::account_code, words::account::event_account_code},
    {AuditType::account_closed, words::account::event_account_closed},
    {AuditType::account_sessions_ended, words::account::event_account_sessions_ended},
    {AuditType::account_language, words::account::event_account_language},
    {AuditType::account_password_changed, words::account::event_account_password_changed},
    {AuditType::account_email_asked, words::account::event_account_email_asked},
    {AuditType::account_email_changed, words::account::event_account_email_changed},
    {AuditType::account_email_stopped, words::account::event_account_email_stopped},
    {AuditType::account_downloaded, words::account::event_account_downloaded},
    {AuditType::account_deletion_asked, words::account::event_account_deletion_asked},
    {AuditType::account_deletion_stopped, words::account::event_account_deletion_stopped},
    {AuditType::patient_erased, words::account::event_patient_erased},
    {AuditType::patient_opened_for_request, words::account::event_patient_opened_for_request},
    {AuditType::patient_opened_for_claim, words::account::event_patient_opened_for_claim},
    {AuditType::sign_in_password, words::account::event_sign_in_password},
    {AuditType::sign_in_held_up, words::account::event_sign_in_held_up},
    {AuditType::sign_in_code, words::account::event_sign_in_code},
    {AuditType::sign_in_passkey, words::account::event_sign_in_passkey},
    {AuditType::sign_in_sign_out, words::account::event_sign_in_sign_out},
    {AuditType::audit_exported, words::account::event_audit_exported},
    {AuditType::audit_line_gone, words::account::event_audit_line_gone},
    {AuditType::audit_head_set_back, words::account::event_audit_head_set_back},
    {AuditType::audit_lines_ended, words::account::event_audit_lines_ended},
    {AuditType::installation_migrated, words::account::event_installation_migrated},
    {AuditType::installation_backed_up, words::account::event_installation_backed_up},
    {AuditType::installation_restored, words::account::event_installation_restored},
    {AuditType::passkeys_forgotten, words::account::event_passkeys_forgotten},
    {AuditType::messages_retried, words::account::event_messages_retried},
    {AuditType::super_pin_made, words::account::event_super_pin_made},
    {AuditType::super_pin_activated, words::account::event_super_pin_activated},
    {AuditType::second_factor_sms, words::account::event_second_factor_sms},
    {AuditType::second_factor_code, words::account::event_second_factor_code},
    {AuditType::second_factor_bound, words::account::event_second_factor_bound},
    {AuditType::second_factor_app, words::account::event_second_factor_app},
    {AuditType::second_factor_app_bound, words::account::event_second_factor_app_bound},
    {AuditType::second_factor_paper_codes, words::account::event_second_factor_paper_codes},
    {AuditType::second_factor_paper_codes_bound, words::account::event_second_factor_paper_codes_bound},
    {AuditType::second_factor_paper_code, words::account::event_second_factor_paper_code},
    {AuditType::second_factor_passkey_added, words::account::event_second_factor_passkey_added},
    {AuditType::second_factor_passkey_renamed, words::account::event_second_factor_passkey_renamed},
    {AuditType::second_factor_passkey_removed, words::account::event_second_factor_passkey_removed},
    {AuditType::second_factor_first_choice, words::account::event_second_factor_first_choice},
    {AuditType::second_factor_removed, words::account::event_second_factor_removed},
    {AuditType::second_factor_sms_replaced, words::account::event_second_factor_sms_replaced},
    {AuditType::second_factor_reset, words::account::event_second_factor_reset},
    {AuditType::recovery_asked, words::account::event_recovery_asked},
    {AuditType::recovery_begun, words::account::event_recovery_begun},
    {AuditType::recovery_proof, words::account::event_recovery_proof},
    {AuditType::recovery_phone, words::account::event_recovery_phone},
    {AuditType::recovery_mailbox, words::account::event_recovery_mailbox},
    {AuditType::recovery_waits, words::account::event_recovery_waits},
    {AuditType::recovery_stopped, words::account::event_recovery_stopped},
    {AuditType::recovery_committed, words::account::event_recovery_committed},
    {AuditType::recovery_sms_stopped, words::account::event_recovery_sms_stopped},
    {AuditType::recovery_sms_resumed, words::account::event_recovery_sms_resumed},
    {AuditType::document_published, words::account::event_document_published},
    {AuditType::document_accepted, words::account::event_document_accepted},
    {AuditType::sign_in_disowned, words::account::event_sign_in_disowned},
    {AuditType::client_added, words::account::event_client_added},
    {AuditType::client_changed, words::account::event_client_changed},
    {AuditType::client_removed, words::account::event_client_removed},
    {AuditType::client_signed_in, words::account::event_client_signed_in},
    {AuditType::client_code_again, words::account::event_client_code_again},
    {AuditType::client_refresh_again, words::account::event_client_refresh_again},
    {AuditType::client_revoked, words::account::event_client_revoked},
    {AuditType::signing_keys_rotated, words::account::event_signing_keys_rotated},
});
static_assert(event_words.size() == audit_types.size(), "each event of the audit log has its words");
static_assert(std::ranges::equal(event_words, audit_types, {}, &EventWord::type, &NamedAuditType::type),
              "event_words is in the order of AuditType");

}  // namespace

std::optional<Word> words_of_event(std::string_view stored) {
    auto const found = std::ranges::find(audit_types, stored, &NamedAuditType::name);
    if (found == audit_types.end()) return std::nullopt;
    return event_words.at(static_cast<std::size_t>(found->type)).word;
}

}  // namespace voordeur
