// SPDX-License-Identifier: EUPL-1.2
#include "passwords/password_check.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/log.hpp"
#include "tries/throttle_store.hpp"

namespace voordeur {

// Those that several people share a right password relieves of its own tries only.
struct PasswordCheck::Bucket {
    enum class Kind { own, network, account };
    Kind kind;
    std::string name;
    ThrottlePolicy policy;
};

std::vector<PasswordCheck::Bucket> PasswordCheck::buckets_of(PasswordAttempt const& attempt) const {
    auto const name = [&](std::string_view kind, std::string const& text) {
        return std::string(kind) + ":" + rooms_.mac.of("throttle " + std::string(kind), text);
    };
    if (attempt.known_browser)
        return {
            {Bucket::Kind::own, name("browser", *attempt.known_browser + " " + attempt.email), limits_.own}};
    // In the order of their names, which is the order of locking.
    return {{Bucket::Kind::account, name("account", attempt.email), limits_.account},
            {Bucket::Kind::own, name("account-network", attempt.network + " " + attempt.email), limits_.own},
            {Bucket::Kind::network, name("network", attempt.network), limits_.network}};
}

// What a try was counted on; what it was not counted on it may not take back.
struct PasswordCheck::TakenTry {
    std::chrono::seconds wait{0};
    std::string input;                                        // a MAC of what was typed
    std::vector<std::pair<std::string, CountedTry>> counted;  // by bucket, in the order of locking
    // Exactly one failure stood there, of another password: it is on the shared counts, and this try alone
    // may take it off. (With more, two tries at once could take off the same one.)
    bool mends_a_mistake = false;
};

// Elsewhere nobody is told that the owner mistyped the same: it may be the password of another account.
std::chrono::seconds PasswordCheck::wait_of(Bucket const& bucket, ThrottleState const& state,
                                            std::string const& input, Time now) {
    return bucket.kind == Bucket::Kind::own ? wait_left_for(state, input, now) : wait_left(state, now);
}

std::string PasswordCheck::input_of(PasswordAttempt const& attempt) const {
    return rooms_.mac.of("throttle input", attempt.email + " " + attempt.password.reveal()).substr(0, 16);
}

std::chrono::seconds PasswordCheck::longest_wait(Transaction& transaction, std::vector<Bucket> const& buckets,
                                                 std::string const& input, Time now) {
    std::chrono::seconds wait{0};
    for (auto const& bucket : buckets)
        wait = std::max(wait, wait_of(bucket, find_throttle(transaction, bucket.name), input, now));
    return wait;
}

std::chrono::seconds PasswordCheck::standing_wait(PasswordAttempt const& attempt, Time now) const {
    return rooms_.database.read([&](Transaction& transaction) {
        return longest_wait(transaction, buckets_of(attempt), input_of(attempt), now);
    });
}

PasswordCheck::TakenTry PasswordCheck::take_try(Transaction& transaction, PasswordAttempt const& attempt,
                                                Time now) const {
    auto const buckets = buckets_of(attempt);
    TakenTry taken;
    taken.input = input_of(attempt);
    auto const& input = taken.input;
    // A refused flood writes nothing: only who need not wait gets rows made and locked.
    taken.wait = longest_wait(transaction, buckets, input, now);
    if (taken.wait.count() > 0) return taken;
    std::vector<ThrottleState> states;
    bool on_network = false;
    for (auto const& bucket : buckets) {
        states.push_back(lock_throttle(transaction, bucket.name));
        taken.wait = std::max(taken.wait, wait_of(bucket, states.back(), input, now));
        if (bucket.kind != Bucket::Kind::own) continue;
        on_network = counts_on_network(states.back(), limits_.own);
        taken.mends_a_mistake = states.back().failures == 1 && states.back().last_input != input;
    }
    if (taken.wait.count() > 0) return taken;
    for (std::size_t i = 0; i < buckets.size(); ++i) {
        if (buckets[i].kind == Bucket::Kind::network && !on_network) continue;
        CountedTry const counted{states[i], with_failure(states[i], input, buckets[i].policy, now)};
        save_throttle(transaction, buckets[i].name, counted.after);
        taken.counted.emplace_back(buckets[i].name, counted);
    }
    return taken;
}

void PasswordCheck::give_back(Transaction& transaction, TakenTry const& taken) const {
    for (auto const& [bucket, counted] : taken.counted)
        save_throttle(transaction, bucket, taken_back(lock_throttle(transaction, bucket), counted));
}

void PasswordCheck::note_wrong(Transaction& transaction, TakenTry const& taken) const {
    for (auto const& counted : taken.counted) {
        auto const& bucket = counted.first;
        save_throttle(transaction, bucket, with_wrong(lock_throttle(transaction, bucket), taken.input));
    }
}

// Who knows the password starts anew, on the bucket that nobody else shares; and one mistake before it goes
// off those that others share.
void PasswordCheck::forgive(Transaction& transaction, PasswordAttempt const& attempt,
                            TakenTry const& taken) const {
    for (auto const& bucket : buckets_of(attempt)) {
        if (bucket.kind == Bucket::Kind::own)
            clear_throttle(transaction, bucket.name);
        else if (taken.mends_a_mistake)
            save_throttle(transaction, bucket.name, without_failure(lock_throttle(transaction, bucket.name)));
    }
}

// A raised cost reaches an account when its owner signs in; a full gate leaves it for the next time.
void PasswordCheck::rehash_if_cheap(AccountPassword const& stored, std::string const& encoded,
                                    Password const& password) const {
    if (!rooms_.hasher.needs_rehash(encoded)) return;
    auto const fresh = rooms_.hasher.hash(password.reveal());
    if (!fresh) return;
    rooms_.database.transaction([&](Transaction& transaction) {
        auto const current = find_password(transaction, stored.account.id);
        if (current && current->sealed_hash == stored.sealed_hash)
            save_password_hash(transaction, stored.account.id, *fresh, rooms_.sealer);
    });
}

PasswordOutcome PasswordCheck::check(PasswordAttempt const& attempt, Time now) const {
    std::optional<AccountPassword> stored;
    auto const taken = rooms_.database.transaction([&](Transaction& transaction) {
        auto tried = take_try(transaction, attempt, now);
        // Not before: while a wait stands, an account that is found costs microseconds that can be measured.
        if (tried.wait.count() == 0) stored = find_sign_in(transaction, attempt.email);
        return tried;
    });
    if (taken.wait.count() > 0) return PasswordWait{taken.wait};
    std::optional<std::string> encoded;
    if (stored)
        encoded = rooms_.sealer.open(account_password_context(stored->account.id), stored->sealed_hash);
    if (stored && !encoded)
        log_error("password_hash_does_not_open", {{"account", stored->account.id.text()}});
    auto const verified = encoded ? rooms_.hasher.verify(*encoded, attempt.password.reveal())
                                  : rooms_.hasher.verify_nobody(attempt.password.reveal());
    if (!verified) {
        // Nothing was guessed: the try goes back.
        rooms_.database.transaction([&](Transaction& transaction) { give_back(transaction, taken); });
        return PasswordBusy{};
    }
    if (!*verified || !encoded) {
        rooms_.database.transaction([&](Transaction& transaction) { note_wrong(transaction, taken); });
        return PasswordWrong{};
    }
    rooms_.database.transaction([&](Transaction& transaction) {
        give_back(transaction, taken);
        forgive(transaction, attempt, taken);
    });
    rehash_if_cheap(*stored, *encoded, attempt.password);
    return PasswordRight{stored->account};
}

}  // namespace voordeur
