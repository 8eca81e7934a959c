// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/random.hpp"
#include "base/time.hpp"
#include "store/database.hpp"

namespace voordeur {

// EventOutcomeIndicator of NEN 7513 (RFC 3881): a refusal is a minor failure.
enum class Outcome { success = 0, refused = 4, serious = 8 };
enum class Action { create = 'C', read = 'R', update = 'U', remove = 'D', execute = 'E' };

// Who did it: an account, someone who holds a link (then the id is the registration's), or an operator's
// command.
struct Actor {
    std::string id;
    std::string_view role;  // patient, operator, system
    std::string network;    // where from; empty for commands
};

// One line of the audit log. Ids, no names: who a patient is stays in the patient's own row.
struct AuditEvent {
    std::string_view type;  // registration.details, sign_in.password, …
    Action action = Action::execute;
    Outcome outcome = Outcome::success;
    Actor actor = {};
    std::string_view object_type = {};  // registration, account, second_factor, …
    std::string object_id = {};
    std::optional<std::string> practice_id = {};
};

// In the step's own transaction: there is no step without its line, and no line without its step.
void record_event(Transaction& transaction, AuditEvent const& event, Time now, Random& random);

}  // namespace voordeur
