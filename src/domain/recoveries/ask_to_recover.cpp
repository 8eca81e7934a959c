// SPDX-License-Identifier: EUPL-1.2
#include "recoveries/ask_to_recover.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include "accounts/account_store.hpp"
#include "base/overloaded.hpp"
#include "crypto/tokens.hpp"
#include "practices/practice_store.hpp"
#include "recoveries/enter.mail.hpp"
#include "recoveries/recovery_link_store.hpp"
#include "recoveries/words.hpp"
#include "tries/throttle_store.hpp"
#include "tries/throttled_guess.hpp"
#include "values/person_name.hpp"
#include "words/dates.hpp"

namespace voordeur {
namespace {

// A family, a care home and a practice's waiting room ask from one network.
constexpr ThrottlePolicy asked_by_a_network{30, std::chrono::seconds(900)};

// And on the site that it is one of: an IPv6 /48 has 65,536 networks.
std::chrono::seconds count_on_network(Transaction& transaction, RecoveryRooms const& rooms,
                                      AskedToRecover const& asked, Time now) {
    auto const buckets = network_buckets(rooms.mac, "recovery-network", asked.network, asked_by_a_network);
    std::vector<ThrottleState> states;
    std::chrono::seconds wait{0};
    for (auto const& each : buckets) {
        states.push_back(lock_throttle(transaction, each.bucket));
        wait = std::max(wait, wait_left(states.back(), now));
    }
    if (wait.count() > 0) return wait;
    for (std::size_t i = 0; i < buckets.size(); ++i)
        save_throttle(transaction, buckets[i].bucket, with_failure(states[i], "", buckets[i].policy, now));
    return wait;
}

std::string text_of(AskedToRecover const& asked) {
    return std::visit([](auto const& name) { return name.text(); }, asked.name);
}

std::optional<Account> find_account(Transaction& transaction, AskedToRecover const& asked) {
    return std::visit(overloaded{[&](EmailAddress const& email) -> std::optional<Account> {
                                     auto found = find_sign_in(transaction, email.text());
                                     if (!found) return std::nullopt;
                                     return std::move(found->account);
                                 },
                                 [&](CustomerNumber const& number) {
                                     return find_account_by_customer_number(transaction, number.text());
                                 }},
                      asked.name);
}

// Whoever is nobody is written to as well, and the letter never leaves.
struct Addressee {
    Account account;
    bool is_somebody;
};

Addressee addressee_of(Transaction& transaction, RecoveryRooms const& rooms, AskedToRecover const& asked) {
    auto account = find_account(transaction, asked);
    auto const nobody = "nobody " + rooms.mac.of("asked to recover", text_of(asked)).substr(0, 32);
    if (account) return {std::move(*account), true};
    return {{Id<Account>(nobody), "", "nobody@voordeur.invalid", "N. Nobody", asked.language}, false};
}

MailOrder mail_to(Transaction& transaction, Account const& account, std::string const& link, Time now) {
    auto const practices = practices_of_account(transaction, account.id);
    return {
        .mail = mails::recoveries::enter{.link = link,
                                         .until = time_of_day(now + enter_link_holds, account.language)},
        .purpose = "recovery_enter",
        .about_id = account.id.text(),
        .send_number = next_send(transaction, account.id.text(), "recovery_enter"),
        .to = account.email,
        .person = short_name(account.name),
        .practice = practices.empty() ? std::nullopt : std::optional(practices.front()),
        .language = account.language,
        .urgency = Urgency::asked_for,
        .expires_at = now + enter_link_holds,
        .link = link,
        .link_label = words::recoveries::mail_enter,
    };
}

void send_link(Transaction& transaction, RecoveryRooms const& rooms, Addressee const& addressee, Time now) {
    auto const& account = addressee.account;
    auto const token = new_link_token(rooms.random);
    add_enter_link(transaction, account.id.text(), token, now);
    auto const link = rooms.site + std::string(recovery_path) + token.reveal();
    rooms.notices.queue(transaction, mail_to(transaction, account, link, now), now);
    forget_messages_about(transaction, addressee.is_somebody ? "nobody" : account.id.text());
}

AuditObject object_of(Addressee const& addressee) {
    if (addressee.is_somebody) return addressee.account.id;
    return AuditObject::sign_in_name(addressee.account.id.text());
}

void ask(Transaction& transaction, RecoveryRooms const& rooms, AskedToRecover const& asked, Time now) {
    auto const addressee = addressee_of(transaction, rooms, asked);
    auto const about = addressee.account.id.text();
    // Whoever asks all night uses up nothing: what was sent goes on working.
    if (enter_links_today(transaction, about, now) >= enter_mails_a_day)
        return keep_enter_links(transaction, about, now);
    send_link(transaction, rooms, addressee, now);
    rooms.audit.record(transaction,
                       {.type = AuditType::recovery_asked,
                        .actor = Actor::unknown(asked.network),
                        .object = object_of(addressee)},
                       now);
}

}  // namespace

std::chrono::seconds ask_to_recover(RecoveryRooms const& rooms, AskedToRecover const& asked, Time now) {
    return rooms.database.transaction([&](Transaction& transaction) {
        auto const wait = count_on_network(transaction, rooms, asked, now);
        if (wait.count() == 0) ask(transaction, rooms, asked, now);
        return wait;
    });
}

}  // namespace voordeur
