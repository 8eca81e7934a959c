// SPDX-License-Identifier: EUPL-1.2
#include "base/module.hpp"
#include "store/postgres.hpp"
#include "store/postgres_module.hpp"

namespace voordeur {

std::unique_ptr<Connection> open_postgres(std::string const& url, std::string const& password) {
    static auto* const open = load_function<OpenPostgres>("voordeur-postgres.so", open_postgres_name);
    return std::unique_ptr<Connection>(open(url, password));
}

}  // namespace voordeur
