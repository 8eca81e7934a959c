// SPDX-License-Identifier: EUPL-1.2
// What is wrong with an installation, and the one sentence that says so; where there is a database, on both.
#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <functional>
#include <regex>

#include "accounts/account_store.hpp"
#include "base/id.hpp"
#include "concerns.hpp"
#include "installation.hpp"
#include "patients/patient_store.hpp"
#include "patients/registration_store.hpp"
#include "store/database.hpp"
#include "support/contract_database.hpp"
#include "support/run_command.hpp"

namespace voordeur {
namespace {

using testing::HasSubstr;

constexpr std::string_view mail_section =
    "[mail]\nurl = \"smtp://127.0.0.1:1\"\nfrom = \"eservices@delinde.example\"\n";

// A port or a socket file that somebody else has, and does not listen at unless told.
class TakenAddress {
  public:
    TakenAddress() : socket_(socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        bind_to(address);
        socklen_t size = sizeof address;
        getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size);
        text_ = "127.0.0.1:" + std::to_string(ntohs(address.sin_port));
    }
    explicit TakenAddress(std::filesystem::path const& file) : socket_(socket(AF_UNIX, SOCK_STREAM, 0)) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        file.string().copy(address.sun_path, sizeof address.sun_path - 1);
        bind_to(address);
        text_ = "unix:" + file.string();
    }
    ~TakenAddress() { close(socket_); }
    TakenAddress(TakenAddress const&) = delete;
    TakenAddress& operator=(TakenAddress const&) = delete;

    std::string const& text() const { return text_; }
    void listen() const { ::listen(socket_, 1); }

  private:
    template <class Address>
    void bind_to(Address const& address) const {
        if (bind(socket_, reinterpret_cast<sockaddr const*>(&address), sizeof address) != 0)
            throw std::runtime_error("no address of its own");
    }

    int socket_;
    std::string text_;
};

// The same may succeed later: systemd tries again.
constexpr int not_yet = 75;

class CommandErrors : public testing::Test {
  protected:
    // `more` are lines of the configuration.
    void configure(std::string const& database_url, std::string const& more = "") const {
        folder.write("voordeur.toml", more + "\n[database]\nurl = \"" + database_url + "\"\n");
    }
    RanCommand run(std::vector<std::string> words) const {
        words.insert(words.end(), {"--config", (folder / "voordeur.toml").string()});
        return run_apart(std::move(words));
    }
    std::string refusal(std::vector<std::string> words, int status = 2) const {
        auto const ran = run(std::move(words));
        EXPECT_EQ(ran.status, status) << ran.err;
        EXPECT_EQ(ran.out, "");
        return folder.without_folder(ran.err);
    }
    void expect_to_run(std::vector<std::string> words) const {
        auto const ran = run(std::move(words));
        EXPECT_EQ(ran.status, 0) << ran.err;
        EXPECT_EQ(ran.err, "");
    }

    ConfigTestFolder folder;
};

// --- The database

TEST_F(CommandErrors, ADatabaseThatCannotBeReached) {
    TakenAddress const deaf;
    auto const port = deaf.text().substr(deaf.text().find(':') + 1);
    auto const url = "postgresql://voordeur@" + deaf.text() + "/voordeur";
    auto const sentence = [&](std::string const& key) {
        return "voordeur.toml: database." + key +
               " cannot be reached (PostgreSQL: connection to server at \"127.0.0.1\", port " + port +
               " failed: Connection refused); start the database, or correct the address.\n";
    };
    configure(url, std::string(mail_section));
    for (auto const& words : {std::vector<std::string>{"migrate"}, {"practice", "list"}, {"serve"}})
        EXPECT_EQ(refusal(words, not_yet), sentence("url")) << words[0];
    configure(url + "\"\nmigrate_url = \"" + url);
    EXPECT_EQ(refusal({"migrate"}, not_yet), sentence("migrate_url"));
}

class DatabaseErrors : public CommandErrors, public testing::WithParamInterface<std::string> {
  protected:
    DatabaseErrors() { configure(contract_.url(), std::string(mail_section)); }

    void change(std::string const& sql) { contract_.database().execute_script(sql); }
    // The same server or folder, with nothing in it.
    std::string empty_url() {
        if (!contract_.database().is_sqlite()) return contract_.url() + "_empty";
        folder.write("empty.db", "");
        return "sqlite:empty.db";
    }

  private:
    ContractDatabase contract_{GetParam()};
};

