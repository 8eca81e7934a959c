// SPDX-License-Identifier: EUPL-1.2
#include "configuration/known_keys.hpp"

#include <array>

namespace voordeur {
namespace {

constexpr auto all_keys = std::to_array<std::string_view>({
    "public_url",
    "listen",
    "metrics_listen",
    "data_dir",
    "keys_file",
    "brand",
    "log_level",
    "trusted_proxies",
    "operator.name",
    "operator.email",
    "operator.phone",
    "database.url",
    "database.password_file",
    "database.connections",
    "database.migrate_url",
    "database.migrate_password_file",
    "mail.url",
    "mail.tls",
    "mail.user",
    "mail.password",
    "mail.password_file",
    "mail.from",
    "mail.ca_file",
    "mail.helo",
    "mail.connections",
    "sms.gateway",
    "sms.url",
    "sms.method",
    "sms.query",
    "sms.form",
    "sms.json",
    "sms.headers",
    "sms.secret_headers",
    "sms.ca_file",
    "policy.journey",
    "policy.breached_passwords_file",
    "policy.audit_log_months",
    "policy.sealed_persons_key",
    "policy.unused_account_years",
    "policy.recovery_wait",
    "policy.wait_for_mail_and_phone",
    "policy.wait_for_password_and_mail",
    "documents.privacy_nl",
    "documents.privacy_en",
    "documents.terms_nl",
    "documents.terms_en",
    "hashing.memory_kib",
    "hashing.passes",
    "hashing.slots",
    "hashing.queue",
    "hashing.wait_milliseconds",
    "limits.tries_details",
    "limits.tries_super_pin",
    "limits.letter_free_failures",
    "limits.network_free_letters",
    "limits.tries_code",
    "limits.mail_resend_seconds",
    "limits.mails_a_day",
    "limits.sms_resend_seconds",
    "limits.sms_an_hour",
    "limits.sms_a_day",
    "limits.sms_practice_a_day",
    "limits.sms_country_a_day",
    "limits.sign_in_free_failures",
    "limits.network_free_accounts",
    "limits.account_free_failures",
    "limits.request_seconds",
    "limits.connections",
    "e_service[].practice",
    "e_service[].name.nl",
    "e_service[].name.en",
    "e_service[].address",
});

}  // namespace

std::span<std::string_view const> known_keys() {
    return all_keys;
}

}  // namespace voordeur
