// SPDX-License-Identifier: EUPL-1.2
#include "audit/audit_chain.hpp"

#include <optional>
#include <stdexcept>
#include <thread>
#include <vector>

#include "audit/audit.hpp"
#include "audit/audit_chain_store.hpp"
#include "audit/audit_cut_store.hpp"
#include "audit/chain_hash.hpp"
#include "base/log.hpp"

namespace voordeur {
namespace {

// SQLite has one writer: whoever wants to write waits for so many at most.
constexpr int at_once = 100;
// Nobody comes so far by writing; one who only says so must not make the numbers end.
constexpr std::int64_t highest_number = 1'000'000'000'000'000;

AuditHead const& furthest(AuditHead const& one, AuditHead const& other) {
    return other.number > one.number ? other : one;
}

// Why a line gets no place; empty: it gets one.
std::string_view refusal_of(WaitingLine const& line, Mac const& mac, bool needs_mark) {
    if (line.is_chained) return "has its place already";
    if (!line.event) return "gone";
    if (!needs_mark && !line.event->mark) return "";
    return is_marked(mac, *line.event) ? "" : "added or changed past Voordeur";
}

}  // namespace

AuditHead audit_head(Database& database) {
    return database.read([](Transaction& transaction) { return find_chain_end(transaction).last; });
}

bool is_in_chain(Transaction& transaction, AuditHead const& head, Mac const& mac) {
    if (head.number == 0 || hash_at(transaction, head.number) == std::optional(head.hash)) return true;
    auto const found = find_cut(transaction, mac);
    auto const* cut = std::get_if<AuditCut>(&found);
    return cut != nullptr && (head.number < cut->at.number || head == cut->at);
}

struct AuditChainer::Batch {
    struct Refused {
        Id<AuditEvent> id;
        std::string_view why;
    };
    AuditHead head;
    std::size_t taken = 0;
    std::size_t bound = 0;
    std::vector<Refused> refused;
    std::optional<AuditHead> set_back_from;  // what was known of the chain, and is not in it any more
};

AuditChainer::AuditChainer(Database& database, Mac const& mac, AuditWriter& writer,
                           AuditHeadFile const& head_file)
    : database_(database),
      mac_(mac),
      writer_(writer),
      head_file_(head_file),
      seen_(head_file.read().value_or(AuditHead{})) {}

AuditChainer::Batch AuditChainer::bind_some(Transaction& transaction) const {
    Batch batch;
    auto const lock = lock_audit_head(transaction);
    if (lock == HeadLock::taken_by_another) return batch;
    if (lock == HeadLock::no_head) make_audit_head(transaction);
    auto const end = find_chain_end(transaction);
    auto const stored = end.head.value_or(AuditHead{});
    batch.head = furthest(furthest(end.last, stored), seen_);
    if (batch.head.number > highest_number)
        throw std::runtime_error("the audit log's chain has a number that nobody wrote");
    if (!is_in_chain(transaction, seen_, mac_))
        batch.set_back_from = seen_;
    else if (stored != end.last)
        batch.set_back_from = batch.head;
    auto needs_mark = !end.is_unmarked || batch.head != end.last;
    for (auto const& line : take_waiting_lines(transaction, at_once)) {
        ++batch.taken;
        if (auto const why = refusal_of(line, mac_, needs_mark); !why.empty()) {
            batch.refused.push_back({line.id, why});
            continue;
        }
        batch.head = next_head(batch.head, *line.event, mac_);
        add_audit_link(transaction, batch.head, line.id);
        ++batch.bound;
        needs_mark = needs_mark || line.event->mark;
    }
    if (batch.bound > 0) save_audit_head(transaction, batch.head);
    return batch;
}

void AuditChainer::tell(Batch const& batch, Time now) {
    // One for all of them: whoever added many would else fill the log too.
    if (!batch.refused.empty())
        log_error("audit_line_refused", {{"id", batch.refused.front().id.text()},
                                         {"why", std::string(batch.refused.front().why)},
                                         {"count", std::to_string(batch.refused.size())}});
    if (!batch.set_back_from || batch.bound == 0) return;
    auto const known = batch.set_back_from->text();
    log_error("audit_head_set_back", {{"known", known}});
    database_.transaction([&](Transaction& transaction) {
        writer_.record(transaction,
                       {.type = AuditType::audit_head_set_back,
                        .outcome = Outcome::serious,
                        .actor = Actor::voordeur_itself(),
                        .object = AuditObject::chain_head(known)},
                       now);
    });
}

std::size_t AuditChainer::chain(Time now) {
    struct Seen {
        bool any_pending;
        ChainEnd end;
    };
    auto const seen = database_.read([](Transaction& transaction) {
        return Seen{any_audit_pending(transaction), find_chain_end(transaction)};
    });
    if (!seen.any_pending) {
        // Another process may have bound it.
        see(seen.end.last);
        return 0;
    }
    auto const batch =
        database_.transaction([&](Transaction& transaction) { return bind_some(transaction); });
    if (batch.bound > 0) see(batch.head);
    tell(batch, now);
    return batch.taken;
}

bool AuditChainer::is_any_waiting() const {
    return database_.read([](Transaction& transaction) { return any_audit_pending(transaction); });
}

bool AuditChainer::settle(Clock const& clock, std::chrono::milliseconds patience) {
    auto const until = std::chrono::steady_clock::now() + patience;
    while (!writer_.look_after_last_lines(database_, clock.now())) {
        if (std::chrono::steady_clock::now() >= until) return false;
        if (chain(clock.now()) == 0) std::this_thread::sleep_for(rest_between_batches);
    }
    return true;
}

void AuditChainer::see(AuditHead const& head) {
    if (head.number <= seen_.number) return;
    seen_ = head;
    head_file_.write(head);
}

}  // namespace voordeur
