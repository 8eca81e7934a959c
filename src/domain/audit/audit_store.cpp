// SPDX-License-Identifier: EUPL-1.2
#include "audit/audit_store.hpp"

#include "values/network.hpp"

namespace voordeur {
namespace {

constexpr std::string_view insert =
    "INSERT INTO audit_event (event_id, event_date_time, event_type_code, event_action_code, "
    "event_outcome_indicator, user_id, role_id_code, network_access_point_id, participant_object_type_code, "
    "participant_object_id, practice_id, writer, writer_number, writer_mac) VALUES ($1, $2, $3, $4, $5, $6, "
    "$7, $8, $9, $10, $11, $12, $13, $14)";

constexpr std::string_view insert_pending =
    "INSERT INTO audit_pending (event_id) VALUES ($1) ON CONFLICT (event_id) DO NOTHING";

constexpr std::string_view select_places =
    "SELECT (SELECT 1 FROM audit_chain WHERE event_id = $1), (SELECT 1 FROM audit_pending WHERE event_id = "
    "$1), (SELECT 1 FROM audit_event WHERE event_id = $1)";

constexpr std::string_view select_refusal =
    "SELECT event_id FROM audit_event WHERE participant_object_id = $1 AND event_date_time > $2 "
    "AND event_date_time <= $6 AND event_type_code = $3 AND event_outcome_indicator = $4 "
    "AND coalesce(network_access_point_id, '') = $5 ORDER BY event_date_time DESC LIMIT 1";
// Only networks of IPv6 are of a site.
constexpr std::string_view select_refusals_of_sites =
    "SELECT event_id, network_access_point_id FROM audit_event WHERE participant_object_id = $1 "
    "AND event_date_time > $2 AND event_date_time <= $5 AND event_type_code = $3 "
    "AND event_outcome_indicator = $4 AND network_access_point_id LIKE '%/64' "
    "ORDER BY event_date_time DESC LIMIT 1000";
constexpr std::string_view select_counts_of_sites =
    "SELECT network_access_point_id, count(*) FROM audit_event WHERE participant_object_id = $1 "
    "AND event_date_time > $2 AND event_type_code = $3 AND event_outcome_indicator = 0 "
    "AND network_access_point_id LIKE '%/64' GROUP BY network_access_point_id";
constexpr std::string_view select_nth =
    "SELECT 1 FROM audit_event WHERE participant_object_id = $1 AND event_date_time > $2 "
    "AND event_type_code = $3 AND event_outcome_indicator = 0 LIMIT 1 OFFSET $4";
constexpr std::string_view select_nth_of_network =
    "SELECT 1 FROM audit_event WHERE participant_object_id = $1 AND event_date_time > $2 "
    "AND event_type_code = $3 AND event_outcome_indicator = 0 AND network_access_point_id = $5 "
    "LIMIT 1 OFFSET $4";

}  // namespace

std::optional<Id<AuditEvent>> find_refusal(Transaction& transaction, AuditEvent const& event, Time since,
                                           Time now) {
    auto const row = transaction.one(select_refusal, event.object.id(), since, stored_name(event.type),
                                     static_cast<int>(event.outcome), event.actor.value().network(), now);
    return row ? std::optional(row->id<AuditEvent>(0)) : std::nullopt;
}

std::vector<Id<AuditEvent>> refusals_of_site(Transaction& transaction, AuditEvent const& event, Time since,
                                             Time now) {
    std::vector<Id<AuditEvent>> found;
    auto const site = site_of_network(event.actor.value().network());
    if (!site) return found;
    for (auto const& row : transaction.all(select_refusals_of_sites, event.object.id(), since,
                                           stored_name(event.type), static_cast<int>(event.outcome), now))
        if (site_of_network(row.text(1)) == site) found.push_back(row.id<AuditEvent>(0));
    return found;
}

std::int64_t count_of_site(Transaction& transaction, RecordedSteps const& steps, std::string const& site) {
    std::int64_t count = 0;
    for (auto const& row :
         transaction.all(select_counts_of_sites, steps.object.id(), steps.since, stored_name(steps.type)))
        if (site_of_network(row.text(0)) == site) count += row.number(1);
    return count;
}

bool has_so_many(Transaction& transaction, RecordedSteps const& steps, std::int64_t count) {
    auto const type = stored_name(steps.type);
    auto const row = steps.network
                         ? transaction.one(select_nth_of_network, steps.object.id(), steps.since, type,
                                           count - 1, *steps.network)
                         : transaction.one(select_nth, steps.object.id(), steps.since, type, count - 1);
    return row.has_value();
}

StoredAuditEvent stored_form(Id<AuditEvent> const& id, AuditEvent const& event, Time now) {
    auto const& actor = event.actor.value();
    auto const text = [](std::string_view value) { return std::optional(std::string(value)); };
    return {{id.text(), std::to_string(to_stored(now)), text(stored_name(event.type)),
             std::string(1, static_cast<char>(event.action)), std::to_string(static_cast<int>(event.outcome)),
             actor.id(), text(stored_name(actor.role())),
             actor.network().empty() ? std::nullopt : std::optional(actor.network()),
             text(stored_name(event.object.type())), event.object.id(),
             event.practice_id ? std::optional(event.practice_id->text()) : std::nullopt}};
}

void add_audit_line(Transaction& transaction, StoredAuditEvent const& line) {
    auto const& field = line.fields;
    auto const& mark = line.mark.value();
    transaction.run(insert_pending, field[0]);
    transaction.run(insert, field[0], field[1], field[2], field[3], field[4], field[5], field[6], field[7],
                    field[8], field[9], field[10], mark.writer, mark.number, mark.mac);
}

LinePlace find_line(Transaction& transaction, Id<AuditEvent> const& id) {
    auto const row = transaction.one(select_places, id).value();
    if (row.maybe_text(0)) return LinePlace::chained;
    if (!row.maybe_text(2)) return LinePlace::nowhere;
    return row.maybe_text(1) ? LinePlace::waiting : LinePlace::taken_out;
}

void let_wait_again(Transaction& transaction, Id<AuditEvent> const& id) {
    transaction.run(insert_pending, id);
}

}  // namespace voordeur
