// SPDX-License-Identifier: EUPL-1.2
#include "pdf/sheet_reader.hpp"

#include <glibmm/ustring.h>

#include <algorithm>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <string>

#include "base/number.hpp"
#include "pdf/sheet_error.hpp"

namespace voordeur {
namespace {

using nlohmann::json;

constexpr std::size_t most_senders = 8;
constexpr std::size_t most_blocks = 40;
constexpr std::size_t most_numbers = 8;

// As names are counted where they are typed (values/person_name): characters of the composed form.
struct TextRule {
    std::size_t most_characters;
    bool may_be_empty = false;
    bool may_break = false;
};

constexpr TextRule short_text{120};
constexpr TextRule optional_text{120, true};
constexpr TextRule line_text{300};
constexpr TextRule number_text{64};
constexpr TextRule paragraph_text{4000, false, true};
constexpr TextRule footer_text{600, true, true};

// C0, DEL and C1. A NUL would also end the text in the libraries below.
bool is_control(gunichar character) {
    return character < 0x20 || (character >= 0x7f && character < 0xa0);
}

// What Unicode sets apart for use inside programs; cairo refuses the whole page for one.
bool is_noncharacter(gunichar character) {
    return (character & 0xfffe) == 0xfffe || (character >= 0xfdd0 && character <= 0xfdef);
}

bool can_print(Glib::ustring const& text, bool may_break) {
    return std::none_of(text.begin(), text.end(), [may_break](gunichar character) {
        if (character == '\n') return !may_break;
        return is_control(character) || is_noncharacter(character);
    });
}

// An object of the sheet and where it stands, for the sentence of an error.
class Place {
  public:
    Place(json const& object, std::string name) : object_(object), name_(std::move(name)) {
        if (!object_.is_object()) throw SheetError(name_ + " must be an object.");
    }

    void allow_only(std::initializer_list<std::string_view> keys) const {
        for (auto const& [key, value] : object_.items()) {
            if (std::find(keys.begin(), keys.end(), key) == keys.end()) {
                throw SheetError(name_ + " has a key that is not known.");
            }
        }
    }

    bool has(char const* key) const { return object_.contains(key); }

    std::string text(char const* key, TextRule rule) const { return checked(value(key), part(key), rule); }

    json const& list(char const* key, std::size_t most) const {
        auto const& list = value(key);
        if (!list.is_array() || list.empty() || list.size() > most) {
            throw SheetError(part(key) + " must be a list of 1 to " + std::to_string(most) + " items.");
        }
        return list;
    }

    std::string part(std::string const& key) const { return name_ + ", " + key; }

    static std::string checked(json const& value, std::string const& name, TextRule rule) {
        if (!value.is_string()) throw SheetError(name + " must be a text.");
        auto const& text = value.get_ref<std::string const&>();
        if (text.empty() && !rule.may_be_empty) throw SheetError(name + " is empty.");
        if (!can_print(text, rule.may_break))
            throw SheetError(name + " has a character that cannot be printed.");
        auto composed = Glib::ustring(text).normalize();
        if (composed.size() > rule.most_characters) throw SheetError(name + " is too long.");
        return composed;
    }

  private:
    json const& value(char const* key) const {
        if (!has(key)) throw SheetError(part(key) + " is missing.");
        return object_.at(key);
    }

    json const& object_;
    std::string name_;
};

std::string item(std::string const& list, std::size_t index) {
    return list + " " + std::to_string(index + 1);
}

Sheet::Numbers read_numbers(Place const& block) {
    Sheet::Numbers box;
    for (auto const& entry : block.list("numbers", most_numbers)) {
        Place const number(entry, item(block.part("number"), box.numbers.size()));
        number.allow_only({"label", "value"});
        box.numbers.push_back({number.text("label", short_text), number.text("value", number_text)});
    }
    return box;
}

Sheet::Block read_block(Place const& block) {
    if (block.has("heading")) {
        block.allow_only({"heading"});
        return Sheet::Heading{block.text("heading", line_text)};
    }
    if (block.has("paragraph")) {
        block.allow_only({"paragraph"});
        return Sheet::Paragraph{block.text("paragraph", paragraph_text)};
    }
    if (block.has("numbers")) {
        block.allow_only({"numbers"});
        return read_numbers(block);
    }
    block.allow_only({"qr", "caption"});
    return Sheet::QrCode{block.text("qr", line_text), block.text("caption", line_text)};
}

std::vector<Sheet::Block> read_blocks(Place const& sheet) {
    std::vector<Sheet::Block> blocks;
    for (auto const& entry : sheet.list("blocks", most_blocks)) {
        blocks.push_back(read_block(Place(entry, item("The sheet, block", blocks.size()))));
    }
    return blocks;
}

std::vector<std::string> read_sender(Place const& sheet) {
    std::vector<std::string> lines;
    for (auto const& line : sheet.list("sender", most_senders)) {
        lines.push_back(Place::checked(line, item("The sheet, sender", lines.size()), line_text));
    }
    return lines;
}

std::string read_accent(Place const& sheet) {
    if (!sheet.has("accent")) return "";
    auto accent = sheet.text("accent", short_text);
    auto const is_colour = accent.size() == 7 && accent.front() == '#' &&
                           accent.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string::npos;
    if (!is_colour) throw SheetError("The sheet, accent must be a colour such as #0c6363.");
    return accent;
}

std::string read_logo(Place const& sheet) {
    if (!sheet.has("logo")) return "";
    auto const digits = sheet.text("logo", {most_sheet_bytes});
    std::string bytes;
    for (std::size_t at = 0; at < digits.size(); at += 2) {
        auto const byte = whole_number(digits.substr(at, 2), 16);
        if (!byte) throw SheetError("The sheet, logo must be hexadecimal.");
        bytes += static_cast<char>(*byte);
    }
    return bytes;
}

std::string read_language(Place const& sheet) {
    auto language = sheet.text("language", short_text);
    if (language != "nl" && language != "en")
        throw SheetError("The sheet, language must be \"nl\" or \"en\".");
    return language;
}

json parse(std::string_view text) {
    if (text.size() > most_sheet_bytes) throw SheetError("The sheet is larger than 320 KiB.");
    try {
        return json::parse(text);
    } catch (json::parse_error const& error) {
        throw SheetError("The sheet is not JSON in UTF-8, from byte " + std::to_string(error.byte) + ".");
    }
}

}  // namespace

Sheet read_sheet(std::string_view text) {
    auto const document = parse(text);
    Place const place(document, "The sheet");
    place.allow_only(
        {"language", "title", "sender", "date", "addressee", "blocks", "footer", "accent", "logo"});
    Sheet sheet;
    sheet.language = read_language(place);
    sheet.title = place.text("title", line_text);
    sheet.sender = read_sender(place);
    sheet.date = place.text("date", optional_text);
    if (place.has("addressee")) sheet.addressee = place.text("addressee", line_text);
    sheet.blocks = read_blocks(place);
    sheet.footer = place.text("footer", footer_text);
    sheet.accent = read_accent(place);
    sheet.logo_png = read_logo(place);
    return sheet;
}

}  // namespace voordeur
