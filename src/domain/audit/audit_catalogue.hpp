// SPDX-License-Identifier: EUPL-1.2
// What the audit log can say: each type of event, each role and each type of object, with the name that the
// database has. A name never changes: the chain is made over it.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace voordeur {

enum class AuditType {
    practice_added,
    practice_changed,
    practice_letter_required,
    practice_letter_not_required,
    practice_sms_off,
    practice_sms_on,
    registration_invited,
    registration_details,
    registration_super_pin,
    registration_confirmation_again,
    registration_new_link,
    registration_password,
    registration_completed,
    registration_cancelled,
    registration_locked,
    registration_unlocked,
    registration_withdrawn,
    registration_linked,
    account_password,
    account_code,
    account_closed,
    account_sessions_ended,
    account_language,
    account_password_changed,
    account_email_asked,
    account_email_changed,
    account_email_stopped,
    account_downloaded,
    account_deletion_asked,
    account_deletion_stopped,
    patient_erased,
    patient_opened_for_request,
    patient_opened_for_claim,
    sign_in_password,
    sign_in_held_up,
    sign_in_code,
    sign_in_passkey,
    sign_in_sign_out,
    audit_exported,
    audit_line_gone,
    audit_head_set_back,
    audit_lines_ended,
    installation_migrated,
    installation_backed_up,
    installation_restored,
    passkeys_forgotten,
    messages_retried,
    super_pin_made,
    super_pin_activated,
    second_factor_sms,
    second_factor_code,
    second_factor_bound,
    second_factor_app,
    second_factor_app_bound,
    second_factor_paper_codes,
    second_factor_paper_codes_bound,
    second_factor_paper_code,
    second_factor_passkey_added,
    second_factor_passkey_renamed,
    second_factor_passkey_removed,
    second_factor_first_choice,
    second_factor_removed,
    second_factor_sms_replaced,
    second_factor_reset,
    recovery_asked,
    recovery_begun,
    recovery_proof,
    recovery_phone,
    recovery_mailbox,
    recovery_waits,
    recovery_stopped,
    recovery_committed,
    recovery_sms_stopped,
    recovery_sms_resumed,
    document_published,
    document_accepted,
    sign_in_disowned,
    client_added,
    client_changed,
    client_removed,
    client_signed_in,
    client_code_again,
    client_refresh_again,
    client_revoked,
    signing_keys_rotated,
};

