// SPDX-License-Identifier: EUPL-1.2
#include "audit/audit_verifier.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <optional>

#include "audit/audit_chain_store.hpp"
#include "audit/audit_cut_store.hpp"
#include "audit/audit_problems.hpp"
#include "audit/chain_reader.hpp"
#include "audit/writer_numbers_rules.hpp"
#include "base/overloaded.hpp"

namespace voordeur {
namespace {

constexpr int at_once = 1000;

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
        reader_.fill_gaps_only();
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
    struct Page {
        std::variant<AuditCut, ForgedCut> cut;
        std::vector<AuditLink> links;
        WriterNumbers gone = {};  // of the writers, where the log begins later than was known
    };

    // Of one moment: what is cut off goes from the chain as its beginning is moved, and not while it is read.
    Page page_after(Transaction& transaction, std::int64_t number) const {
        for (;;) {
            Page page{find_cut(transaction, mac_), audit_links_after(transaction, number, at_once)};
            auto const beginning = number_of(page.cut);
            if (beginning > verdict_.begins_after.at.number) page.gone = gone_of_writers(transaction, mac_);
            if (number_of(find_cut(transaction, mac_)) == beginning) return page;
        }
    }

    static std::int64_t number_of(std::variant<AuditCut, ForgedCut> const& cut) {
        auto const* ours = std::get_if<AuditCut>(&cut);
        return ours == nullptr ? 0 : ours->at.number;
    }

    void read_chain() {
        auto last = is_begun_ ? reader_.last().number : std::numeric_limits<std::int64_t>::min();
        is_begun_ = true;
        for (;;) {
            auto const page = database_.read_at_length(
                [&](Transaction& transaction) { return page_after(transaction, last); });
            std::visit(overloaded{[&](AuditCut const& cut) { begin_after(cut, page.gone); },
                                  [&](ForgedCut) {
                                      problems_.say("Where the log begins was changed past Voordeur.");
                                  }},
                       page.cut);
            for (auto const& link : page.links) take(link);
            if (page.links.size() < at_once) return;
            last = page.links.back().at.number;
        }
    }

    void begin_after(AuditCut const& cut, WriterNumbers const& gone) {
        numbers_.take_all(gone);
        verdict_.begins_after = cut;
        if (cut.at.number > reader_.last().number) reader_.begin_after(cut);
        std::erase_if(known_heads_, [&](KnownHead const& known) {
            return known.head.number < cut.at.number || known.head == cut.at;
        });
    }

    void take(AuditLink const& link) {
        if (link.at.number <= reader_.last().number)
            return problems_.say("Number " + std::to_string(link.at.number) + " (event " +
                                 link.event_id.text() + ") is before the beginning of the chain.");
        if (reader_.take(link)) ++verdict_.events;
        std::erase_if(known_heads_, [&](KnownHead const& known) { return known.head == link.at; });
        verdict_.head = link.at;
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
        if (!reader_.is_allowed(*line.event)) return say_forged(line.id);
        if (line.event->mark) reader_.take_number(*line.event->mark);
        reader_.hear(*line.event);
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
        reader_.take_number(*event->mark);
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

    Database& database_;
    Mac const& mac_;
    std::vector<KnownHead> known_heads_;  // those that were not found yet
    AuditProblems problems_;
    WriterNumbers numbers_;
    ChainReader reader_{mac_, problems_, numbers_};
    AuditVerdict verdict_;
    bool is_begun_ = false;
    bool fills_gaps_only_ = false;  // what is newer than what was read first is no business of this time
};

}  // namespace

AuditVerdict verify_audit_log(Database& database, Mac const& mac, std::vector<KnownHead> known_heads) {
    return Verifier(database, mac, std::move(known_heads)).verify();
}

}  // namespace voordeur
