// SPDX-License-Identifier: EUPL-1.2
#include "store/dialect.hpp"

namespace voordeur {
namespace {

std::string replaced(std::string_view text, std::string_view from, std::string_view to) {
    std::string result;
    for (;;) {
        auto const found = text.find(from);
        result += text.substr(0, found);
        if (found == std::string_view::npos) return result;
        result += to;
        text.remove_prefix(found + from.size());
    }
}

}  // namespace

std::string sqlite_statement(std::string_view postgresql) {
    return replaced(replaced(postgresql, " FOR UPDATE SKIP LOCKED", ""), " FOR UPDATE", "");
}

std::string sqlite_migration(std::string_view postgresql) {
    return replaced(replaced(postgresql, "BIGINT", "INTEGER"), "\n);", "\n) STRICT;");
}

}  // namespace voordeur
