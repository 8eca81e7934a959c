// SPDX-License-Identifier: EUPL-1.2
#include "web/html_place.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "web/typesetting.hpp"

namespace voordeur {
namespace {

bool is_letter(char character) {
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
}

bool is_name(char character) {
    return is_letter(character) || (character >= '0' && character <= '9') || character == '-';
}

bool is_space(char character) {
    return character == ' ' || (character >= '\t' && character <= '\r');
}

[[noreturn]] void refuse(std::string const& why) {
    throw std::runtime_error("its HTML has " + why);
}

// A browser takes what stands before the first colon for a scheme ("javascript:"), and none can begin after
// one of the others.
bool is_harmless_url(std::string_view url) {
    auto const end = url.find_first_of(":/?#");
    if (end == std::string_view::npos || url[end] != ':') return true;
    std::string scheme(url.substr(0, end));
    for (auto& character : scheme) character = static_cast<char>(character | 0x20);
    return scheme == "https" || scheme == "http";
}

std::string_view escaped(char character) {
    switch (character) {
        case '&':
            return "&amp;";
        case '<':
            return "&lt;";
        case '>':
            return "&gt;";
        case '"':
            return "&quot;";
        case '\'':
            return "&#39;";
        default:
            return " ";
    }
}

// Asked of each character of each value.
constexpr auto is_escaped = [] {
    std::array<bool, 256> table{};
    for (unsigned char const character : {'&', '<', '>', '"', '\'', '\t', '\n', '\v', '\f', '\r'})
        table[character] = true;
    return table;
}();

bool needs_escaping(char character) {
    return is_escaped[static_cast<unsigned char>(character)];
}

}  // namespace

void append_escaped(std::string& html, std::string_view value, Escape escape) {
    if (escape == Escape::none) {
        html += value;
        return;
    }
    if (escape == Escape::prose) {
        if (std::ranges::none_of(value, needs_escaping)) return append_typeset(html, value);
        std::string escaped;
        append_escaped(escaped, value, Escape::html);
        return append_typeset(html, escaped);
    }
    if (escape == Escape::url && !is_harmless_url(value)) value = "#";
    std::size_t written = 0;
    for (std::size_t at = 0; at < value.size(); ++at) {
        if (!needs_escaping(value[at])) continue;
        if (escape == Escape::lines_kept && is_space(value[at])) continue;
        html.append(value.substr(written, at - written)).append(escaped(value[at]));
        written = at + 1;
    }
    html += value.substr(written);
}

void HtmlPlace::after(std::string_view text) {
    for (auto const character : text) step(character);
}

void HtmlPlace::step(char character) {
    auto const lower = static_cast<char>(character | 0x20);  // of a letter; what else is in a name stays
    switch (state_) {
        case State::content:
            if (after_less_than_) return begin_tag(character);
            after_less_than_ = character == '<';
            if (is_program_ && !after_less_than_) refuse("a script or a style in the page");
            return;
        case State::tag_name:
            if (character == '>') return end_tag();
            if (is_space(character) || character == '/')
                state_ = State::tag;
            else if (is_name(character))
                tag_ += lower;
            else
                refuse("a wrong name of a tag");
            return;
        case State::tag:
            if (character == '>') return end_tag();
            if (needs_end_ && !is_space(character) && character != '/')
                refuse("a name right behind a section");
            needs_end_ = false;
            if (is_space(character) || character == '/') return;
            if (!is_letter(character)) refuse("an attribute without a name");
            attribute_ = lower;
            state_ = State::attribute_name;
            return;
        case State::attribute_name:
            if (character == '>') return end_tag();
            if (character == '=')
                state_ = State::before_value;
            else if (is_space(character))
                state_ = State::tag;
            else if (is_name(character))
                attribute_ += lower;
            else
                refuse("a wrong name of an attribute");
            return;
        case State::before_value:
            if (character != '"') refuse("an attribute without quotes");
            is_start_ = true;
            state_ = State::value;
            return;
        case State::value:
            is_start_ = false;
            if (character != '"') return;
            attribute_.clear();
            state_ = State::tag;
            return;
    }
}

// After a "<".
void HtmlPlace::begin_tag(char character) {
    after_less_than_ = false;
    if (is_program_ && character != '/') refuse("a script or a style in the page");
    auto const is_doctype = character == '!' && tag_.empty();
    if (!is_doctype && !is_letter(character) && character != '/') refuse("a < that begins no tag");
    tag_.assign(1, static_cast<char>(character | 0x20));
    state_ = State::tag_name;
}

void HtmlPlace::begin_section() {
    if (state_ != State::tag_name) return;
    state_ = State::tag;
    needs_end_ = true;
}

void HtmlPlace::end_section(HtmlPlace const& began) {
    needs_end_ = needs_end_ || began.needs_end_;
    if (state_ != State::attribute_name) return;
    attribute_.clear();
    state_ = State::tag;
    needs_end_ = true;
}

void HtmlPlace::end_tag() {
    needs_end_ = false;
    is_program_ = tag_ == "script" || tag_ == "style";
    attribute_.clear();
    state_ = State::content;
}

bool HtmlPlace::is_url() const {
    return state_ == State::value && (attribute_ == "href" || attribute_ == "src" || attribute_ == "action" ||
                                      attribute_ == "formaction");
}

Escape HtmlPlace::escape() const {
    if (state_ == State::content) {
        if (is_program_ || after_less_than_) refuse("a value in a script, a style or a tag");
        return is_in_prose() ? Escape::prose : Escape::html;
    }
    if (state_ != State::value) refuse("a value in a tag beside its attributes");
    if (attribute_.starts_with("on") || attribute_ == "style" || attribute_ == "srcdoc")
        refuse("a value in the attribute " + attribute_);
    return is_url() && is_start_ ? Escape::url : Escape::html;
}

}  // namespace voordeur
