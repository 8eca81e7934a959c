// SPDX-License-Identifier: EUPL-1.2
// One table of the configuration each, read into the settings of its noun. All throw ConfigError.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/section.hpp"
#include "configuration/configuration.hpp"

namespace voordeur {

// network_keys.cpp: where the server is reached. The keys above the first table.
std::string read_public_url(Section const& root, std::string const& fallback);
std::string read_listen(Section const& root, std::string_view key, std::string const& fallback);
TrustedProxies read_trusted_proxies(Section const& root);

// site_sections.cpp
Operator read_operator(Section const& section);
std::vector<EService> read_e_services(Section const& root);

// database_section.cpp. The owner of the tables; absent where that is the server's user,
// or where nobody asked.
DatabaseSettings read_database(Section const& section, std::filesystem::path const& data_dir);
std::optional<DatabaseSettings> read_database_owner(Section const& section, DatabaseSettings const& server,
                                                    DatabaseOwner owner);
std::string default_database_url(std::filesystem::path const& data_dir);

// mail_section.cpp, sms_section.cpp. REQUIRES: the section is present.
MailSettings read_mail(Section const& mail);
SmsGatewaySettings read_sms(Section const& sms);

// hashing_section.cpp
HashingCost read_hashing_cost(Section const& section);
HashingGate read_hashing_gate(Section const& section);
// The cores that this process may run on, which taskset and systemd can make fewer than the machine has.
unsigned usable_cores();

// limits_section.cpp
RecoveryPolicy read_recovery_policy(Section const& policy);
RegistrationLimits read_registration_limits(Section const& limits);
SmsSettings read_sms_codes(Section const& limits);
SignInLimits read_sign_in_limits(Section const& limits);
HttpLimits read_http_limits(Section const& limits);

}  // namespace voordeur
