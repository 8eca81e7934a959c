// SPDX-License-Identifier: EUPL-1.2
// [operator] and [[e_service]].
#include "config/url.hpp"
#include "configuration/sections.hpp"
#include "values/email_address.hpp"

namespace voordeur {
namespace {

EService read_e_service(Section const& section) {
    EService service;
    service.practice = section.needed_text("practice", "the slug of the practice whose patients see it");
    if (service.practice.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") != std::string::npos)
        section.refuse("practice",
                       "must be a slug of small letters, digits and dashes, such as \"de-linde\".");
    auto const name = section.section("name");
    service.name_nl = name.needed_text("nl", "the name that patients see, in Dutch");
    service.name_en = name.text_or("en", service.name_nl);
    service.address = section.needed_text("address", "the address that the link leads to");
    auto const url = Url::parse(service.address);
    auto const safe = url && (url->scheme == "https" || (url->scheme == "http" && is_loopback(url->host)));
    if (!safe || !url->user_info.empty())
        section.refuse(
            "address",
            "must be an address that begins with https:// (http:// is for loopback addresses only).");
    return service;
}

}  // namespace

Operator read_operator(Section const& section) {
    Operator read;
    read.name = section.text_or("name", read.name);
    if (read.name.empty()) section.refuse("name", "is empty; every page names the operator.");
    read.email = section.text_or("email", "");
    if (!read.email.empty() && !EmailAddress::parse(read.email))
        section.refuse("email", "must be an e-mail address.");
    read.phone = section.text_or("phone", "");
    return read;
}

std::vector<EService> read_e_services(Section const& root) {
    std::vector<EService> services;
    for (auto const& section : root.sections("e_service")) services.push_back(read_e_service(section));
    return services;
}

}  // namespace voordeur
