// SPDX-License-Identifier: EUPL-1.2
#include "config/config.hpp"

#include <sched.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <system_error>

#include "config/known_keys.hpp"
#include "config/message_sections.hpp"
#include "config/network_keys.hpp"
#include "config/section.hpp"
#include "config/url.hpp"
#include "values/email_address.hpp"

namespace voordeur {
namespace {

constexpr std::string_view sqlite = "sqlite:";
constexpr std::string_view postgresql = "postgresql://";

// The cores that this process may run on, which taskset and systemd can make fewer than the machine has.
int usable_cores() {
    cpu_set_t cores;
    return sched_getaffinity(0, sizeof cores, &cores) == 0 ? std::max(1, CPU_COUNT(&cores)) : 1;
}

toml::table parsed(std::filesystem::path const& file) {
    std::error_code ignored;
    std::ifstream stream(file, std::ios::binary);
    auto const why = !stream ? errno : std::filesystem::is_directory(file, ignored) ? EISDIR : 0;
    if (why != 0)
        throw ConfigError(file.string() + ": cannot be read (" + std::generic_category().message(why) +
                          "); give the path of your configuration with --config.");
    try {
        return toml::parse(stream, file.string());
    } catch (toml::parse_error const& error) {
        auto const at = error.source().begin;
        throw ConfigError(file.string() + ": line " + std::to_string(at.line) + ", column " +
                          std::to_string(at.column) + " is not TOML (" + std::string(error.description()) +
                          "); mend that line.");
    }
}

std::string default_database(std::filesystem::path const& data_dir) {
    return std::string(sqlite) + (data_dir / "voordeur.db").string();
}

DatabaseConfig read_database(Section const& section, std::filesystem::path const& data_dir) {
    DatabaseConfig config;
    config.url = section.text_or("url", default_database(data_dir));
    auto const on_sqlite = config.url.starts_with(sqlite);
    if (!on_sqlite && !config.url.starts_with(postgresql))
        section.refuse("url", "must be sqlite:FILE or postgresql://user@host/name.");
    if (config.url.size() == (on_sqlite ? sqlite : postgresql).size())
        section.refuse("url", "names no database.");
    if (on_sqlite)
        config.url = std::string(sqlite) + section.resolved(config.url.substr(sqlite.size())).string();
    if (auto const file = section.text("password_file")) {
        if (on_sqlite) section.refuse("password_file", "is for postgresql:// only; leave it out.");
        config.password = Secret<DatabasePasswordTag>(section.line_of_file("password_file", *file));
    }
    config.connections = section.number_or("connections", config.connections, {1, 1000});
    config.migrate_url = section.text_or("migrate_url", "");
    if (config.migrate_url.empty()) return config;
    if (on_sqlite) section.refuse("migrate_url", "is for postgresql:// only; leave it out.");
    if (!config.migrate_url.starts_with(postgresql))
        section.refuse("migrate_url", "must be postgresql://user@host/name.");
    if (auto const file = section.text("migrate_password_file"))
        config.migrate_password =
            Secret<DatabasePasswordTag>(section.line_of_file("migrate_password_file", *file));
    return config;
}

OperatorConfig read_operator(Section const& section) {
    OperatorConfig config;
    config.name = section.text_or("name", config.name);
    if (config.name.empty()) section.refuse("name", "is empty; every page names the operator.");
    config.email = section.text_or("email", "");
    if (!config.email.empty() && !EmailAddress::parse(config.email))
        section.refuse("email", "must be an e-mail address.");
    config.phone = section.text_or("phone", "");
    return config;
}

PolicyConfig read_policy(Section const& section) {
    PolicyConfig config;
    config.journey = section.text_or("journey", config.journey);
    if (config.journey == "short") section.refuse("journey", "= \"short\" is not built yet; use \"guide\".");
    if (config.journey != "guide")
        section.refuse("journey", "must be \"guide\", not \"" + config.journey + "\".");
    if (section.has("breached_passwords_file"))
        config.breached_passwords_file = section.readable_file("breached_passwords_file");
    return config;
}

std::optional<DocumentsConfig> read_documents(Section const& section) {
    if (!section.is_present()) return std::nullopt;
    auto const document = [&](std::string_view key) {
        if (!section.has(key))
            section.refuse(key, "is missing; give all four documents, or leave out [documents].");
        return section.readable_file(key);
    };
    return DocumentsConfig{document("privacy_nl"), document("privacy_en"), document("terms_nl"),
                           document("terms_en")};
}

HashingConfig read_hashing(Section const& section) {
    HashingConfig config;
    config.memory_kib = section.number_or("memory_kib", config.memory_kib, {19 * 1024, 4 * 1024 * 1024});
    config.passes = section.number_or("passes", config.passes, {2, 1000});
    config.slots = section.number_or("slots", 0, {0, 1024});
    if (config.slots == 0) config.slots = usable_cores();
    config.queue = section.number_or("queue", config.queue, {1, 10'000});
    auto const wait = static_cast<int>(config.wait.count());
    config.wait = std::chrono::milliseconds(section.number_or("wait_milliseconds", wait, {1, 60'000}));
    return config;
}

LimitsConfig read_limits(Section const& section) {
    constexpr int most = 1'000'000'000;
    struct Limit {
        std::string_view key;
        int LimitsConfig::*value;
        int least;
    };
    LimitsConfig config;
    for (auto const& [key, value, least] : {
             Limit{"tries_details", &LimitsConfig::tries_details, 1},
             Limit{"tries_super_pin", &LimitsConfig::tries_super_pin, 1},
             Limit{"tries_code", &LimitsConfig::tries_code, 1},
             Limit{"mail_resend_seconds", &LimitsConfig::mail_resend_seconds, 0},
             Limit{"mails_a_day", &LimitsConfig::mails_a_day, 1},
             Limit{"sms_resend_seconds", &LimitsConfig::sms_resend_seconds, 0},
             Limit{"sms_an_hour", &LimitsConfig::sms_an_hour, 1},
             Limit{"sms_a_day", &LimitsConfig::sms_a_day, 1},
             Limit{"sms_practice_a_day", &LimitsConfig::sms_practice_a_day, 0},
             Limit{"sms_country_a_day", &LimitsConfig::sms_country_a_day, 0},
             Limit{"sign_in_free_failures", &LimitsConfig::sign_in_free_failures, 1},
             Limit{"network_free_accounts", &LimitsConfig::network_free_accounts, 1},
             Limit{"account_free_failures", &LimitsConfig::account_free_failures, 1},
             Limit{"request_seconds", &LimitsConfig::request_seconds, 1},
             Limit{"connections", &LimitsConfig::connections, 1},
         })
        config.*value = section.number_or(key, config.*value, {least, most});
    return config;
}

EService read_e_service(Section const& section) {
    EService service;
    service.practice = section.needed_text("practice", "the slug of the practice whose patients see it");
    if (service.practice.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") != std::string::npos)
        section.refuse("practice",
                       "must be a slug of small letters, digits and dashes, such as \"de-linde\".");
    auto const name = section.section("name");
    service.name_nl = name.needed_text("nl", "the name that patients see, in Dutch");
    service.name_en = name.text_or("en", service.name_nl);
    service.address = section.needed_text("address", "the address that the link leads to");
    auto const url = Url::parse(service.address);
    auto const safe = url && (url->scheme == "https" || (url->scheme == "http" && is_loopback(url->host)));
    if (!safe || !url->user_info.empty())
        section.refuse(
            "address",
            "must be an address that begins with https:// (http:// is for loopback addresses only).");
    return service;
}

std::vector<EService> read_e_services(Section const& root) {
    std::vector<EService> services;
    for (auto const& section : root.sections("e_service")) services.push_back(read_e_service(section));
    return services;
}

}  // namespace

Config load_config(std::filesystem::path const& file) {
    auto const table = parsed(file);
    check_keys(table, file);
    Section const root(table, file);

    Config config;
    config.file = file;
    config.public_url = read_public_url(root, config.public_url);
    config.listen = read_listen(root, "listen", config.listen);
    config.metrics_listen = read_listen(root, "metrics_listen", "");
    if (config.metrics_listen == config.listen && !config.listen.ends_with(":0"))
        root.refuse("metrics_listen", "must differ from listen.");
    config.data_dir = root.path("data_dir").value_or(root.resolved("data"));
    config.keys_file = root.path("keys_file").value_or(config.data_dir / "keys");
    config.brand = root.readable_file("brand");
    config.log_level = root.choice("log_level", {"info", "trace", "debug", "warn", "error", "off"});
    config.trusted_proxies = read_trusted_proxies(root);
    config.operated_by = read_operator(root.section("operator"));
    config.database = read_database(root.section("database"), config.data_dir);
    if (root.has("mail")) config.mail = read_mail(root.section("mail"));
    if (root.has("sms")) config.sms = read_sms(root.section("sms"));
    config.policy = read_policy(root.section("policy"));
    config.documents = read_documents(root.section("documents"));
    config.hashing = read_hashing(root.section("hashing"));
    config.limits = read_limits(root.section("limits"));
    config.e_services = read_e_services(root);
    return config;
}

Config demo_config(std::filesystem::path const& data_dir) {
    Config config;
    config.data_dir = std::filesystem::absolute(data_dir).lexically_normal();
    config.keys_file = config.data_dir / "keys";
    config.database.url = default_database(config.data_dir);
    config.hashing.slots = usable_cores();
    return config;
}

void check_for_serve(Config const& config) {
    if (!config.mail)
        throw ConfigError(
            config.file.string() +
            ": [mail] is missing, so no invitation could be sent; add it as voordeur.example.toml shows.");
}

}  // namespace voordeur