TEST_P(DatabaseErrors, AnotherSchemaThanThisProgramHas) {
    expect_to_run({"migrate"});
    struct Case {
        std::string sql, sentence;
    };
    std::string const newest = "(SELECT max(number) FROM schema_migration)";
    for (auto const& [sql, sentence] : {
             Case{"INSERT INTO schema_migration (number, name, applied_at) VALUES (9999, 'later', 1)",
                  "The database was made by a newer Voordeur than this one; install that version again.\n"},
             Case{"DELETE FROM schema_migration WHERE number = 9999; DELETE FROM schema_migration WHERE "
                  "number = " +
                      newest,
                  "The database is older than this Voordeur; make a backup and run voordeur migrate "
                  "--config voordeur.toml.\n"},
         }) {
        change(sql);
        for (auto const& words : {std::vector<std::string>{"practice", "list"}, {"serve"}})
            EXPECT_EQ(refusal(words), sentence) << words[0];
    }
    change("INSERT INTO schema_migration (number, name, applied_at) VALUES (9999, 'later', 1)");
    EXPECT_EQ(refusal({"migrate"}),
              "The database was made by a newer Voordeur than this one; install that version again.\n");
    configure(empty_url(), std::string(mail_section));
    for (auto const& words : {std::vector<std::string>{"practice", "list"}, {"serve"}})
        EXPECT_EQ(refusal(words),
                  "The database is empty; run voordeur migrate --config voordeur.toml first.\n");
}

// Broken off between the tables and the key ring.
TEST_P(DatabaseErrors, NoKeyRingYet) {
    EXPECT_EQ(refusal({"practice", "list"}),
              "The database has no key ring yet; run voordeur migrate --config voordeur.toml again.\n");
    expect_to_run({"migrate"});
    expect_to_run({"practice", "list"});
}

INSTANTIATE_TEST_SUITE_P(Databases, DatabaseErrors, testing::ValuesIn(contract_databases()),
                         [](auto const& kind) { return kind.param; });

// --- The files

class InstallationErrors : public CommandErrors {
  protected:
    InstallationErrors() {
        configure("sqlite:data/voordeur.db", std::string(mail_section));
        expect_to_run({"migrate"});
    }

    std::string key_ring() const {
        std::ifstream file(folder / "data/keys");
        return {std::istreambuf_iterator<char>(file), {}};
    }
    // By every command that opens an installation.
    void expect_refused(std::string const& sentence, std::string const& when) const {
        for (auto const& words : {std::vector<std::string>{"practice", "list"}, {"migrate"}, {"serve"}})
            EXPECT_EQ(refusal(words), sentence + "\n") << words[0] << ": " << when;
    }

    std::unique_ptr<Installation> open() const {
        return open_installation(load_config(folder / "voordeur.toml"));
    }
};

TEST_F(InstallationErrors, AKeyRingThatOthersCanRead) {
    using std::filesystem::perms;
    for (auto const others : {0640, 0604, 0620, 0601, 0777}) {
        std::filesystem::permissions(folder / "data/keys", perms(others));
        expect_refused("The key ring data/keys can be read by others: run chmod 600 on it.",
                       std::to_string(others));
    }
    std::filesystem::permissions(folder / "data/keys", perms(0600));
    expect_to_run({"practice", "list"});
}

TEST_F(InstallationErrors, AFolderOrADatabaseThatOthersCanRead) {
    using std::filesystem::perms;
    for (auto const others : {0750, 0705, 0770, 0701, 0755}) {
        std::filesystem::permissions(folder / "data", perms(others));
        expect_refused("data_dir data is open to others: run chmod 700 on it.", std::to_string(others));
    }
    std::filesystem::permissions(folder / "data", perms(0700));
    for (std::string const part : {"", "-wal", "-shm"}) {
        auto const file = folder / ("data/voordeur.db" + part);
        auto const is_made_here = !std::filesystem::exists(file);
        if (is_made_here) std::ofstream(file) << "";
        for (auto const others : {0640, 0604, 0620, 0644}) {
            std::filesystem::permissions(file, perms(others));
            expect_refused(
                "The database data/voordeur.db" + part + " is open to others: run chmod 600 on it.",
                std::to_string(others));
        }
        std::filesystem::permissions(file, perms(0600));
        if (is_made_here) std::filesystem::remove(file);
    }
    expect_to_run({"practice", "list"});
}

