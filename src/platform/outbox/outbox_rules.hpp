// SPDX-License-Identifier: EUPL-1.2
// When a message is tried again, and what an answer means. Pure.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "base/time.hpp"
#include "outbox/message.hpp"

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

// later: not this message now. down: no message now, as far as one can tell from this one. never: this
// message will not be taken, however often it is tried.
enum class SendResult { sent, later, down, never };

// A circuit breaker (Nygard, Release It!, 2007): after some messages in a row that found a gateway down
// nothing more is sent to it for a while, and then one message tries whether it is back. So ten thousand
// invitations do not each wait for a time-out, and none uses up its tries.
struct Circuit {
    int down_in_a_row = 0;
    Time closed_again_at = {};
};
constexpr int downs_that_open = 3;
constexpr std::chrono::seconds longest_open{30};

Circuit after(Circuit circuit, SendResult result, Time now);
bool is_open(Circuit const& circuit, Time now);
// While this one message is on its way the others wait on.
Circuit while_trying(Circuit circuit, MessageKind kind, Time now);

// How far a conversation with a mail server came.
enum class SmtpStage { before_recipient, recipient, content };

// `code` is the last answer, 0 when there was none; `enhanced` its status by RFC 3463, 5.1.1 for instance, or
// empty.
struct SmtpRefusal {
    SmtpStage stage;
    long code;
    std::string_view enhanced;
};

// A refusal that every message would meet (greeting, login, sender) is down, relaying that is refused is
// later: both are the operator's to mend. One of this address or this content is never.
SendResult result_of(SmtpRefusal const& refusal);

// 2xx is sent; 400 and 422 are about this message. All others (a password, an address, a limit, a server that
// is down, no answer: 0) every message would meet, and may be mended before this one expires.
SendResult result_of_http(long status);

}  // namespace voordeur
