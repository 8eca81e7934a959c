// SPDX-License-Identifier: EUPL-1.2
// Why a passkey was refused. Outside all refusals look the same; the log has the reason.
#pragma once

#include <array>
#include <string_view>

namespace voordeur {

enum class PasskeyRefusal {
    // of the question
    question_unreadable,  // not sealed by us, or for something else
    question_of_another,  // browser, attempt or session
    question_expired,
    question_answered,
    // of whoever answers
    passkey_unknown,
    passkey_of_another,
    user_handle_missing,
    user_handle_wrong,
    never_verified_user,  // made without asking who it was: never alone
    passkey_known,        // added before, by whomever
    // of what the browser says
    id_length,
    id_differs,
    client_data_length,
    client_data_unreadable,
    type_wrong,
    challenge_wrong,
    origin_wrong,
    cross_origin,
    top_origin,
    // of what the authenticator says
    authenticator_data_unreadable,
    site_wrong,  // rpIdHash
    user_absent,
    user_not_verified,
    backed_up_but_not_eligible,
    credential_missing,
    credential_unexpected,
    eligibility_changed,
    signature_wrong,
    counter_back,
    // of a new one
    attestation_length,
    attestation_unreadable,
    format_refused,
    statement_refused,
    attestation_signature_wrong,
    key_unreadable,
    algorithm_not_asked,
    key_of_another_algorithm,
    key_invalid,
};

struct NamedPasskeyRefusal {
    PasskeyRefusal refusal;
    std::string_view name;
};
// In the order of PasskeyRefusal.
inline constexpr auto passkey_refusals = std::to_array<NamedPasskeyRefusal>({
    {PasskeyRefusal::question_unreadable, "question_unreadable"},
    {PasskeyRefusal::question_of_another, "question_of_another"},
    {PasskeyRefusal::question_expired, "question_expired"},
    {PasskeyRefusal::question_answered, "question_answered"},
    {PasskeyRefusal::passkey_unknown, "passkey_unknown"},
    {PasskeyRefusal::passkey_of_another, "passkey_of_another"},
    {PasskeyRefusal::user_handle_missing, "user_handle_missing"},
    {PasskeyRefusal::user_handle_wrong, "user_handle_wrong"},
    {PasskeyRefusal::never_verified_user, "never_verified_user"},
    {PasskeyRefusal::passkey_known, "passkey_known"},
    {PasskeyRefusal::id_length, "id_length"},
    {PasskeyRefusal::id_differs, "id_differs"},
    {PasskeyRefusal::client_data_length, "client_data_length"},
    {PasskeyRefusal::client_data_unreadable, "client_data_unreadable"},
    {PasskeyRefusal::type_wrong, "type_wrong"},
    {PasskeyRefusal::challenge_wrong, "challenge_wrong"},
    {PasskeyRefusal::origin_wrong, "origin_wrong"},
    {PasskeyRefusal::cross_origin, "cross_origin"},
    {PasskeyRefusal::top_origin, "top_origin"},
    {PasskeyRefusal::authenticator_data_unreadable, "authenticator_data_unreadable"},
    {PasskeyRefusal::site_wrong, "site_wrong"},
    {PasskeyRefusal::user_absent, "user_absent"},
    {PasskeyRefusal::user_not_verified, "user_not_verified"},
    {PasskeyRefusal::backed_up_but_not_eligible, "backed_up_but_not_eligible"},
    {PasskeyRefusal::credential_missing, "credential_missing"},
    {PasskeyRefusal::credential_unexpected, "credential_unexpected"},
    {PasskeyRefusal::eligibility_changed, "eligibility_changed"},
    {PasskeyRefusal::signature_wrong, "signature_wrong"},
    {PasskeyRefusal::counter_back, "counter_back"},
    {PasskeyRefusal::attestation_length, "attestation_length"},
    {PasskeyRefusal::attestation_unreadable, "attestation_unreadable"},
    {PasskeyRefusal::format_refused, "format_refused"},
    {PasskeyRefusal::statement_refused, "statement_refused"},
    {PasskeyRefusal::attestation_signature_wrong, "attestation_signature_wrong"},
    {PasskeyRefusal::key_unreadable, "key_unreadable"},
    {PasskeyRefusal::algorithm_not_asked, "algorithm_not_asked"},
    {PasskeyRefusal::key_of_another_algorithm, "key_of_another_algorithm"},
    {PasskeyRefusal::key_invalid, "key_invalid"},
});

constexpr std::string_view name_of(PasskeyRefusal refusal) {
    return passkey_refusals.at(static_cast<std::size_t>(refusal)).name;
}
static_assert([] {
    for (auto const& each : passkey_refusals)
        if (name_of(each.refusal) != each.name) return false;
    return true;
}());

}  // namespace voordeur
