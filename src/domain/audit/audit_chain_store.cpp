// SPDX-License-Identifier: EUPL-1.2
#include "audit/audit_chain_store.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/number.hpp"

namespace voordeur {
namespace {

constexpr std::string_view select_any_pending = "SELECT 1 FROM audit_pending LIMIT 1";
constexpr std::string_view select_head = "SELECT value FROM setting WHERE name = 'audit_head'";
constexpr std::string_view select_head_locked =
    "SELECT value FROM setting WHERE name = 'audit_head' FOR UPDATE SKIP LOCKED";
constexpr std::string_view update_head = "UPDATE setting SET value = $1 WHERE name = 'audit_head'";

constexpr std::string_view take_pending =
    "DELETE FROM audit_pending WHERE event_id IN (SELECT event_id FROM audit_pending ORDER BY event_id LIMIT "
    "$1) "
    "RETURNING event_id";
constexpr std::string_view select_event =
    "SELECT event_id, event_date_time, event_type_code, event_action_code, event_outcome_indicator, user_id, "
    "role_id_code, network_access_point_id, participant_object_type_code, participant_object_id, practice_id "
    "FROM audit_event WHERE event_id = $1";
constexpr std::string_view insert_link =
    "INSERT INTO audit_chain (number, event_id, hash) VALUES ($1, $2, $3)";

constexpr std::string_view select_links =
    "SELECT link.number, link.hash, link.event_id, event.event_id, event.event_date_time, "
    "event.event_type_code, "
    "event.event_action_code, event.event_outcome_indicator, event.user_id, event.role_id_code, "
    "event.network_access_point_id, event.participant_object_type_code, event.participant_object_id, "
    "event.practice_id FROM audit_chain AS link LEFT JOIN audit_event AS event ON event.event_id = "
    "link.event_id "
    "WHERE link.number > $1 ORDER BY link.number LIMIT $2";
constexpr std::string_view count_pending = "SELECT count(*) FROM audit_pending";
constexpr std::string_view count_unchained =
    "SELECT count(*) FROM audit_event AS event WHERE NOT EXISTS (SELECT 1 FROM audit_chain WHERE event_id = "
    "event.event_id) AND NOT EXISTS (SELECT 1 FROM audit_pending WHERE event_id = event.event_id)";
constexpr std::string_view count_lost =
    "SELECT count(*) FROM audit_pending AS pending WHERE NOT EXISTS (SELECT 1 FROM audit_event WHERE "
    "event_id = "
    "pending.event_id)";

AuditHead head_from(std::string const& value) {
    auto const space = value.find(' ');
    auto const number = whole_number(value.substr(0, space));
    if (space == std::string::npos || !number) throw std::runtime_error("the audit log has no readable head");
    return {*number, value.substr(space + 1)};
}

StoredAuditEvent event_from(Row const& row, std::size_t first_column) {
    StoredAuditEvent event;
    for (std::size_t i = 0; i < audit_event_columns().size(); ++i)
        event.fields.push_back(row.maybe_text(first_column + i));
    return event;
}

AuditLink link_from(Row const& row) {
    AuditLink link{{row.number(0), row.text(1)}, row.id<AuditEvent>(2), std::nullopt};
    if (row.maybe_text(3)) link.event = event_from(row, 3);
    return link;
}

}  // namespace

std::vector<std::string_view> const& audit_event_columns() {
    static std::vector<std::string_view> const columns{"event_id",
                                                       "event_date_time",
                                                       "event_type_code",
                                                       "event_action_code",
                                                       "event_outcome_indicator",
                                                       "user_id",
                                                       "role_id_code",
                                                       "network_access_point_id",
                                                       "participant_object_type_code",
                                                       "participant_object_id",
                                                       "practice_id"};
    return columns;
}

bool any_audit_pending(Transaction& transaction) {
    return transaction.one(select_any_pending).has_value();
}

std::optional<AuditHead> lock_audit_head(Transaction& transaction) {
    auto const row = transaction.one(select_head_locked);
    return row ? std::optional(head_from(row->text(0))) : std::nullopt;
}

AuditHead find_audit_head(Transaction& transaction) {
    auto const row = transaction.one(select_head);
    return row ? head_from(row->text(0)) : AuditHead{};
}

void save_audit_head(Transaction& transaction, AuditHead const& head) {
    transaction.run(update_head, std::to_string(head.number) + " " + head.hash);
}

std::vector<StoredAuditEvent> take_pending_audit_events(Transaction& transaction, int limit) {
    std::vector<Id<AuditEvent>> ids;
    for (auto const& row : transaction.all(take_pending, limit)) ids.push_back(row.id<AuditEvent>(0));
    // An id begins with the time, so this is the order in which they happened.
    std::sort(ids.begin(), ids.end());
    std::vector<StoredAuditEvent> events;
    for (auto const& id : ids)
        if (auto const row = transaction.one(select_event, id)) events.push_back(event_from(*row, 0));
    return events;
}

void add_audit_link(Transaction& transaction, AuditHead const& at, Id<AuditEvent> const& event_id) {
    transaction.run(insert_link, at.number, event_id, at.hash);
}

std::vector<AuditLink> audit_links_after(Transaction& transaction, std::int64_t number, int limit) {
    std::vector<AuditLink> links;
    for (auto const& row : transaction.all(select_links, number, limit)) links.push_back(link_from(row));
    return links;
}

std::int64_t count_pending_audit_events(Transaction& transaction) {
    return transaction.one(count_pending)->number(0);
}

std::int64_t count_unchained_audit_events(Transaction& transaction) {
    return transaction.one(count_unchained)->number(0);
}

std::int64_t count_lost_audit_events(Transaction& transaction) {
    return transaction.one(count_lost)->number(0);
}

}  // namespace voordeur
