// SPDX-License-Identifier: EUPL-1.2
// What a passkey is asked. The question travels sealed, in the form that answers it: nothing is kept of one
// that nobody answers, so that nobody can fill a table by asking.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <variant>

#include "base/random.hpp"
#include "base/time.hpp"
#include "crypto/sealer.hpp"
#include "factors/passkeys/passkey_refusal.hpp"

namespace voordeur {

constexpr std::chrono::minutes passkey_question_lasts{5};

// What the answer is good for, and for nothing else.
enum class PasskeyUse { add, sign_in, second_factor, recover };

constexpr std::string_view stored_name(PasskeyUse use) {
    switch (use) {
        case PasskeyUse::add:
            return "add";
        case PasskeyUse::sign_in:
            return "sign_in";
        case PasskeyUse::second_factor:
            return "second_factor";
        case PasskeyUse::recover:
            return "recover";
    }
    return "";
}

// Whose question it is: a browser, a challenge, a session.
struct PasskeyAsker {
    PasskeyUse use;
    std::string bound_to;
};
struct PasskeyQuestion {
    std::string challenge;  // 32 bytes
    std::string sealed;     // the same, with the asker and the time
};
struct QuestionRooms {
    Sealer const& sealer;
    Random& random;
};
PasskeyQuestion new_passkey_question(QuestionRooms const& rooms, PasskeyAsker const& asker, Time now);
// Its challenge.
std::variant<std::string, PasskeyRefusal> open_passkey_question(Sealer const& sealer,
                                                                PasskeyAsker const& asker,
                                                                std::string const& sealed, Time now);

}  // namespace voordeur
