// SPDX-License-Identifier: EUPL-1.2
// What an authenticator says. Each flag is as it stands there, what it announces is there, and nothing else
// is.
#include <cstdint>
#include <string>
#include <string_view>

#include "factors/passkeys/authenticator_data.hpp"
#include "in_little_memory.hpp"
#include "support/test_cbor.hpp"

using namespace voordeur;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size) {
    std::string_view const text(reinterpret_cast<char const*>(bytes), size);
    in_little_memory([&] { read_authenticator_data(text); });
    auto const data = read_authenticator_data(text);
    if (!data) return 0;
    must(size >= 37);
    auto const flags = bytes[32];
    must(data->flags == AuthenticatorFlags{(flags & 0x01) != 0, (flags & 0x04) != 0, (flags & 0x08) != 0,
                                           (flags & 0x10) != 0});
    must(data->credential.has_value() == ((flags & 0x40) != 0));
    must(!read_authenticator_data(std::string(text) + "x"));
    auto again = std::string(text.substr(0, 37));
    if (auto const& made = data->credential) {
        must(made->aaguid.size() == 16 && cbor(made->key) == made->public_key);
        again += std::string(made->aaguid) + big_endian(made->id.size(), 2) + std::string(made->id) +
                 std::string(made->public_key);
    }
    must(text.starts_with(again));
    must(((flags & 0x80) != 0) == (text.size() > again.size()));
    return 0;
}