TEST_F(InstallationErrors, ASecretThatOthersCanRead) {
    using std::filesystem::perms;
    folder.write("mail.password", "secret\n");
    configure("sqlite:data/voordeur.db",
              std::string(mail_section) + "user = \"u\"\npassword_file = \"mail.password\"\n");
    for (auto const others : {0640, 0604, 0644}) {
        std::filesystem::permissions(folder / "mail.password", perms(others));
        expect_refused(
            "voordeur.toml: mail.password_file names mail.password, which others can read: run chmod "
            "600 on it.",
            std::to_string(others));
    }
    std::filesystem::permissions(folder / "mail.password", perms(0600));
    expect_to_run({"practice", "list"});
}

// A key that is not the oldest was never looked at: what it sealed no longer opened, and nobody was told.
TEST_F(InstallationErrors, EveryKeyOfTheRingIsChecked) {
    auto const whole = key_ring();
    auto const first_key = whole.find('\n') + 1;
    auto const newer = "key 01234567 " + std::string(42, 'A') + "A\n";
    auto const with = [&](std::string const& key) {
        folder.write("data/keys", whole.substr(0, first_key) + key + whole.substr(first_key));
    };
    with(newer);
    std::string const foreign =
        "The key ring data/keys is not the one of this database; restore the file that belongs to it.";
    for (auto const& words : {std::vector<std::string>{"practice", "list"}, {"serve"}})
        EXPECT_EQ(refusal(words), foreign + "\n");
    expect_to_run({"migrate"});  // whoever added it says so
    expect_to_run({"practice", "list"});
    with("key 01234567 " + std::string(41, 'A') + "EA\n");
    expect_refused(foreign, "mistyped");
    folder.write("data/keys", whole);
    expect_refused(foreign, "lost");
}

TEST_F(InstallationErrors, AKeyRingThatIsDamaged) {
    auto const whole = key_ring();
    auto const second_line = whole.find('\n') + 1;
    struct Case {
        char const* what;
        std::string text;
    };
    for (auto const& [what, text] : {
             Case{"empty", ""},
             Case{"cut in its first line", whole.substr(0, 5)},
             Case{"cut behind its first line", whole.substr(0, second_line)},
             Case{"cut within the key", whole.substr(0, whole.size() - 5)},
             Case{"without its first line", whole.substr(second_line)},
             Case{"another version", "voordeur key ring 2\n" + whole.substr(second_line)},
             Case{"no Base64", whole.substr(0, whole.size() - 3) + "*" + whole.substr(whole.size() - 2)},
             Case{"with more behind it", whole + "x\n"},
             Case{"with CR LF", std::regex_replace(whole, std::regex("\n"), "\r\n")},
         }) {
        folder.write("data/keys", text);
        expect_refused("The key ring data/keys is damaged: restore it from the backup.", what);
    }
    std::filesystem::remove(folder / "data/keys");
    expect_refused("The key ring data/keys is missing: restore it from the backup.", "removed");
    folder.write("data/keys", whole);
    std::filesystem::permissions(folder / "data/keys", std::filesystem::perms(0600));
    expect_to_run({"practice", "list"});
}

TEST_F(InstallationErrors, AListOfStolenPasswordsThatIsNone) {
    configure("sqlite:data/voordeur.db",
              std::string(mail_section) + "[policy]\nbreached_passwords_file = \"stolen.txt\"\n");
    std::string const names = "voordeur.toml: policy.breached_passwords_file names stolen.txt, which ";
    std::string const hash(40, 'A'), other(40, 'B');
    for (auto const& words : {std::vector<std::string>{"practice", "list"}, {"serve"}}) {
        std::filesystem::remove(folder / "stolen.txt");
        EXPECT_EQ(refusal(words), names + "cannot be read (No such file or directory).\n");
        for (auto const& text : {std::string(), std::string("wachtwoord\n"), other + "\n" + hash + "\n"}) {
            folder.write("stolen.txt", text);
            EXPECT_EQ(refusal(words), names + "is not a sorted list of SHA-1 hashes, one a line.\n") << text;
        }
    }
    folder.write("stolen.txt", hash + ":3\n" + other + ":1\n");
    expect_to_run({"practice", "list"});
}

