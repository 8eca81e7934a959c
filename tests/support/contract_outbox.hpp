// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "base/time.hpp"
#include "outbox/message.hpp"

namespace voordeur {

class Database;
class Sealer;

struct TakenMessage {
    std::string purpose;
    MessageContent content;
};

// All that the outbox sends until a moment later, when also what waits for its answer to have gone has left;
// without what it forgets.
std::vector<TakenMessage> take_messages(Database& database, Sealer const& sealer, Time now);

}  // namespace voordeur
