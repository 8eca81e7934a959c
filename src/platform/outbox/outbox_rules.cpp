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

bool is_about_the_client(SmtpRefusal const& refusal) {
    auto const authentication_wanted = refusal.code == 530 || (refusal.code >= 534 && refusal.code <= 538);
    return refusal.stage == SmtpStage::before_recipient || authentication_wanted;
}

// 5.7.x at RCPT is "relay access denied" and its like: who may send here, not who may receive.
bool is_relaying_refused(SmtpRefusal const& refusal) {
    return refusal.stage == SmtpStage::recipient && refusal.enhanced.starts_with("5.7.");
}

}  // namespace

std::optional<Time> next_try(FailedTry const& failed) {
    auto const last_try = failed.expires_at - last_try_before_expiry;
    if (failed.now >= last_try) return std::nullopt;
    auto const waits = waits_of(failed.urgency);
    auto const index = std::clamp<std::int64_t>(failed.tries - 1, 0, std::ssize(waits) - 1);
    return std::min<Time>(failed.now + waits[static_cast<std::size_t>(index)], last_try);
}

Circuit after(Circuit circuit, SendResult result, Time now) {
    if (result != SendResult::down) return {};
    ++circuit.down_in_a_row;
    auto const over = circuit.down_in_a_row - downs_that_open;
    if (over >= 0) circuit.closed_again_at = now + std::min(seconds{2 << std::min(over, 10)}, longest_open);
    return circuit;
}

bool is_open(Circuit const& circuit, Time now) {
    // Further ahead than any wait: the clock was set back.
    auto const is_possible = circuit.closed_again_at <= now + longest_open + longest_send(MessageKind::email);
    return now < circuit.closed_again_at && is_possible;
}

Circuit while_trying(Circuit circuit, MessageKind kind, Time now) {
    if (circuit.down_in_a_row >= downs_that_open) circuit.closed_again_at = now + longest_send(kind);
    return circuit;
}

std::chrono::seconds longest_wait(Urgency urgency) {
    return waits_of(urgency).back();
}

SendResult result_of(SmtpRefusal const& refusal) {
    if (is_about_the_client(refusal)) return SendResult::down;
    auto const permanent = refusal.code >= 500 && refusal.code <= 599;
    return permanent && !is_relaying_refused(refusal) ? SendResult::never : SendResult::later;
}

SendResult result_of_http(long status) {
    if (status >= 200 && status <= 299) return SendResult::sent;
    return status == 400 || status == 422 ? SendResult::never : SendResult::down;
}

}  // namespace voordeur
