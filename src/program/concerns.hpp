// SPDX-License-Identifier: EUPL-1.2
// What Voordeur runs with, and whoever runs it should know. The server logs it at its start; `voordeur check`
// tells it whenever it is asked.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/log.hpp"
#include "configuration/configuration.hpp"

namespace voordeur {

class Installation;
struct App;

struct Concern {
    std::string about;       // one word: address, proxy, mail
    std::string_view event;  // its name in the log
    // Of the log: hosts, slugs and counts.
    LogField detail;
    std::string sentence;   // what comes of it, and the mend
    bool is_grave = false;  // patients must not come before it is mended
};

// Of the configuration alone: what is not as safe as it could be.
std::vector<Concern> concerns_of(Config const& config);
// What patients would miss. Throws StoreError.
std::vector<Concern> concerns_of(Installation& installation);
// Of files that were changed, and not published.
std::vector<Concern> concerns_of_documents(Config const& config, App const& app);

void log_concerns(std::vector<Concern> const& concerns);

}  // namespace voordeur
