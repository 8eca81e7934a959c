// SPDX-License-Identifier: EUPL-1.2
#include "audit/audit_verifier.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <optional>

#include "audit/audit_catalogue.hpp"
#include "audit/audit_chain_store.hpp"
#include "audit/chain_hash.hpp"
#include "audit/writer_numbers_rules.hpp"
#include "base/number.hpp"

namespace voordeur {
namespace {

constexpr int at_once = 1000;
// More of them say nothing more.
constexpr std::size_t most_problems = 20;
// Of columns, where they stand in audit_event_columns().
constexpr std::size_t type_field = 2, object_field = 9;

class Problems {
  public:
    // What is found twice is said once.
    void say(std::string sentence) {
        if (std::find(sentences_.begin(), sentences_.end(), sentence) != sentences_.end()) return;
        if (sentences_.size() == most_problems) sentence = "And more.";
        if (sentences_.size() <= most_problems) sentences_.push_back(std::move(sentence));
    }
    std::vector<std::string> const& sentences() const { return sentences_; }

  private:
    std::vector<std::string> sentences_;
};

bool is_of_type(StoredAuditEvent const& event, AuditType type) {
    return event.fields[type_field] == std::optional(std::string(stored_name(type)));
}

std::string object_of(StoredAuditEvent const& event) {
    return event.fields[object_field].value_or("");
}

// Page by page, each in a transaction of its own: a long log must not hold up the others. `page` reads what
// comes after the last one of the page before.
template <class Page, class Look>
void for_each(Database& database, Page const& page, Look const& look) {
    for (;;) {
        auto const found = database.read_at_length(page);
        for (auto const& one : found) look(one);
        if (found.size() < at_once) return;
    }
}

class Verifier {
  public:
    Verifier(Database& database, Mac const& mac, std::vector<KnownHead> known_heads)
        : database_(database), mac_(mac), known_heads_(std::move(known_heads)) {
        std::erase_if(known_heads_, [](KnownHead const& known) { return known.head.number == 0; });
    }

    AuditVerdict verify() {
        read_chain();
        read_waiting();
        read_unbound();
        // What was bound while that was read may fill a gap, and so may what was written.
        fills_gaps_only_ = true;
        read_chain();
        if (!numbers_.gaps().empty()) {
            read_waiting();
            read_chain();
        }
        say_gaps();
        check_end();
        for (auto const& [head, source] : known_heads_)
            problems_.say("The head " + head.text() + (source.empty() ? "" : ", which " + source + " has,") +
                          " is not in the chain: rows were cut off, or all were made anew.");
        verdict_.problems = problems_.sentences();
        return verdict_;
    }

  private:
    void read_chain() {
        auto last = before_.number == 0 ? std::numeric_limits<std::int64_t>::min() : before_.number;
        for_each(
            database_,
            [&](Transaction& transaction) { return audit_links_after(transaction, last, at_once); },
            [&](AuditLink const& link) {
                take(link);
                last = link.at.number;
            });
    }

    void take(AuditLink const& link) {
        if (link.at.number < 1) return problems_.say(named(link) + " is before the beginning of the chain.");
        auto const is_in_place = is_bound_here(link);
        if (is_in_place) ++verdict_.events;
        if (link.event) look_at_writer(link, is_in_place);
        std::erase_if(known_heads_, [&](KnownHead const& known) { return known.head == link.at; });
        before_ = verdict_.head = link.at;
    }

    bool is_bound_here(AuditLink const& link) {
        if (link.at.number != before_.number + 1)
            problems_.say("The numbers " + std::to_string(before_.number + 1) + " to " +
                          std::to_string(link.at.number - 1) + " are missing.");
        else if (!link.event)
            problems_.say(named(link) + " is missing.");
        else if (next_head(before_, *link.event, mac_) != link.at)
            problems_.say(named(link) + " was changed, or is not where it was.");
        else
            return true;
        return false;
    }

    // What was changed has been told of; that its number is there is no further problem.
    void look_at_writer(AuditLink const& link, bool is_in_place) {
        auto const& event = *link.event;
        if (event.mark) take_number(event.mark->writer, event.mark->number);
        if (!is_allowed(event)) {
            if (is_in_place) problems_.say(named(link) + " is not as its writer wrote it.");
            return;
        }
        has_marks_ = has_marks_ || event.mark;
        hear(event);
    }

