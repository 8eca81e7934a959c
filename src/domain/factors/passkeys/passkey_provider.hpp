// SPDX-License-Identifier: EUPL-1.2
// Who keeps a passkey, as its authenticator says: a hint for its owner, who sees which is which. Nothing is
// decided on it; several may have the same, and many have none.
#pragma once

#include <array>
#include <string_view>

namespace voordeur {

struct PasskeyProvider {
    std::string_view aaguid, name;
};
// Those that patients here are likely to have, in alphabetical order.
inline constexpr auto passkey_providers = std::to_array<PasskeyProvider>({
    {"bada5566a7aa401fbd9645619a55120d", "1Password"},
    {"fbfc3007154e4ecc8c0b6e020557d7bd", "Apple"},
    {"dd4ec289e01d41c9bb8970fa845d4bf2", "Apple"},
    {"d548826e79b4db40a3d811116f7e8349", "Bitwarden"},
    {"adce000235bcc60a648b0b25f1f05503", "Chrome"},
    {"531126d6e717415c93203d9aa6981239", "Dashlane"},
    {"ea9b8d664d011d213ce4b6b48cb575d4", "Google"},
    {"fdb141b25d84443e8a354698c205a502", "KeePassXC"},
    {"b84e404815dc4dd08640f4f60813c8af", "NordPass"},
    {"50726f746f6e5061737350726f746f6e", "Proton Pass"},
    {"53414d53554e47000000000000000000", "Samsung"},
    {"08987058cadc4b81b6e130de50dcbe96", "Windows Hello"},
    {"9ddd1817af5a4672a2b93e3dd95000a9", "Windows Hello"},
    {"6028b017b1d44c02b4b3afcdafc96bb2", "Windows Hello"},
});
static_assert([] {
    for (auto const& each : passkey_providers)
        if (each.aaguid.size() != 32) return false;
    return true;
}());

// In hex; empty: none that is listed.
constexpr std::string_view provider_of(std::string_view aaguid) {
    for (auto const& each : passkey_providers)
        if (each.aaguid == aaguid) return each.name;
    return "";
}

}  // namespace voordeur
