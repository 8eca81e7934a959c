// SPDX-License-Identifier: EUPL-1.2
#include "audit/audit_store.hpp"

namespace voordeur {
namespace {

constexpr std::string_view insert =
    "INSERT INTO audit_event (event_id, event_date_time, event_type_code, event_action_code, "
    "event_outcome_indicator, "
    "user_id, role_id_code, network_access_point_id, participant_object_type_code, participant_object_id, "
    "practice_id) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

constexpr std::string_view insert_pending = "INSERT INTO audit_pending (event_id) VALUES ($1)";

}  // namespace

void add_audit_event(Transaction& transaction, Id<AuditEvent> const& id, AuditEvent const& event, Time now) {
    std::string const action(1, static_cast<char>(event.action));
    auto const& actor = event.actor.value();
    auto const network = actor.network().empty() ? std::nullopt : std::optional(actor.network());
    transaction.run(insert_pending, id);
    transaction.run(insert, id, now, stored_name(event.type), action, static_cast<int>(event.outcome),
                    actor.id(), stored_name(actor.role()), network, stored_name(event.object.type()),
                    event.object.id(), event.practice_id);
}

}  // namespace voordeur
