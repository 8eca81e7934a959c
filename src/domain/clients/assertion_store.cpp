// SPDX-License-Identifier: EUPL-1.2
#include "clients/assertion_store.hpp"

#include "crypto/encoding.hpp"

namespace voordeur {
namespace {

constexpr std::string_view insert =
    "INSERT INTO client_assertion (client_id, id_hash, expires_at) VALUES ($1, $2, $3) ON CONFLICT "
    "(client_id, id_hash) DO NOTHING";
constexpr std::string_view delete_expired = "DELETE FROM client_assertion WHERE expires_at < $1";

}  // namespace

bool take_assertion(Transaction& transaction, Id<Client> const& client_id, std::string const& assertion_id,
                    Time expires_at) {
    return transaction.run(insert, client_id, sha256_hex(assertion_id), expires_at) == 1;
}

std::int64_t forget_assertions_expired_before(Transaction& transaction, Time when) {
    return transaction.run(delete_expired, when);
}

}  // namespace voordeur
