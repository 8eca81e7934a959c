// SPDX-License-Identifier: EUPL-1.2
// An operator at a machine of their own: commands with one configuration, SQLite beside it.
#pragma once

#include <gtest/gtest.h>

#include <regex>

#include "support/run_command.hpp"

namespace voordeur {

class OperatorCommands : public testing::Test {
  protected:
    OperatorCommands() { folder_.write("voordeur.toml", "public_url = \"http://127.0.0.1:8080\"\n"); }

    std::string file(std::string const& name) const { return (folder_ / name).string(); }
    RanCommand command(std::vector<std::string> words, std::string const& config = "voordeur.toml") const {
        words.insert(words.end(), {"--config", file(config)});
        return run_apart(words);
    }
    // What it printed, paths without the folder; a failure when it was refused.
    std::string done(std::vector<std::string> const& words,
                     std::string const& config = "voordeur.toml") const {
        auto const ran = command(words, config);
        EXPECT_EQ(ran.err, "");
        EXPECT_EQ(ran.status, 0);
        return folder_.without_folder(ran.out);
    }
    // The sentence; a failure when it was not refused.
    std::string refusal(std::vector<std::string> const& words,
                        std::string const& config = "voordeur.toml") const {
        auto const ran = command(words, config);
        EXPECT_EQ(ran.status, 2) << ran.out;
        return folder_.without_folder(ran.err);
    }
    void install() const {
        done({"migrate"});
        done({"practice", "add", "--slug", "de-linde", "--name", "De Linde", "--phone", "020 555 0134"});
    }
    // Whom, by flags; those that are not said are Jan de Vries's.
    std::vector<std::string> invite_words(
        std::vector<std::pair<std::string, std::string>> const& other = {}) const {
        std::vector<std::pair<std::string, std::string>> flags{{"--practice", "de-linde"},
                                                               {"--name", "Jan de Vries"},
                                                               {"--email", "jan@post.example"},
                                                               {"--birth-date", "1948-03-07"},
                                                               {"--postcode", "1234AB"}};
        for (auto const& [flag, value] : other) {
            std::erase_if(flags, [&, name = flag](auto const& known) { return known.first == name; });
            flags.emplace_back(flag, value);
        }
        std::vector<std::string> words{"invite"};
        for (auto const& [flag, value] : flags) words.insert(words.end(), {flag, value});
        return words;
    }
    static std::string registration_in(std::string const& text) {
        std::smatch found;
        return std::regex_search(text, found, std::regex("registration ([0-9a-f-]{36})")) ? found[1].str()
                                                                                          : "";
    }

    ConfigTestFolder folder_;
};

}  // namespace voordeur
