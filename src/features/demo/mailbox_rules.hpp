// SPDX-License-Identifier: EUPL-1.2
// How the mailbox shows a message and a patient. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "values/birth_date.hpp"

namespace voordeur {

// The link of ours in a mail: the first line that is nothing but an address below `public_url`.
std::optional<std::string> link_in(std::string_view mail_text, std::string_view public_url);

// As one speaks of her: "mevrouw J. Voorbeeld" is "mevrouw Voorbeeld".
std::string called(std::string_view name);

// With line breaks between.
std::string joined_lines(std::vector<std::string> const& lines);

// As a patient would type it: "7-3-1948", "3-1976", "1976".
std::string typed_form(BirthDate const& birth_date);

}  // namespace voordeur
