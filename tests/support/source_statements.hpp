// SPDX-License-Identifier: EUPL-1.2
// Every SQL statement of the program, read from its source: the constants of the _store files, where alone
// SQL may stand.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace voordeur {

struct SourceStatement {
    std::string file;  // its name, without the folder
    std::string sql;
};

// Of the _store files under `folder`. A statement may be one text or a sum of texts and of constants of the
// same file; throws std::runtime_error for one that is made of anything else.
std::vector<SourceStatement> source_statements(std::filesystem::path const& folder);

}  // namespace voordeur
