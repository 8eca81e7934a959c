// SPDX-License-Identifier: EUPL-1.2
// A telephone that is lost: no code goes to its number from now on. One proof is enough, since this only
// closes (NIST SP 800-63B-4 section 4.3). It is there again by another carrier than the one that reported it,
// or a day later by the mailbox and its own code.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "accounts/account_store.hpp"
#include "factors/factor_store.hpp"
#include "recoveries/recovery_rooms.hpp"
#include "recoveries/recovery_store.hpp"

namespace voordeur {

// In the caller's transaction. False: there is no telephone, or it was stopped before.
struct LossReported {
    Account const& account;
    Proof by;
    std::string network;
};
bool stop_sms(RecoveryStep const& step, LossReported const& loss);
// By what is proved in the draft. False too where there is no draft.
bool stop_sms_in_draft(RecoveryRooms const& rooms, Recovering const& by);

// Whether a code of this draft may go to it.
bool may_be_sent_to(Factor const& phone, Proofs const& given, Time now);
bool may_be_resumed(Factor const& phone, Proofs const& counting);
// Each is told by mail and SMS: whoever has two proofs sends no flood.
constexpr std::int64_t resumed_a_day = 3;
struct SmsResumed {};
struct NothingToResume {};  // or what is proved in the draft is not enough
struct ResumedTooOften {};
using ResumeOutcome = std::variant<SmsResumed, NothingToResume, ResumedTooOften>;
ResumeOutcome resume_sms_in_draft(RecoveryRooms const& rooms, Recovering const& by);
// Its telephone was proved, though it had been stopped. In the caller's transaction.
void resume_sms(RecoveryStep const& step, Recovery const& draft, Recovering const& by);

}  // namespace voordeur
