// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

namespace voordeur {

// A file that was compiled in (tools/embed.mjs). Both views live as long as the program.
struct EmbeddedFile {
    std::string_view path;  // store/migrations/0001_first.sql
    std::string_view content;
};

}  // namespace voordeur
