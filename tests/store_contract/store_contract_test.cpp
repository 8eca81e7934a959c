// SPDX-License-Identifier: EUPL-1.2
// The same cases on SQLite and on PostgreSQL. The second needs VOORDEUR_TEST_POSTGRES (bin/test starts one);
// without it only SQLite runs.
#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "accounts/account_store.hpp"
#include "accounts/super_pin_store.hpp"
#include "crypto/encoding.hpp"
#include "documents/acceptance_store.hpp"
#include "documents/publish.hpp"
#include "factors/challenge_store.hpp"
#include "factors/paper_codes/paper_codes.hpp"
#include "factors/sms/sms_store.hpp"
#include "factors/totp/totp_factor.hpp"
#include "patients/link_store.hpp"
#include "patients/registration_store.hpp"
#include "recoveries/recovery_link_store.hpp"
#include "recoveries/recovery_store.hpp"
#include "sessions/known_browser_store.hpp"
#include "sessions/session_store.hpp"
#include "store/migrations.hpp"
#include "support/contract_database.hpp"
#include "tries/counted_tries_store.hpp"
#include "tries/throttle_store.hpp"

namespace voordeur {
namespace {

constexpr int racers = 16;
Time const now = from_stored(1'800'000'000'000);

class StoreContract : public testing::TestWithParam<std::string> {
  protected:
    StoreContract() : contract_(GetParam()) {}

    Database& database() { return contract_.database(); }
    Random& random() { return contract_.random(); }
    Sealer const& sealer() { return contract_.sealer(); }
    Mac const& mac() { return contract_.mac(); }

    // How many of 16 threads that do the same at once are told that it was theirs.
    int winners(std::function<bool(Transaction&)> const& step) {
        std::atomic<int> won = 0;
        std::vector<std::jthread> threads;
        for (int i = 0; i < racers; ++i)
            threads.emplace_back([&] {
                if (database().transaction([&](Transaction& transaction) { return step(transaction); }))
                    ++won;
            });
        threads.clear();
        return won;
    }

    Id<Registration> registration() { return contract_.add_registration(now); }
    Id<Account> account(std::string const& email = "patient@post.example") {
        return contract_.add_account(email, now);
    }

    Id<Challenge> challenge(Id<Account> const& account_id) {
        Challenge challenge{.id = new_id<Challenge>(now, random()),
                            .purpose = Purpose::sign_in,
                            .kind = "sms",
                            .account_id = account_id,
                            .browser_key = "browser",
                            .lookup_key = "key",
                            .made_at = now};
        database().transaction(
            [&](Transaction& transaction) { add_challenge(transaction, challenge, "secret", sealer()); });
        return challenge.id;
    }

    Recovery recovery(Id<Account> const& account_id, std::string const& browser_key = "browser",
                      Time begun_at = now) {
        Recovery const fresh{new_id<Recovery>(begun_at, random()), account_id, browser_key, begun_at};
        database().transaction([&](Transaction& transaction) { add_recovery(transaction, fresh); });
        return fresh;
    }

