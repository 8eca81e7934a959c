// SPDX-License-Identifier: EUPL-1.2
// What an authenticator app computes (RFC 4226 and 6238), and how its secret gets into it: as everybody's app
// takes it, SHA-1, six digits, 30 seconds.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/random.hpp"
#include "base/secret.hpp"

namespace voordeur {

struct TotpSecretTag;
using TotpSecret = Secret<TotpSecretTag>;  // 20 bytes

// 160 bits, as RFC 4226 section 4 recommends. Throws what `random` throws.
TotpSecret new_totp_secret(Random& random);

// The six digits of a counter; for an app the counter is the time step. RFC 4226 section 5.3.
std::string one_time_password(TotpSecret const& secret, std::uint64_t counter);

// "GEZD GNBV GY3T …", to be typed into an app.
std::string grouped_base32(TotpSecret const& secret);

// Under what an app lists it: two of a couple on one telephone are two entries.
struct TotpLabel {
    std::string_view practice;
    std::string_view customer_number;
};
// Of an otpauth://totp/ address, what follows that: only there, so that no value decides the address's kind.
std::string otpauth_rest(TotpSecret const& secret, TotpLabel const& label);

}  // namespace voordeur
