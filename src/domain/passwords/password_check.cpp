// SPDX-License-Identifier: EUPL-1.2
#include "passwords/password_check.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/log.hpp"

namespace voordeur {

Guess PasswordCheck::guess_of(Transaction& transaction, PasswordAttempt const& attempt) const {
    auto const whose = counted_as(transaction, attempt.name);
    using Kind = GuessBucket::Kind;
    auto const name = [&](std::string_view kind, std::string const& text) {
        return std::string(kind) + ":" + rooms_.mac.of("throttle " + std::string(kind), text);
    };
    auto input = rooms_.mac.of("throttle input", whose + " " + attempt.password.reveal()).substr(0, 16);
    if (attempt.known_browser)
        return {{{Kind::own, name("browser", *attempt.known_browser + " " + whose), limits_.own}},
                std::move(input)};
    Guess guess{{{Kind::name, name("account", whose), limits_.account},
                 {Kind::own, name("account-network", attempt.network + " " + whose), limits_.own}},
                std::move(input)};
    std::ranges::move(network_buckets(rooms_.mac, "network", attempt.network, limits_.network),
                      std::back_inserter(guess.buckets));
    return guess;
}

std::chrono::seconds PasswordCheck::standing_wait(PasswordAttempt const& attempt, Time now) const {
    return rooms_.database.read([&](Transaction& transaction) {
        return voordeur::standing_wait(transaction, guess_of(transaction, attempt), now);
    });
}

// A raised cost reaches an account when its owner signs in; a full gate leaves it for the next time. What is
// stored of the password from then on.
std::string PasswordCheck::rehashed_if_cheap(AccountPassword const& stored, std::string const& encoded,
                                             Password const& password) const {
    if (!rooms_.hasher.needs_rehash(encoded)) return stored.sealed_hash;
    auto const fresh = rooms_.hasher.hash(password.reveal());
    if (!fresh) return stored.sealed_hash;
    return rooms_.database.transaction([&](Transaction& transaction) {
        auto const current = find_password(transaction, stored.account.id);
        if (!current || current->sealed_hash != stored.sealed_hash) return stored.sealed_hash;
        save_password_hash(transaction, stored.account.id, *fresh, rooms_.sealer);
        return find_password(transaction, stored.account.id).value().sealed_hash;
    });
}

PasswordOutcome PasswordCheck::check(PasswordAttempt const& attempt, Time now) const {
    Guess guess;
    std::optional<AccountPassword> stored;
    auto const taken = rooms_.database.transaction([&](Transaction& transaction) {
        guess = guess_of(transaction, attempt);
        auto tried = take_guess(transaction, guess, now);
        // Not before: while a wait stands, an account that is found costs microseconds that can be measured.
        if (tried.wait.count() == 0) stored = find_sign_in(transaction, attempt.name);
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
        rooms_.database.transaction([&](Transaction& transaction) { give_guess_back(transaction, taken); });
        return PasswordBusy{};
    }
    if (!*verified || !encoded) {
        rooms_.database.transaction(
            [&](Transaction& transaction) { note_wrong_guess(transaction, guess, taken); });
        return PasswordWrong{};
    }
    rooms_.database.transaction(
        [&](Transaction& transaction) { note_right_guess(transaction, guess, taken); });
    return PasswordRight{stored->account, rehashed_if_cheap(*stored, *encoded, attempt.password)};
}

}  // namespace voordeur
