// SPDX-License-Identifier: EUPL-1.2
#include "figures_store.hpp"

namespace voordeur {
namespace {

constexpr std::string_view select_waiting =
    "SELECT kind, count(*), min(made_at) FROM message WHERE state = 'waiting' GROUP BY kind ORDER BY kind";
constexpr std::string_view select_locked =
    "SELECT count(*) FROM registration WHERE completed_at IS NULL AND expires_at > $1 AND locked_at IS NOT "
    "NULL";
constexpr std::string_view select_pending =
    "SELECT count(*) FROM (SELECT 1 FROM audit_pending LIMIT $1) AS audit_pending";

}  // namespace

Figures read_figures(Database& database, Time now) {
    return database.read([&](Transaction& transaction) {
        Figures figures;
        for (auto const& row : transaction.all(select_waiting))
            figures.waiting.push_back({row.text(0), row.number(1), row.time(2)});
        figures.locked_registrations = transaction.one(select_locked, now)->number(0);
        figures.audit_pending = transaction.one(select_pending, most_audit_pending)->number(0);
        return figures;
    });
}

}  // namespace voordeur
