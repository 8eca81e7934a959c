// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "audit/audit.hpp"
#include "base/id.hpp"
#include "base/random.hpp"
#include "crypto/key_ring.hpp"
#include "crypto/sealer.hpp"
#include "practices/practice_store.hpp"
#include "store/database.hpp"
#include "store/migrations.hpp"

namespace voordeur {

struct Account;
struct Registration;

// "sqlite", and "postgres" when VOORDEUR_TEST_POSTGRES names one.
std::vector<std::string> contract_databases();

// All that are compiled in.
std::vector<Migration> contract_migrations();

// A fresh database with the newest schema, gone afterwards.
class ContractDatabase {
  public:
    explicit ContractDatabase(std::string const& kind);
    ~ContractDatabase();
    ContractDatabase(ContractDatabase const&) = delete;
    ContractDatabase& operator=(ContractDatabase const&) = delete;

    Database& database() { return *database_; }
    // As database.url of a configuration has it.
    std::string const& url() const { return url_; }
    Random& random() { return random_; }
    Sealer const& sealer() const { return sealer_; }
    Mac const& mac() const { return mac_; }
    AuditWriter& audit() { return audit_; }

    // A patient, invited; its id.
    Id<Registration> add_registration(Time now);
    Id<Account> add_account(std::string const& email, Time now);

  private:
    SystemRandom random_;
    KeyRing const ring_{KeyRing::generate(random_)};
    Sealer const sealer_{ring_, random_};
    Mac const mac_{ring_};
    AuditWriter audit_{mac_, random_};
    std::filesystem::path folder_;
    std::string postgres_schema_;
    std::string url_;
    std::unique_ptr<Database> database_;
};

}  // namespace voordeur
