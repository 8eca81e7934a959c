// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>
#include <string>

#include "words/language.hpp"

namespace voordeur {

// Of an ISO 3166 region: "TR" is "Turkije" in Dutch. What ICU has no name for is named by its code.
std::string country_name(std::string const& region, Language language);

struct NamedCountry {
    std::string region;
    int calling_code;
    std::string name;
};
// By the alphabet of the language: Österreich does not stand behind Z.
void sort_by_name(std::span<NamedCountry> countries, Language language);

}  // namespace voordeur
