// SPDX-License-Identifier: EUPL-1.2
#include <span>

#include "audit/audit.hpp"
#include "config/data_dir.hpp"
#include "installation.hpp"
#include "installation_store.hpp"
#include "installed_database.hpp"
#include "one_audit_line.hpp"
#include "patients/patient_store.hpp"

namespace voordeur {
namespace {

constexpr std::chrono::seconds time_to_bind{30};

// Where nothing was sealed yet a ring may be made, unless one was brought along from another machine or
// another migration that runs at this moment made one.
KeyRing ring_for(Config const& config, bool is_first) {
    SystemRandom random;
    if (is_first) KeyRing::generate(random).save(config.keys_file);
    return KeyRing::load(config.keys_file);
}

// The first line with a mark: from then on the chain takes none without.
void record_migration(OpenedDatabase const& opened) {
    record_one_line(opened,
                    {.type = AuditType::installation_migrated,
                     .action = Action::update,
                     .actor = Actor::voordeur_itself(),
                     .object = AuditObject::installation(std::string(all_migrations().back().name))},
                    time_to_bind);
}

// Those that commands of before 2026-12 wrote down as they were typed.
void seal_phones(Database& database, KeyRing const& ring) {
    SystemRandom random;
    Sealer const sealer(ring, random);
    std::optional<Id<Patient>> last;
    do {
        last = database.transaction(
            [&](Transaction& transaction) { return seal_readable_phones(transaction, sealer, last); });
    } while (last);
}

}  // namespace

Migrated migrate_installation(Config const& config) {
    check_disk(config);
    make_data_dir(config.data_dir);
    auto const database = open_as_owner(config);
    auto const migrations = all_migrations();
    auto const state = schema_state(*database, migrations);
    if (state == SchemaState::newer || state == SchemaState::served) refuse_newer();
    auto const known = state == SchemaState::empty ? std::nullopt : stored_key_check(*database);
    // The ring is on disk before the database knows it: broken off in between, the next run takes it from
    // there.
    auto const ring = ring_for(config, !known);
    if (known) check_ring(ring, *known, config);
    auto const applied = migrate(*database, migrations, SystemClock().now());
    check_ring(ring, store_key_check_once(*database, ring.check_value()), config);
    if (auto const checks = stored_key_checks(*database); checks && !ring.check_values().ends_with(*checks))
        check_every_key(ring, *checks, config);
    seal_phones(*database, ring);
    store_key_checks(*database, ring.check_values());
    if (applied > 0) record_migration({*database, ring, config});
    if (config.database_owner) grant_to_server(*database, database_user(*open_database(config)));
    auto const before = std::span(migrations).first(migrations.size() - static_cast<std::size_t>(applied));
    if (applied == 0 || before.empty()) return {applied};
    return {applied, schema_state(*database, before) != SchemaState::newer};
}

}  // namespace voordeur
