// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

namespace voordeur {

// Of a words file, as {when}: nobody gets one to read.
inline bool holds_placeholder(std::string const& text) {
    for (auto at = text.find('{'); at != std::string::npos; at = text.find('{', at + 1)) {
        auto const end = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_", at + 1);
        if (end != std::string::npos && end > at + 1 && (text[end] == '}' || text[end] == ',')) return true;
    }
    return false;
}

}  // namespace voordeur
