// SPDX-License-Identifier: EUPL-1.2
// What the operator decides, read once at the start. voordeur.example.toml explains every key to them; the
// structs follow it in order and names.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/secret.hpp"
#include "config/config_error.hpp"
#include "config/ip_network.hpp"

namespace voordeur {

struct DatabasePasswordTag;
struct MailPasswordTag;
struct SmsHeaderTag;

// Whose X-Forwarded-For is believed.
struct TrustedProxies {
    bool unix_socket = false;
    std::vector<IpNetwork> networks;

    // `peer` is an address, or "unix" for a connection through a socket file.
    bool trust(std::string_view peer) const;
};

struct OperatorConfig {
    std::string name = "Voordeur";
    std::string email;  // may be empty
    std::string phone;  // may be empty
};

struct DatabaseConfig {
    std::string url;  // sqlite:/absolute/path or postgresql://…
    Secret<DatabasePasswordTag> password{std::string()};
    int connections = 10;
    std::string migrate_url;  // postgresql://…, of the owner of the tables; empty: `url` owns them
    Secret<DatabasePasswordTag> migrate_password{std::string()};
};

struct MailConfig {
    enum class Tls { required, if_offered, none };

    std::string url;  // smtp:// or smtps://, host, port
    Tls tls = Tls::required;
    std::string user;  // empty: no login
    Secret<MailPasswordTag> password{std::string()};
    std::string from_name;  // may be empty
    std::string from_address;
    std::filesystem::path ca_file;  // empty: the system's alone
    std::string helo;               // empty: the domain of from_address
};

// Values are templates with {to} {to_digits} {from} {text} {reference}. One of query, form and json is not
// empty.
struct SmsConfig {
    std::string url;
    bool post = false;
    std::map<std::string, std::string> query;
    std::map<std::string, std::string> form;
    std::string json;  // a JSON object
    std::map<std::string, std::string> headers;
    std::map<std::string, Secret<SmsHeaderTag>> secret_headers;
    std::filesystem::path ca_file;  // empty: the system's alone
};

struct PolicyConfig {
    std::string journey = "guide";
    std::filesystem::path breached_passwords_file;  // empty: none
};

struct DocumentsConfig {
    std::filesystem::path privacy_nl, privacy_en, terms_nl, terms_en;
};

struct HashingConfig {
    int memory_kib = 19 * 1024;
    int passes = 2;
    int slots = 0;  // hashes at once; load_config and demo_config put in the number of cores for 0
    int queue = 64;
    std::chrono::milliseconds wait{2000};

    bool operator==(HashingConfig const&) const = default;
};

struct LimitsConfig {
    int tries_details = 5;    // of a registration at B2
    int tries_super_pin = 5;  // of a registration at B1
    int tries_code = 5;       // of an attempt at its SMS codes

    int mail_resend_seconds = 60;  // between two mails of a registration that the patient asked for
    int mails_a_day = 5;

    int sms_resend_seconds = 60;   // between two SMS of an attempt
    int sms_an_hour = 5;           // per account, and per number
    int sms_a_day = 10;            // per account, and per number
    int sms_practice_a_day = 200;  // to numbers that are not bound yet
    int sms_country_a_day = 100;   // to numbers that are not bound yet

    int sign_in_free_failures = 5;   // per account and network, before waits begin
    int network_free_accounts = 20;  // distinct accounts that one network may fail at
    int account_free_failures = 20;  // per account, over all browsers that it does not know

    int request_seconds = 15;  // from a request's first byte to its last, and between requests
    int connections = 12'000;  // more are refused

    bool operator==(LimitsConfig const&) const = default;
};

struct EService {
    std::string practice;  // its slug
    std::string name_nl, name_en;
    std::string address;
};

struct Config {
    std::filesystem::path file;  // where this was read; empty: nowhere, the demo

    std::string public_url = "http://127.0.0.1:8080";  // an origin: no path, no slash at the end
    std::string listen = "127.0.0.1:8080";             // address:port or unix:/path
    std::string metrics_listen;                        // the same; empty: none
    std::filesystem::path data_dir;
    std::filesystem::path keys_file;
    std::filesystem::path brand;  // empty: the built-in brand
    std::string log_level = "info";
    TrustedProxies trusted_proxies;
    OperatorConfig operated_by;
    DatabaseConfig database;
    std::optional<MailConfig> mail;
    std::optional<SmsConfig> sms;
    PolicyConfig policy;
    std::optional<DocumentsConfig> documents;
    HashingConfig hashing;
    LimitsConfig limits;
    std::vector<EService> e_services;
};

// Reads and checks the whole file; paths in the result are absolute, the files it names can be read, secrets
// are in it. Throws ConfigError.
Config load_config(std::filesystem::path const& file);

// Everything at its default, on loopback, with SQLite in `data_dir`.
Config demo_config(std::filesystem::path const& data_dir);

// What the server needs beyond what a command needs. Throws ConfigError.
void check_for_serve(Config const& config);

}  // namespace voordeur
