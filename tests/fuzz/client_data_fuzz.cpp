// SPDX-License-Identifier: EUPL-1.2
// What a browser says, as JSON: what was read is read the same from what it says, and one byte behind it is
// too many.
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "factors/passkeys/client_data.hpp"
#include "factors/passkeys/verify_passkey.hpp"
#include "in_little_memory.hpp"

using namespace voordeur;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size) {
    std::string_view const text(reinterpret_cast<char const*>(bytes), size);
    if (size > longest_client_data) return 0;
    in_little_memory([&] { read_client_data(text); });
    auto const data = read_client_data(text);
    if (!data) return 0;
    must(!read_client_data(std::string(text) + "x"));
    nlohmann::json const said{{"type", data->type},
                              {"challenge", data->challenge},
                              {"origin", data->origin},
                              {"crossOrigin", data->is_cross_origin}};
    auto const again = read_client_data(said.dump());
    must(again && again->type == data->type && again->challenge == data->challenge &&
         again->origin == data->origin && again->is_cross_origin == data->is_cross_origin);
    // A second of a name that counts is refused.
    auto const last = text.rfind('}');
    must(!read_client_data(std::string(text.substr(0, last)) + ",\"type\":\"x\"}"));
    return 0;
}
