// SPDX-License-Identifier: EUPL-1.2
#include <chrono>

#include "configuration/sections.hpp"

namespace voordeur {
namespace {

constexpr int most = 1'000'000'000;

template <class Number>
void read(Section const& limits, std::string_view key, Number& value, int least) {
    value = static_cast<Number>(limits.number_or(key, static_cast<int>(value), {least, most}));
}

void read(Section const& limits, std::string_view key, std::chrono::seconds& value, int least) {
    auto count = value.count();
    read(limits, key, count, least);
    value = std::chrono::seconds(count);
}

}  // namespace

RegistrationLimits read_registration_limits(Section const& limits) {
    RegistrationLimits registration;
    read(limits, "tries_details", registration.tries_details, 1);
    read(limits, "tries_super_pin", registration.tries_super_pin, 1);
    read(limits, "letter_free_failures", registration.letter.own.free, 1);
    read(limits, "network_free_letters", registration.letter.network.free, 1);
    read(limits, "mail_resend_seconds", registration.mail.between, 0);
    read(limits, "mails_a_day", registration.mail.a_day, 1);
    return registration;
}

SmsSettings read_sms_codes(Section const& limits) {
    SmsSettings codes;
    read(limits, "tries_code", codes.tries, 1);
    read(limits, "sms_resend_seconds", codes.limits.between, 0);
    read(limits, "sms_an_hour", codes.limits.an_hour, 1);
    read(limits, "sms_a_day", codes.limits.a_day, 1);
    read(limits, "sms_practice_a_day", codes.limits.practice_a_day, 0);
    read(limits, "sms_country_a_day", codes.limits.country_a_day, 0);
    return codes;
}

SignInLimits read_sign_in_limits(Section const& limits) {
    SignInLimits sign_in;
    read(limits, "sign_in_free_failures", sign_in.own.free, 1);
    read(limits, "network_free_accounts", sign_in.network.free, 1);
    read(limits, "account_free_failures", sign_in.account.free, 1);
    return sign_in;
}

HttpLimits read_http_limits(Section const& limits) {
    HttpLimits http;
    read(limits, "request_seconds", http.request_time, 1);
    read(limits, "connections", http.connections, 1);
    return http;
}

}  // namespace voordeur
