// SPDX-License-Identifier: EUPL-1.2
#include "audit/audit_chain_store.hpp"

#include <algorithm>
#include <set>

#include "base/number.hpp"

namespace voordeur {
namespace {

constexpr std::string_view select_head = "SELECT value FROM setting WHERE name = 'audit_head'";
constexpr std::string_view select_head_locked =
    "SELECT value FROM setting WHERE name = 'audit_head' FOR UPDATE SKIP LOCKED";
constexpr std::string_view insert_head =
    "INSERT INTO setting (name, value) VALUES ('audit_head', '0 ') ON CONFLICT (name) DO NOTHING";
constexpr std::string_view update_head = "UPDATE setting SET value = $1 WHERE name = 'audit_head'";
constexpr std::string_view select_end =
    "SELECT (SELECT value FROM setting WHERE name = 'audit_head'), link.number, link.hash, event.event_id, "
    "event.writer FROM audit_chain AS link LEFT JOIN audit_event AS event ON event.event_id = link.event_id "
    "WHERE link.number = (SELECT max(number) FROM audit_chain)";

constexpr std::string_view select_any_pending = "SELECT 1 FROM audit_pending LIMIT 1";
constexpr std::string_view take_pending =
    "DELETE FROM audit_pending WHERE event_id IN (SELECT event_id FROM audit_pending ORDER BY event_id LIMIT "
    "$1) RETURNING event_id";
constexpr std::string_view insert_pending =
    "INSERT INTO audit_pending (event_id) VALUES ($1) ON CONFLICT (event_id) DO NOTHING";

constexpr std::string_view columns =
    "event.event_id, event.event_date_time, event.event_type_code, event.event_action_code, "
    "event.event_outcome_indicator, event.user_id, event.role_id_code, event.network_access_point_id, "
    "event.participant_object_type_code, event.participant_object_id, event.practice_id, event.writer, "
    "event.writer_number, event.writer_mac ";
constexpr std::string_view select_waiting = "SELECT waiting.event_id, link.number, ";
constexpr std::string_view from_waiting =
    "FROM audit_pending AS waiting LEFT JOIN audit_chain AS link ON link.event_id = waiting.event_id LEFT "
    "JOIN audit_event AS event ON event.event_id = waiting.event_id WHERE waiting.event_id > $1 ORDER BY "
    "waiting.event_id LIMIT $2";

constexpr std::string_view insert_link =
    "INSERT INTO audit_chain (number, event_id, hash) VALUES ($1, $2, $3)";
constexpr std::string_view select_hash = "SELECT hash FROM audit_chain WHERE number = $1";
constexpr std::string_view select_link = "SELECT link.number, link.hash, link.event_id, ";
constexpr std::string_view from_number =
    "FROM audit_chain AS link LEFT JOIN audit_event AS event ON event.event_id = link.event_id WHERE "
    "link.number > $1 ORDER BY link.number LIMIT $2";
constexpr std::string_view from_event =
    "FROM audit_event AS event JOIN audit_chain AS link ON link.event_id = event.event_id WHERE "
    "event.event_id > $1 AND event.event_id < $2 ORDER BY event.event_id LIMIT $3";

constexpr std::string_view select_states =
    "SELECT event.event_id, link.number, waiting.event_id FROM audit_event AS event LEFT JOIN audit_chain AS "
    "link ON link.event_id = event.event_id LEFT JOIN audit_pending AS waiting ON waiting.event_id = "
    "event.event_id WHERE event.event_id > $1 ORDER BY event.event_id LIMIT $2";
constexpr std::string_view select = "SELECT ";
constexpr std::string_view from_id = "FROM audit_event AS event WHERE event.event_id = $1";

std::optional<AuditHead> head_from(std::optional<std::string> const& value) {
    if (!value) return std::nullopt;
    auto const space = value->find(' ');
    if (space == std::string::npos) return std::nullopt;
    return AuditHead::parse(value->substr(0, space) + ":" + value->substr(space + 1));
}

// nullopt: there was no such row to join.
std::optional<StoredAuditEvent> event_from(Row const& row, std::size_t first_column) {
    if (!row.maybe_text(first_column)) return std::nullopt;
    StoredAuditEvent event;
    auto column = first_column;
    for (std::size_t i = 0; i < audit_event_columns().size(); ++i)
        event.fields.push_back(row.maybe_text(column++));
    auto const writer = row.maybe_text(column), number = row.maybe_text(column + 1),
               mac = row.maybe_text(column + 2);
    if (writer || number || mac)
        event.mark =
            WriterMark{writer.value_or(""), whole_number(number.value_or("")).value_or(0), mac.value_or("")};
    return event;
}

WaitingLine waiting_from(Row const& row) {
    return {row.id<AuditEvent>(0), row.maybe_text(1).has_value(), event_from(row, 2)};
}

std::vector<AuditLink> links_from(std::vector<Row> const& rows) {
    std::vector<AuditLink> links;
    for (auto const& row : rows)
        links.push_back({{row.number(0), row.text(1)}, row.id<AuditEvent>(2), event_from(row, 3)});
    return links;
}

}  // namespace

HeadLock lock_audit_head(Transaction& transaction) {
    if (transaction.one(select_head_locked)) return HeadLock::taken;
    return transaction.one(select_head) ? HeadLock::taken_by_another : HeadLock::no_head;
}

void make_audit_head(Transaction& transaction) {
    transaction.run(insert_head);
}

void save_audit_head(Transaction& transaction, AuditHead const& head) {
    transaction.run(update_head, std::to_string(head.number) + " " + head.hash);
}

ChainEnd find_chain_end(Transaction& transaction) {
    if (auto const row = transaction.one(select_end))
        return {head_from(row->maybe_text(0)),
                {row->number(1), row->text(2)},
                row->maybe_text(3) && !row->maybe_text(4)};
    auto const head = transaction.one(select_head);
    return {head ? head_from(head->text(0)) : std::nullopt, {}, true};
}

bool any_audit_pending(Transaction& transaction) {
    return transaction.one(select_any_pending).has_value();
}

std::vector<WaitingLine> take_waiting_lines(Transaction& transaction, int limit) {
    auto const oldest = waiting_lines_after(transaction, "", limit);
    std::set<Id<AuditEvent>> taken;
    for (auto const& row : transaction.all(take_pending, limit)) taken.insert(row.id<AuditEvent>(0));
    std::vector<WaitingLine> lines;
    for (auto const& line : oldest)
        if (taken.erase(line.id) == 1) lines.push_back(line);
    // Older ones came in between the two statements: they wait for the next time.
    for (auto const& id : taken) transaction.run(insert_pending, id);
    return lines;
}

std::vector<WaitingLine> waiting_lines_after(Transaction& transaction, std::string const& id, int limit) {
    std::vector<WaitingLine> lines;
    for (auto const& row : transaction.all(joined<select_waiting, columns, from_waiting>, id, limit))
        lines.push_back(waiting_from(row));
    return lines;
}

void add_audit_link(Transaction& transaction, AuditHead const& at, Id<AuditEvent> const& event_id) {
    transaction.run(insert_link, at.number, event_id, at.hash);
}

std::optional<std::string> hash_at(Transaction& transaction, std::int64_t number) {
    auto const row = transaction.one(select_hash, number);
    return row ? std::optional(row->text(0)) : std::nullopt;
}

std::vector<AuditLink> audit_links_after(Transaction& transaction, std::int64_t number, int limit) {
    return links_from(transaction.all(joined<select_link, columns, from_number>, number, limit));
}

std::vector<AuditLink> audit_links_of(Transaction& transaction, IdRange const& range, int limit) {
    return links_from(
        transaction.all(joined<select_link, columns, from_event>, range.after, range.before, limit));
}

std::vector<LineState> lines_after(Transaction& transaction, std::string const& id, int limit) {
    std::vector<LineState> lines;
    for (auto const& row : transaction.all(select_states, id, limit))
        lines.push_back({row.id<AuditEvent>(0), row.maybe_text(1) || row.maybe_text(2)});
    return lines;
}

std::optional<StoredAuditEvent> find_stored_event(Transaction& transaction, Id<AuditEvent> const& id) {
    auto const row = transaction.one(joined<select, columns, from_id>, id);
    return row ? event_from(*row, 0) : std::nullopt;
}

}  // namespace voordeur
