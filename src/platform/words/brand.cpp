// SPDX-License-Identifier: EUPL-1.2
#include "words/brand.hpp"

#include <toml++/toml.h>

#include <array>
#include <cmath>
#include <set>
#include <span>
#include <stdexcept>

#include "base/number.hpp"
#include "values/gsm_text.hpp"

namespace voordeur {
namespace {

constexpr std::array ramp_steps{"50", "100", "200", "300", "400", "500", "600", "700"};
// What the page stands on: "wit" of the theme, light and dark (assets/own.css).
constexpr std::string_view light_page = "#ffffff";
constexpr std::string_view dark_page = "#221f1b";

[[noreturn]] void refuse(std::string const& why) {
    throw std::runtime_error("brand: " + why);
}

std::string text_of(toml::node const& node, std::string const& key) {
    auto const text = node.value<std::string>();
    if (!text) refuse("\"" + key + "\" must be a text.");
    return *text;
}

int hex_pair(std::string_view colour, std::size_t at) {
    return static_cast<int>(whole_number(colour.substr(at, 2), 16).value_or(0));
}

// Relative luminance and contrast ratio as WCAG 2.2 defines them.
double luminance(std::string_view colour) {
    auto const channel = [&](std::size_t at) {
        auto const value = hex_pair(colour, at) / 255.0;
        return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

double contrast(std::string_view left, std::string_view right) {
    auto const a = luminance(left), b = luminance(right);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

void check_contrast(std::map<std::string, std::string> const& ramp, std::string_view page,
                    std::string const& scheme) {
    if (ramp.empty()) return;
    struct Pair {
        std::string step;
        std::string_view on;
        double least;
    };
    for (auto const& [step, on, least] :
         {Pair{"500", page, 4.5}, Pair{"700", ramp.at("100"), 4.5}, Pair{"400", page, 3}})
        if (contrast(ramp.at(step), on) < least)
            refuse("colour " + step + " (" + ramp.at(step) + ") of colours." + scheme +
                   " cannot be read on " + std::string(on) + ": choose a stronger contrast.");
}

bool is_colour(std::string const& text) {
    return text.size() == 7 && text[0] == '#' &&
           text.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string::npos;
}

std::map<std::string, std::string> ramp_from(toml::table const* table, std::string const& scheme) {
    std::map<std::string, std::string> ramp;
    if (table == nullptr) return ramp;
    for (auto const* step : ramp_steps) {
        auto const colour = (*table)[step].value<std::string>();
        if (!colour || !is_colour(*colour))
            refuse("colours." + scheme + " needs \"" + step + "\" as #rrggbb.");
        ramp[step] = *colour;
    }
    if (table->size() != ramp_steps.size())
        refuse("colours." + scheme + " has a step that is not 50 to 700.");
    return ramp;
}

void read_terms(toml::table const& table, Brand& brand, std::span<Language const> languages) {
    for (auto const& [key, value] : table) {
        std::string const name(key.str());
        if (auto const language = language_of(name); language && value.is_table()) {
            read_terms(*value.as_table(), brand, std::array{*language});
            continue;
        }
        for (auto const language : languages) {
            auto const is_sender = name == sms_sender_term;
            if (!is_sender && !brand.terms[language].contains(name)) refuse("unknown term \"" + name + "\".");
            auto text = text_of(value, name);
            if (is_sender && !is_sms_sender(text))
                refuse("terms.sms_sender is \"" + text +
                       "\", but must be 3 to 11 letters and digits without accents, or a number of 3 to 15 "
                       "digits; leave it out to send in the name of the practice.");
            brand.terms[language][name] = std::move(text);
        }
    }
}

void read_words(toml::table const& table, Brand& brand) {
    for (auto const& [code, folders] : table) {
        auto const language = language_of(code.str());
        if (!language || !folders.is_table())
            refuse("unknown language \"" + std::string(code.str()) + "\" in words.");
        for (auto const& [folder, words] : *folders.as_table()) {
            if (!words.is_table()) refuse("words are tables: [words.nl.registration].");
            for (auto const& [key, value] : *words.as_table()) {
                auto const name = std::string(folder.str()) + "." + std::string(key.str());
                brand.words[*language][name] = text_of(value, name);
            }
        }
    }
}

std::filesystem::path logo_from(toml::node const& node) {
    std::filesystem::path logo = text_of(node, "logo");
    if (logo.extension() != ".svg" && logo.extension() != ".png")
        refuse("\"logo\" must name a file that ends with .svg or .png.");
    return logo;
}

Journey journey_from(toml::node const& node) {
    auto const journey = journey_of(text_of(node, "journey"));
    if (!journey) refuse("\"journey\" must be \"guide\" or \"short\".");
    return *journey;
}

toml::table parsed(std::string_view text) {
    try {
        return toml::parse(text);
    } catch (toml::parse_error const& error) {
        refuse(std::string(error.description()) + " (line " + std::to_string(error.source().begin.line) +
               ").");
    }
}

std::string ramp_style(std::map<std::string, std::string> const& ramp) {
    std::string style;
    for (auto const& [step, colour] : ramp)
        style += "--voorbeeld-kleuren-violet-" + step + ":" + colour + ";";
    return ".voorbeeld-theme{" + style + "}";
}

}  // namespace

std::optional<Journey> journey_of(std::string_view stored) {
    if (stored == "guide") return Journey::guide;
    if (stored == "short") return Journey::short_journey;
    return std::nullopt;
}

Brand built_in_brand() {
    Brand brand;
    brand.terms[Language::dutch] = {{"key", "inlognaam"},
                                    {"super_pin", "super-PIN"},
                                    {"customer_number", "klantnummer"},
                                    {"service", "Online diensten"},
                                    {"sms", "sms"},
                                    {"sms_code", "sms-code"}};
    brand.terms[Language::english] = {
        {"key", "sign-in name"},        {"super_pin", "super-PIN"}, {"customer_number", "customer number"},
        {"service", "Online services"}, {"sms", "text message"},    {"sms_code", "code"}};
    return brand;
}

Brand brand_from_toml(std::string_view toml) {
    auto brand = built_in_brand();
    auto const table = parsed(toml);
    for (auto const& [key, value] : table) {
        static std::set<std::string_view> const known{"name", "terms", "words", "logo", "journey", "colours"};
        if (!known.contains(key.str())) refuse("unknown key \"" + std::string(key.str()) + "\".");
    }
    if (auto const* terms = table["terms"].as_table()) read_terms(*terms, brand, all_languages);
    if (auto const* words = table["words"].as_table()) read_words(*words, brand);
    if (auto const* journey = table.get("journey")) brand.journey = journey_from(*journey);
    if (auto const* logo = table.get("logo")) brand.logo = logo_from(*logo);
    brand.light = ramp_from(table["colours"]["light"].as_table(), "light");
    brand.dark = ramp_from(table["colours"]["dark"].as_table(), "dark");
    check_contrast(brand.light, light_page, "light");
    check_contrast(brand.dark, dark_page, "dark");
    return brand;
}

Accent accent_of(Brand const& brand) {
    constexpr auto step = "500";
    Accent accent;
    if (!brand.light.empty()) accent.light = brand.light.at(step);
    if (!brand.dark.empty()) accent.dark = brand.dark.at(step);
    return accent;
}

std::string brand_style(Brand const& brand) {
    std::string style;
    if (!brand.light.empty()) style += ramp_style(brand.light);
    if (!brand.dark.empty())
        style += "@media screen and (prefers-color-scheme:dark){" + ramp_style(brand.dark) + "}";
    return style;
}

}  // namespace voordeur
