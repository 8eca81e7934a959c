// SPDX-License-Identifier: EUPL-1.2
#include "outbox/sms_request.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "base/escaping.hpp"

namespace voordeur {
namespace {

using Json = nlohmann::json;
using Templates = std::map<std::string, std::string>;

struct Value {
    std::string_view placeholder;
    std::string_view value;
};
using Values = std::array<Value, 5>;

Values values_of(std::string const& reference, Sms const& sms) {
    auto const to = std::string_view(sms.to_e164);
    return {{{"{to}", to},
             {"{to_digits}", to.substr(to.starts_with('+') ? 1 : 0)},
             {"{from}", sms.sender},
             {"{text}", sms.text},
             {"{reference}", reference}}};
}

// In one pass: a placeholder that stands in a value is the value's own text.
std::string filled(std::string_view text, Values const& values) {
    std::string result;
    while (!text.empty()) {
        auto const value = std::find_if(values.begin(), values.end(), [&](Value const& candidate) {
            return text.starts_with(candidate.placeholder);
        });
        if (value != values.end()) {
            result += value->value;
            text.remove_prefix(value->placeholder.size());
        } else {
            result += text.front();
            text.remove_prefix(1);
        }
    }
    return result;
}

std::string form_encoded(Templates const& templates, Values const& values) {
    std::string result;
    for (auto const& [name, value] : templates)
        result += fmt::format("{}{}={}", result.empty() ? "" : "&", url_encoded(name),
                              url_encoded(filled(value, values)));
    return result;
}

void fill(Json& json, Values const& values) {
    if (json.is_string()) json = filled(json.get_ref<std::string const&>(), values);
    if (json.is_structured())
        for (auto& element : json) fill(element, values);
}

std::string json_body(std::string const& text, Values const& values) {
    auto json = Json::parse(text);
    fill(json, values);
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<std::string> body_of(SmsGatewaySettings const& settings, Values const& values) {
    if (!settings.post) return std::nullopt;
    return settings.json.empty() ? form_encoded(settings.form, values) : json_body(settings.json, values);
}

bool would_break_a_line(std::string_view line) {
    return line.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos;
}

bool names_content_type(std::string const& header) {
    constexpr std::string_view name = "content-type:";
    return header.size() >= name.size() &&
           std::equal(name.begin(), name.end(), header.begin(), [](char wanted, char found) {
               return wanted == (found >= 'A' && found <= 'Z' ? found - 'A' + 'a' : found);
           });
}

std::optional<std::vector<std::string>> headers_of(SmsGatewaySettings const& settings, Values const& values) {
    auto wanted = settings.headers;
    for (auto const& [name, value] : settings.secret_headers) wanted[name] = value.reveal();
    std::vector<std::string> headers;
    for (auto const& [name, value] : wanted) {
        headers.push_back(fmt::format("{}: {}", name, filled(value, values)));
        if (would_break_a_line(headers.back())) return std::nullopt;
    }
    auto const typed = std::any_of(headers.begin(), headers.end(), names_content_type);
    if (!settings.json.empty() && !typed) headers.push_back("Content-Type: application/json");
    return headers;
}

}  // namespace

std::optional<SmsRequest> sms_request(SmsGatewaySettings const& settings, std::string const& reference,
                                      Sms const& sms) {
    auto const values = values_of(reference, sms);
    auto const headers = headers_of(settings, values);
    if (!headers) return std::nullopt;
    auto url = settings.url;
    if (!settings.query.empty())
        url += (url.find('?') == std::string::npos ? "?" : "&") + form_encoded(settings.query, values);
    return SmsRequest{std::move(url), body_of(settings, values), *headers};
}

}  // namespace voordeur
