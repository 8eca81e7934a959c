// SPDX-License-Identifier: EUPL-1.2
// What happened, as a patient reads it: each event of the audit log in plain words.
#pragma once

#include <optional>
#include <string_view>

#include "words/word.hpp"

namespace voordeur {

// By its stored name. nullopt: an event of another version of this program.
std::optional<Word> words_of_event(std::string_view stored);

}  // namespace voordeur
