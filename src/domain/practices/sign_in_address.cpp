// SPDX-License-Identifier: EUPL-1.2
#include "practices/sign_in_address.hpp"

#include "practices/practice_store.hpp"

namespace voordeur {

std::string sign_in_address(std::string const& site, std::optional<Practice> const& practice) {
    auto address = site + std::string(sign_in_path);
    if (practice) address += "/" + practice->slug;
    return address;
}

std::string without_scheme(std::string const& address) {
    constexpr std::string_view end_of_scheme = "://";
    auto const scheme = address.find(end_of_scheme);
    return scheme == std::string::npos ? address : address.substr(scheme + end_of_scheme.size());
}

}  // namespace voordeur
