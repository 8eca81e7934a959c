// SPDX-License-Identifier: EUPL-1.2
#include "configuration/configuration.hpp"

#include "config/config_file.hpp"
#include "configuration/known_keys.hpp"
#include "configuration/sections.hpp"

namespace voordeur {
namespace {

std::optional<Journey> read_journey(Section const& policy) {
    if (!policy.has("journey")) return std::nullopt;
    auto const text = policy.text_or("journey", "");
    auto const journey = journey_of(text);
    if (!journey) policy.refuse("journey", "must be \"guide\" or \"short\", not \"" + text + "\".");
    return journey;
}

std::optional<SealingKey> read_sealed_persons_key(Section const& policy) {
    constexpr std::string_view key = "sealed_persons_key";
    if (!policy.has(key)) return std::nullopt;
    auto sealing = SealingKey::parse(policy.text_or(key, ""));
    if (!sealing) policy.refuse(key, "must be the line that voordeur patient sealing-key printed.");
    return sealing;
}

std::chrono::months read_audit_log_months(Section const& policy) {
    auto const count = [](std::chrono::months months) { return static_cast<int>(months.count()); };
    return std::chrono::months(
        policy.number_or("audit_log_months", count(audit_lines_stay_at_least),
                         {count(audit_lines_stay_at_least), count(audit_lines_stay_at_most)}));
}

std::chrono::years read_unused_account_years(Section const& policy) {
    return std::chrono::years(policy.number_or(
        "unused_account_years", static_cast<int>(Config{}.accounts_unused_for.count()), {0, 20}));
}

std::optional<DocumentFiles> read_documents(Section const& section) {
    if (!section.is_present()) return std::nullopt;
    auto const document = [&](std::string_view key) {
        if (!section.has(key))
            section.refuse(key, "is missing; give all four documents, or leave out [documents].");
        return section.readable_file(key);
    };
    return DocumentFiles{document("privacy_nl"), document("privacy_en"), document("terms_nl"),
                         document("terms_en")};
}

// The keys above the first table.
void read_root(Section const& root, Config& config) {
    config.site.public_url = read_public_url(root, config.site.public_url);
    config.listen = read_listen(root, "listen", config.listen);
    config.metrics_listen = read_listen(root, "metrics_listen", "");
    if (config.metrics_listen == config.listen && !config.listen.ends_with(":0"))
        root.refuse("metrics_listen", "must differ from listen.");
    config.trusted_proxies = read_trusted_proxies(root);
    config.data_dir = root.path("data_dir").value_or(root.resolved("data"));
    config.keys_file = root.path("keys_file").value_or(config.data_dir / "keys");
    config.brand = root.readable_file("brand");
    config.log_level = root.choice("log_level", {"info", "trace", "debug", "warn", "error", "off"});
}

void read_messages(Section const& root, Config& config) {
    if (root.has("sms")) config.sms = read_sms(root.section("sms"));
    if (!root.has("mail")) return;
    config.mail = read_mail(root.section("mail"));
    config.holds_mail_password = root.section("mail").has("password");
    config.site.mail_sender = config.mail->from.address;
}

}  // namespace

Config load_config(std::filesystem::path const& file, DatabaseOwner owner) {
    ConfigFile const read(file, known_keys());
    auto const root = read.root();
    Config config;
    config.file = file;
    read_root(root, config);
    config.site.operated_by = read_operator(root.section("operator"));
    config.database = read_database(root.section("database"), config.data_dir);
    config.database_owner = read_database_owner(root.section("database"), config.database, owner);
    read_messages(root, config);
    config.journey = read_journey(root.section("policy"));
    config.breached_passwords_file = root.section("policy").readable_file("breached_passwords_file");
    config.recovery = read_recovery_policy(root.section("policy"));
    config.sealed_persons_key = read_sealed_persons_key(root.section("policy"));
    config.audit_lines_stay = read_audit_log_months(root.section("policy"));
    config.accounts_unused_for = read_unused_account_years(root.section("policy"));
    config.documents = read_documents(root.section("documents"));
    config.hashing_cost = read_hashing_cost(root.section("hashing"));
    config.hashing_gate = read_hashing_gate(root.section("hashing"));
    auto const limits = root.section("limits");
    config.registration_limits = read_registration_limits(limits);
    config.sms_codes = read_sms_codes(limits);
    config.sign_in_limits = read_sign_in_limits(limits);
    config.http_limits = read_http_limits(limits);
    config.site.e_services = read_e_services(root);
    return config;
}

Config demo_config(std::filesystem::path const& data_dir) {
    Config config;
    config.data_dir = std::filesystem::absolute(data_dir).lexically_normal();
    config.keys_file = config.data_dir / "keys";
    config.database.url = default_database_url(config.data_dir);
    config.hashing_gate.slots = usable_cores();
    return config;
}

void check_for_serve(Config const& config) {
    if (!config.mail)
        throw ConfigError(
            config.file.string() +
            ": [mail] is missing, so no invitation could be sent; add it as voordeur.example.toml shows.");
}

}  // namespace voordeur
