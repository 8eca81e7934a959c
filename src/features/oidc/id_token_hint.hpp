// SPDX-License-Identifier: EUPL-1.2
// An ID token that comes back from the client it was made for (id_token_hint).
#pragma once

#include <optional>
#include <string>

#include "app.hpp"
#include "base/time.hpp"
#include "clients/client.hpp"
#include "store/database.hpp"

namespace voordeur {

struct HintedSession {
    Id<Client> client_id;
    std::string name;     // sid
    std::string subject;  // what the client calls the patient
};

// Its end may be past: it is shown for whom it names, not to get in (RP-Initiated Logout 1.0 section 4).
// nullopt: not made here, or its key is not shown any more.
std::optional<HintedSession> read_id_token_hint(Transaction& transaction, App const& app,
                                                std::string const& hint, Time now);

}  // namespace voordeur
