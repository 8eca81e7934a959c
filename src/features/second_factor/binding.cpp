// SPDX-License-Identifier: EUPL-1.2
#include "second_factor/binding.hpp"

#include "app.hpp"
#include "factors/challenge_rules.hpp"
#include "factors/sms/sms_factor.hpp"
#include "sessions/session_store.hpp"
#include "store/database.hpp"
#include "visitor.hpp"
#include "words/brand.hpp"

namespace voordeur {

std::optional<Challenge> lock_binding_of(Transaction& transaction, PatientVisitor const& visitor) {
    auto const session = find_session(transaction, visitor.session().token_hash, visitor.now());
    if (!session || !session->challenge_id) return std::nullopt;
    auto binding = lock_challenge(transaction, *session->challenge_id);
    if (!binding || binding->purpose != Purpose::bind || binding->facts.used_at || binding->facts.ended_at)
        return std::nullopt;
    return binding;
}

std::string shown_phone(App const& app, Challenge const& binding) {
    auto const phone = app.sms.phone_of(binding);
    return app.brand.follows_guide ? phone.display_with_country() : phone.display();
}

}  // namespace voordeur
