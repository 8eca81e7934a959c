// SPDX-License-Identifier: EUPL-1.2
// A passkey that was just made, wherever one is added: what it is called, and what is explained before.
#pragma once

#include <string>
#include <vector>

#include "factors/passkeys/passkeys.hpp"
#include "page_function.hpp"
#include "web/template_names.hpp"
#include "words/word.hpp"

namespace voordeur {

class Page;

// What it does, who gets in with it, and what else it is called.
void explain_passkeys(Page& page, IncludeName where);
// Who keeps it, or else the day; told apart from those that are there. Its owner may give it another.
std::string name_of_new_passkey(App const& app, Visitor const& visitor, PasskeyFacts const& facts,
                                std::vector<Passkey> const& others);
Word word_of(PasskeyRefusal refusal);

}  // namespace voordeur