TEST_F(InstallationErrors, ATextThatWasChangedUnderItsOldVersion) {
    TakenAddress const taken;
    taken.listen();
    std::string documents = "[documents]\n";
    for (std::string const name : {"privacy_nl", "privacy_en", "terms_nl", "terms_en"}) {
        documents += name + " = \"" + name + ".md\"\n";
        folder.write(name + ".md", "+++\nversion = \"2026-11\"\n+++\n# Tekst\n");
    }
    configure("sqlite:data/voordeur.db",
              "listen = \"" + taken.text() + "\"\n" + std::string(mail_section) + documents);
    // The documents are looked at before anything is bound.
    EXPECT_THAT(refusal({"serve"}, not_yet), HasSubstr("cannot be bound"));
    folder.write("terms_en.md", "+++\nversion = \"2026-11\"\n+++\n# Another text\n");
    EXPECT_EQ(
        refusal({"serve"}),
        "The terms document (en) was changed under version 2026-11: give the new text a new version.\n");
    folder.write("terms_en.md", "+++\nversion = \"2026-12\"\n+++\n# Another text\n");
    EXPECT_THAT(refusal({"serve"}, not_yet), HasSubstr("cannot be bound"));
}

// --- The address

TEST_F(InstallationErrors, AnAddressThatIsInUse) {
    TakenAddress const port, socket(folder / "http.sock");
    port.listen();
    socket.listen();
    std::string const cannot =
        " cannot be bound (Address already in use); stop what uses it, or choose "
        "another address.\n";
    struct Case {
        std::string lines, sentence;
    };
    for (auto const& [lines, sentence] : {
             Case{"listen = \"" + port.text() + "\"", "listen: " + port.text() + cannot},
             Case{
                 "listen = \"unix:http.sock\"",
                 "listen: unix:http.sock is in use by a running server; stop that one, or choose another.\n"},
             Case{"listen = \"127.0.0.1:0\"\nmetrics_listen = \"" + port.text() + "\"",
                  "metrics_listen: " + port.text() + cannot},
             Case{"listen = \"127.0.0.1:0\"\nmetrics_listen = \"unix:http.sock\"",
                  "metrics_listen: unix:http.sock is in use by a running server; stop that one, or choose "
                  "another.\n"},
         }) {
        configure("sqlite:data/voordeur.db", lines + "\n" + std::string(mail_section));
        EXPECT_EQ(refusal({"serve"}, not_yet), sentence);
    }
    // These do not mend themselves.
    for (std::string const listen : {"unix:nowhere/http.sock", "unix:data/voordeur.db"}) {
        configure("sqlite:data/voordeur.db", "listen = \"" + listen + "\"\n" + std::string(mail_section));
        EXPECT_THAT(refusal({"serve"}), HasSubstr("listen: " + listen)) << listen;
    }
}

// Whoever is on the way reads the links, and takes an offer of TLS away.
TEST_F(InstallationErrors, MailThatGoesReadableToAnotherMachineIsWarnedOf) {
    struct Case {
        std::string url, tls, warning;
    };
    for (auto const& [url, tls, warning] :
         {Case{"smtp://mail.delinde.example", "none", "mail_without_tls"},
          Case{"smtp://mail.delinde.example", "if-offered", "mail_tls_not_required"},
          Case{"smtp://mail.delinde.example", "required", ""}, Case{"smtp://127.0.0.1", "none", ""}}) {
        configure("sqlite:data/voordeur.db", "[mail]\nurl = \"" + url + "\"\ntls = \"" + tls +
                                                 "\"\nfrom = \"eservices@delinde.example\"\n");
        std::string told;
        for (auto const& concern : concerns_of(load_config(folder / "voordeur.toml")))
            if (concern.about == "mail") told += concern.event;
        EXPECT_EQ(told, warning);
    }
}

// --- The way out for a patient who is stuck

TEST_F(InstallationErrors, ARegistrationThatHasEndedIsNotUnlocked) {
    expect_to_run({"practice", "add", "--slug", "de-linde", "--name", "De Linde"});
    auto const invited = run({"invite", "--practice", "de-linde", "--name", "Jan de Vries", "--email",
                              "jan@post.example", "--birth-date", "1948-03-07", "--postcode", "1234AB"});
    std::smatch found;
    ASSERT_TRUE(std::regex_search(invited.out, found, std::regex("registration ([0-9a-f-]{36})")));
    std::string const id = found[1];
    // The command has the machine's clock.
    auto const set = [&](Time expires_at) {
        open()->database().transaction([&](Transaction& transaction) {
            note_locked(transaction, Id<Registration>(id), expires_at);
            transaction.run("UPDATE registration SET expires_at = $2 WHERE id = $1", id, expires_at);
        });
    };
    auto const now = SystemClock().now();
    set(now - std::chrono::seconds(1));
    EXPECT_EQ(refusal({"unlock", "--registration", id}),
              "This registration has ended; invite the patient again.\n");
    set(now + std::chrono::hours(1));
    EXPECT_EQ(run({"unlock", "--registration", id}).out,
              "The registration is unlocked; the patient is told by e-mail.\n");
}

