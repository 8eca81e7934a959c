// SPDX-License-Identifier: EUPL-1.2
// What the operator decides, read once at the start: each noun's settings, filled from one file.
// voordeur.example.toml explains every key to them; what is left out has the default of its noun.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>

#include "audit/audit_retention.hpp"
#include "client_network.hpp"
#include "config/config_error.hpp"
#include "crypto/password_hasher.hpp"
#include "crypto/sealed_box.hpp"
#include "documents/load_documents.hpp"
#include "factors/sms/sms_factor.hpp"
#include "outbox/mail_settings.hpp"
#include "outbox/sms_request.hpp"
#include "passwords/sign_in_limits.hpp"
#include "patients/registration_rules.hpp"
#include "recoveries/recovery_rules.hpp"
#include "site_settings.hpp"
#include "store/database.hpp"
#include "web/http_server.hpp"
#include "words/brand.hpp"

namespace voordeur {

struct Config {
    std::filesystem::path file;  // where this was read; empty: nowhere, the demo

    SiteSettings site;
    std::string listen = "127.0.0.1:8080";  // address:port or unix:/path
    std::string metrics_listen;             // the same; empty: none
    TrustedProxies trusted_proxies;
    std::filesystem::path data_dir;
    std::filesystem::path keys_file;
    std::filesystem::path brand;  // empty: the built-in brand
    std::string log_level = "info";
    DatabaseSettings database;
    std::optional<DatabaseSettings> database_owner;  // of the tables, for `migrate`; absent: `database` is
    std::optional<MailSettings> mail;
    bool holds_mail_password = false;  // in `file` itself, not in a file of its own
    std::optional<SmsGatewaySettings> sms;
    std::optional<Journey> journey;                 // absent: the brand's
    std::filesystem::path breached_passwords_file;  // empty: none
    std::optional<DocumentFiles> documents;         // absent: the samples
    HashingCost hashing_cost;
    HashingGate hashing_gate;
    RegistrationLimits registration_limits;
    RecoveryPolicy recovery;
    std::optional<SealingKey> sealed_persons_key;  // absent: who is gone is not kept
    std::chrono::months audit_lines_stay = audit_lines_stay_at_least;
    std::chrono::years accounts_unused_for{3};  // then they are closed; zero: never
    SmsSettings sms_codes;
    SignInLimits sign_in_limits;
    HttpLimits http_limits;
};

// Who may change what the audit log says is nobody that the server or another command signs in as: only
// `migrate` reads that password, and its file need not be readable by anybody else.
enum class DatabaseOwner { not_asked_for, read };

// Reads and checks the whole file; paths in the result are absolute, the files it names can be read, secrets
// are in it. Throws ConfigError.
Config load_config(std::filesystem::path const& file, DatabaseOwner owner = DatabaseOwner::not_asked_for);

// Everything at its default, on loopback, with SQLite in `data_dir`.
Config demo_config(std::filesystem::path const& data_dir);

// What the server needs beyond what a command needs. Throws ConfigError.
void check_for_serve(Config const& config);

}  // namespace voordeur
