// SPDX-License-Identifier: EUPL-1.2
// An authenticator app that reads the key from the page, as its owner would type it.
#pragma once

#include <string>

#include "base/time.hpp"
#include "factors/totp/one_time_password.hpp"
#include "factors/totp/totp_rules.hpp"

namespace voordeur {

class TestAuthenticator {
  public:
    explicit TestAuthenticator(std::string const& html) : secret_(secret_in(html)) {}

    // What it shows; its clock may be some steps off.
    std::string code(Time now, std::int64_t steps_off = 0) const {
        return one_time_password(secret_, static_cast<std::uint64_t>(step_at(now) + steps_off));
    }
    std::string const& secret() const { return secret_.reveal(); }

  private:
    static TotpSecret secret_in(std::string const& html) {
        auto const begin = html.find("?secret=") + 8;
        std::string bytes;
        unsigned waiting = 0;
        int bits = 0;
        for (auto at = begin; at < html.size() && html[at] != '&'; ++at) {
            auto const value = html[at] >= 'A' ? html[at] - 'A' : html[at] - '2' + 26;
            waiting = waiting << 5 | static_cast<unsigned>(value);
            bits += 5;
            if (bits < 8) continue;
            bits -= 8;
            bytes += static_cast<char>(waiting >> bits & 0xFF);
        }
        return TotpSecret(bytes);
    }

    TotpSecret secret_;
};

}  // namespace voordeur
