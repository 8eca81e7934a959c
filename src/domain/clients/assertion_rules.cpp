// SPDX-License-Identifier: EUPL-1.2
#include "clients/assertion_rules.hpp"

#include <algorithm>

namespace voordeur {
namespace {

constexpr std::size_t longest_id = 256;
constexpr std::string_view known_types[] = {"", "JWT", "client-authentication+jwt"};

// "iat is 61 s ahead"
std::string apart(std::string_view claim, Time time, Time now, std::string_view how) {
    auto const seconds = std::chrono::ceil<std::chrono::seconds>(std::chrono::abs(time - now)).count();
    return std::string(claim) + " is " + std::to_string(seconds) + " s " + std::string(how);
}

std::string what_is_wrong_in_time(Assertion const& assertion, Time now) {
    if (!assertion.expires_at) return "exp is missing";
    if (*assertion.expires_at <= now) return apart("exp", *assertion.expires_at, now, "ago");
    if (*assertion.expires_at > now + longest_assertion)
        return apart("exp", *assertion.expires_at, now, "ahead");
    for (auto const& [claim, time] : {std::pair{"iat", assertion.issued_at}, {"nbf", assertion.begins_at}})
        if (time && *time > now + clock_may_be_ahead) return apart(claim, *time, now, "ahead");
    return "";
}

}  // namespace

std::string what_is_wrong(Assertion const& assertion, AssertionNeeds const& needs, Time now) {
    if (std::ranges::find(known_types, assertion.type) == std::end(known_types)) return "typ is another";
    if (assertion.issuer != needs.client_id) return "iss is not the client";
    if (assertion.subject != needs.client_id) return "sub is not the client";
    // A token endpoint's address, or a list, could be another server's as well.
    if (assertion.audience != needs.issuer) return "aud is not the issuer alone";
    if (assertion.id.empty() || assertion.id.size() > longest_id) return "jti is missing, or too long";
    return what_is_wrong_in_time(assertion, now);
}

}  // namespace voordeur
