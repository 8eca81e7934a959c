// SPDX-License-Identifier: EUPL-1.2
#include "config/key_check.hpp"

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "config/config_error.hpp"

namespace voordeur {
namespace {

// As the operator reads it: without the [] of tables that may be there several times.
std::string shown(std::string_view key) {
    std::string text(key);
    if (auto const mark = text.find("[]"); mark != std::string::npos) text.erase(mark, 2);
    return text;
}

std::string_view last_name(std::string_view key) {
    return key.substr(key.rfind('.') + 1);
}

// How many letters to change, add or drop (Levenshtein).
std::size_t distance(std::string_view left, std::string_view right) {
    std::vector<std::size_t> row(right.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < left.size(); ++i) {
        auto diagonal = std::exchange(row[0], i + 1);
        for (std::size_t j = 0; j < right.size(); ++j) {
            auto const replaced = diagonal + (left[i] == right[j] ? 0 : 1);
            diagonal = std::exchange(row[j + 1], std::min({row[j + 1] + 1, row[j] + 1, replaced}));
        }
    }
    return row.back();
}

class KeyCheck {
  public:
    KeyCheck(std::filesystem::path const& file, KnownKeys known) : file_(file), known_(known) {}

    void check(toml::table const& table, std::string const& prefix) const {
        for (auto const& [key, node] : table)
            check_node(node, prefix + std::string(key.str()), key.source().begin.line);
    }

  private:
    bool is_known(std::string const& key) const {
        return std::find(known_.begin(), known_.end(), key) != known_.end();
    }
    bool is_start_of_known(std::string const& start) const {
        return std::any_of(known_.begin(), known_.end(), [&](auto key) { return key.starts_with(start); });
    }

    void check_node(toml::node const& node, std::string const& key, toml::source_index line) const {
        if (is_known(key)) return;
        if (is_start_of_known(key + "[].")) return check_each(node, key);
        if (!is_start_of_known(key + ".")) refuse_unknown(key, line);
        if (!node.is_table())
            refuse(shown(key) + " is a table; write [" + shown(key) + "] and its keys below it.");
        check(*node.as_table(), key + ".");
    }

    void check_each(toml::node const& node, std::string const& key) const {
        if (!node.is_array_of_tables())
            refuse(key + " may be there several times; write [[" + key + "]] with two brackets.");
        for (auto const& element : *node.as_array()) check(*element.as_table(), key + "[].");
    }

    // What can stand where `key` stands: keys and the names of tables, each up to its next dot.
    std::vector<std::string> siblings_of(std::string const& key) const {
        auto const parent = key.substr(0, key.size() - last_name(key).size());
        std::vector<std::string> siblings;
        for (auto const known : known_)
            if (known.starts_with(parent))
                siblings.emplace_back(known.substr(0, known.find_first_of(".[", parent.size())));
        return siblings;
    }

    std::string suggestion_for(std::string const& key) const {
        auto const siblings = siblings_of(key);
        auto const name = last_name(key);
        auto const far = [&](std::string const& candidate) { return distance(name, last_name(candidate)); };
        auto const nearest =
            std::min_element(siblings.begin(), siblings.end(),
                             [&](auto const& left, auto const& right) { return far(left) < far(right); });
        if (nearest != siblings.end() && far(*nearest) <= std::min<std::size_t>(2, name.size() - 1))
            return "did you mean \"" + shown(*nearest) + "\"?";
        for (auto const known : known_) {
            if (last_name(known) != name) continue;
            if (known == name) return "\"" + shown(known) + "\" belongs above the first [table].";
            return "did you mean \"" + shown(known) + "\"?";
        }
        return "voordeur.example.toml shows every key.";
    }

    [[noreturn]] void refuse_unknown(std::string const& key, toml::source_index line) const {
        refuse("unknown key \"" + shown(key) + "\" (line " + std::to_string(line) + "); " +
               suggestion_for(key));
    }
    [[noreturn]] void refuse(std::string const& why) const { throw ConfigError(file_.string() + ": " + why); }

    std::filesystem::path const& file_;
    KnownKeys known_;
};

}  // namespace

void check_keys(toml::table const& table, std::filesystem::path const& file, KnownKeys known) {
    KeyCheck(file, known).check(table, "");
}

}  // namespace voordeur
