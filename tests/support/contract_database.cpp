// SPDX-License-Identifier: EUPL-1.2
#include "support/contract_database.hpp"

#include <cstdlib>

#include "accounts/account_store.hpp"
#include "base/number.hpp"
#include "embedded.hpp"

namespace voordeur {
namespace {

char const* postgres_url() {
    return std::getenv("VOORDEUR_TEST_POSTGRES");
}

}  // namespace

std::vector<Migration> contract_migrations() {
    std::vector<Migration> migrations;
    for (auto const& file : embedded_migrations()) {
        auto const number = whole_number(file.path.substr(file.path.rfind('/') + 1, 4)).value();
        migrations.push_back({static_cast<int>(number), file.path, file.content});
    }
    return migrations;
}

std::vector<std::string> contract_databases() {
    if (postgres_url() == nullptr) return {"sqlite"};
    return {"sqlite", "postgres"};
}

ContractDatabase::ContractDatabase(std::string const& kind) {
    if (kind == "sqlite") {
        auto pattern = (std::filesystem::temp_directory_path() / "voordeur-contract-XXXXXX").string();
        folder_ = mkdtemp(pattern.data());
        url_ = "sqlite:" + (folder_ / "test.db").string();
    } else {
        // A schema of its own for each test: they may run side by side.
        postgres_schema_ = "test_" + random_.text("abcdefghijklmnopqrstuvwxyz", 16);
        Database::open({.url = postgres_url(), .connections = 1})
            ->execute_script("CREATE SCHEMA " + postgres_schema_);
        std::string const url = postgres_url();
        auto const mark = url.find('?') == std::string::npos ? "?" : "&";
        url_ = url + mark + "options=-csearch_path%3D" + postgres_schema_;
    }
    database_ = Database::open({.url = url_, .connections = 20});
    migrate(*database_, contract_migrations(), SystemClock().now());
}

ContractDatabase::~ContractDatabase() {
    database_.reset();
    std::error_code ignored;
    if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
    if (!postgres_schema_.empty())
        Database::open({.url = postgres_url(), .connections = 1})
            ->execute_script("DROP SCHEMA " + postgres_schema_ + " CASCADE");
}

Id<Registration> ContractDatabase::add_registration(Time now) {
    auto const practice = new_id<Practice>(now, random_);
    auto const patient = new_uuid(now, random_);
    auto const registration = new_id<Registration>(now, random_);
    database_->transaction([&](Transaction& transaction) {
        add_practice(transaction, {practice, "slug-" + practice.text(), "Praktijk", "", "", false}, now);
        transaction.run(
            "INSERT INTO patient (id, practice_id, name, email, birth_date, postcode, made_at) VALUES "
            "($1, $2, 'Voorbeeld', 'patient@post.example', '1948-03-07', '1234AB', $3)",
            patient, practice, now);
        transaction.run(
            "INSERT INTO registration (id, practice_id, patient_id, customer_number, invited_at, expires_at) "
            "VALUES ($1, $2, $3, $4, $5, $6)",
            registration, practice, patient, random_.text("0123456789", 10), now,
            now + std::chrono::days(60));
    });
    return registration;
}

Id<Account> ContractDatabase::add_account(std::string const& email, Time now) {
    NewAccount const fresh{
        {new_id<Account>(now, random_), random_.text("0123456789", 10), email, "Voorbeeld", {}},
        "hash",
        IdentityProof::details};
    database_->transaction(
        [&](Transaction& transaction) { voordeur::add_account(transaction, fresh, sealer_, now); });
    return fresh.account.id;
}

}  // namespace voordeur
