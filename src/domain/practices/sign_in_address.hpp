// SPDX-License-Identifier: EUPL-1.2
// Where the patients of a practice sign in: told by pages, mails and sheets, so that nobody has to look for
// it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace voordeur {

struct Practice;

inline constexpr std::string_view sign_in_path = "/inloggen";

// "https://mijn.delinde.example/inloggen/de-linde"; `site` is an origin.
std::string sign_in_address(std::string const& site, std::optional<Practice> const& practice);

// "mijn.delinde.example/inloggen/de-linde": an address as people write it.
std::string without_scheme(std::string const& address);

}  // namespace voordeur
