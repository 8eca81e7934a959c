// SPDX-License-Identifier: EUPL-1.2
// What may be shown at H2, one row for each kind: another kind is a row here, and a page of its own.
#pragma once

#include <span>
#include <string_view>

#include "page_function.hpp"
#include "recoveries/draft.hpp"
#include "words/word.hpp"

namespace voordeur {

struct ProofWay {
    Proof proof;
    Word given;                           // "Uw telefoon klopt."
    bool (*is_there)(DraftFacts const&);  // whether the account has it
    FilledWord (*label)(App const&, DraftFacts const&) = nullptr;
    std::string_view url = {};  // of its page; none: it is given with the draft or not at all
    bool sends = false;         // pressing sends something
};
// In the order in which they are asked for: what most people have comes first.
std::span<ProofWay const> proof_ways();

}  // namespace voordeur
