// SPDX-License-Identifier: EUPL-1.2
#include "outbox/outbox_rules.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace voordeur {
namespace {

using std::chrono::seconds;

constexpr std::array waits_of_code{seconds{2}, seconds{4}, seconds{8}, seconds{15}, seconds{30}};
constexpr std::array waits_when_asked_for{seconds{5},  seconds{10}, seconds{20},  seconds{30},
                                          seconds{60}, seconds{60}, seconds{120}, seconds{300}};
constexpr std::array waits_of_others{seconds{10},  seconds{30},  seconds{60},
                                     seconds{300}, seconds{900}, seconds{3600}};

// Time for a last try to be made and the message to be read.
constexpr seconds last_try_before_expiry{30};

std::span<seconds const> waits_of(Urgency urgency) {
    switch (urgency) {
        case Urgency::code:
            return waits_of_code;
        case Urgency::asked_for:
            return waits_when_asked_for;
        case Urgency::other:
            break;
    }
    return waits_of_others;
}

Circuit after_down(Circuit circuit, Time now) {
    auto const over = ++circuit.down_in_a_row - downs_that_open;
    if (over >= 0) circuit.closed_again_at = now + std::min(seconds{2 << std::min(over, 10)}, longest_open);
    return {circuit.down_in_a_row, "", {}, circuit.closed_again_at};
}

// A mail server that gives one answer after the other to different mails will give it to the next one too. Of
// an SMS that is so only where the gateway refuses us. One message that is tried again and again tells
// nothing about the others: whoever types a number that does not exist must not hold up everybody's codes.
Circuit after_refusal(Circuit const& circuit, Attempt const& attempt, Time now) {
    Circuit next{0, std::string(attempt.error), {}, {}};
    if (circuit.refusal == next.refusal) next.refused_message_ids = circuit.refused_message_ids;
    auto& ids = next.refused_message_ids;
    if (std::ranges::find(ids, attempt.message_id) == ids.end()) ids.emplace_back(attempt.message_id);
    if (!has_opened(next)) return next;
    auto const is_first = ids.size() == refusals_that_open && !has_opened(circuit);
    next.closed_again_at = now + (is_first ? seconds{30} : longest_open_for_refusals);
    if (ids.size() > refusals_that_open) ids.erase(ids.begin());
    return next;
}

}  // namespace

std::optional<Time> next_try(FailedTry const& failed) {
    auto const last_try = failed.expires_at - last_try_before_expiry;
    if (failed.now >= last_try) return std::nullopt;
    auto const waits = waits_of(failed.urgency);
    auto const index = std::clamp<std::int64_t>(failed.tries - 1, 0, std::ssize(waits) - 1);
    return std::min<Time>(failed.now + waits[static_cast<std::size_t>(index)], last_try);
}

Circuit after(Circuit const& circuit, Attempt const& attempt, Time now) {
    if (attempt.result == SendResult::down) return after_down(circuit, now);
    auto const is_of_all = attempt.result == SendResult::refuses_us || attempt.kind == MessageKind::email;
    if (attempt.result == SendResult::sent || !is_of_all) return {};
    return after_refusal(circuit, attempt, now);
}

bool is_refused(Circuit const& circuit) {
    return circuit.refused_message_ids.size() >= refusals_that_open;
}

bool is_down(Circuit const& circuit) {
    return circuit.down_in_a_row >= downs_that_open;
}

bool has_opened(Circuit const& circuit) {
    return is_down(circuit) || is_refused(circuit);
}

bool is_open(Circuit const& circuit, Time now) {
    // Further ahead than any wait: the clock was set back.
    auto const is_possible =
        circuit.closed_again_at <= now + longest_open_for_refusals + longest_send(MessageKind::email);
    return now < circuit.closed_again_at && is_possible;
}

Circuit while_trying(Circuit circuit, MessageKind kind, Time now) {
    if (has_opened(circuit)) circuit.closed_again_at = now + longest_send(kind);
    return circuit;
}

std::chrono::seconds longest_wait(Urgency urgency) {
    return waits_of(urgency).back();
}

}  // namespace voordeur
