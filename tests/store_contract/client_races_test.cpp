// SPDX-License-Identifier: EUPL-1.2
// Sixteen at once with one code, one patient or the first keys: one of them makes it, on both databases.
#include <gtest/gtest.h>

#include <atomic>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

#include "clients/client_store.hpp"
#include "clients/grant_store.hpp"
#include "clients/signing_keys.hpp"
#include "support/contract_database.hpp"

namespace voordeur {
namespace {

constexpr int racers = 16;
Time const now = from_stored(1'800'000'000'000);

class ClientRaces : public testing::TestWithParam<std::string> {
  protected:
    ClientRaces() : contract_(GetParam()), account_(contract_.add_account("patient@post.example", now)) {
        contract_.database().transaction(
            [&](Transaction& transaction) { add_client(transaction, {.id = client_}, now); });
    }

    template <class Step>
    void at_once(Step const& step) {
        std::vector<std::jthread> threads;
        for (int i = 0; i < racers; ++i) threads.emplace_back(step);
    }

    ContractDatabase contract_;
    Id<Account> account_;
    Id<Client> const client_{"recept"};
    SigningKeys keys_{contract_.sealer()};
};

TEST_P(ClientRaces, ACodeIsRedeemedOnce) {
    std::atomic<int> redeemed = 0, refused = 0;
    at_once([&] {
        ClientGrant const grant{
            new_id<ClientGrant>(now, contract_.random()), client_, account_, "session", {"openid"}};
        try {
            contract_.database().transaction(
                [&](Transaction& transaction) { add_grant(transaction, grant, "code", now); });
            ++redeemed;
        } catch (NotUnique const&) {
            ++refused;
        }
    });
    EXPECT_EQ(redeemed, 1);
    EXPECT_EQ(refused, racers - 1);
}

TEST_P(ClientRaces, AnAccountHasOneNameAtAClient) {
    std::mutex mutex;
    std::set<std::string> names;
    at_once([&] {
        auto const name = contract_.database().transaction([&](Transaction& transaction) {
            return subject_at(transaction, contract_.random(), client_, account_);
        });
        std::lock_guard const lock(mutex);
        names.insert(name);
    });
    EXPECT_EQ(names.size(), 1U);
}

// What became of one refresh, the next one sees.
TEST_P(ClientRaces, AGrantIsRefreshedByOneAtATime) {
    Id<ClientGrant> const id = new_id<ClientGrant>(now, contract_.random());
    contract_.database().transaction([&](Transaction& transaction) {
        add_grant(transaction, {id, client_, account_, "session", {"openid"}}, "code", now);
    });
    at_once([&] {
        contract_.database().transaction([&](Transaction& transaction) {
            auto grant = lock_grant(transaction, id).value();
            ++grant.used_last.number;
            note_refresh(transaction, grant, now);
        });
    });
    auto const grant =
        contract_.database().read([&](Transaction& transaction) { return find_grant(transaction, id); });
    EXPECT_EQ(grant.value().used_last.number, racers);
}

// Two servers that begin at once sign by keys that both publish.
TEST_P(ClientRaces, WhatSignsIsPublished) {
    std::mutex mutex;
    std::set<std::string> used;
    contract_.database().transaction([&](Transaction& transaction) { keys_.make_first(transaction, now); });
    at_once([&] {
        auto const kid = contract_.database().transaction([&](Transaction& transaction) {
            keys_.rotate(transaction, now);
            auto const current = keys_.current(transaction, SigningAlgorithm::es256, now);
            EXPECT_EQ(current.signer->sign("text").size(), 64U);
            return current.kid;
        });
        std::lock_guard const lock(mutex);
        used.insert(kid);
    });
    EXPECT_EQ(used.size(), 1U) << "what waits signs nothing yet";
    auto const published = contract_.database().read(
        [&](Transaction& transaction) { return keys_.published(transaction, now); });
    EXPECT_TRUE(std::ranges::any_of(published, [&](auto const& key) { return used.contains(key.kid); }));
}

INSTANTIATE_TEST_SUITE_P(Databases, ClientRaces, testing::ValuesIn(contract_databases()),
                         [](auto const& kind) { return kind.param; });

}  // namespace
}  // namespace voordeur
