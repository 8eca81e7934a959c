// SPDX-License-Identifier: EUPL-1.2
// What a page says of a form that was refused. It stands in the page too, sealed, so that the page says it
// again when only its language is changed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "words/word.hpp"

namespace voordeur {

class Catalogue;
class Sealer;

struct SaidError {
    std::string id;  // what the summary links to
    FilledWord text;
    bool beside_field = false;  // and not of several fields together
};

struct Said {
    std::vector<SaidError> errors = {};  // in the order of the page
    std::optional<std::int64_t> tries_left = {};
    bool advise_to_call = false;
};

std::string sealed(Sealer const& sealer, Said const& said);
// Nothing where it is no text of sealed(), or of a program that had other words.
Said opened(Sealer const& sealer, Catalogue const& catalogue, std::string const& sealed);

}  // namespace voordeur
