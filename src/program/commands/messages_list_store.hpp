// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "store/database.hpp"

namespace voordeur {

struct WaitingMessage {
    std::string kind, purpose, about_id;
    std::optional<std::string> practice;  // its slug
    std::int64_t tries;
    Time made_at, next_try_at, expires_at;
    bool is_under_way;  // a worker has it
    std::string last_error;
};

// At most `limit`, in the order in which they are sent.
std::vector<WaitingMessage> waiting_messages(Transaction& transaction, Time now, int limit);

struct Counted {
    std::string name;
    std::int64_t count;
};
// By kind and state, "sms sent"; those that wait are counted whenever they were made.
std::vector<Counted> messages_by_state(Transaction& transaction, Time since);
// SMS since then to numbers that were not bound, by practice (its slug) and by country.
std::vector<Counted> unbound_sms_of_practices(Transaction& transaction, Time since);
std::vector<Counted> unbound_sms_of_countries(Transaction& transaction, Time since);

}  // namespace voordeur
