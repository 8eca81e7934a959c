// SPDX-License-Identifier: EUPL-1.2
#include "audit/audit_cut_store.hpp"

namespace voordeur {
namespace {

constexpr std::string_view purpose = "audit cut";
constexpr std::string_view writer_purpose = "audit cut writer";

constexpr std::string_view select_cut =
    "SELECT number, hash, lines_until, is_marked, found, mac FROM audit_cut WHERE one = 1";
constexpr std::string_view upsert_cut =
    "INSERT INTO audit_cut (one, number, hash, lines_until, is_marked, found, mac) VALUES (1, $1, $2, $3, "
    "$4, $5, $6) ON CONFLICT (one) DO UPDATE SET number = excluded.number, hash = excluded.hash, lines_until "
    "= excluded.lines_until, is_marked = excluded.is_marked, found = excluded.found, mac = excluded.mac";
constexpr std::string_view select_writer =
    "SELECT writer, numbers, mac FROM audit_cut_writer WHERE writer = $1";
constexpr std::string_view select_writers = "SELECT writer, numbers, mac FROM audit_cut_writer";
constexpr std::string_view upsert_writer =
    "INSERT INTO audit_cut_writer (writer, numbers, mac) VALUES ($1, $2, $3) ON CONFLICT (writer) DO UPDATE "
    "SET numbers = excluded.numbers, mac = excluded.mac";
constexpr std::string_view delete_lines =
    "DELETE FROM audit_event WHERE event_id IN (SELECT event_id FROM audit_chain WHERE number > $1 AND "
    "number <= $2) AND event_date_time < $3";
constexpr std::string_view delete_links =
    "DELETE FROM audit_chain WHERE number > $1 AND number <= $2 AND NOT EXISTS (SELECT 1 FROM audit_event "
    "WHERE audit_event.event_id = audit_chain.event_id)";

std::string text_of(AuditCut const& cut) {
    return cut.at.text() + " " + std::to_string(to_stored(cut.lines_until)) + " " +
           (cut.is_marked ? "1 " : "0 ") + cut.found;
}

// A writer's name has no space.
std::string text_of(std::string const& writer, std::string const& numbers) {
    return writer + " " + numbers;
}

void take_row(WriterNumbers& numbers, Row const& row, Mac const& mac) {
    auto const writer = row.text(0), text = row.text(1);
    if (mac.matches(writer_purpose, text_of(writer, text), row.text(2))) numbers.take_text(writer, text);
}

}  // namespace

std::variant<AuditCut, ForgedCut> find_cut(Transaction& transaction, Mac const& mac) {
    auto const row = transaction.one(select_cut);
    if (!row) return AuditCut{};
    AuditCut const cut{{row->number(0), row->text(1)}, row->time(2), row->number(3) == 1, row->text(4)};
    if (!mac.matches(purpose, text_of(cut), row->text(5))) return ForgedCut{};
    return cut;
}

void save_cut(Transaction& transaction, AuditCut const& cut, Mac const& mac) {
    transaction.run(upsert_cut, cut.at.number, cut.at.hash, cut.lines_until, cut.is_marked ? 1 : 0, cut.found,
                    mac.of(purpose, text_of(cut)));
}

WriterNumbers gone_of_writers(Transaction& transaction, Mac const& mac) {
    WriterNumbers numbers;
    for (auto const& row : transaction.all(select_writers)) take_row(numbers, row, mac);
    return numbers;
}

void add_gone(Transaction& transaction, WriterNumbers const& numbers, Mac const& mac) {
    auto gone = numbers;
    for (auto const& writer : numbers.writers()) {
        if (auto const row = transaction.one(select_writer, writer)) take_row(gone, *row, mac);
        auto const text = gone.text_of(writer);
        transaction.run(upsert_writer, writer, text, mac.of(writer_purpose, text_of(writer, text)));
    }
}

std::int64_t remove_old_lines(Transaction& transaction, ToGo const& what) {
    auto const removed = transaction.run(delete_lines, what.after, what.to, what.written_before);
    transaction.run(delete_links, what.after, what.to);
    return removed;
}

}  // namespace voordeur
