// SPDX-License-Identifier: EUPL-1.2
#include "words/country_names.hpp"

#include <unicode/locid.h>

namespace voordeur {

std::string country_name(std::string const& region, Language language) {
    icu::UnicodeString name;
    icu::Locale("", region.c_str()).getDisplayCountry(icu::Locale(code_of(language).data()), name);
    std::string text;
    return name.toUTF8String(text);
}

}  // namespace voordeur
