// SPDX-License-Identifier: EUPL-1.2
#include "installation.hpp"

#include <charconv>
#include <vector>

#include "base/files.hpp"
#include "base/number.hpp"
#include "config/data_dir.hpp"
#include "config/url.hpp"
#include "documents/load_documents.hpp"
#include "embedded.hpp"
#include "installation_store.hpp"
#include "store/migrations.hpp"

namespace voordeur {
namespace {

constexpr std::string_view sqlite = "sqlite:";
constexpr std::uintmax_t largest_logo = 100 * 1024;

// What an operator types to mend it.
std::string migrate_command(Config const& config) {
    return "voordeur migrate" + (config.file.empty() ? "" : " --config " + config.file.string());
}

std::string database_key(Config const& config) {
    return config.file.empty() ? "The database" : config.file.string() + ": database.url";
}

std::string first_line(std::string text) {
    return text.substr(0, text.find('\n'));
}

std::unique_ptr<Database> open_database(Config const& config) {
    try {
        return Database::open(config.database.url, config.database.password.reveal(),
                              static_cast<std::size_t>(config.database.connections));
    } catch (StoreUnreachable const& error) {
        throw ConfigError(database_key(config) + " cannot be reached (" + first_line(error.what()) +
                          "); start the database, or correct the address.");
    }
}

// As the owner of the tables, who may be another than the server.
std::unique_ptr<Database> open_as_owner(Config const& config) {
    auto const& database = config.database;
    if (database.migrate_url.empty()) return open_database(config);
    try {
        return Database::open(database.migrate_url, database.migrate_password.reveal(), 1);
    } catch (StoreUnreachable const& error) {
        throw ConfigError(config.file.string() + ": database.migrate_url cannot be reached (" +
                          first_line(error.what()) + "); start the database, or correct the address.");
    }
}

// Opening a SQLite file that is not there would make it.
bool is_database_there(DatabaseConfig const& database) {
    if (!database.url.starts_with(sqlite)) return true;
    return std::filesystem::exists(database.url.substr(sqlite.size()));
}

// store/migrations/0001_journey.sql
Migration migration_from(EmbeddedFile const& file) {
    auto name = file.path.substr(file.path.rfind('/') + 1);
    name = name.substr(0, name.rfind('.'));
    int number = 0;
    std::from_chars(name.data(), name.data() + name.size(), number);
    return {number, name, file.content};
}

std::vector<Migration> all_migrations() {
    std::vector<Migration> migrations;
    for (auto const& file : embedded_migrations()) migrations.push_back(migration_from(file));
    return migrations;
}

[[noreturn]] void refuse_newer() {
    throw ConfigError("The database was made by a newer Voordeur than this one; install that version again.");
}

void check_schema(Database& database, Config const& config) {
    switch (schema_state(database, all_migrations())) {
        case SchemaState::empty:
            throw ConfigError("The database is empty; run " + migrate_command(config) + " first.");
        case SchemaState::older:
            throw ConfigError("The database is older than this Voordeur; make a backup and run " +
                              migrate_command(config) + ".");
        case SchemaState::newer:
            refuse_newer();
        case SchemaState::current:
            return;
    }
}

void check_ring(KeyRing const& ring, std::string const& check_value, Config const& config) {
    if (ring.check_value() == check_value) return;
    throw ConfigError("The key ring " + config.keys_file.string() +
                      " is not the one of this database; restore the file that belongs to it.");
}

// Where nothing was sealed yet a ring may be made, unless one was brought along from another machine or
// another migration that runs at this moment made one.
KeyRing ring_for(Config const& config, bool is_first) {
    SystemRandom random;
    if (is_first) KeyRing::generate(random).save(config.keys_file);
    return KeyRing::load(config.keys_file);
}

// Its logo is beside it.
Brand brand_of(Config const& config) {
    if (config.brand.empty()) return built_in_brand();
    auto const refuse = [&](std::string const& why) {
        throw ConfigError(config.brand.string() + ": " + why);
    };
    Brand brand;
    try {
        brand = brand_from_toml(file_text(config.brand).value_or(""));
    } catch (std::runtime_error const& error) {
        refuse(first_line(error.what()));
    }
    if (brand.logo.empty()) return brand;
    brand.logo = config.brand.parent_path() / brand.logo;
    auto const text = file_text(brand.logo);
    if (!text) refuse("brand: \"logo\" names " + brand.logo.string() + ", which cannot be read.");
    if (text->size() > largest_logo)
        refuse("brand: \"logo\" names " + brand.logo.string() +
               ", which is larger than 100 KB: every page loads it.");
    return brand;
}

BreachedPasswords breached_passwords_of(Config const& config) {
    auto const& file = config.policy.breached_passwords_file;
    if (file.empty()) return {};
    try {
        return BreachedPasswords(file);
    } catch (std::runtime_error const& error) {
        throw ConfigError(config.file.string() + ": policy.breached_passwords_file names " + file.string() +
                          ", which " + error.what() + ".");
    }
}

HashingCost cost_of(HashingConfig const& config) {
    return {static_cast<std::uint64_t>(config.memory_kib), static_cast<std::uint64_t>(config.passes)};
}

SmsSettings sms_settings_of(Config const& config) {
    auto const& limits = config.limits;
    return {{std::chrono::seconds(limits.sms_resend_seconds), limits.sms_an_hour, limits.sms_a_day,
             limits.sms_practice_a_day, limits.sms_country_a_day},
            limits.tries_code,
            Url::parse(config.public_url).value().host};
}

HashingGate gate_of(HashingConfig const& config) {
    return {static_cast<unsigned>(config.slots), static_cast<unsigned>(config.queue), config.wait};
}

}  // namespace

int migrate_installation(Config const& config) {
    check_owner(config.data_dir);
    make_data_dir(config.data_dir);
    auto const database = open_as_owner(config);
    auto const migrations = all_migrations();
    auto const state = schema_state(*database, migrations);
    if (state == SchemaState::newer) refuse_newer();
    auto const known = state == SchemaState::empty ? std::nullopt : stored_key_check(*database);
    // The ring is on disk before the database knows it: broken off in between, the next run takes it from
    // there.
    auto const ring = ring_for(config, !known);
    if (known) check_ring(ring, *known, config);
    auto const applied = migrate(*database, migrations, SystemClock().now());
    check_ring(ring, store_key_check_once(*database, ring.check_value()), config);
    if (!config.database.migrate_url.empty())
        grant_to_server(*database, database_user(*open_database(config)));
    return applied;
}

Installation::Installation(Config config, std::unique_ptr<Database> database, KeyRing ring)
    : config_(std::move(config)),
      database_(std::move(database)),
      ring_(std::move(ring)),
      hasher_(cost_of(config_.hashing), gate_of(config_.hashing)),
      brand_(brand_of(config_)),
      catalogue_(embedded_words(), embedded_mails(), brand_, config_.operated_by.name),
      templates_(embedded_templates(), catalogue_),
      documents_(load_documents(config_, embedded_documents())),
      notices_(outbox_, catalogue_, config_.operated_by.name),
      sms_({outbox_, notices_, catalogue_, sealer_, mac_, random_}, sms_settings_of(config_)),
      breached_passwords_(breached_passwords_of(config_)),
      pdf_(pdf_program_beside_this_one()) {
    passwords_.set_limits(config_.limits);
}

App Installation::app() {
    return {.config = config_,
            .random = random_,
            .database = *database_,
            .sealer = sealer_,
            .mac = mac_,
            .hasher = hasher_,
            .brand = brand_,
            .catalogue = catalogue_,
            .templates = templates_,
            .documents = documents_,
            .practices = practices_,
            .notices = notices_,
            .passwords = passwords_,
            .sms = sms_,
            .breached_passwords = breached_passwords_,
            .pdf = pdf_,
            .patients = patients_,
            .cookies = CookieNames(config_.public_url.starts_with("https:"))};
}

std::unique_ptr<Installation> open_installation(Config config) {
    check_owner(config.data_dir);
    if (!is_database_there(config.database))
        throw ConfigError("There is no database yet; run " + migrate_command(config) + " first.");
    auto database = open_database(config);
    check_schema(*database, config);
    auto const known = stored_key_check(*database);
    if (!known)
        throw ConfigError("The database has no key ring yet; run " + migrate_command(config) + " again.");
    auto ring = KeyRing::load(config.keys_file);
    check_ring(ring, *known, config);
    return std::make_unique<Installation>(std::move(config), std::move(database), std::move(ring));
}

bool is_schema_current(Database& database) {
    return schema_state(database, all_migrations()) == SchemaState::current;
}

}  // namespace voordeur
