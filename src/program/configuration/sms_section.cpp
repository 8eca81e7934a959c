// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <array>

#include "config/url.hpp"
#include "configuration/sections.hpp"

namespace voordeur {
namespace {

constexpr std::array<std::string_view, 5> placeholders{"{to}", "{to_digits}", "{from}", "{text}",
                                                       "{reference}"};
constexpr std::array<std::string_view, 3> shapes{"query", "form", "json"};

// The first thing in braces that is no placeholder; empty: there is none.
std::string_view wrong_placeholder(std::string_view text) {
    for (auto at = text.find('{'); at != std::string_view::npos; at = text.find('{', at + 1)) {
        auto const rest = text.substr(at);
        auto const known = std::any_of(placeholders.begin(), placeholders.end(),
                                       [&](auto placeholder) { return rest.starts_with(placeholder); });
        if (!known) return rest.substr(0, std::min(rest.size(), rest.find('}')) + 1);
    }
    return {};
}

void check_placeholders(Section const& sms, std::string_view key) {
    for (auto const& text : sms.every_text(key))
        if (auto const wrong = wrong_placeholder(text); !wrong.empty())
            sms.refuse(key, "holds the unknown placeholder " + std::string(wrong) +
                                "; there are {to}, {to_digits}, {from}, {text} and {reference}.");
}

// The one of query, form and json that is there.
std::string_view shape_of(Section const& sms) {
    auto const count =
        std::count_if(shapes.begin(), shapes.end(), [&](auto shape) { return sms.has(shape); });
    if (count != 1)
        sms.refuse("needs exactly one of query, form and json, as its gateway wants the message.");
    return *std::find_if(shapes.begin(), shapes.end(), [&](auto shape) { return sms.has(shape); });
}

void check_shape(Section const& sms, std::string_view shape) {
    check_placeholders(sms, shape);
    auto const texts = sms.every_text(shape);
    auto const mentions = [&](std::string_view placeholder) {
        return std::any_of(texts.begin(), texts.end(),
                           [&](auto const& text) { return text.find(placeholder) != std::string::npos; });
    };
    if (!mentions("{to}") && !mentions("{to_digits}"))
        sms.refuse(shape, "holds no {to}, so the gateway would not know the number; add it.");
    if (!mentions("{text}")) sms.refuse(shape, "holds no {text}, so every SMS would be empty; add it.");
}

std::string read_address(Section const& sms) {
    auto const text = sms.needed_text("url", "the gateway's address");
    auto const url = Url::parse(text);
    if (!url || (url->scheme != "http" && url->scheme != "https"))
        sms.refuse("url", "must be an address that begins with https:// or http://.");
    return text;
}

void check_header_name(Section const& sms, std::string_view key, std::string_view name) {
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";  // RFC 9110 section 5.6.2
    auto const fits = std::all_of(name.begin(), name.end(), [&](char character) {
        return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
               (character >= '0' && character <= '9') || marks.find(character) != std::string_view::npos;
    });
    if (name.empty() || !fits)
        sms.refuse(key, "holds \"" + std::string(name) + "\", which is no name of a header.");
}

void read_headers(Section const& sms, SmsGatewaySettings& settings) {
    check_placeholders(sms, "headers");
    settings.headers = sms.texts("headers");
    for (auto const& [name, value] : settings.headers) check_header_name(sms, "headers", name);
    for (auto const& [name, file] : sms.texts("secret_headers")) {
        check_header_name(sms, "secret_headers", name);
        settings.secret_headers.emplace(name, sms.line_of_file("secret_headers", file));
    }
}

}  // namespace

SmsGatewaySettings read_sms(Section const& sms) {
    SmsGatewaySettings settings;
    sms.choice("gateway", {"http"});
    settings.url = read_address(sms);
    settings.post = sms.choice("method", {"GET", "POST"}) == "POST";
    auto const shape = shape_of(sms);
    if (shape != "query" && !settings.post)
        sms.refuse(shape, "is the body of a POST; set sms.method = \"POST\".");
    if (shape == "query") settings.query = sms.texts(shape);
    if (shape == "form") settings.form = sms.texts(shape);
    if (shape == "json") settings.json = sms.json(shape);
    check_shape(sms, shape);
    read_headers(sms, settings);
    settings.ca_file = sms.readable_file("ca_file").string();
    return settings;
}

}  // namespace voordeur
