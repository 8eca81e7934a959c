// SPDX-License-Identifier: EUPL-1.2
#include "audit/audit_retention.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "audit/audit_chain_store.hpp"
#include "audit/audit_problems.hpp"
#include "audit/chain_reader.hpp"
#include "base/log.hpp"
#include "base/number.hpp"

namespace voordeur {
namespace {

// Whoever wants to write to SQLite waits for so many at most.
constexpr int at_once = 200;
// Of columns, where it stands in audit_event_columns().
constexpr std::size_t time_field = 1;

Time written_at(StoredAuditEvent const& event) {
    return from_stored(whole_number(event.fields[time_field].value_or("")).value_or(0));
}

// The first so many of them go: up to the last that is old and where the chainer put it, with none in
// between that is younger. Where a line itself is not right its time says nothing.
std::size_t count_to_go(std::vector<AuditLink> const& links, AuditCut const& cut, Mac const& mac,
                        Time before) {
    AuditProblems ignored;
    WriterNumbers unused;
    ChainReader reader(mac, ignored, unused);
    reader.begin_after(cut);
    std::size_t count = 0;
    for (std::size_t i = 0; i < links.size(); ++i) {
        if (!reader.take(links[i])) continue;
        if (written_at(*links[i].event) >= before) break;
        count = i + 1;
    }
    return count;
}

// The log begins after these.
AuditCut cut_after(std::vector<AuditLink> const& links, AuditCut const& cut, Mac const& mac,
                   WriterNumbers& numbers) {
    AuditProblems problems;
    ChainReader reader(mac, problems, numbers);
    reader.begin_after(cut);
    auto until = cut.lines_until;
    for (auto const& link : links)
        if (reader.take(link)) until = std::max(until, written_at(*link.event));
    return {reader.last(), until, reader.has_marks(), problems.lines()};
}

}  // namespace

Time lines_may_go_before(Time now, std::chrono::months lines_stay) {
    using std::chrono::days;
    auto const today = std::chrono::floor<days>(now);
    auto const then = std::chrono::year_month_day(today) - lines_stay;
    // 29 February is 28 in most years.
    auto const day = then.ok() ? std::chrono::sys_days(then)
                               : std::chrono::sys_days(then.year() / then.month() / std::chrono::last);
    return day + (now - today) - days(1);
}

std::int64_t AuditRetention::end_some(Time before) const {
    return database_.transaction([&](Transaction& transaction) { return end_some(transaction, before); });
}

std::int64_t AuditRetention::end_some(Transaction& transaction, Time before) const {
    if (lock_audit_head(transaction) != HeadLock::taken) return 0;
    auto const found = find_cut(transaction, mac_);
    auto const* cut = std::get_if<AuditCut>(&found);
    if (cut == nullptr) {
        log_error("audit_cut_changed");
        return 0;
    }
    auto links = audit_links_after(transaction, cut->at.number, at_once + 1);
    if (!links.empty()) links.pop_back();
    auto const count = count_to_go(links, *cut, mac_, before);
    if (count == 0) return 0;
    links.erase(links.begin() + static_cast<std::ptrdiff_t>(count), links.end());
    WriterNumbers numbers;
    auto const moved = cut_after(links, *cut, mac_, numbers);
    save_cut(transaction, moved, mac_);
    add_gone(transaction, numbers, mac_);
    remove_old_lines(transaction, {cut->at.number, moved.at.number, before});
    return static_cast<std::int64_t>(count);
}

void AuditRetention::note_ended(std::int64_t lines, Time now) const {
    auto const found = database_.read([&](Transaction& transaction) { return find_cut(transaction, mac_); });
    auto const* cut = std::get_if<AuditCut>(&found);
    if (cut == nullptr) return;
    log_info("audit_lines_ended", {{"lines", lines}, {"up_to", cut->at.text()}});
    database_.transaction([&](Transaction& transaction) {
        writer_.record(transaction,
                       {.type = AuditType::audit_lines_ended,
                        .action = Action::remove,
                        .actor = Actor::voordeur_itself(),
                        .object = AuditObject::chain_head(cut->at.text())},
                       now);
    });
}

}  // namespace voordeur
