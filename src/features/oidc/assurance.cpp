// SPDX-License-Identifier: EUPL-1.2
#include "oidc/assurance.hpp"

#include <algorithm>
#include <utility>

#include "factors/paper_codes/paper_codes.hpp"
#include "factors/passkeys/passkeys.hpp"
#include "factors/sms/sms_factor.hpp"
#include "factors/totp/totp_factor.hpp"

namespace voordeur {
namespace {

constexpr std::pair<std::string_view, std::string_view> names[] = {
    {password_method, "pwd"},       {SmsFactor::kind.name, "sms"}, {TotpFactor::kind.name, "otp"},
    {PaperCodes::kind.name, "otp"}, {Passkeys::kind.name, "pop"},  {passkey_alone_method, "pop"},
};

void add(std::vector<std::string_view>& amr, std::string_view name) {
    if (std::ranges::find(amr, name) == amr.end()) amr.push_back(name);
}

}  // namespace

// "user" is a test of who it is; "mfa" comes last.
std::vector<std::string_view> amr_of(UsedMethods const& methods) {
    std::vector<std::string_view> amr;
    for (auto const& method : methods) {
        if (method.confirms) continue;
        for (auto const& [used, name] : names)
            if (method.name == used) add(amr, name);
        if (method.name == passkey_alone_method) add(amr, "user");
    }
    add(amr, "mfa");
    return amr;
}

}  // namespace voordeur
