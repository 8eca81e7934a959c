// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "words/language.hpp"

namespace voordeur {

// Of an ISO 3166 region: "TR" is "Turkije" in Dutch. What ICU has no name for is named by its code.
std::string country_name(std::string const& region, Language language);

}  // namespace voordeur