  private:
    ContractDatabase contract_;
};

TEST_P(StoreContract, RollsBackWhatThrows) {
    EXPECT_THROW(database().transaction([&](Transaction& transaction) {
        transaction.run("INSERT INTO setting (name, value) VALUES ($1, $2)", "a", "b");
        throw std::runtime_error("stop");
    }),
                 std::runtime_error);
    auto const row = database().read([](Transaction& transaction) {
        return transaction.one("SELECT 1 FROM setting WHERE name = $1", "a");
    });
    EXPECT_FALSE(row);
}

TEST_P(StoreContract, KeepsTextNumbersAndNull) {
    auto const text = std::string("Şeyma’s “naam” — ünïcode\n'; DROP TABLE setting; --");
    auto const row = database().transaction([&](Transaction& transaction) {
        return transaction.one(
            "INSERT INTO throttle (bucket, failures, wait_until, last_failure_at, last_input) VALUES "
            "($1, $2, $3, $4, $5) RETURNING bucket, failures, wait_until, last_input",
            text, 7, now, std::int64_t{1} << 60, nullptr);
    });
    ASSERT_TRUE(row);
    EXPECT_EQ(row->text(0), text);
    EXPECT_EQ(row->number(1), 7);
    EXPECT_EQ(row->time(2), now);
    EXPECT_FALSE(row->maybe_text(3));
}

TEST_P(StoreContract, KnowsATableThatIsNotThere) {
    EXPECT_THROW(database().read([](Transaction& transaction) { transaction.run("SELECT 1 FROM nowhere"); }),
                 NoSuchTable);
}

// A page that only looks waits for nobody.
TEST_P(StoreContract, ReadsWhileAnotherHoldsTheRow) {
    auto const id = registration();
    database().transaction([&](Transaction& transaction) {
        note_locked(transaction, id, now);
        auto const seen = database().read(
            [&](Transaction& other) { return lock_registration(other, id)->facts.locked_at; });
        EXPECT_EQ(seen, std::nullopt);
    });
}

TEST_P(StoreContract, AMigrationHasNoDeadline) {
    std::string_view const has_deadline =
        "DO $$ BEGIN IF current_setting('statement_timeout') <> '0' THEN RAISE EXCEPTION 'a deadline'; END "
        "IF; "
        "END $$;";
    std::vector<Migration> const migrations{
        {1000, "long", database().is_sqlite() ? std::string_view("SELECT 1;") : has_deadline}};
    EXPECT_EQ(migrate(database(), migrations, now), 1);
    EXPECT_EQ(schema_state(database(), migrations), SchemaState::current);
}

TEST_P(StoreContract, NamesAViolatedUniqueConstraint) {
    auto const insert = [&] {
        database().transaction([](Transaction& transaction) {
            transaction.run("INSERT INTO setting (name, value) VALUES ('once', 'x')");
        });
    };
    insert();
    EXPECT_THROW(insert(), NotUnique);
}

TEST_P(StoreContract, ErrorsHoldNoBoundValue) {
    try {
        for (int i = 0; i < 2; ++i)
            database().transaction([](Transaction& transaction) {
                transaction.run("INSERT INTO setting (name, value) VALUES ($1, 'x')", "geheim-4711");
            });
        FAIL() << "no error";
    } catch (StoreError const& error) {
        EXPECT_EQ(std::string(error.what()).find("geheim-4711"), std::string::npos) << error.what();
    }
}

TEST_P(StoreContract, OneRegistrationIsCompletedOnce) {
    auto const id = registration();
    EXPECT_EQ(winners([&](Transaction& transaction) { return complete_registration(transaction, id, now); }),
              1);
}

TEST_P(StoreContract, OneRegistrationIsLockedOnce) {
    auto const id = registration();
    EXPECT_EQ(winners([&](Transaction& transaction) { return note_locked(transaction, id, now); }), 1);
}

TEST_P(StoreContract, AWrongInputIsKnownUntilForgotten) {
    auto const key = TriesKey::details(registration());
    auto const step = [&](auto const& change) { database().transaction(change); };
    auto const known = [&] {
        return database().read([&](Transaction& transaction) { return find_tries(transaction, key); });
    };
    step([&](Transaction& transaction) {
        take_try(transaction, key, 5, now);
        note_wrong_input(transaction, key, "mac");
    });
    EXPECT_EQ(known().made, 1);
    EXPECT_EQ(known().last_wrong, "mac");
    step([&](Transaction& transaction) { give_try_back(transaction, key); });
    EXPECT_EQ(known().made, 0);
    step([&](Transaction& transaction) { give_try_back(transaction, key); });
    EXPECT_EQ(known().made, 0) << "never less than none";
    step([&](Transaction& transaction) { forget_tries(transaction, key); });
    EXPECT_EQ(known().last_wrong, std::nullopt);
}

TEST_P(StoreContract, ACompletedRegistrationForgetsWhatWasTypedWrong) {
    auto const id = registration();
    auto const wrong_ones = [&] {
        return database().read([&](Transaction& transaction) {
            return find_tries(transaction, TriesKey::details(id)).last_wrong.has_value() +
                   find_tries(transaction, TriesKey::super_pin(id)).last_wrong.has_value();
        });
    };
    database().transaction([&](Transaction& transaction) {
        for (auto const& key : {TriesKey::details(id), TriesKey::super_pin(id)}) {
            take_try(transaction, key, 5, now);
            note_wrong_input(transaction, key, "mac");
        }
    });
    EXPECT_EQ(wrong_ones(), 2);
    database().transaction([&](Transaction& transaction) { complete_registration(transaction, id, now); });
    EXPECT_EQ(wrong_ones(), 0);
}

// Of each kind apart, though they are about the same row.
TEST_P(StoreContract, NoMoreTriesThanThereAre) {
    auto const id = registration();
    for (auto const& key :
         {TriesKey::details(id), TriesKey::super_pin(id), TriesKey::code(Id<Challenge>(id.text()))}) {
        EXPECT_EQ(
            winners([&](Transaction& transaction) { return take_try(transaction, key, 5, now).has_value(); }),
            5);
        EXPECT_EQ(
            database().read([&](Transaction& transaction) { return find_tries(transaction, key); }).made, 5);
    }
}

TEST_P(StoreContract, OneCodeIsSpentOnce) {
    auto const id = challenge(account());
    EXPECT_EQ(winners([&](Transaction& transaction) { return spend_challenge(transaction, id, now); }), 1);
    EXPECT_EQ(winners([&](Transaction& transaction) { return use_challenge(transaction, id, now); }), 1);
}

// The same code of an app, typed in sixteen browsers at once.
TEST_P(StoreContract, OneStepOfAnAppIsSpentOnce) {
    auto const account_id = account();
    auto const id = new_id<Factor>(now, random());
    database().transaction([&](Transaction& transaction) {
        add_factor(transaction, {id, account_id, TotpFactor::kind, "secret", ""}, sealer(), now);
    });
    auto const spends = [&](std::int64_t step) {
        return winners([&](Transaction& transaction) { return spend_step(transaction, id, {step, 0}); });
    };
    EXPECT_EQ(spends(7), 1);
    EXPECT_EQ(spends(7), 0);
    EXPECT_EQ(spends(6), 0) << "an older one";
    EXPECT_EQ(spends(8), 1);
}

TEST_P(StoreContract, OnePaperCodeIsSpentOnce) {
    auto const account_id = account();
    auto const id = new_id<Factor>(now, random());
    database().transaction([&](Transaction& transaction) {
        add_factor(transaction, {id, account_id, PaperCodes::kind, "", ""}, sealer(), now);
        add_paper_code(transaction, id, "one");
        add_paper_code(transaction, id, "two");
    });
    auto const spends = [&](std::string const& hash) {
        return winners(
            [&](Transaction& transaction) { return spend_paper_code(transaction, id, hash, now); });
    };
    EXPECT_EQ(spends("one"), 1);
    EXPECT_EQ(spends("one"), 0);
    EXPECT_EQ(spends("none"), 0);
    EXPECT_EQ(spends("two"), 1);
}

TEST_P(StoreContract, AVersionIsAcceptedOnce) {
    auto const account_id = account();
    auto const accepts = [&](Publication const& publication) {
        auto const id = database().transaction([&](Transaction& transaction) {
            return std::get<Published>(publish(transaction, publication, now, random())).id;
        });
        return winners([&](Transaction& transaction) {
            return record_acceptance(transaction, {account_id, id}, now);
        });
    };
    Publication publication{.dutch = {"1", "nl", sha256_hex("nl")}, .english = {"1", "en", sha256_hex("en")}};
    EXPECT_EQ(accepts(publication), 1);
    publication.dutch = {"2", "anders", sha256_hex("anders")};
    publication.english.version = "2";
    EXPECT_EQ(accepts(publication), 1) << "another version";
}

// Of 16 at once one is published, and the others hear that it is there or come too late.
TEST_P(StoreContract, OneVersionIsPublishedUnderItsName) {
    std::atomic<int> published = 0;
    std::vector<std::jthread> threads;
    for (int i = 0; i < racers; ++i)
        threads.emplace_back([&, i] {
            auto const text = std::to_string(i);
            Publication const publication{.dutch = {"1", text, sha256_hex(text)},
                                          .english = {"1", text, sha256_hex(text)}};
            try {
                auto const outcome = database().transaction([&](Transaction& transaction) {
                    return publish(transaction, publication, now, random());
                });
                if (std::holds_alternative<Published>(outcome)) ++published;
            } catch (NotUnique const&) {
                // Another was first.
            }
        });
    threads.clear();
    EXPECT_EQ(published, 1);
}

TEST_P(StoreContract, OneSetUpOfAnAppIsOpenAtATime) {
    auto const account_id = account();
    TotpFactor const app({sealer(), mac(), random()}, 5);
    winners([&](Transaction& transaction) {
        app.set_up(transaction, {account_id, "browser"}, now);
        return true;
    });
    auto const made = database().read([&](Transaction& transaction) {
        return transaction.one("SELECT count(*) FROM challenge WHERE account_id = $1", account_id)->number(0);
    });
    EXPECT_EQ(made, 1);
}

TEST_P(StoreContract, NoGuessGoesUncounted) {
    ThrottlePolicy const never_waits{1000, std::chrono::seconds(1)};
    winners([&](Transaction& transaction) {
        auto const state = lock_throttle(transaction, "bucket");
        save_throttle(transaction, "bucket", with_failure(state, "", never_waits, now));
        return true;
    });
    auto const state =
        database().transaction([](Transaction& transaction) { return lock_throttle(transaction, "bucket"); });
    EXPECT_EQ(state.failures, racers);
}

// Sixteen accounts of one practice ask for the last SMS of its budget, to one number, at once.
TEST_P(StoreContract, OneOfManyAccountsGetsTheLastSms) {
    std::vector<Id<Account>> accounts;
    for (int i = 0; i < racers; ++i)
        accounts.push_back(account("patient" + std::to_string(i) + "@post.example"));
    std::atomic<std::size_t> next = 0;
    EXPECT_EQ(
        winners([&](Transaction& transaction) {
            WantedSms const wanted{.account_id = accounts[next++ % accounts.size()],
                                   .phone_key = "phone",
                                   .practice_id = Id<Practice>("practice"),
                                   .country = "FR",
                                   .is_abroad = true};
            lock_sms_counts(transaction, wanted);
            auto const history = sms_history(transaction, wanted, now);
            if (!history.of_phone.empty() || history.unbound_of_practice + history.unbound_of_country > 0)
                return false;
            note_sms(transaction, new_id<WantedSms>(now, random()), wanted, now);
            return true;
        }),
        1);
}

TEST_P(StoreContract, OneSuperPinIsActivatedOnce) {
    auto const account_id = account();
    auto const id = new_id<SuperPin>(now, random());
    database().transaction([&](Transaction& transaction) {
        add_pending_super_pin(transaction, {id, account_id, "hash", now}, SuperPin::make(random()), sealer());
    });
    EXPECT_EQ(winners([&](Transaction& transaction) { return activate_super_pin(transaction, id, now); }), 1);
}

TEST_P(StoreContract, AnAddressIsTheNameOfOneOfItsAccounts) {
    std::atomic<int> with_name = 0, without_name = 0;
    std::vector<std::jthread> threads;
    for (int i = 0; i < racers; ++i)
        threads.emplace_back([&] {
            NewAccount const fresh{{new_id<Account>(now, random()),
                                    random().text("0123456789", 10),
                                    "two@post.example",
                                    "Two",
                                    {}},
                                   "hash",
                                   IdentityProof::details};
            auto const has_name = database().transaction(
                [&](Transaction& transaction) { return add_account(transaction, fresh, sealer(), now); });
            ++(has_name ? with_name : without_name);
        });
    threads.clear();
    EXPECT_EQ(with_name, 1);
    EXPECT_EQ(without_name, racers - 1);
    database().read([&](Transaction& transaction) {
        auto const accounts = accounts_at(transaction, "two@post.example");
        EXPECT_EQ(accounts.size(), static_cast<std::size_t>(racers));
        auto named = 0;
        for (auto const& each : accounts) {
            if (each.has_email_name) ++named;
            auto const found = find_sign_in(transaction, each.customer_number);
            ASSERT_TRUE(found) << "everybody signs in by the number";
            EXPECT_EQ(found->account.id, each.id);
            EXPECT_EQ(counted_as(transaction, each.customer_number), each.id.text());
        }
        auto const by_address = find_sign_in(transaction, "two@post.example");
        ASSERT_TRUE(by_address && by_address->account.has_email_name);
        EXPECT_EQ(counted_as(transaction, "two@post.example"), by_address->account.id.text());
        EXPECT_LE(named, 1);
        EXPECT_EQ(counted_as(transaction, "nobody@post.example"), "nobody@post.example");
        EXPECT_EQ(counted_as(transaction, "0000000000"), "0000000000");
    });
}

// Whoever comes to a mailbox that is another's name keeps the number, and takes the name of a free one.
TEST_P(StoreContract, ANewAddressIsANameWhereNobodyHasIt) {
    auto const id = account();
    auto const other = account("taken@post.example");
    auto const move_to = [&](std::string const& email) {
        return database().transaction([&](Transaction& transaction) {
            EXPECT_TRUE(replace_email(transaction, id, email, now));
            auto const account = find_password(transaction, id).value().account;
            EXPECT_EQ(account.email, email);
            return account.has_email_name;
        });
    };
    EXPECT_FALSE(move_to("taken@post.example"));
    database().read([&](Transaction& transaction) {
        EXPECT_EQ(find_sign_in(transaction, "taken@post.example").value().account.id, other);
        EXPECT_EQ(accounts_at(transaction, "taken@post.example").size(), 2U);
    });
    EXPECT_TRUE(move_to("free@post.example"));
    EXPECT_TRUE(move_to("free@post.example")) << "its own";
    database().transaction([&](Transaction& transaction) { close_account(transaction, other, now); });
    EXPECT_TRUE(move_to("taken@post.example"));
    database().transaction([&](Transaction& transaction) {
        close_account(transaction, id, now);
        EXPECT_FALSE(replace_email(transaction, id, "free@post.example", now));
        EXPECT_FALSE(find_sign_in(transaction, "taken@post.example"));
        EXPECT_TRUE(accounts_at(transaction, "taken@post.example").empty());
    });
}

TEST_P(StoreContract, ASessionEndsOnce) {
    auto const account_id = account();
    auto const token = new_cookie_token(random());
    database().transaction([&](Transaction& transaction) {
        start_session(transaction, token, {account_id, {{"password", now}}, now, std::nullopt}, now);
    });
    auto const hash = session_hash(token.reveal());
    EXPECT_EQ(winners([&](Transaction& transaction) { return end_session(transaction, hash, now); }), 1);
    EXPECT_FALSE(
        database().read([&](Transaction& transaction) { return find_session(transaction, hash, now); }));
}

TEST_P(StoreContract, AKnownBrowserIsOneAccountsUntilItIsEnded) {
    auto const account_id = account();
    auto const email = database().read([&](Transaction& transaction) {
        return transaction.one("SELECT name FROM sign_in_name WHERE account_id = $1", account_id)->text(0);
    });
    auto const number = database().read([&](Transaction& transaction) {
        return find_password(transaction, account_id).value().account.customer_number;
    });
    auto const is_known = [&](std::string const& hash, std::string const& name, Time when) {
        return database().read([&](Transaction& transaction) {
            auto const by_name = is_known_browser_of(transaction, hash, name, when);
            if (name == email) EXPECT_EQ(is_known_browser(transaction, hash, account_id, when), by_name);
            return by_name;
        });
    };
    auto const change = [&](auto const& step) { database().transaction(step); };
    EXPECT_FALSE(is_known("hash", email, now));
    change([&](Transaction& transaction) { remember_known_browser(transaction, "hash", account_id, now); });
    EXPECT_TRUE(is_known("hash", email, now));
    EXPECT_FALSE(is_known("hash", "someone@else.example", now));
    EXPECT_TRUE(is_known("hash", number, now));
    EXPECT_FALSE(is_known("hash", "0000000000", now));
    EXPECT_FALSE(is_known("other", email, now));
    EXPECT_TRUE(is_known("hash", email, now + std::chrono::days(364)));
    EXPECT_FALSE(is_known("hash", email, now + std::chrono::days(365)));
    change([&](Transaction& transaction) {
        remember_known_browser(transaction, "hash", account_id, now + std::chrono::days(300));
    });
    EXPECT_TRUE(is_known("hash", email, now + std::chrono::days(500)));
    // Of twenty more the oldest makes way.
    for (int i = 1; i <= most_known_browsers; ++i)
        change([&](Transaction& transaction) {
            remember_known_browser(transaction, "browser " + std::to_string(i), account_id,
                                   now + std::chrono::days(300) + std::chrono::minutes(i));
        });
    EXPECT_FALSE(is_known("hash", email, now + std::chrono::days(301)));
    EXPECT_TRUE(is_known("browser 1", email, now + std::chrono::days(301)));
    change([&](Transaction& transaction) { forget_known_browsers(transaction, account_id); });
    EXPECT_FALSE(is_known("browser 20", email, now + std::chrono::days(301)));
}

TEST_P(StoreContract, TheNewestThreeLinksHold) {
    auto const id = registration();
    std::vector<std::string> tokens;
    for (int i = 0; i < 4; ++i) {
        auto const token = new_link_token(random());
        tokens.push_back(token.reveal());
        database().transaction([&](Transaction& transaction) {
            add_link(
                transaction,
                {new_id<NewLink>(now, random()), id, LinkKind::confirmation, now + std::chrono::minutes(i)},
                token);
        });
    }
    auto const state = [&](std::string const& token) {
        return database().read([&](Transaction& transaction) {
            return state_of(find_link(transaction, LinkKind::confirmation, token)->facts, now);
        });
    };
    EXPECT_EQ(state(tokens[0]), LinkState::replaced);
    EXPECT_EQ(state(tokens[1]), LinkState::holds);
    EXPECT_EQ(state(tokens[3]), LinkState::holds);
}

TEST_P(StoreContract, OneOfManyDraftsIsCommittedAndEndsAllOthers) {
    auto const account_id = account();
    std::vector<Recovery> drafts;
    for (int i = 0; i < racers; ++i) drafts.push_back(recovery(account_id, std::to_string(i)));
    auto const others = recovery(account("other@post.example"));
    std::atomic<std::size_t> next = 0;
    EXPECT_EQ(winners([&](Transaction& transaction) {
                  return commit_recovery(transaction, drafts[next++ % drafts.size()], now);
              }),
              1);
    database().read([&](Transaction& transaction) {
        for (auto const& draft : drafts) EXPECT_FALSE(find_recovery(transaction, draft.id));
        EXPECT_TRUE(find_recovery(transaction, others.id));
    });
}

TEST_P(StoreContract, ADraftIsCommittedOnceWaitsOnceAndIsStoppedOnce) {
    auto const account_id = account();
    auto const committed = recovery(account_id), waiting = recovery(account_id);
    RecoveryWait const wait{now + std::chrono::hours(24), {Proof::mailbox, Proof::super_pin}};
    EXPECT_EQ(winners([&](Transaction& transaction) { return begin_wait(transaction, waiting.id, wait); }),
              1);
    database().read([&](Transaction& transaction) {
        auto const found = find_waiting_recovery(transaction, account_id, wait.opened_by, now);
        ASSERT_TRUE(found);
        EXPECT_EQ(found->id, waiting.id);
        EXPECT_EQ(found->wait, wait);
        EXPECT_FALSE(find_waiting_recovery(transaction, account_id, {Proof::mailbox, Proof::phone}, now));
        EXPECT_TRUE(find_waiting_recovery(transaction, account_id, wait.opened_by,
                                          wait.opens_at + std::chrono::hours(71)));
        EXPECT_FALSE(find_waiting_recovery(transaction, account_id, wait.opened_by,
                                           wait.opens_at + std::chrono::hours(72)));
    });
    auto const stop = [&](Transaction& transaction) {
        return end_recovery(transaction, waiting.id, RecoveryEnd::stop_link, now);
    };
    EXPECT_EQ(winners(stop), 1);
    EXPECT_EQ(winners([&](Transaction& transaction) { return commit_recovery(transaction, waiting, now); }),
              0);
    EXPECT_EQ(winners([&](Transaction& transaction) { return commit_recovery(transaction, committed, now); }),
              1);
    database().transaction([&](Transaction& transaction) {
        EXPECT_FALSE(end_recovery(transaction, committed.id, RecoveryEnd::owner, now));
        EXPECT_EQ(committed_at(transaction, committed.id), now);
        EXPECT_EQ(stopped_since(transaction, account_id, now - std::chrono::days(7)), 1);
        EXPECT_EQ(stopped_since(transaction, account_id, now), 0);
    });
}

TEST_P(StoreContract, AProofIsOfItsDraftAndOfAnHour) {
    auto const account_id = account();
    auto const mine = recovery(account_id, "mine"), other = recovery(account_id, "other");
    database().transaction([&](Transaction& transaction) {
        note_proof(transaction, mine.id, Proof::mailbox, now);
        note_proof(transaction, mine.id, Proof::super_pin, now - std::chrono::minutes(50));
        note_proof(transaction, mine.id, Proof::super_pin, now);
        EXPECT_EQ(proofs_of(transaction, mine.id, now), (Proofs{Proof::mailbox, Proof::super_pin}));
        EXPECT_TRUE(proofs_of(transaction, other.id, now).is_empty());
        EXPECT_TRUE(proofs_of(transaction, mine.id, now + std::chrono::hours(1)).is_empty());
        EXPECT_EQ(lock_draft(transaction, "mine", now)->id, mine.id);
        EXPECT_EQ(lock_draft(transaction, "other", now)->id, other.id);
        EXPECT_FALSE(lock_draft(transaction, "third", now));
        EXPECT_FALSE(lock_draft(transaction, "mine", now + std::chrono::hours(1)));
    });
}

TEST_P(StoreContract, TheNewestThreeLinksBeginADraftAndACommitEndsThem) {
    auto const draft = recovery(account());
    std::vector<std::string> tokens;
    auto const add = [&](std::string const& about, int minute) {
        auto const token = new_link_token(random());
        database().transaction([&](Transaction& transaction) {
            add_enter_link(transaction, about, token, now + std::chrono::minutes(minute));
        });
        return token.reveal();
    };
    for (int minute = 0; minute < 4; ++minute) tokens.push_back(add(draft.account_id.text(), minute));
    add("nobody", 5);
    auto const holds = [&](std::string const& token, Time when) {
        return database()
            .read([&](Transaction& transaction) { return find_enter_link(transaction, token, when); })
            .has_value();
    };
    auto const later = now + std::chrono::hours(5);
    EXPECT_FALSE(holds(tokens[0], now));
    for (auto const& token : {tokens[1], tokens[2], tokens[3]}) EXPECT_TRUE(holds(token, now));
    EXPECT_FALSE(holds(tokens[3], later));
    database().transaction([&](Transaction& transaction) {
        EXPECT_EQ(enter_links_today(transaction, draft.account_id.text(), later), 4);
        keep_enter_links(transaction, draft.account_id.text(), later);
    });
    for (auto const& token : {tokens[1], tokens[2], tokens[3]}) EXPECT_TRUE(holds(token, later));
    EXPECT_FALSE(holds(tokens[0], later));
    database().transaction([&](Transaction& transaction) {
        auto const stop = new_link_token(random());
        add_stop_link(transaction, {draft.account_id, draft.id}, stop, now);
        EXPECT_FALSE(find_enter_link(transaction, stop.reveal(), now)) << "it begins nothing";
        EXPECT_FALSE(find_stop_link(transaction, tokens[3], now)) << "and these stop nothing";
        EXPECT_TRUE(commit_recovery(transaction, draft, later));
        EXPECT_TRUE(find_stop_link(transaction, stop.reveal(), now + std::chrono::days(9)));
        EXPECT_FALSE(find_stop_link(transaction, stop.reveal(), now + std::chrono::days(10)));
    });
    for (auto const& token : tokens) EXPECT_FALSE(holds(token, later));
}

INSTANTIATE_TEST_SUITE_P(Databases, StoreContract, testing::ValuesIn(contract_databases()),
                         [](auto const& database_of) {
                             return database_of.param.starts_with("sqlite") ? "SQLite" : "PostgreSQL";
                         });

}  // namespace
}  // namespace voordeur
