// SPDX-License-Identifier: EUPL-1.2
// What `voordeur check` makes of how the website answers, asked as a patient's browser would.
#pragma once

#include <string>

#include "commands/finding.hpp"
#include "outbox/ask_site.hpp"

namespace voordeur {

// Of the sign-in page at the public address, which is https.
Finding judge_site(std::string const& public_url, SiteAnswer const& answer);
// Of the same over http, where patients should come over https.
Finding judge_plain_http(SiteAnswer const& answer);

}  // namespace voordeur
