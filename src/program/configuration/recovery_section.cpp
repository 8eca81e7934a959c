// SPDX-License-Identifier: EUPL-1.2
#include <chrono>

#include "base/number.hpp"
#include "configuration/sections.hpp"

namespace voordeur {
namespace {

constexpr std::string_view off = "off";

struct HoursRange {
    int least, most;
};

// "24h"
std::chrono::hours read_hours(Section const& policy, std::string_view key, std::chrono::hours fallback,
                              HoursRange range) {
    auto const text = policy.text_or(key, std::to_string(fallback.count()) + "h");
    auto const number = text.ends_with('h') ? whole_number(text.substr(0, text.size() - 1)) : std::nullopt;
    if (!number || *number < range.least || *number > range.most)
        policy.refuse(key, "must be a number of hours from \"" + std::to_string(range.least) + "h\" to \"" +
                               std::to_string(range.most) + "h\", not \"" + text + "\".");
    return std::chrono::hours(*number);
}

}  // namespace

RecoveryPolicy read_recovery_policy(Section const& policy) {
    RecoveryPolicy recovery;
    recovery.wait = read_hours(policy, "recovery_wait", recovery.wait, {24, 72});
    recovery.wait_for_mail_and_phone =
        read_hours(policy, "wait_for_mail_and_phone", recovery.wait_for_mail_and_phone, {0, 72});
    if (policy.text_or("wait_for_password_and_mail", off) != off)
        recovery.wait_for_password_and_mail =
            read_hours(policy, "wait_for_password_and_mail", std::chrono::hours(72), {72, 168});
    return recovery;
}

}  // namespace voordeur
