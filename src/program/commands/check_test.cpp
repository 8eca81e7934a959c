// SPDX-License-Identifier: EUPL-1.2
// `voordeur check`: what is right, what is to be known and what is wrong, each in one line. Whether tests by
// mail and SMS come is asked in tests/journeys.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "installation.hpp"
#include "installation_store.hpp"
#include "support/run_command.hpp"

namespace voordeur {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::Each;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr std::string_view messages =
    "[mail]\nurl = \"smtp://127.0.0.1:1\"\nfrom = \"eservices@delinde.example\"\n"
    "[sms]\nurl = \"http://127.0.0.1:1/send\"\nquery = { to = \"{to}\", text = \"{text}\" }\n";
// Where nothing listens.
constexpr std::string_view nowhere = "public_url = \"http://127.0.0.1:1\"\n";
constexpr std::string_view https =
    "public_url = \"https://patient.delinde.example\"\ntrusted_proxies = [\"127.0.0.1\"]\n";

std::vector<std::string> lines_of(std::string const& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

class Check : public testing::Test {
  protected:
    Check() {
        configure(nowhere);
        expect_to_run({"migrate"});
        expect_to_run({"practice", "add", "--slug", "de-linde", "--name", "De Linde"});
    }
    void configure(std::string_view root, std::string_view more = "") const {
        folder.write("voordeur.toml", std::string(root) + std::string(messages) + std::string(more));
    }
    RanCommand run(std::vector<std::string> words) const {
        words.insert(words.end(), {"--config", (folder / "voordeur.toml").string()});
        return run_apart(std::move(words));
    }
    void expect_to_run(std::vector<std::string> words) const {
        auto const ran = run(std::move(words));
        ASSERT_EQ(ran.status, 0) << ran.err;
    }
    // Its lines; every one has its verdict.
    std::vector<std::string> check(int status, std::vector<std::string> flags = {}) const {
        flags.insert(flags.begin(), "check");
        auto const ran = run(std::move(flags));
        EXPECT_EQ(ran.status, status) << ran.out << ran.err;
        auto lines = lines_of(folder.without_folder(ran.out));
        auto const wrongs =
            std::ranges::count_if(lines, [](auto const& line) { return line.starts_with("wrong "); });
        EXPECT_EQ(ran.err, wrongs == 0 ? "" : "Wrong: " + std::to_string(wrongs) + ".\n");
        EXPECT_THAT(lines, Each(testing::ContainsRegex("^(ok       |warning  |wrong    )[a-z_ ]+: .")));
        return lines;
    }
    // The only thing that is wrong; the rest is looked at nevertheless.
    void expect_wrong(std::string const& line) const {
        auto const lines = check(1);
        EXPECT_THAT(lines, Contains(StartsWith("wrong    " + line)));
        EXPECT_THAT(lines, Contains(StartsWith("ok       modules: ")));
        EXPECT_EQ(std::ranges::count_if(lines, [](auto const& one) { return one.starts_with("wrong"); }), 1)
            << testing::PrintToString(lines);
    }

    ConfigTestFolder folder;
};

TEST_F(Check, TellsWhatIsRightAndWritesNothing) {
    auto const before = std::filesystem::last_write_time(folder / "data/voordeur.db");
    auto const lines = check(0);
    for (auto const* about : {"configuration", "documents", "mail", "sms", "files", "modules", "database",
                              "schema", "keys", "brand", "versions", "practices", "requests"})
        EXPECT_THAT(lines, Contains(StartsWith("ok       " + std::string(about) + ": "))) << about;
    EXPECT_THAT(lines, Contains(StartsWith("warning  address: public_url is http://127.0.0.1:1")));
    EXPECT_EQ(std::filesystem::last_write_time(folder / "data/voordeur.db"), before);
}

TEST_F(Check, NoCommandAndNoConfigurationIsAStatusOfItsOwn) {
    EXPECT_EQ(run_apart({"check"}).status, 2);
    EXPECT_EQ(run({"check", "--mail", "no-address"}).err,
              "--mail must be an e-mail address, such as jan@post.example.\n");
    EXPECT_EQ(run({"check", "--sms", "020 555 0134"}).status, 2);
    folder.write("voordeur.toml", "listen = 1\n");
    auto const ran = run({"check"});
    EXPECT_EQ(ran.status, 2);
    EXPECT_EQ(ran.out, "");
    EXPECT_EQ(folder.without_folder(ran.err),
              "voordeur.toml: listen must be a text between quotation marks.\n");
}

TEST_F(Check, OpenFoldersMissingKeysAndAnotherSchema) {
    using std::filesystem::perms;
    std::filesystem::permissions(folder / "data", perms(0755));
    expect_wrong("files: data_dir data is open to others: run chmod 700 on it.");
    std::filesystem::permissions(folder / "data", perms(0700));

    std::filesystem::rename(folder / "data/keys", folder / "kept");
    expect_wrong("keys: The key ring data/keys is missing: restore it from the backup.");
    std::filesystem::rename(folder / "kept", folder / "data/keys");

    open_installation(load_config(folder / "voordeur.toml"))
        ->database()
        .execute_script("INSERT INTO schema_migration (number, name, applied_at) VALUES (9999, 'later', 1)");
    expect_wrong("schema: The database was made by a newer Voordeur than this one");
}

TEST_F(Check, ADatabaseThatIsAwayOrWasNeverMade) {
    folder.write("voordeur.toml", std::string(nowhere) + std::string(messages) +
                                      "[database]\nurl = \"postgresql://a@127.0.0.1:1/a\"\n");
    expect_wrong("database: voordeur.toml: database.url cannot be reached (PostgreSQL: ");
    folder.write("voordeur.toml", "data_dir = \"other\"\n" + std::string(nowhere) + std::string(messages));
    expect_wrong("database: There is no database yet; run voordeur migrate --config voordeur.toml first.");
}

TEST_F(Check, MailThatIsMissingOrReadable) {
    folder.write("voordeur.toml", std::string(nowhere));
    auto const lines = check(1);
    EXPECT_THAT(lines, Contains(StartsWith("wrong    mail: voordeur.toml: [mail] is missing")));
    EXPECT_THAT(lines, Contains(StartsWith("warning  sms: [sms] is missing")));
    folder.write(
        "voordeur.toml",
        std::string(nowhere) +
            "[mail]\nurl = \"smtp://mail.delinde.example\"\ntls = \"none\"\nfrom = \"a@delinde.example\"\n"
            "[sms]\nurl = \"http://sms.example/send\"\nquery = { to = \"{to}\", text = \"{text}\" }\n");
    EXPECT_THAT(check(0),
                AllOf(Contains(StartsWith("warning  mail: mails go readable to mail.delinde.example")),
                      Contains(StartsWith("warning  sms: codes go readable to sms.example"))));
}

TEST_F(Check, APasswordInAConfigurationThatOthersRead) {
    using std::filesystem::perms;
    configure(nowhere);
    std::string text = std::string(nowhere) + std::string(messages);
    text.replace(text.find("from ="), 0, "user = \"a\"\npassword = \"b\"\n");
    folder.write("voordeur.toml", text);
    EXPECT_THAT(check(0), Contains(StartsWith("ok       mail: ")));
    std::filesystem::permissions(folder / "voordeur.toml", perms(0644));
    expect_wrong("mail: mail.password stands in voordeur.toml, which others can read: run chmod 600 on it");
}

TEST_F(Check, SampleDocumentsAtAnHttpsAddress) {
    configure(https);
    expect_wrong("documents: patients accept the samples that are compiled in");
    std::string list = "[documents]\n";
    for (std::string const name : {"privacy_nl", "privacy_en", "terms_nl", "terms_en"}) {
        folder.write(name, "+++\nversion = \"1\"\n+++\n# Ours\n");
        list += name + " = \"" + name + "\"\n";
    }
    configure(https, list);
    EXPECT_THAT(check(0), Contains("ok       documents: your own"));
}

TEST_F(Check, AProxyThatIsNotTrusted) {
    struct Case {
        std::string root, mend;
    };
    std::string const name = "public_url = \"https://patient.delinde.example\"\n";
    for (auto const& [root, mend] : {
             Case{"", "Write trusted_proxies = [\"127.0.0.1\"]."},
             Case{"trusted_proxies = [\"unix\"]\n", "Write trusted_proxies = [\"127.0.0.1\"]."},
             Case{"trusted_proxies = [\"10.0.0.5\"]\n", "Write trusted_proxies = [\"127.0.0.1\"]."},
             Case{"listen = \"[::1]:8080\"\ntrusted_proxies = [\"127.0.0.1\"]\n",
                  "Write trusted_proxies = [\"::1\"]."},
             Case{"listen = \"unix:http.sock\"\ntrusted_proxies = [\"127.0.0.1\"]\n",
                  "Write trusted_proxies = [\"unix\"]."},
             Case{"listen = \"0.0.0.0:8080\"\n", "Give the addresses of the proxies."},
         }) {
        configure(name + root);
        EXPECT_THAT(check(1), Contains(AllOf(StartsWith("wrong    proxy: "), HasSubstr(mend)))) << root;
    }
    configure(name + "listen = \"0.0.0.0:8080\"\ntrusted_proxies = [\"10.0.0.0/8\"]\n");
    EXPECT_THAT(check(1), Not(Contains(HasSubstr("trusted_proxies"))));
}

// Whoever has an address there could claim any other.
TEST_F(Check, AProxyThatMayBeAnybody) {
    std::string const name = "public_url = \"https://patient.delinde.example\"\nlisten = \"0.0.0.0:8080\"\n";
    auto const concern = Contains(StartsWith("warning  proxy: trusted_proxies has "));
    for (auto const* proxies : {"\"8.0.0.0/8\"", "\"203.0.113.0/24\"", "\"172.16.0.0/11\"",
                                "\"10.0.0.5\", \"2001:db8::/32\"", "\"2001:db8::/63\""}) {
        configure(name + "trusted_proxies = [" + proxies + "]\n");
        EXPECT_THAT(check(1), concern) << proxies;
    }
    for (auto const* proxies : {"\"10.0.0.0/8\", \"192.168.0.0/16\"", "\"203.0.113.7\"", "\"fd00::/8\"",
                                "\"2001:db8::7\"", "\"unix\", \"127.0.0.0/8\""}) {
        configure(name + "trusted_proxies = [" + proxies + "]\n");
        EXPECT_THAT(check(1), Not(concern)) << proxies;
    }
}

// Noted by the server while it serves (tests/front_door).
TEST_F(Check, WhatAProxyDidWrongToday) {
    auto const installation = open_installation(load_config(folder / "voordeur.toml"));
    auto const now = SystemClock().now();
    auto const note = [&](ProxyFault fault, std::chrono::minutes ago) {
        note_proxy_fault(installation->database(), {fault, "10.0.0.5", now - ago});
    };
    using std::chrono::minutes;
    note(ProxyFault::unreadable_address, minutes(5));
    expect_wrong("requests: of the proxy 10.0.0.5, last on ");
    note(ProxyFault::unreadable_address, minutes(120));
    note(ProxyFault::no_address, minutes(1));
    EXPECT_THAT(check(0), AllOf(Contains(AllOf(StartsWith("warning  requests: "), HasSubstr("no address"))),
                                Contains(AllOf(StartsWith("warning  requests: "), HasSubstr("sends no")))));
    note(ProxyFault::unreadable_address, std::chrono::hours(25));
    note(ProxyFault::no_address, std::chrono::hours(25));
    note(ProxyFault::plain_http, minutes(1));
    expect_wrong("requests: of the proxy 10.0.0.5, last on ");
}

TEST_F(Check, LimitsOfALongAddress) {
    std::string const host = std::string(40, 'a') + "." + std::string(31, 'b') + ".example";
    configure("public_url = \"https://" + host + "\"\ntrusted_proxies = [\"127.0.0.1\"]\n");
    EXPECT_THAT(check(1),
                Contains(StartsWith("warning  address: public_url has 88 characters, so links have 118")));
    expect_to_run({"practice", "change", "--practice", "de-linde", "--name", "Huisartsenpraktijk De Linde"});
    EXPECT_THAT(check(1), Contains(StartsWith("warning  sms: the name of de-linde is cut in an SMS")));
    configure(
        "public_url = \"https://patient-portaal.huisartsen-delinde.example\"\n"
        "trusted_proxies = [\"127.0.0.1\"]\n");
    EXPECT_THAT(check(1), Not(Contains(HasSubstr("is cut"))));
}

TEST_F(Check, AMailServerAndAGatewayThatAreAway) {
    auto const lines = check(1, {"--mail", "jan@post.example", "--sms", "0612345678"});
    EXPECT_THAT(lines,
                Contains(AllOf(StartsWith("wrong    test mail: a test to jan@post.example was not taken"),
                               HasSubstr("it cannot be reached"))));
    EXPECT_THAT(lines, Contains(StartsWith("wrong    test sms: a test to +31612345678 was not taken")));
}

}  // namespace
}  // namespace voordeur
