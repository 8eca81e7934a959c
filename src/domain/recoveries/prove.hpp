// SPDX-License-Identifier: EUPL-1.2
// What is proved in a draft. A proof is of this draft and this browser, and nothing of the account changes.
#pragma once

#include <chrono>
#include <optional>
#include <variant>

#include "factors/answers.hpp"
#include "recoveries/recovery_rooms.hpp"
#include "values/password.hpp"
#include "values/phone_number.hpp"
#include "values/super_pin.hpp"
#include "values/tan.hpp"

namespace voordeur {

struct ProofGiven {};
struct ProofWrong {};
struct ProofWaits {
    std::chrono::seconds seconds;
};
struct ProofBusy {};  // the hashing gate is full
struct NoDraft {};    // it is over, or another took its place
using ProofOutcome = std::variant<ProofGiven, ProofWrong, ProofWaits, ProofBusy, NoDraft>;
ProofOutcome prove_password(RecoveryRooms const& rooms, Recovering const& by, Password const& typed);
// A wrong one replaces nothing; many are followed by waits that grow, and have no end.
ProofOutcome prove_super_pin(RecoveryRooms const& rooms, Recovering const& by, SuperPin const& typed);
// What would be refused whatever it is, before anything is hashed: nothing is counted. nullopt: it is
// compared.
std::optional<ProofOutcome> refused_password_proof(RecoveryRooms const& rooms, Recovering const& by,
                                                   Password const& typed);
std::optional<ProofOutcome> refused_super_pin_proof(RecoveryRooms const& rooms, Recovering const& by,
                                                    SuperPin const& typed);

struct NotYet {};  // nothing may be chosen by what was proved
using AskedNewPhone = std::variant<ChallengeStarted, SmsLimitReached, SmsBudgetUsed, NotYet, NoDraft>;
// A new telephone is proved within the draft, and is the account's by its commit only.
AskedNewPhone ask_new_phone(RecoveryRooms const& rooms, Recovering const& by, PhoneNumber const& phone);
std::optional<AnswerOutcome> prove_new_phone(RecoveryRooms const& rooms, Recovering const& by,
                                             Tan const& typed);

}  // namespace voordeur
