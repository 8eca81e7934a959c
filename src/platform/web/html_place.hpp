// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

namespace voordeur {

// How a value is written where it stands.
enum class Escape {
    html,        // & < > " ' as references, white space as spaces
    prose,       // html, between tags: with the lines broken well (web/typesetting.hpp)
    lines_kept,  // the same, but line ends and tabs stay (in <pre>)
    url,         // html, and "#" for what is no path and not http or https
    none,        // it is HTML of our own making
};

void append_escaped(std::string& html, std::string_view value, Escape escape);

// Where in HTML one stands after some of a template's text: what the escaping of a value depends on. It knows
// only the HTML that templates are written in, and refuses other.
class HtmlPlace {
  public:
    // Throws std::runtime_error for an attribute without double quotes, a comment, a script or style with
    // text of its own.
    void after(std::string_view text);

    // For a value that stands here. Throws std::runtime_error where none is safe: in a tag beside its
    // attributes, in a script, in an attribute that holds one.
    Escape escape() const;
    // Some text was put here. It may have been none: in an address what follows may be its beginning still.
    void after_value() {
        if (!is_url()) is_start_ = false;
    }
    bool is_between_tags() const { return state_ == State::content; }
    // Between tags where other tags may stand.
    bool is_in_prose() const { return is_between_tags() && tag_ != "title" && tag_ != "option"; }
    // A section may begin: in an address nobody would know whether what follows is its first part.
    bool may_hold_section() const { return !is_url(); }

    // A section begins here. Behind the name of a tag only a space may follow, in it and behind it: whether
    // it is shown must not change the name.
    void begin_section();
    // It ends, and `began` there; an attribute without a value (" selected") may have been its last word.
    void end_section(HtmlPlace const& began);

    // Of the HTML alone: what follows can stand behind either.
    bool operator==(HtmlPlace const& other) const {
        return state_ == other.state_ && attribute_ == other.attribute_ && is_program_ == other.is_program_ &&
               after_less_than_ == other.after_less_than_;
    }

  private:
    enum class State { content, tag_name, tag, attribute_name, before_value, value };
    void step(char character);
    void begin_tag(char character);
    void end_tag();
    bool is_url() const;

    State state_ = State::content;
    bool after_less_than_ = false;
    bool is_start_ = false;    // of an attribute's value
    bool needs_end_ = false;   // of an attribute without a value: a space or the end of the tag
    bool is_program_ = false;  // the text of a script or style
    std::string tag_, attribute_;
};

}  // namespace voordeur
