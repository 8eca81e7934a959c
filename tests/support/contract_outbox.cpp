// SPDX-License-Identifier: EUPL-1.2
#include "support/contract_outbox.hpp"

#include <chrono>

#include "outbox/message_content.hpp"
#include "outbox/outbox_store.hpp"
#include "store/database.hpp"

namespace voordeur {
namespace {

constexpr std::chrono::seconds moment{2};
constexpr std::int64_t at_once = 100;

}  // namespace

std::vector<TakenMessage> take_messages(Database& database, Sealer const& sealer, Time now) {
    std::vector<TakenMessage> taken;
    for (auto const kind : {MessageKind::email, MessageKind::sms})
        database.transaction([&](Transaction& transaction) {
            for (auto const& message : claim_due(transaction, kind, now + moment, at_once)) {
                auto content = open_content(sealer, kind, message).value();
                if (is_to_nobody(content)) {
                    forget_claimed(transaction, message.claim);
                    continue;
                }
                mark_sent(transaction, message.claim, now);
                taken.push_back({message.purpose, std::move(content)});
            }
        });
    return taken;
}

}  // namespace voordeur
