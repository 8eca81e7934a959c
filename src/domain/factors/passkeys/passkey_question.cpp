// SPDX-License-Identifier: EUPL-1.2
#include "factors/passkeys/passkey_question.hpp"

#include "base/number.hpp"
#include "crypto/encoding.hpp"

namespace voordeur {
namespace {

constexpr std::size_t challenge_bytes = 32;
constexpr SealContext where{.table = "form", .column = "passkey question"};

std::string text_of(PasskeyAsker const& asker) {
    return std::string(stored_name(asker.use)) + " " + sha256_hex(asker.bound_to);
}

}  // namespace

PasskeyQuestion new_passkey_question(QuestionRooms const& rooms, PasskeyAsker const& asker, Time now) {
    auto challenge = rooms.random.bytes(challenge_bytes);
    auto const text = to_base64url(challenge) + " " + std::to_string(to_stored(now)) + " " + text_of(asker);
    return {std::move(challenge), rooms.sealer.seal(where, text)};
}

std::variant<std::string, PasskeyRefusal> open_passkey_question(Sealer const& sealer,
                                                                PasskeyAsker const& asker,
                                                                std::string const& sealed, Time now) {
    auto const opened = sealer.open(where, sealed);
    if (!opened) return PasskeyRefusal::question_unreadable;
    auto const text = std::string_view(*opened);
    auto const first = text.find(' '), second = text.find(' ', first + 1);
    auto challenge = from_base64url(text.substr(0, first));
    auto const made = whole_number(text.substr(first + 1, second - first - 1));
    if (!challenge || !made) return PasskeyRefusal::question_unreadable;
    if (text.substr(second + 1) != text_of(asker)) return PasskeyRefusal::question_of_another;
    auto const age = now - from_stored(*made);
    if (age > passkey_question_lasts || age < -passkey_question_lasts)
        return PasskeyRefusal::question_expired;
    return std::move(*challenge);
}

}  // namespace voordeur
