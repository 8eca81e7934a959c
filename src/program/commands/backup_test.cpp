// SPDX-License-Identifier: EUPL-1.2
#include "backup.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <regex>

#include "audit/audit_verifier.hpp"
#include "audit_keeper.hpp"
#include "crypto/tokens.hpp"
#include "factors/challenge_store.hpp"
#include "installation.hpp"
#include "restore.hpp"
#include "sessions/session_store.hpp"
#include "store/database.hpp"
#include "store/sqlite_copy.hpp"
#include "support/contract_installation.hpp"
#include "support/operator_commands.hpp"

namespace voordeur {
namespace {

using std::filesystem::perms;
using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

class Backups : public OperatorCommands {
  protected:
    Backups() {
        install();
        done(invite_words());
    }
    void change(std::string const& name, std::string const& sql) const {
        Database::open({.url = "sqlite:" + file(name)})->execute_script(sql);
    }
};

TEST_F(Backups, AreTwoFilesForTheirOwnerOnly) {
    EXPECT_EQ(done({"backup", file("copy")}),
              "The database is in copy/voordeur.db and the key ring in copy/keys; keep the two in different "
              "places.\n");
    EXPECT_EQ(std::filesystem::status(folder_ / "copy").permissions(), perms::owner_all);
    for (auto const* name : {"copy/voordeur.db", "copy/keys"})
        EXPECT_EQ(std::filesystem::status(folder_ / name).permissions(),
                  perms::owner_read | perms::owner_write);
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_ / "copy"), {}), 2);
    EXPECT_EQ(refusal({"backup", file("copy")}),
              "copy/voordeur.db is there already, and a backup never overwrites; give another folder.\n");
    EXPECT_EQ(refusal({"backup"}),
              "voordeur backup needs DIR, for example /var/backups/voordeur/2026-11-29.\n");
    EXPECT_EQ(refusal({"backup", ""}),
              "DIR is empty; give the name of a folder, for example /var/backups/voordeur/2026-11-29.\n");
}

TEST_F(Backups, HaveWhatIsCommittedAtThatMomentWhileOthersWrite) {
    auto const server = Database::open({.url = "sqlite:" + file("data/voordeur.db")});
    server->transaction([&](Transaction& transaction) {
        transaction.run("UPDATE practice SET name = 'Not yet'");
        EXPECT_THAT(run_apart({"backup", file("nowhere/copy"), "--config", file("voordeur.toml")}).err,
                    HasSubstr("nowhere/copy cannot be made (No such file or directory)"));
        EXPECT_TRUE(copy_sqlite(file("data/voordeur.db"), file("copy.db")));
    });
    auto const copy = Database::open_to_read(file("copy.db"));
    EXPECT_EQ(copy->read([](Transaction& transaction) {
        return transaction.one("SELECT name FROM practice")->text(0);
    }),
              "De Linde");
    EXPECT_THROW(copy->transaction([](Transaction& transaction) {
        transaction.run("UPDATE practice SET name = 'Changed'");
    }),
                 StoreError);
}

TEST_F(Backups, AreChecked) {
    done({"backup", file("copy")});
    EXPECT_THAT(run_apart({"restore", "--check", file("copy")}).out,
                StartsWith("The backup is whole, and database and key ring belong together: "));
    std::filesystem::remove(folder_ / "copy/keys");
    EXPECT_EQ(refusal({"restore", "--check", file("copy")}), "copy/keys is missing, so this is no backup.\n");
    folder_.write("other.toml", "data_dir = \"other\"\n");
    done({"migrate"}, "other.toml");
    std::filesystem::copy(folder_ / "other/keys", folder_ / "copy/keys");
    std::filesystem::permissions(folder_ / "copy/keys", perms(0600));
    EXPECT_EQ(refusal({"restore", "--check", file("copy")}),
              "The key ring copy/keys is not the one of this database; restore the file that belongs to "
              "it.\n");
}

TEST_F(Backups, ThatSomebodyChangedAreTold) {
    done({"audit", "verify"});  // binds what waited
    done({"backup", file("copy")});
    change("copy/voordeur.db",
           "DROP TRIGGER audit_event_no_UPDATE; UPDATE audit_event SET user_id = 'somebody else'");
    EXPECT_THAT(refusal({"restore", "--check", file("copy")}),
                StartsWith("The audit log in copy/voordeur.db is not whole. "));
}

