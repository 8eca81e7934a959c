// SPDX-License-Identifier: EUPL-1.2
// For tests: a migrated database, a key ring, and messages to queue.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "outbox/outbox_store.hpp"
#include "support/contract_database.hpp"

namespace voordeur {

class OutboxTest : public testing::Test {
  protected:
    // One of contract_databases().
    explicit OutboxTest(std::string const& kind = "sqlite") : contract_(kind) {}

    static Time start() { return from_stored(1'795'500'000'000); }

    static NewMessage an_email(std::string const& purpose) {
        return {.purpose = purpose,
                .about_id = "registration-1",
                .expires_at = start() + std::chrono::minutes{10},
                .content = Email{.to = "jan@post.example",
                                 .from_name = "Praktijk Dé Linde",
                                 .reply_to = "info@delinde.example",
                                 .subject = "Stap 1: begin",
                                 .text = "Beste patiënt,\n\nhttps://x.example/r/abc\n",
                                 .html = "<p>x</p>",
                                 .language = "nl"}};
    }
    static NewMessage an_sms(std::string const& purpose) {
        return {.purpose = purpose,
                .about_id = "registration-1",
                .urgency = Urgency::code,
                .expires_at = start() + std::chrono::minutes{10},
                .content = Sms{.to_e164 = "+31612345678",
                               .text = "123456 is uw code\n\n@x.example #123456",
                               .country = "NL",
                               .sender = "Voordeur"}};
    }

    Database& database() { return contract_.database(); }
    Sealer const& sealer() const { return contract_.sealer(); }
    Outbox& outbox() { return outbox_; }
    AuditWriter& audit() { return contract_.audit(); }
    Bell& bell() { return bell_; }

    bool queue(NewMessage const& message, Time now = start()) {
        return database().transaction([&](Transaction& t) { return outbox_.queue(t, message, now); });
    }
    // Its bell is not ours.
    bool queue_elsewhere(NewMessage const& message) {
        Bell other_bell;
        Outbox other(contract_.sealer(), contract_.random(), other_bell);
        return database().transaction([&](Transaction& t) { return other.queue(t, message, start()); });
    }
    // Of the newest message about that row.
    MessageState state(std::string const& about_id = "registration-1") {
        auto const states = database().read([&](Transaction& t) { return message_states(t, about_id); });
        return states.empty() ? MessageState{} : states.back();
    }

  private:
    ContractDatabase contract_;
    Bell bell_;
    Outbox outbox_{contract_.sealer(), contract_.random(), bell_};
};

}  // namespace voordeur
