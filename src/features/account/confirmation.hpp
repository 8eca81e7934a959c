// SPDX-License-Identifier: EUPL-1.2
// How far somebody is in confirming a change, and what that does to their session.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "crypto/tokens.hpp"
#include "factors/challenge_store.hpp"
#include "factors/sms/sms_factor.hpp"
#include "outbox/outbox_store.hpp"
#include "page_function.hpp"
#include "sessions/session_rules.hpp"
#include "ways.hpp"

namespace voordeur {

// Of the path; nullopt: there is no such change.
std::optional<Change> change_of(PatientVisitor const& visitor);

// The challenge that this session answers for this change; nullopt: none is open.
std::optional<Challenge> lock_confirmation(Transaction& transaction, App const& app,
                                           PatientVisitor const& visitor, Change change);

struct Confirmation {
    std::vector<Way> ways;
    std::optional<Challenge> challenge;
    SmsVerdict next = SmsMayGo{};  // of an SMS
    Sending sending = Sending::sent;
};
Confirmation confirmation_of(App const& app, PatientVisitor const& visitor, Change change);

// For whom an SMS of this change is.
SmsReceiver receiver_of(Transaction& transaction, App const& app, PatientVisitor const& visitor,
                        Change change);

// Something was proved for it: the session goes on under a new id, and knows.
struct Proved {
    UsedMethod method;
    std::optional<Id<Challenge>> challenge_id = {};  // that is to be answered next
};
CookieToken go_on_with(Transaction& transaction, App const& app, PatientVisitor const& visitor,
                       Proved const& proved);

}  // namespace voordeur
