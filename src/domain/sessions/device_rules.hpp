// SPDX-License-Identifier: EUPL-1.2
// What a browser says of itself, in the two words by which its owner knows it again. It proves nothing: a
// browser says what it likes.
#pragma once

#include <string>
#include <string_view>

namespace voordeur {

// Names as their makers write them; empty: it says none that we know.
struct Device {
    std::string browser;  // "Firefox"
    std::string system;   // "Windows"

    bool operator==(Device const&) const = default;
};
// Of a User-Agent header. Nothing of its text is kept but these names.
Device device_of(std::string_view user_agent);

// "Firefox/Windows", and back.
std::string stored_text(Device const& device);
Device device_from(std::string_view stored);

}  // namespace voordeur
