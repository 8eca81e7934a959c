// SPDX-License-Identifier: EUPL-1.2
// voordeur.example.toml says what the code does: every key, and no other; every default.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <sstream>

#include "configuration/config_test_folder.hpp"
#include "configuration/known_keys.hpp"

namespace voordeur {
namespace {

std::string example() {
    std::ifstream stream(std::string(VOORDEUR_SOURCE_DIR) + "/voordeur.example.toml");
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

// A line that is a key or a table when its # is taken away.
bool is_unset(std::string const& line) {
    return line.size() > 1 && line[0] == '#' && (line[1] == '[' || (line[1] >= 'a' && line[1] <= 'z'));
}

// The example with the keys that are not set there set; where keys exclude each other, the one of `kept`.
std::string with_every_key(std::set<std::string> const& kept) {
    std::set<std::string> const excluding{"password",    "password_file",        "query", "form", "json",
                                          "migrate_url", "migrate_password_file"};
    std::string result, line;
    for (std::istringstream lines(example()); std::getline(lines, line);) {
        auto const set = is_unset(line) ? line.substr(1) : line;
        auto const key = set.substr(0, set.find(' '));
        if (!excluding.contains(key) || kept.contains(key)) result += set + "\n";
    }
    return result;
}

void replace(std::string& text, std::string const& from, std::string const& to) {
    text.replace(text.find(from), from.size(), to);
}

// Every key that the example mentions, set or not, as known_keys() writes it.
std::set<std::string> keys_of_example() {
    std::set<std::string> keys;
    std::string table, line;
    for (std::istringstream lines(example()); std::getline(lines, line);) {
        if (is_unset(line)) line.erase(0, 1);
        if (line.empty() || line[0] == '#') continue;
        if (line.starts_with("[["))
            table = line.substr(2, line.find(']') - 2) + "[].";
        else if (line[0] == '[')
            table = line.substr(1, line.find(']') - 1) + ".";
        else
            keys.insert(table + line.substr(0, line.find(" =")));
    }
    if (keys.erase("e_service[].name") != 0) keys.insert({"e_service[].name.nl", "e_service[].name.en"});
    return keys;
}

class ExampleConfig : public testing::Test {
  protected:
    void SetUp() override {
        for (auto const* const name :
             {"brands/cgm-life.toml", "mail-ca.pem", "sms-ca.pem", "documents/privacy.nl.md",
              "documents/privacy.en.md", "documents/terms.nl.md", "documents/terms.en.md",
              "pwned-passwords.txt"})
            folder_.write(name, "");
        for (auto const* const name :
             {"mail.password", "database.password", "database.owner.password", "sms.authorization"})
            folder_.write(name, "s");
    }

    std::string complaint(std::string text) const {
        // Its password is for PostgreSQL.
        if (text.find("\npassword_file = \"database.password\"") != std::string::npos)
            replace(text, "url = \"sqlite:data/voordeur.db\"",
                    "url = \"postgresql://voordeur@localhost/voordeur\"");
        return folder_.complaint(text);
    }

    ConfigTestFolder folder_;
};

TEST_F(ExampleConfig, HasEveryKeyAndNoOther) {
    std::set<std::string> const known(known_keys().begin(), known_keys().end());
    EXPECT_THAT(keys_of_example(), testing::ContainerEq(known));
}

TEST_F(ExampleConfig, IsAcceptedAsItIs) {
    auto const config = folder_.load(example());
    EXPECT_NO_THROW(check_for_serve(config));
    EXPECT_EQ(config.site.public_url, "https://patient.delinde.example");
}

TEST_F(ExampleConfig, IsAcceptedWithEveryKeySet) {
    EXPECT_EQ(complaint(with_every_key({"password_file", "migrate_url", "migrate_password_file", "query"})),
              "accepted");
    EXPECT_EQ(complaint(with_every_key({"password", "query"})), "accepted");
    for (auto const* const shape : {"form", "json"}) {
        auto text = with_every_key({"password_file", shape});
        replace(text, "method = \"GET\"", "method = \"POST\"");
        EXPECT_EQ(complaint(text), "accepted") << shape;
    }
}

TEST_F(ExampleConfig, ShowsTheDefaults) {
    auto const shown = folder_.load(example());
    auto const fallback = folder_.load("");
    EXPECT_EQ(shown.listen, fallback.listen);
    EXPECT_EQ(shown.data_dir, fallback.data_dir);
    EXPECT_EQ(shown.log_level, fallback.log_level);
    EXPECT_EQ(shown.site.operated_by.name, fallback.site.operated_by.name);
    EXPECT_EQ(shown.database.url, fallback.database.url);
    EXPECT_EQ(shown.database.connections, fallback.database.connections);
    EXPECT_EQ(shown.journey, fallback.journey);
    EXPECT_EQ(shown.hashing_cost, fallback.hashing_cost);
    EXPECT_EQ(shown.hashing_gate, fallback.hashing_gate);
    EXPECT_EQ(shown.recovery, fallback.recovery);
    EXPECT_EQ(shown.registration_limits, fallback.registration_limits);
    EXPECT_EQ(shown.sms_codes.limits, fallback.sms_codes.limits);
    EXPECT_EQ(shown.sms_codes.tries, fallback.sms_codes.tries);
    EXPECT_EQ(shown.sign_in_limits, fallback.sign_in_limits);
    EXPECT_EQ(shown.http_limits, fallback.http_limits);
}

}  // namespace
}  // namespace voordeur
