// SPDX-License-Identifier: EUPL-1.2
#include "registration/link.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "base/id.hpp"
#include "crypto/tokens.hpp"
#include "patients/link_store.hpp"
#include "patients/registration_store.hpp"
#include "store/database.hpp"
#include "support/contract_database.hpp"
#include "urls.hpp"
#include "visitor.hpp"

namespace voordeur {
namespace {

Time const now = from_stored(1'800'000'000'000);

class Links : public testing::TestWithParam<std::string> {
  protected:
    Links() {
        request_.path = std::string(urls::confirmation) + token_.reveal();
        request_.now = now;
        visitor_.token = token_.reveal();
        visitor_.opened_link = LinkProof{.registration_id = registration_};
    }

    Database& database() { return contract_.database(); }

    bool is_still_open(IdentityProof by = IdentityProof::details) {
        return database().transaction([&](Transaction& transaction) {
            return still_open(transaction, LinkVisitor(visitor_), by).has_value();
        });
    }

    // Until another transaction waits for what this one has locked; SQLite has one at a time anyway.
    void wait_for_waiter(Transaction& transaction) {
        if (GetParam() == "sqlite") return;
        while (transaction.one("SELECT count(*) FROM pg_locks WHERE NOT granted")->number(0) == 0)
            std::this_thread::yield();
    }

    ContractDatabase contract_{GetParam()};
    Id<Registration> const registration_ = contract_.add_registration(now);
    LinkToken const token_ = new_link_token(contract_.random());
    Request request_;
    Visitor visitor_{.request = request_};
};

// On PostgreSQL the link was read, then the registration waited for; what ended the link meanwhile was
// missed.
TEST_P(Links, AnInvitationThatCorrectsEndsThemForWhoIsBusy) {
    database().transaction([&](Transaction& transaction) {
        add_link(transaction,
                 {new_id<NewLink>(now, contract_.random()), registration_, LinkKind::confirmation, now},
                 token_);
    });
    EXPECT_TRUE(is_still_open());
    bool open = true;
    std::jthread busy;
    database().transaction([&](Transaction& transaction) {
        lock_registration(transaction, registration_);
        if (!busy.joinable()) busy = std::jthread([&] { open = is_still_open(); });
        wait_for_waiter(transaction);
        end_links(transaction, registration_, now);
    });
    busy.join();
    EXPECT_FALSE(open);
}

// From its commit, not some seconds later: an account could be made by details in between.
TEST_P(Links, DetailsAreNotEnoughFromTheMomentThatThePracticeRequiresItsLetter) {
    database().transaction([&](Transaction& transaction) {
        add_link(transaction,
                 {new_id<NewLink>(now, contract_.random()), registration_, LinkKind::confirmation, now},
                 token_);
    });
    EXPECT_TRUE(is_still_open());
    database().transaction(
        [](Transaction& transaction) { transaction.run("UPDATE practice SET letter_required = 1"); });
    EXPECT_FALSE(is_still_open());
    EXPECT_TRUE(is_still_open(IdentityProof::letter));
}

INSTANTIATE_TEST_SUITE_P(Databases, Links, testing::ValuesIn(contract_databases()),
                         [](auto const& kind) { return kind.param; });

}  // namespace
}  // namespace voordeur
