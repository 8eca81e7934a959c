// SPDX-License-Identifier: EUPL-1.2
#include "config/known_keys.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "config/config_error.hpp"

namespace voordeur {
namespace {

constexpr auto all_keys = std::to_array<std::string_view>({
    "public_url",
    "listen",
    "metrics_listen",
    "data_dir",
    "keys_file",
    "brand",
    "log_level",
    "trusted_proxies",
    "operator.name",
    "operator.email",
    "operator.phone",
    "database.url",
    "database.password_file",
    "database.connections",
    "database.migrate_url",
    "database.migrate_password_file",
    "mail.url",
    "mail.tls",
    "mail.user",
    "mail.password",
    "mail.password_file",
    "mail.from",
    "mail.ca_file",
    "mail.helo",
    "sms.gateway",
    "sms.url",
    "sms.method",
    "sms.query",
    "sms.form",
    "sms.json",
    "sms.headers",
    "sms.secret_headers",
    "sms.ca_file",
    "policy.journey",
    "policy.breached_passwords_file",
    "documents.privacy_nl",
    "documents.privacy_en",
    "documents.terms_nl",
    "documents.terms_en",
    "hashing.memory_kib",
    "hashing.passes",
    "hashing.slots",
    "hashing.queue",
    "hashing.wait_milliseconds",
    "limits.tries_details",
    "limits.tries_super_pin",
    "limits.tries_code",
    "limits.mail_resend_seconds",
    "limits.mails_a_day",
    "limits.sms_resend_seconds",
    "limits.sms_an_hour",
    "limits.sms_a_day",
    "limits.sms_practice_a_day",
    "limits.sms_country_a_day",
    "limits.sign_in_free_failures",
    "limits.network_free_accounts",
    "limits.account_free_failures",
    "limits.request_seconds",
    "limits.connections",
    "e_service[].practice",
    "e_service[].name.nl",
    "e_service[].name.en",
    "e_service[].address",
});

bool is_known(std::string const& key) {
    return std::find(all_keys.begin(), all_keys.end(), key) != all_keys.end();
}

bool is_start_of_known(std::string const& start) {
    return std::any_of(all_keys.begin(), all_keys.end(), [&](auto key) { return key.starts_with(start); });
}

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

// What can stand where `key` stands: keys and the names of tables, each up to its next dot.
std::vector<std::string> siblings_of(std::string const& key) {
    auto const parent = key.substr(0, key.size() - last_name(key).size());
    std::vector<std::string> siblings;
    for (auto const known : all_keys)
        if (known.starts_with(parent))
            siblings.emplace_back(known.substr(0, known.find_first_of(".[", parent.size())));
    return siblings;
}

std::string suggestion_for(std::string const& key) {
    auto const siblings = siblings_of(key);
    auto const name = last_name(key);
    auto const far = [&](std::string const& candidate) { return distance(name, last_name(candidate)); };
    auto const nearest =
        std::min_element(siblings.begin(), siblings.end(),
                         [&](auto const& left, auto const& right) { return far(left) < far(right); });
    if (nearest != siblings.end() && far(*nearest) <= std::min<std::size_t>(2, name.size() - 1))
        return "did you mean \"" + shown(*nearest) + "\"?";
    for (auto const known : all_keys) {
        if (last_name(known) != name) continue;
        if (known == name) return "\"" + shown(known) + "\" belongs above the first [table].";
        return "did you mean \"" + shown(known) + "\"?";
    }
    return "voordeur.example.toml shows every key.";
}

class KeyCheck {
  public:
    explicit KeyCheck(std::filesystem::path const& file) : file_(file) {}

    void check(toml::table const& table, std::string const& prefix) const {
        for (auto const& [key, node] : table)
            check_node(node, prefix + std::string(key.str()), key.source().begin.line);
    }

  private:
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

    [[noreturn]] void refuse_unknown(std::string const& key, toml::source_index line) const {
        refuse("unknown key \"" + shown(key) + "\" (line " + std::to_string(line) + "); " +
               suggestion_for(key));
    }
    [[noreturn]] void refuse(std::string const& why) const { throw ConfigError(file_.string() + ": " + why); }

    std::filesystem::path const& file_;
};

}  // namespace

std::span<std::string_view const> known_keys() {
    return all_keys;
}

void check_keys(toml::table const& table, std::filesystem::path const& file) {
    KeyCheck(file).check(table, "");
}

}  // namespace voordeur
