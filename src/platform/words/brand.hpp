// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "words/language.hpp"

namespace voordeur {

// Which steps a patient takes: those of the printed instruction, or as few as there can be.
enum class Journey { guide, short_journey };
std::optional<Journey> journey_of(std::string_view stored);

// What a brand file replaces: terms, any single text, the order of the screens, the logo, and the colour ramp
// of the theme.
struct Brand {
    Journey journey = Journey::short_journey;
    // Each screen looks as the printed instruction shows it, also where another order serves better whoever
    // has none.
    bool follows_guide() const { return journey == Journey::guide; }
    std::map<Language, std::map<std::string, std::string>> terms;  // key, super_pin, customer_number, …
    std::map<Language, std::map<std::string, std::string>> words;  // "registration.step_1_title" → text
    std::map<std::string, std::string> light;                      // "50" … "700" → "#rrggbb"
    std::map<std::string, std::string> dark;
    std::filesystem::path logo;  // .svg or .png, as the brand file names it; empty: the built-in one
};

// The one term that may be missing: an SMS comes in the name of the practice then.
constexpr std::string_view sms_sender_term = "sms_sender";

Brand built_in_brand();

// The built-in brand with what the TOML text of a brand file replaces. Throws std::runtime_error with one
// sentence that names the wrong key, or the two colours whose contrast is too low to read.
Brand brand_from_toml(std::string_view toml);

// What is filled with colour where there is no stylesheet, in mails and on paper.
struct Accent {
    std::string light = "#0c6363";
    std::string dark = "#84d0cb";  // where the screen is dark
};
Accent accent_of(Brand const& brand);

// The custom properties of the ramp as CSS, empty for the built-in colours.
std::string brand_style(Brand const& brand);

}  // namespace voordeur
