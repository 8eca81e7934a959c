// SPDX-License-Identifier: EUPL-1.2
#include "passwords/breached_passwords.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <vector>

#include "crypto/sha1.hpp"

namespace voordeur {
namespace {

class BreachedFile : public testing::Test {
  protected:
    BreachedFile() {
        auto name = (std::filesystem::temp_directory_path() / "voordeur-breached-XXXXXX").string();
        close(mkstemp(name.data()));
        path_ = name;
    }
    ~BreachedFile() override { std::filesystem::remove(path_); }

    // As published, with counts of any length.
    void write(std::vector<std::string> const& passwords, std::string const& line_end) {
        std::vector<std::string> lines;
        for (auto const& password : passwords)
            lines.push_back(sha1_hex(password) + ":" + std::string(1 + lines.size() % 7, '9'));
        std::sort(lines.begin(), lines.end());
        std::ofstream file(path_, std::ios::binary);
        for (auto const& line : lines) file << line << line_end;
    }
    void write_text(std::string const& text) { std::ofstream(path_, std::ios::binary) << text; }

    std::filesystem::path path_;
};

Password typed(std::string const& text) {
    return Password::from_typed(text).value();
}

TEST(Sha1, IsThatOfRfc3174) {
    EXPECT_EQ(sha1_hex("abc"), "A9993E364706816ABA3E25717850C26C9CD0D89D");
    EXPECT_EQ(sha1_hex(""), "DA39A3EE5E6B4B0D3255BFEF95601890AFD80709");
    EXPECT_EQ(sha1_hex(std::string(200, 'a')), "E61CFFFE0D9195A525FC6CF06CA2D77119C24A40");
}

TEST_F(BreachedFile, FindsEachOfThemAndNoOther) {
    for (std::size_t count : {1U, 2U, 3U, 10U, 1000U})
        for (auto const* line_end : {"\n", "\r\n"}) {
            std::vector<std::string> passwords;
            for (std::size_t i = 0; i < count; ++i) passwords.push_back("gestolen " + std::to_string(i));
            write(passwords, line_end);
            BreachedPasswords const breached(path_);
            for (auto const& password : passwords) EXPECT_TRUE(breached.has(typed(password))) << password;
            for (int i = 0; i < 200; ++i) EXPECT_FALSE(breached.has(typed("eigen " + std::to_string(i))));
        }
}

TEST_F(BreachedFile, HasNoEndOfLineAtItsEnd) {
    write_text(sha1_hex("een"));
    EXPECT_TRUE(BreachedPasswords(path_).has(typed("een")));
}

TEST_F(BreachedFile, RefusesWhatIsNoSuchList) {
    for (auto const& text : {std::string(), std::string("wachtwoord\n"), std::string(5000, 'x'),
                             sha1_hex("b") + "\n" + sha1_hex("abc") + "\n" + sha1_hex("b") + "\n"}) {
        write_text(text);
        EXPECT_THROW(BreachedPasswords{path_}, std::runtime_error) << text.substr(0, 20);
    }
    EXPECT_THROW(BreachedPasswords("/nowhere/at/all"), std::runtime_error);
}

TEST(BreachedPasswords, AreNoneWithoutAFile) {
    EXPECT_FALSE(BreachedPasswords().has(typed("wachtwoord")));
}

}  // namespace
}  // namespace voordeur
