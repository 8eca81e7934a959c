// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "practices/contact.hpp"

namespace voordeur {

// A link that the patients of one practice see when they are signed in.
struct EService {
    std::string practice;  // its slug
    std::string name_nl, name_en;
    std::string address;
};

// What pages know of the installation.
struct SiteSettings {
    std::string public_url = "http://127.0.0.1:8080";   // an origin: no path, no slash at the end
    std::string mail_sender = "voordeur@demo.example";  // the address that mails come from
    Operator operated_by;
    std::vector<EService> e_services;

    bool is_https() const { return public_url.starts_with("https:"); }
};

}  // namespace voordeur
