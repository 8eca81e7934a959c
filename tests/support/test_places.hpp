// SPDX-License-Identifier: EUPL-1.2
// Where in the whole database something lies readable.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "app.hpp"
#include "store/database.hpp"
#include "support/test_app.hpp"

namespace voordeur {

inline std::vector<std::string> values_of(Row const& row) {
    std::vector<std::string> values;
    try {
        for (std::size_t column = 0;; ++column) values.push_back(row.maybe_text(column).value_or(""));
    } catch (std::out_of_range const&) {
        return values;
    }
}

// "message: …", for each value of any table that holds this. `database` is sqlite or postgres.
inline std::vector<std::string> places_of(TestApp& app, std::string const& database,
                                          std::string const& personal) {
    std::vector<std::string> places;
    app.app().database.read([&](Transaction& transaction) {
        auto const* tables =
            database == "sqlite"
                ? "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
                : "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1";
        for (auto const& table : transaction.all(tables))
            for (auto const& row : transaction.all("SELECT * FROM " + table.text(0)))
                for (auto const& value : values_of(row))
                    if (value.find(personal) != std::string::npos)
                        places.push_back(table.text(0) + ": " + value);
    });
    return places;
}

}  // namespace voordeur
