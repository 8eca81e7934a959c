// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

namespace voordeur {

// One line of `voordeur check`.
enum class Verdict { ok, warning, wrong };
struct Finding {
    Verdict verdict;
    std::string about;  // address, mail, database
    std::string words;
};

}  // namespace voordeur
