// SPDX-License-Identifier: EUPL-1.2
#include "installation.hpp"

#include <new>

#include "base/files.hpp"
#include "config/url.hpp"
#include "embedded.hpp"
#include "installation_store.hpp"
#include "installed_database.hpp"
#include "values/text.hpp"
#include "web/browser.hpp"

namespace voordeur {
namespace {

constexpr std::uintmax_t largest_logo = 100 * 1024;

// Its logo is beside it.
Brand brand_of(Config const& config) {
    if (config.brand.empty()) return built_in_brand();
    auto const refuse = [&](std::string const& why) {
        throw ConfigError(config.brand.string() + ": " + why);
    };
    Brand brand;
    try {
        brand = brand_from_toml(without_windows_marks(file_text(config.brand).value_or("")));
    } catch (std::runtime_error const& error) {
        refuse(first_line(error.what()));
    }
    if (brand.logo.empty()) return brand;
    brand.logo = config.brand.parent_path() / brand.logo;
    auto const text = file_text(brand.logo);
    if (!text) refuse("brand: \"logo\" names " + brand.logo.string() + ", which cannot be read.");
    if (brand.logo.extension() == ".png" && !text->starts_with("\x89PNG"))
        refuse("brand: \"logo\" names " + brand.logo.string() + ", which is not a PNG.");
    if (text->size() > largest_logo)
        refuse("brand: \"logo\" names " + brand.logo.string() +
               ", which is larger than 100 KB: every page loads it.");
    return brand;
}

std::string png_logo_of(Brand const& brand) {
    if (brand.logo.extension() != ".png") return "";
    return file_text(brand.logo).value_or("");
}

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

MailLook mail_look_of(Brand const& brand) {
    auto const accent = accent_of(brand);
    return {accent.light, accent.dark, !png_logo_of(brand).empty()};
}

PaperLook paper_look_of(Brand const& brand) {
    return {accent_of(brand).light, png_logo_of(brand)};
}

SmsSettings sms_settings_of(Config const& config) {
    auto settings = config.sms_codes;
    settings.site_host = Url::parse(config.site.public_url).value().host;
    return settings;
}

}  // namespace

Installation::Installation(Config config, std::unique_ptr<Database> database, KeyRing ring)
    : config_(std::move(config)),
      database_(std::move(database)),
      ring_(std::move(ring)),
      audit_head_file_(audit_head_file_of(config_)),
      hasher_(hasher_of(config_)),
      brand_(brand_of(config_)),
      assets_(embedded_assets()),
      brand_style_name_(assets_.add("brand", ".css", brand_style(brand_))),
      logo_name_(assets_.add("logo", brand_.logo.extension().string(), file_text(brand_.logo).value_or(""))),
      catalogue_(embedded_words(), embedded_mails(), brand_, config_.site.operated_by.name),
      templates_(embedded_templates(), catalogue_),
      documents_(load_documents(config_.documents, embedded_documents())),
      notices_(outbox_, catalogue_, config_.site.operated_by, mail_look_of(brand_)),
      passwords_({*database_, sealer_, mac_, hasher_}, config_.sign_in_limits),
      sms_({outbox_, notices_, catalogue_, sealer_, mac_, random_}, sms_settings_of(config_)),
      breached_passwords_(breached_passwords_of(config_)),
      pdf_(pdf_program_beside_this_one(), std::chrono::seconds{10}, paper_look_of(brand_)) {}

std::string Installation::png_logo() const {
    return png_logo_of(brand_);
}

App Installation::app(DemoMailbox const* demo_mailbox) {
    return {.site = config_.site,
            .random = random_,
            .database = *database_,
            .audit = audit_,
            .sealer = sealer_,
            .mac = mac_,
            .hasher = hasher_,
            .brand = brand_,
            .catalogue = catalogue_,
            .templates = templates_,
            .documents = documents_,
            .practices = practices_,
            .notices = notices_,
            .outbox = outbox_,
            .passwords = passwords_,
            .sms = sms_,
            .breached_passwords = breached_passwords_,
            .pdf = pdf_,
            .patients = patients_,
            .brand_style_name = brand_style_name_,
            .logo_name = logo_name_,
            .cookies = CookieNames(config_.site.is_https()),
            .demo_mailbox = demo_mailbox};
}

std::unique_ptr<Installation> open_installation(Config config) {
    check_disk(config);
    if (!is_database_there(config.database))
        throw ConfigError("There is no database yet; run " + migrate_command(config) + " first.");
    auto database = open_database(config);
    check_schema(*database, config);
    auto const known = stored_key_check(*database);
    if (!known)
        throw ConfigError("The database has no key ring yet; run " + migrate_command(config) + " again.");
    auto ring = KeyRing::load(config.keys_file);
    check_ring(ring, *known, config);
    auto const checks = stored_key_checks(*database);
    if (!checks)
        throw ConfigError("The database does not know each key yet; run " + migrate_command(config) +
                          " again.");
    check_every_key(ring, *checks, config);
    return std::make_unique<Installation>(std::move(config), std::move(database), std::move(ring));
}

bool is_schema_current(Database& database) {
    return schema_state(database, all_migrations()) == SchemaState::current;
}

}  // namespace voordeur
