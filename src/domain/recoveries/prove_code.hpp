// SPDX-License-Identifier: EUPL-1.2
// A code as proof in a draft: of the account's telephone, of its app, or of its paper; and a passkey, which
// is counted alike.
#pragma once

#include <optional>
#include <variant>

#include "factors/answers.hpp"
#include "factors/passkeys/passkeys.hpp"
#include "recoveries/prove.hpp"
#include "recoveries/recovery_store.hpp"
#include "values/paper_code.hpp"
#include "values/tan.hpp"

namespace voordeur {

struct NoSuchFactor {};
using AskedPhone = std::variant<ChallengeStarted, SmsLimitReached, SmsBudgetUsed, FactorWaits, FactorWornOut,
                                FactorStopped, NoSuchFactor, NoDraft>;
// The code of the account's telephone, for this draft and nothing else.
AskedPhone ask_phone(RecoveryRooms const& rooms, Recovering const& by);
// nullopt: there is no open challenge of this draft.
std::optional<AnswerOutcome> prove_phone(RecoveryRooms const& rooms, Recovering const& by, Tan const& typed);

// Nothing is sent for these: they are asked for by their answer.
using CodeOutcome = std::variant<AnswerOutcome, FactorWaits, FactorWornOut, NoSuchFactor, NoDraft>;
CodeOutcome prove_app(RecoveryRooms const& rooms, Recovering const& by, Tan const& typed);
// Its user is to be verified. What it is asked is good in this draft only.
CodeOutcome prove_passkey(RecoveryRooms const& rooms, Recovering const& by, SentPasskey const& sent);
PasskeyAsker asker_of(Recovery const& draft);
// It is used up, whether or not the draft comes to anything.
CodeOutcome prove_paper_code(RecoveryRooms const& rooms, Recovering const& by, PaperCode const& typed);

}  // namespace voordeur