struct NamedAuditType {
    AuditType type;
    std::string_view name;
};
// docs/security/asvs.md lists the same.
inline constexpr auto audit_types = std::to_array<NamedAuditType>({
    {AuditType::practice_added, "practice.added"},
    {AuditType::practice_changed, "practice.changed"},
    {AuditType::practice_letter_required, "practice.letter_required"},
    {AuditType::practice_letter_not_required, "practice.letter_not_required"},
    {AuditType::practice_sms_off, "practice.sms_off"},
    {AuditType::practice_sms_on, "practice.sms_on"},
    {AuditType::registration_invited, "registration.invited"},
    {AuditType::registration_details, "registration.details"},
    {AuditType::registration_super_pin, "registration.super_pin"},
    {AuditType::registration_confirmation_again, "registration.confirmation_again"},
    {AuditType::registration_new_link, "registration.new_link"},
    {AuditType::registration_password, "registration.password"},
    {AuditType::registration_completed, "registration.completed"},
    {AuditType::registration_cancelled, "registration.cancelled"},
    {AuditType::registration_locked, "registration.locked"},
    {AuditType::registration_unlocked, "registration.unlocked"},
    {AuditType::registration_withdrawn, "registration.withdrawn"},
    {AuditType::registration_linked, "registration.linked"},
    {AuditType::account_password, "account.password"},
    {AuditType::account_code, "account.code"},
    {AuditType::account_closed, "account.closed"},
    {AuditType::account_sessions_ended, "account.sessions_ended"},
    {AuditType::account_language, "account.language"},
    {AuditType::account_password_changed, "account.password_changed"},
    {AuditType::account_email_asked, "account.email_asked"},
    {AuditType::account_email_changed, "account.email_changed"},
    {AuditType::account_email_stopped, "account.email_stopped"},
    {AuditType::account_downloaded, "account.downloaded"},
    {AuditType::account_deletion_asked, "account.deletion_asked"},
    {AuditType::account_deletion_stopped, "account.deletion_stopped"},
    {AuditType::patient_erased, "patient.erased"},
    {AuditType::patient_opened_for_request, "patient.opened_for_request"},
    {AuditType::patient_opened_for_claim, "patient.opened_for_claim"},
    {AuditType::sign_in_password, "sign_in.password"},
    {AuditType::sign_in_held_up, "sign_in.held_up"},
    {AuditType::sign_in_code, "sign_in.code"},
    {AuditType::sign_in_passkey, "sign_in.passkey"},
    {AuditType::sign_in_sign_out, "sign_in.sign_out"},
    {AuditType::audit_exported, "audit.exported"},
    {AuditType::audit_line_gone, "audit.line_gone"},
    {AuditType::audit_head_set_back, "audit.head_set_back"},
    {AuditType::audit_lines_ended, "audit.lines_ended"},
    {AuditType::installation_migrated, "installation.migrated"},
    {AuditType::installation_backed_up, "installation.backed_up"},
    {AuditType::installation_restored, "installation.restored"},
    {AuditType::passkeys_forgotten, "passkeys.forgotten"},
    {AuditType::messages_retried, "messages.retried"},
    {AuditType::super_pin_made, "super_pin.made"},
    {AuditType::super_pin_activated, "super_pin.activated"},
    {AuditType::second_factor_sms, "second_factor.sms"},
    {AuditType::second_factor_code, "second_factor.code"},
    {AuditType::second_factor_bound, "second_factor.bound"},
    {AuditType::second_factor_app, "second_factor.app"},
    {AuditType::second_factor_app_bound, "second_factor.app_bound"},
    {AuditType::second_factor_paper_codes, "second_factor.paper_codes"},
    {AuditType::second_factor_paper_codes_bound, "second_factor.paper_codes_bound"},
    {AuditType::second_factor_paper_code, "second_factor.paper_code"},
    {AuditType::second_factor_passkey_added, "second_factor.passkey_added"},
    {AuditType::second_factor_passkey_renamed, "second_factor.passkey_renamed"},
    {AuditType::second_factor_passkey_removed, "second_factor.passkey_removed"},
    {AuditType::second_factor_first_choice, "second_factor.first_choice"},
    {AuditType::second_factor_removed, "second_factor.removed"},
    {AuditType::second_factor_sms_replaced, "second_factor.sms_replaced"},
    {AuditType::second_factor_reset, "second_factor.reset"},
    {AuditType::recovery_asked, "recovery.asked"},
    {AuditType::recovery_begun, "recovery.begun"},
    {AuditType::recovery_proof, "recovery.proof"},
    {AuditType::recovery_phone, "recovery.phone"},
    {AuditType::recovery_mailbox, "recovery.mailbox"},
    {AuditType::recovery_waits, "recovery.waits"},
    {AuditType::recovery_stopped, "recovery.stopped"},
    {AuditType::recovery_committed, "recovery.committed"},
    {AuditType::recovery_sms_stopped, "recovery.sms_stopped"},
    {AuditType::recovery_sms_resumed, "recovery.sms_resumed"},
    {AuditType::document_published, "document.published"},
    {AuditType::document_accepted, "document.accepted"},
    {AuditType::sign_in_disowned, "sign_in.disowned"},
    {AuditType::client_added, "client.added"},
    {AuditType::client_changed, "client.changed"},
    {AuditType::client_removed, "client.removed"},
    {AuditType::client_signed_in, "client.signed_in"},
    {AuditType::client_code_again, "client.code_again"},
    {AuditType::client_refresh_again, "client.refresh_again"},
    {AuditType::client_revoked, "client.revoked"},
    {AuditType::signing_keys_rotated, "signing_keys.rotated"},
});

constexpr std::string_view stored_name(AuditType type) {
    return audit_types.at(static_cast<std::size_t>(type)).name;
}
static_assert(std::ranges::all_of(audit_types,
                                  [](auto const& named) { return stored_name(named.type) == named.name; }),
              "audit_types is in the order of AuditType");

enum class Role {
    patient,
    the_operator,  // of the installation, by a command
    system,
};

constexpr std::string_view stored_name(Role role) {
    switch (role) {
        case Role::patient:
            return "patient";
        case Role::the_operator:
            return "operator";
        case Role::system:
            return "system";
    }
    return "";
}

enum class ObjectType {
    registration,
    account,
    practice,
    second_factor,
    sign_in_name,
    customer_number,
    audit_log,
    audit_line,
    audit_head,
    installation,
    document,
    client,
};

constexpr std::string_view stored_name(ObjectType type) {
    switch (type) {
        case ObjectType::registration:
            return "registration";
        case ObjectType::account:
            return "account";
        case ObjectType::practice:
            return "practice";
        case ObjectType::second_factor:
            return "second_factor";
        case ObjectType::sign_in_name:
            return "sign_in_name";
        case ObjectType::customer_number:
            return "customer_number";
        case ObjectType::audit_log:
            return "audit_log";
        case ObjectType::audit_line:
            return "audit_line";
        case ObjectType::audit_head:
            return "audit_head";
        case ObjectType::installation:
            return "installation";
        case ObjectType::document:
            return "document";
        case ObjectType::client:
            return "client";
    }
    return "";
}

}  // namespace voordeur