    // What the server found while it ran.
    void hear(StoredAuditEvent const& event) {
        if (is_of_type(event, AuditType::audit_head_set_back))
            problems_.say("Event " + event.id().text() + " says that the head was set back; " +
                          object_of(event) + " was known then.");
        if (is_of_type(event, AuditType::audit_line_gone)) expect(object_of(event));
    }

    bool is_allowed(StoredAuditEvent const& event) const {
        return event.mark ? is_marked(mac_, event) : !has_marks_;
    }

    void take_number(std::string const& writer, std::int64_t number) {
        if (fills_gaps_only_)
            numbers_.fill(writer, number);
        else
            numbers_.take(writer, number);
    }

    // "WRITER:NUMBER" of a line that was seen to be gone.
    void expect(std::string const& line) {
        auto const colon = line.find(':');
        if (colon != line.npos)
            numbers_.expect(line.substr(0, colon), whole_number(line.substr(colon + 1)).value_or(0));
    }

    void read_waiting() {
        std::string last;
        for_each(
            database_,
            [&](Transaction& transaction) { return waiting_lines_after(transaction, last, at_once); },
            [&](WaitingLine const& line) {
                look_at_waiting(line);
                last = line.id.text();
            });
    }

    void look_at_waiting(WaitingLine const& line) {
        if (!fills_gaps_only_) ++verdict_.waiting;
        auto const event = "Event " + line.id.text();
        if (line.is_chained) return problems_.say(event + " waits for the place that it has already.");
        if (!line.event) return problems_.say(event + ", which waits for its place in the chain, is gone.");
        if (!is_allowed(*line.event)) return say_forged(line.id);
        if (line.event->mark) take_number(line.event->mark->writer, line.event->mark->number);
        hear(*line.event);
    }

    void say_forged(Id<AuditEvent> const& id) {
        problems_.say("Event " + id.text() + " was added or changed past Voordeur.");
    }

    void read_unbound() {
        look_at_unbound(Id<AuditEvent>(""));  // the one that no other comes before
        std::string last;
        for_each(
            database_, [&](Transaction& transaction) { return lines_after(transaction, last, at_once); },
            [&](LineState const& line) {
                if (!line.is_bound) look_at_unbound(line.id);
                last = line.id.text();
            });
    }

    void look_at_unbound(Id<AuditEvent> const& id) {
        auto const event =
            database_.read([&](Transaction& transaction) { return find_stored_event(transaction, id); });
        if (!event) return;
        if (!is_marked(mac_, *event)) return say_forged(id);
        take_number(event->mark->writer, event->mark->number);
        problems_.say("Event " + id.text() + " was taken out of what waits for its place in the chain.");
    }

    void say_gaps() {
        for (auto const& [writer, first, last] : numbers_.gaps())
            problems_.say("Of what " + writer + " wrote, number " + std::to_string(first) +
                          (first == last ? " is" : " to " + std::to_string(last) + " are") + " missing.");
    }

    void check_end() {
        auto const end = database_.read([](Transaction& transaction) { return find_chain_end(transaction); });
        auto const last = std::to_string(end.last.number);
        if (!end.head)
            problems_.say("The head of the chain is gone.");
        else if (end.head->number > end.last.number)
            problems_.say("The chain ends at number " + last + ", but it was " +
                          std::to_string(end.head->number) + " long: rows were cut off.");
        else if (*end.head != end.last)
            problems_.say("The head was set back to " + end.head->text() +
                          ", but the chain goes on to number " + last + ".");
    }

    static std::string named(AuditLink const& link) {
        return "Number " + std::to_string(link.at.number) + " (event " + link.event_id.text() + ")";
    }

    Database& database_;
    Mac const& mac_;
    std::vector<KnownHead> known_heads_;  // those that were not found yet
    Problems problems_;
    WriterNumbers numbers_;
    AuditVerdict verdict_;
    AuditHead before_;
    bool has_marks_ = false;        // since the first line with a mark all have one
    bool fills_gaps_only_ = false;  // what is newer than what was read first is no business of this time
};

}  // namespace

AuditVerdict verify_audit_log(Database& database, Mac const& mac, std::vector<KnownHead> known_heads) {
    return Verifier(database, mac, std::move(known_heads)).verify();
}

}  // namespace voordeur
