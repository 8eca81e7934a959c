// SPDX-License-Identifier: EUPL-1.2
#include "words/message.hpp"

#include <unicode/messagepattern.h>
#include <unicode/msgfmt.h>

#include <algorithm>
#include <stdexcept>

#include "base/escaping.hpp"

namespace voordeur {
namespace {

icu::UnicodeString unicode(std::string_view text) {
    return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
}

std::string utf8(icu::UnicodeString const& text) {
    std::string result;
    text.toUTF8String(result);
    return result;
}

// Every second "**" closes. The text is escaped already, so nothing else in it can be markup.
std::string with_bold(std::string const& text) {
    std::string result;
    bool open = false;
    for (std::size_t at = 0;;) {
        auto const mark = text.find("**", at);
        result += text.substr(at, mark - at);
        if (mark == std::string::npos) return result;
        result += open ? "</strong>" : "<strong>";
        open = !open;
        at = mark + 2;
    }
}

// A practice may have asterisks in its name; they are not our bold.
std::string escaped_value(std::string_view text) {
    auto escaped = escaped_html(text);
    if (escaped.find('*') == std::string::npos) return escaped;
    std::string without_asterisks;
    for (auto const character : escaped) {
        if (character == '*')
            without_asterisks += "&#42;";
        else
            without_asterisks += character;
    }
    return without_asterisks;
}

WordParam const& value_of(std::string_view placeholder, WordParams const& params,
                          std::string const& pattern) {
    auto const param =
        std::ranges::find_if(params, [&](WordParam const& each) { return each.name == placeholder; });
    if (param == params.end())
        throw std::logic_error("no value for {" + std::string(placeholder) + "} of: " + pattern);
    return *param;
}

std::string as_text(WordParam const& param) {
    if (auto const* text = std::get_if<std::string>(&param.value)) return *text;
    return std::to_string(std::get<std::int64_t>(param.value));
}

PlaceholderKind kind_of(UMessagePatternArgType type) {
    auto const is_text = type == UMSGPAT_ARG_TYPE_NONE || type == UMSGPAT_ARG_TYPE_SELECT;
    return is_text ? PlaceholderKind::text : PlaceholderKind::count;
}

// Those in the branches of a plural too. One that stands both as {seconds} and as a plural is a count.
std::map<std::string, PlaceholderKind> placeholders_of(icu::MessagePattern const& pattern) {
    std::map<std::string, PlaceholderKind> placeholders;
    for (int32_t i = 0; i < pattern.countParts(); ++i) {
        auto const part = pattern.getPart(i);
        if (part.getType() != UMSGPAT_PART_TYPE_ARG_START) continue;
        auto& kind = placeholders[utf8(pattern.getSubstring(pattern.getPart(i + 1)))];
        kind = std::max(kind, kind_of(part.getArgType()));
    }
    return placeholders;
}

}  // namespace

Message::Message(std::string pattern, Language language) : pattern_(std::move(pattern)), language_(language) {
    // Most texts: there is nothing in them for ICU to read.
    if (pattern_.find_first_of("{}'") == std::string::npos) {
        pieces_.push_back({pattern_, ""});
        return;
    }
    UErrorCode status = U_ZERO_ERROR;
    auto const whole = unicode(pattern_);
    icu::MessagePattern const parsed(whole, nullptr, status);
    if (U_FAILURE(status)) throw std::runtime_error("no ICU message: " + pattern_);
    placeholders_ = placeholders_of(parsed);
    int32_t text_from = 0;
    for (int32_t i = 0; i < parsed.countParts(); ++i) {
        auto const part = parsed.getPart(i);
        if (part.getType() != UMSGPAT_PART_TYPE_ARG_START) continue;
        needs_icu_ = needs_icu_ || part.getArgType() != UMSGPAT_ARG_TYPE_NONE;
        auto const limit = parsed.getLimitPartIndex(i);
        pieces_.push_back({utf8(whole.tempSubStringBetween(text_from, part.getIndex())),
                           utf8(parsed.getSubstring(parsed.getPart(i + 1)))});
        text_from = parsed.getPart(limit).getLimit();
        i = limit;
    }
    pieces_.push_back({utf8(whole.tempSubString(text_from)), ""});
}

std::string Message::formatted(WordParams const& params) const {
    UErrorCode status = U_ZERO_ERROR;
    icu::MessageFormat const format(unicode(pattern_), icu::Locale(code_of(language_).data()), status);
    std::vector<icu::UnicodeString> names;
    std::vector<icu::Formattable> values;
    for (auto const& [placeholder, kind] : placeholders_) {
        auto const& param = value_of(placeholder, params, pattern_);
        names.push_back(unicode(placeholder));
        if (auto const* number = std::get_if<std::int64_t>(&param.value))
            values.emplace_back(*number);
        else
            values.emplace_back(unicode(std::get<std::string>(param.value)));
    }
    icu::UnicodeString result;
    format.format(names.data(), values.data(), static_cast<int32_t>(names.size()), result, status);
    if (U_FAILURE(status)) throw std::runtime_error("cannot fill in: " + pattern_);
    return utf8(result);
}

std::string Message::filled(WordParams const& params, bool as_html) const {
    std::string result;
    for (auto const& piece : pieces_) {
        result += as_html ? escaped_html(piece.text) : piece.text;
        if (piece.name.empty()) continue;
        result += as_html ? html_at(piece.name, params) : text_at(piece.name, params);
    }
    return result;
}

std::optional<std::vector<std::string_view>> Message::places() const {
    if (needs_icu_) return std::nullopt;
    std::vector<std::string_view> names;
    for (auto const& piece : pieces_)
        if (!piece.name.empty()) names.emplace_back(piece.name);
    return names;
}

std::string Message::text_at(std::string_view placeholder, WordParams const& params) const {
    return as_text(value_of(placeholder, params, pattern_));
}

std::string Message::html_at(std::string_view placeholder, WordParams const& params) const {
    return escaped_value(text_at(placeholder, params));
}

std::string Message::text(WordParams const& params) const {
    return needs_icu_ ? formatted(params) : filled(params, false);
}

std::string Message::html(WordParams const& params) const {
    if (!needs_icu_) return with_bold(filled(params, true));
    auto escaped = params;
    for (auto& param : escaped)
        if (auto* text = std::get_if<std::string>(&param.value)) *text = escaped_value(*text);
    return with_bold(formatted(escaped));
}

}  // namespace voordeur
