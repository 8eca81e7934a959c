// SPDX-License-Identifier: EUPL-1.2
#include "audit/audit.hpp"

#include <algorithm>
#include <chrono>
#include <ranges>

#include "audit/audit_chain_store.hpp"
#include "audit/audit_store.hpp"
#include "base/log.hpp"
#include "values/network.hpp"

namespace voordeur {
namespace {

constexpr std::chrono::minutes same_refusal_again{1};
constexpr std::size_t name_length = 16;

}  // namespace

AuditWriter::AuditWriter(Mac const& mac, Random& random)
    : mac_(mac), random_(random), process_(random.text("0123456789abcdef", name_length)) {}

std::string AuditWriter::name_of(std::uint64_t connection) const {
    return process_ + "." + std::to_string(connection);
}

// A line that somebody added past Voordeur keeps none of ours from being written.
bool AuditWriter::is_ours(Transaction& transaction, Id<AuditEvent> const& id) const {
    auto const line = find_stored_event(transaction, id);
    return line && is_marked(mac_, *line);
}

bool AuditWriter::is_recorded(Transaction& transaction, AuditEvent const& refusal, Time now) const {
    auto const since = now - same_refusal_again;
    auto const id = find_refusal(transaction, refusal, since, now);
    if (id && is_ours(transaction, *id)) return true;
    auto const of_site = refusals_of_site(transaction, refusal, since, now);
    auto const ours = [&](auto const& one) { return is_ours(transaction, one); };
    return of_site.size() >= networks_for_a_site &&
           std::ranges::all_of(of_site | std::views::take(networks_for_a_site), ours);
}

void AuditWriter::record(Transaction& transaction, AuditEvent const& event, Time now) {
    if (event.outcome == Outcome::refused && is_recorded(transaction, event, now)) return;
    auto const id = new_id<AuditEvent>(now, random_);
    auto const serial = transaction.next_serial_number();
    auto line = stored_form(id, event, now);
    auto const writer = name_of(serial.connection);
    line.mark = WriterMark{writer, serial.number, mac_of_line(mac_, line, writer, serial.number)};
    add_audit_line(transaction, line);
    transaction.after_commit([this, serial, id] { note({serial, id}); });
}

// Two threads that used the connection one after the other may come here the other way round.
void AuditWriter::note(Line const& line) {
    std::lock_guard const lock(mutex_);
    auto const [known, is_first] = last_lines_.try_emplace(line.serial.connection, line);
    if (!is_first && known->second.serial.number < line.serial.number) known->second = line;
}

std::vector<AuditWriter::Line> AuditWriter::last_lines() const {
    std::lock_guard const lock(mutex_);
    std::vector<Line> lines;
    for (auto const& [connection, line] : last_lines_) lines.push_back(line);
    return lines;
}

void AuditWriter::forget(Serial const& serial) {
    std::lock_guard const lock(mutex_);
    auto const known = last_lines_.find(serial.connection);
    if (known != last_lines_.end() && known->second.serial.number == serial.number) last_lines_.erase(known);
}

void AuditWriter::record_gone(Database& database, Serial const& serial, Time now) {
    auto const line = name_of(serial.connection) + ":" + std::to_string(serial.number);
    log_error("audit_line_gone", {{"line", line}});
    database.transaction([&](Transaction& transaction) {
        record(transaction,
               {.type = AuditType::audit_line_gone,
                .outcome = Outcome::serious,
                .actor = Actor::voordeur_itself(),
                .object = AuditObject::written_line(line)},
               now);
    });
}

bool AuditWriter::look_after_last_lines(Database& database, Time now) {
    auto const lines = last_lines();
    bool is_all_chained = true;
    for (auto const& [serial, id] : lines) {
        auto const place =
            database.read([&](Transaction& transaction) { return find_line(transaction, id); });
        is_all_chained = is_all_chained && place == LinePlace::chained;
        switch (place) {
            case LinePlace::chained:
                forget(serial);
                break;
            case LinePlace::waiting:
                break;
            case LinePlace::taken_out:
                database.transaction([&](Transaction& transaction) { let_wait_again(transaction, id); });
                break;
            case LinePlace::nowhere:
                record_gone(database, serial, now);
                forget(serial);
        }
    }
    return is_all_chained;
}

bool are_at_least(Transaction& transaction, RecordedSteps const& steps, std::int64_t count) {
    if (has_so_many(transaction, steps, count)) return true;
    auto const site = steps.network ? site_of_network(*steps.network) : std::nullopt;
    return site && count_of_site(transaction, steps, *site) >= count * networks_for_a_site;
}

}  // namespace voordeur
