// SPDX-License-Identifier: EUPL-1.2
// When a message is tried again, and when a gateway is left alone. Pure.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "outbox/message.hpp"
#include "outbox/refusal_rules.hpp"

namespace voordeur {

// The longest that one send may take, the transport holding itself to it.
constexpr std::chrono::seconds longest_send(MessageKind kind) {
    return kind == MessageKind::sms ? std::chrono::seconds{15} : std::chrono::seconds{60};
}

// A claim outlives its send by a minute, in which the outcome is noted and clocks of two machines may differ.
constexpr std::chrono::seconds lease_of(MessageKind kind) {
    return longest_send(kind) + std::chrono::seconds{60};
}

// When to try again after `tries` failed tries. Waits grow, faster where nobody waits; the last try falls
// shortly before the message expires. nullopt: that one has been, it has expired.
struct FailedTry {
    Urgency urgency;
    std::int64_t tries;
    Time now;
    Time expires_at;
};
std::optional<Time> next_try(FailedTry const& failed);
// No message waits longer than this for its next try; one that does waits for a clock that was set back.
std::chrono::seconds longest_wait(Urgency urgency);

// A circuit breaker (Nygard, Release It!, 2007): after some messages in a row that found a gateway down, or
// that it refused alike, nothing more is sent to it for a while, and then one message tries whether it is
// back. So ten thousand invitations do not each wait for a time-out or meet the same refusal, and none uses
// up its tries. A refusal lasts longer than a fall, and providers lock out who goes on knocking.
struct Circuit {
    int down_in_a_row = 0;
    std::string refusal = {};  // how, and to which messages
    std::vector<std::string> refused_message_ids = {};
    Time closed_again_at = {};
};
constexpr int downs_that_open = 3;
constexpr std::chrono::seconds longest_open{30};
constexpr std::size_t refusals_that_open = 3;
constexpr std::chrono::seconds longest_open_for_refusals{60};

struct Attempt {
    MessageKind kind;
    std::string_view message_id;
    SendResult result;
    std::string_view error;
};
Circuit after(Circuit const& circuit, Attempt const& attempt, Time now);
// Of these one at most.
bool is_refused(Circuit const& circuit);
bool is_down(Circuit const& circuit);
// Until something is sent again; whether a message may try is is_open's.
bool has_opened(Circuit const& circuit);
bool is_open(Circuit const& circuit, Time now);
// While this one message is on its way the others wait on.
Circuit while_trying(Circuit circuit, MessageKind kind, Time now);

}  // namespace voordeur
