// SPDX-License-Identifier: EUPL-1.2
#include "recoveries/ask_to_recover.hpp"

#include <algorithm>
#include <optional>
#include <ranges>
#include <vector>

#include "accounts/account_store.hpp"
#include "crypto/tokens.hpp"
#include "outbox/message_content.hpp"
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

// A mailbox is written to as often as that of a couple is, so that a couple's takes no longer than nobody's.
constexpr std::size_t owners_of_a_mailbox = 2;
// Of more than these, as in a home, each asks with the customer number.
constexpr std::size_t most_owners_written_to = 10;

// When the answer has long gone: sending takes its share of the machine, and longer to somebody.
constexpr std::chrono::seconds sent_after{2};

// Whoever is nobody is written to as well, and the outbox forgets that letter in its turn: all that is done
// here is the same, so that its time tells nothing.
struct Addressee {
    Account account;
    bool is_somebody;
};

Addressee nobody(RecoveryRooms const& rooms, AskedToRecover const& asked, std::size_t place) {
    auto const name = asked.name.text() + std::string(place, ' ');
    auto const about = "nobody " + rooms.mac.of("asked to recover", name).substr(0, 32);
    return {{Id<Account>(about), "", std::string(address_of_nobody), "N. Nobody", asked.language}, false};
}

std::vector<Addressee> addressees_of(Transaction& transaction, RecoveryRooms const& rooms,
                                     AskedToRecover const& asked) {
    std::vector<Addressee> found;
    auto const& name = asked.name.text();
    if (is_address(name))
        for (auto& account : accounts_at(transaction, name) | std::views::take(most_owners_written_to))
            found.push_back({std::move(account), true});
    else if (auto account = find_account_by_customer_number(transaction, name))
        found.push_back({std::move(*account), true});
    auto const least = is_address(name) ? owners_of_a_mailbox : 1;
    while (found.size() < least) found.push_back(nobody(rooms, asked, found.size()));
    return found;
}

MailOrder mail_to(Transaction& transaction, Account const& account, std::string const& link, Time now) {
    return {
        .mail = mails::recoveries::enter{.name = account.key(),
                                         .link = link,
                                         .until = time_of_day(now + enter_link_holds, account.language)},
        .purpose = "recovery_enter",
        .about_id = account.id.text(),
        .send_number = next_send(transaction, account.id.text(), "recovery_enter"),
        .to = account.email,
        .person = short_name(account.name),
        .practice = practice_to_write_for(transaction, account.id),
        .language = account.language,
        .urgency = Urgency::asked_for,
        .not_before = now + sent_after,
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
}

AuditObject object_of(Addressee const& addressee) {
    if (addressee.is_somebody) return addressee.account.id;
    return AuditObject::sign_in_name(addressee.account.id.text());
}

void ask(RecoveryStep const& step, AskedToRecover const& asked, Addressee const& addressee) {
    auto const& [transaction, rooms, now] = step;
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
        if (wait.count() > 0) return wait;
        for (auto const& addressee : addressees_of(transaction, rooms, asked))
            ask({transaction, rooms, now}, asked, addressee);
        return wait;
    });
}

}  // namespace voordeur
