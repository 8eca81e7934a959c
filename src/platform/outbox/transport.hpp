// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "outbox/message.hpp"
#include "outbox/outbox_rules.hpp"
#include "outbox/refusal_rules.hpp"

namespace voordeur {

struct SendOutcome {
    SendResult result;
    std::string
        error;  // empty when sent; never with an address or a text of the message, since it is kept and shown
};

// Where messages leave the program: mail server and SMS gateway, or the demo's mailbox. Thread safe.
class Transport {
  public:
    virtual ~Transport() = default;
    // `id` is the message's, the same at every try, by which the peer may know a repetition. Takes at most
    // longest_send; an answer that was lost counts as `later`.
    virtual SendOutcome send(Id<NewMessage> const& id, Email const& email) = 0;
    virtual SendOutcome send(Id<NewMessage> const& id, Sms const& sms) = 0;
    // From now on sends end within seconds, also those under way.
    virtual void stop() {}
};

}  // namespace voordeur
