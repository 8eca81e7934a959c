// SPDX-License-Identifier: EUPL-1.2
#include "second_factor/binding.hpp"

#include "factors/challenge_rules.hpp"
#include "sessions/session_store.hpp"
#include "store/database.hpp"
#include "visitor.hpp"

namespace voordeur {

std::optional<Challenge> lock_binding_of(Transaction& transaction, PatientVisitor const& visitor) {
    auto const session = find_session(transaction, visitor.session().token_hash, visitor.now());
    if (!session || !session->challenge_id) return std::nullopt;
    auto binding = lock_challenge(transaction, *session->challenge_id);
    if (!binding || binding->purpose != Purpose::bind || binding->facts.used_at || binding->facts.ended_at)
        return std::nullopt;
    return binding;
}

}  // namespace voordeur
