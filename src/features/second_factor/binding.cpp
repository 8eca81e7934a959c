// SPDX-License-Identifier: EUPL-1.2
#include "second_factor/binding.hpp"

#include "app.hpp"
#include "factors/challenge_rules.hpp"
#include "factors/sms/sms_factor.hpp"
#include "patients/patient_store.hpp"
#include "sessions/session_store.hpp"
#include "store/database.hpp"
#include "visitor.hpp"
#include "words/brand.hpp"

namespace voordeur {
namespace {

constexpr auto hidden_digits = "•• •• •• ";

}  // namespace

std::optional<Challenge> lock_binding_of(Transaction& transaction, PatientVisitor const& visitor) {
    auto const session = find_session(transaction, visitor.session().token_hash, visitor.now());
    if (!session || !session->challenge_id) return std::nullopt;
    auto binding = lock_challenge(transaction, *session->challenge_id);
    if (!binding || binding->purpose != Purpose::bind || binding->facts.used_at || binding->facts.ended_at)
        return std::nullopt;
    return binding;
}

std::optional<PhoneNumber> known_phone_of(Transaction& transaction, App const& app,
                                          PatientVisitor const& visitor) {
    auto const e164 = known_phone(transaction, visitor.account().id, app.sealer);
    return e164 ? std::optional(PhoneNumber::from_e164(*e164)) : std::nullopt;
}

std::string shown_phone(App const& app, PatientVisitor const& visitor, Challenge const& binding) {
    auto const known = app.database.read(
        [&](Transaction& transaction) { return known_phone_of(transaction, app, visitor); });
    auto const phone = app.sms.phone_of(binding);
    if (known == phone) return hidden_digits + phone.last_two();
    return app.brand.follows_guide ? phone.display_with_country() : phone.display();
}

}  // namespace voordeur