TEST_F(InstallationErrors, APatientWithoutSecondFactorHasNothingToReset) {
    for (std::string const slug : {"de-linde", "de-eik"})
        expect_to_run({"practice", "add", "--slug", slug, "--name", slug});
    auto const installation = open();
    auto const app = installation->app();
    auto const now = SystemClock().now();
    app.database.transaction([&](Transaction& transaction) {
        auto const practice = find_practice_by_slug(transaction, "de-linde").value();
        NewAccount const fresh{
            {new_id<Account>(now, app.random), "1234567897", "jan@post.example", "Jan", Language::dutch},
            "hash",
            IdentityProof::details};
        add_account(transaction, fresh, app.sealer, now);
        transaction.run(
            "INSERT INTO patient (id, practice_id, name, email, birth_date, postcode, made_at) VALUES "
            "('patient', $1, 'Jan', 'jan@post.example', '1948-03-07', '1234AB', $2)",
            practice.id, now);
        link_patient(transaction, {Id<Patient>("patient"), fresh.account.id, IdentityProof::details, now});
    });
    auto const reset = [&](std::string const& slug) {
        return refusal({"reset-second-factor", "--practice", slug, "--customer-number", "123 456 7897"});
    };
    EXPECT_EQ(reset("de-linde"), "This patient has set no second factor, so there is nothing to reset.\n");
    EXPECT_EQ(reset("de-eik"), "No patient of de-eik has the customer number 123 456 7897.\n");
}

// --- The audit log

TEST_F(InstallationErrors, AHeadThatIsNotInTheAuditLog) {
    std::string const malformed = "--head must be as the log has it in audit_head, NUMBER:HASH.\n";
    std::string const hash(64, 'a');
    for (auto const& head : {std::string("12"), std::string("12:"), std::string(":") + hash, "x:" + hash,
                             "-1:" + hash, "1:" + hash.substr(1), "1:" + hash + "a",
                             "1:" + std::string(64, 'A'), "1:" + std::string(64, 'g'), std::string()})
        EXPECT_EQ(refusal({"audit", "verify", "--head", head}), malformed) << head;
    for (auto const* number : {"1", "99"})
        EXPECT_EQ(refusal({"audit", "verify", "--head", number + (":" + hash)}),
                  "The audit log is not whole. The head " + (number + (":" + hash)) +
                      " is not in the chain: rows were cut off, or all were made anew.\n");
    expect_to_run({"audit", "verify", "--head", "0:"});
}

TEST_F(InstallationErrors, DaysOfTheAuditLogThatAreNone) {
    std::string const no_day = " must be a day such as 2026-11-24.\n";
    std::string const not_in_calendar = " is not a day of the calendar.\n";
    struct Case {
        std::string day, complaint;
    };
    for (auto const& [day, complaint] : {
             Case{"gisteren", no_day},
             Case{"", no_day},
             Case{"2026", no_day},
             Case{"2026-11", no_day},
             Case{"2026-1-024", no_day},
             Case{"24-11-2026", no_day},
             Case{"2026/11/24", no_day},
             Case{"2026-11-24T00:00", no_day},
             Case{"2026-11-2x", no_day},
             Case{"2026-11-31", not_in_calendar},
             Case{"2026-02-29", not_in_calendar},
             Case{"2026-13-01", not_in_calendar},
             Case{"2026-00-10", not_in_calendar},
             Case{"2026-01-00", not_in_calendar},
         }) {
        EXPECT_EQ(refusal({"audit", "export", "--from", day, "--to", "2026-11-30"}), "--from" + complaint)
            << day;
        EXPECT_EQ(refusal({"audit", "export", "--from", "2026-11-01", "--to", day}), "--to" + complaint)
            << day;
    }
    EXPECT_EQ(refusal({"audit", "export", "--from", "2026-11-02", "--to", "2026-11-01"}),
              "--to is before --from; it is the last day that is wanted.\n");
    expect_to_run({"audit", "export", "--from", "2026-11-02", "--to", "2026-11-02"});
}

}  // namespace
}  // namespace voordeur
