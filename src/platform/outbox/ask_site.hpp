// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

namespace voordeur {

// How a website answers one GET.
struct SiteAnswer {
    long status = 0;              // 0: not at all
    std::string error = {};       // why; libcurl's fixed text
    bool is_untrusted = false;    // its certificate
    std::string location = {};    // where a redirect leads
    bool keeps_to_https = false;  // it says Strict-Transport-Security
};

// Follows no redirect; takes ten seconds at most. Throws std::runtime_error when the module is missing.
SiteAnswer ask_site(std::string const& url);

// What voordeur-network.so gives.
using AskSite = void(std::string const& url, SiteAnswer& answer);
constexpr char const* ask_site_name = "voordeur_ask_site";

}  // namespace voordeur
