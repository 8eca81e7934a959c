// SPDX-License-Identifier: EUPL-1.2
#include "second_factor/binding.hpp"

#include "sms_code.hpp"

namespace voordeur {

std::optional<Attempt> binding_of(Transaction& transaction, Visitor const& visitor) {
    auto const session = find_session(transaction, visitor.session->token_hash, visitor.now());
    if (!session || !session->attempt_id) return std::nullopt;
    auto attempt = find_attempt(transaction, *session->attempt_id);
    if (!attempt || attempt->kind != AttemptKind::binding || attempt->used_at || attempt->ended_at)
        return std::nullopt;
    return attempt;
}

SmsReceiver binding_receiver(Transaction& transaction, Visitor const& visitor) {
    return sms_receiver(transaction, visitor, "-");
}

}  // namespace voordeur
