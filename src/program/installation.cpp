// SPDX-License-Identifier: EUPL-1.2
#include "installation.hpp"

#include <new>

#include "installed_database.hpp"
#include "web/browser.hpp"

namespace voordeur {
namespace {

BreachedPasswords breached_passwords_of(Config const& config) {
    auto const& file = config.breached_passwords_file;
    if (file.empty()) return {};
    try {
        return BreachedPasswords(file);
    } catch (std::runtime_error const& error) {
        throw ConfigError(config.file.string() + ": policy.breached_passwords_file names " + file.string() +
                          ", which " + error.what() + ".");
    }
}

// A machine that gives too little is told of at the start, and not to the patients who sign in.
PasswordHasher hasher_of(Config const& config) {
    try {
        return PasswordHasher(config.hashing_cost, config.hashing_gate);
    } catch (std::bad_alloc const&) {
        throw ConfigError((config.file.empty() ? "" : config.file.string() + ": ") + "hashing.slots (" +
                          std::to_string(config.hashing_gate.slots) + ") times hashing.memory_kib (" +
                          std::to_string(config.hashing_cost.memory_kib) +
                          ") is more memory than there is for Voordeur; give it more, or lower one of them.");
    }
}

}  // namespace

Installation::Installation(Config config, std::unique_ptr<Database> database, KeyRing ring)
    : config_(std::move(config)),
      database_(std::move(database)),
      ring_(std::move(ring)),
      audit_head_file_(audit_head_file_of(config_)),
      hasher_(hasher_of(config_)),
      passwords_({*database_, sealer_, mac_, hasher_}, config_.sign_in_limits),
      breached_passwords_(breached_passwords_of(config_)),
      shown_(make_shown(config_)) {}

std::shared_ptr<Shown const> Installation::make_shown(Config const& config, Shown const* before) {
    Foundations const on{*database_, sealer_, mac_, random_, audit_, hasher_, passwords_, outbox_, config_};
    return std::make_shared<Shown const>(config, on, before);
}

App Installation::app(Shown const& shown, DemoMailbox const* demo_mailbox) {
    return {.site = shown.site,
            .random = random_,
            .database = *database_,
            .audit = audit_,
            .sealer = sealer_,
            .mac = mac_,
            .hasher = hasher_,
            .brand = shown.brand,
            .catalogue = shown.catalogue,
            .templates = shown.templates,
            .documents = shown.documents,
            .practices = practices_,
            .notices = shown.notices,
            .outbox = outbox_,
            .passwords = passwords_,
            .sms = shown.sms,
            .totp = shown.totp,
            .paper_codes = shown.paper_codes,
            .passkeys = shown.passkeys,
            .signing_keys = signing_keys_,
            .breached_passwords = breached_passwords_,
            .pdf = shown.pdf,
            .patients = shown.patients,
            .recovery = shown.recovery,
            .brand_style_name = shown.brand_style_name,
            .logo_name = shown.logo_name,
            .cookies = CookieNames(config_.site.is_https()),
            .demo_mailbox = demo_mailbox,
            .is_short_journey = shown.is_short_journey};
}

std::unique_ptr<Installation> open_installation(Config config) {
    check_disk(config);
    check_is_there(config);
    auto database = open_database(config);
    check_schema(*database, config);
    auto ring = load_ring_of(*database, config);
    return std::make_unique<Installation>(std::move(config), std::move(database), std::move(ring));
}

bool is_schema_current(Database& database) {
    auto const state = schema_state(database, all_migrations());
    return state == SchemaState::current || state == SchemaState::served;
}

}  // namespace voordeur
