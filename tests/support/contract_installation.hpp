// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>
#include <utility>

#include "configuration/config_test_folder.hpp"
#include "installation.hpp"
#include "support/contract_database.hpp"

namespace voordeur {

// A whole installation on a database of contract_databases(), made as `voordeur migrate` makes one.
class ContractInstallation {
  public:
    // `config` says what is to be other than in the demo; data_dir and the database are the test's own.
    explicit ContractInstallation(std::string const& kind, Config config = {}) : contract_(kind) {
        auto const own = demo_config(folder_ / "data");
        config.data_dir = own.data_dir;
        config.keys_file = own.keys_file;
        config.hashing_gate = own.hashing_gate;
        config.database.url = contract_.url();
        migrate_installation(config);
        installation_ = open_installation(std::move(config));
    }

    Installation& operator*() { return *installation_; }
    Installation* operator->() { return installation_.get(); }

    // As `installation` has them, for what its App has no room for.
    Database& database() { return installation_->database(); }
    Sealer const& sealer() const { return installation_->sealer(); }
    Random& random() { return random_; }

  private:
    ConfigTestFolder folder_;
    ContractDatabase contract_;
    SystemRandom random_;
    std::unique_ptr<Installation> installation_;
};

}  // namespace voordeur
