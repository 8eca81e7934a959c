// SPDX-License-Identifier: EUPL-1.2
#include "words/country_names.hpp"

#include <unicode/coll.h>
#include <unicode/locid.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

namespace voordeur {

std::string country_name(std::string const& region, Language language) {
    icu::UnicodeString name;
    icu::Locale("", region.c_str()).getDisplayCountry(icu::Locale(code_of(language).data()), name);
    std::string text;
    return name.toUTF8String(text);
}

void sort_by_name(std::span<NamedCountry> countries, Language language) {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Collator> const collator(
        icu::Collator::createInstance(icu::Locale(code_of(language).data()), status));
    if (U_FAILURE(status)) throw std::runtime_error("ICU has no alphabet for this language");
    std::ranges::sort(countries, [&](NamedCountry const& one, NamedCountry const& other) {
        return collator->compareUTF8(one.name, other.name, status) == UCOL_LESS;
    });
}

}  // namespace voordeur