TEST_F(Backups, ThatAreDamagedAreTold) {
    done({"backup", file("copy")});
    auto const size = std::filesystem::file_size(folder_ / "copy/voordeur.db");
    {
        std::fstream bytes(file("copy/voordeur.db"), std::ios::in | std::ios::out | std::ios::binary);
        bytes.seekp(static_cast<std::streamoff>(size / 2));
        bytes << std::string(20'000, '\xff');
    }
    auto const ran = command({"restore", "--check", file("copy")});
    EXPECT_NE(ran.status, 0);
    EXPECT_EQ(ran.out, "");
    std::filesystem::resize_file(folder_ / "copy/voordeur.db", 0);
    EXPECT_NE(command({"restore", "--check", file("copy")}).status, 0);
}

TEST_F(Backups, ArePutBackWhereNothingIs) {
    done({"backup", file("copy")});
    EXPECT_EQ(refusal({"restore", "--from", file("copy")}),
              "data/voordeur.db is there, and a restore never overwrites; stop the server and move data_dir "
              "away.\n");
    std::filesystem::rename(folder_ / "data", folder_ / "broken");
    auto const said = done({"restore", "--from", file("copy")});
    EXPECT_THAT(said, AllOf(StartsWith("The backup is put back.\nEverybody is signed out"),
                            HasSubstr("1 e-mails and 0 SMS wait in it: those that went out after the backup "
                                      "was made go out a second time")));
    EXPECT_THAT(done({"registrations", "--practice", "de-linde"}), HasSubstr("Jan de Vries"));
    auto const log = done({"audit", "export", "--from", "2000-01-01", "--to", "2100-01-01"});
    EXPECT_THAT(log, AllOf(HasSubstr("installation.backed_up"), HasSubstr("installation.restored")));
    EXPECT_THAT(done({"audit", "verify"}), StartsWith("The audit log is whole"));
}

// In place, and only then everybody was signed out: what failed in between left sessions of before alive.
TEST_F(Backups, ArePutBackWholeOrNotAtAll) {
    {
        auto const installation = open_installation(load_config(folder_ / "voordeur.toml"));
        auto const app = installation->app();
        app.database.transaction([&](Transaction& transaction) {
            Id<Account> const account("account-1");
            add_account(transaction, {{account, "1234567897", "jan@post.example", "Jan"}, "hash"}, app.sealer,
                        installation->clock().now());
            start_session(transaction, new_cookie_token(app.random),
                          {account, {}, installation->clock().now(), std::nullopt},
                          installation->clock().now());
        });
    }
    auto const sessions = [&](std::string const& name) {
        return Database::open_to_read(file(name))->read([](Transaction& transaction) {
            return transaction.one("SELECT count(*) FROM session WHERE ended_at IS NULL")->number(0);
        });
    };
    done({"backup", file("copy")});
    EXPECT_EQ(sessions("copy/voordeur.db"), 1);
    std::filesystem::rename(folder_ / "data", folder_ / "broken");
    folder_.write("brand.toml", "[texts.nl]\nno_such_text = \"x\"\n");
    folder_.write("with_brand.toml", "brand = \"brand.toml\"\n");
    EXPECT_NE(refusal({"restore", "--from", file("copy")}, "with_brand.toml"), "");
    EXPECT_FALSE(std::filesystem::exists(folder_ / "data/voordeur.db"));
    EXPECT_FALSE(std::filesystem::exists(folder_ / "data/restoring"));

    std::filesystem::create_directory(folder_ / "data/restoring");
    EXPECT_THAT(refusal({"restore", "--from", file("copy")}), HasSubstr("data/restoring is there"));
    std::filesystem::remove(folder_ / "data/restoring");
    done({"restore", "--from", file("copy")});
    EXPECT_EQ(sessions("data/voordeur.db"), 0);
    EXPECT_FALSE(std::filesystem::exists(folder_ / "data/restoring"));
}

TEST_F(Backups, AreComparedWithAHeadThatIsKnown) {
    auto const head_in = [](std::string const& text) {
        std::smatch found;
        return std::regex_search(text, found, std::regex("head is ([0-9]+:[0-9a-f]+)")) ? found[1].str() : "";
    };
    auto const head = head_in(done({"audit", "verify"}));
    done({"backup", file("copy")});
    EXPECT_THAT(run_apart({"restore", "--check", file("copy")}).out,
                HasSubstr("Who made it this cannot say"));
    auto const known = run_apart({"restore", "--check", file("copy"), "--head", head});
    EXPECT_EQ(known.status, 0) << known.err;
    EXPECT_THAT(known.out, HasSubstr("That head is in its log"));
    // Made by whoever can write both files: whole, and another one.
    folder_.write("other.toml", "data_dir = \"other\"\n");
    done({"migrate"}, "other.toml");
    done({"backup", file("forged")}, "other.toml");
    EXPECT_EQ(run_apart({"restore", "--check", file("forged")}).status, 0);
    EXPECT_THAT(refusal({"restore", "--check", file("forged"), "--head", head}), HasSubstr("is not whole"));
    EXPECT_EQ(refusal({"restore", "--from", file("copy"), "--head", head}),
              "--head is for --check; leave it out.\n");
}

TEST_F(Backups, OfPostgresqlAreMadeByItsOwnTools) {
    folder_.write("postgres.toml",
                  "[database]\nurl = \"postgresql://voordeur:secret@db.example/voordeur\"\n");
    EXPECT_EQ(refusal({"backup", "/var/backups/v"}, "postgres.toml"),
              "The database is PostgreSQL: run pg_dump --format=custom --file=/var/backups/v/voordeur.dump "
              "with its address, and copy data/keys to another place; docs/operating.md has both.\n");
    EXPECT_EQ(refusal({"restore", "--from", "/var/backups/v"}, "postgres.toml"),
              "The database is PostgreSQL: put it back with pg_restore as docs/operating.md says, then run "
              "voordeur restore --done.\n");
    EXPECT_EQ(refusal({"restore"}), "Give one of --check DIR, --from DIR and --done.\n");
    EXPECT_EQ(refusal({"restore", "--done", "--check", "x"}),
              "Give one of --check DIR, --from DIR and --done.\n");
}

class Restored : public testing::TestWithParam<std::string> {};

TEST_P(Restored, EndsSessionsAndOpenCodes) {
    ContractInstallation installation(GetParam());
    auto const now = installation->clock().now();
    auto const token = new_cookie_token(installation.random());
    Id<Account> const account("account-1");
    auto& database = installation.database();
    Challenge challenge{
        .id = Id<Challenge>("challenge-1"), .kind = "sms", .account_id = account, .made_at = now};
    database.transaction([&](Transaction& transaction) {
        add_account(transaction, {{account, "1234567897", "jan@post.example", "Jan"}, "hash"},
                    installation.sealer(), now);
        start_session(transaction, token, {account, {{"password", now}}, now, std::nullopt}, now);
        add_challenge(transaction, challenge, "+31612345678", installation.sealer());
    });
    auto const is_signed_in = [&] {
        return database.read([&](Transaction& transaction) {
            return find_session(transaction, session_hash(token.reveal()), now).has_value();
        });
    };
    EXPECT_TRUE(is_signed_in());
    note_restored(*installation, "test");
    EXPECT_FALSE(is_signed_in());
    EXPECT_TRUE(database.read([&](Transaction& transaction) {
        return lock_challenge(transaction, challenge.id)->facts.ended_at.has_value();
    }));
}

// A machine that saw more than was put back would say for ever that the head was set back.
TEST_P(Restored, LetsTheChainGoOnWithoutWhatIsUndone) {
    ContractInstallation installation(GetParam());
    auto const app = installation->app();
    AuditHead const undone{17, std::string(64, 'a')};
    installation->audit_head_file().write(undone);
    EXPECT_EQ(note_restored(*installation, "test").undone_head, undone);
    chainer_of(*installation).settle(installation->clock(), std::chrono::seconds(5));
    EXPECT_EQ(verify_audit_log(app.database, app.mac, {}).problems, std::vector<std::string>());
    auto const seen = installation->audit_head_file().read();
    ASSERT_TRUE(seen);
    EXPECT_LT(seen->number, undone.number);
    EXPECT_EQ(note_restored(*installation, "test").undone_head, std::nullopt);
}

INSTANTIATE_TEST_SUITE_P(Databases, Restored, testing::ValuesIn(contract_databases()),
                         [](auto const& kind) { return kind.param; });

}  // namespace
}  // namespace voordeur
