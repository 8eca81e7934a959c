// SPDX-License-Identifier: EUPL-1.2
#include "factors/totp/one_time_password.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/escaping.hpp"
#include "crypto/sha1.hpp"
#include "values/base32.hpp"

namespace voordeur {
namespace {

constexpr std::size_t secret_bytes = 20;
constexpr std::size_t group = 4;

// Before a colon an app reads the issuer.
std::string without_colons(std::string_view name) {
    std::string text(name);
    std::ranges::replace(text, ':', ' ');
    return text;
}

}  // namespace

TotpSecret new_totp_secret(Random& random) {
    return TotpSecret(random.bytes(secret_bytes));
}

std::string one_time_password(TotpSecret const& secret, std::uint64_t counter) {
    std::string message;
    for (int shift = 56; shift >= 0; shift -= 8) message += static_cast<char>(counter >> shift & 0xFF);
    auto const mac = hmac_sha1(secret.reveal(), message);
    auto const byte = [&](std::size_t at) {
        return static_cast<std::uint32_t>(static_cast<unsigned char>(mac.at(at)));
    };
    auto const offset = byte(mac.size() - 1) & 15;
    auto const number =
        (byte(offset) & 0x7F) << 24 | byte(offset + 1) << 16 | byte(offset + 2) << 8 | byte(offset + 3);
    return fmt::format("{:06}", number % 1'000'000);
}

std::string grouped_base32(TotpSecret const& secret) {
    auto const characters = to_base32(secret.reveal());
    std::string text;
    for (std::size_t at = 0; at < characters.size(); at += group)
        text.append(at > 0 ? " " : "").append(characters, at, group);
    return text;
}

std::string otpauth_rest(TotpSecret const& secret, TotpLabel const& label) {
    auto const issuer = url_encoded(without_colons(label.practice));
    return issuer + ":" + url_encoded(label.customer_number) + "?secret=" + to_base32(secret.reveal()) +
           "&issuer=" + issuer + "&algorithm=SHA1&digits=6&period=30";
}

}  // namespace voordeur
