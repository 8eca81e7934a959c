// SPDX-License-Identifier: EUPL-1.2
#include "web/template_parts.hpp"

#include <stdexcept>

#include "web/template_names.hpp"
#include "web/typesetting.hpp"

namespace voordeur {
namespace {

using Kind = TemplatePart::Kind;

std::uint32_t short_of(std::size_t number) {
    return static_cast<std::uint32_t>(number);
}

// Stands for a value while the text around it is made ahead: no text of ours has it, and like a word to
// typesetting.
constexpr char stand_in = '\xff';

// "{{#STEP}}" → '#', "STEP"; "{{H_lead:none}}" → ' ', "H_lead", "none"
struct Mark {
    char kind = ' ';
    std::string name;
    std::string_view modifier;
    bool is_word() const { return name.starts_with("W_"); }
    bool is_html_word() const { return name.starts_with("H_"); }
};

Mark mark_of(std::string_view inside) {
    Mark mark;
    if (!inside.empty() && std::string_view("#/>").find(inside[0]) != std::string_view::npos) {
        mark.kind = inside[0];
        inside.remove_prefix(1);
    }
    auto const colon = inside.find(':');
    mark.name = inside.substr(0, colon);
    if (colon != std::string_view::npos) mark.modifier = inside.substr(colon + 1);
    if (mark.name.empty() ||
        mark.name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                    "0123456789_") != std::string::npos)
        throw std::runtime_error("it has a wrong name {{" + std::string(inside) + "}}");
    return mark;
}

class Reader {
  public:
    Reader(FindWord const& find_word, std::function<void(std::string_view)> const& on_name)
        : find_word_(find_word), on_name_(on_name) {}

    TemplateParts read(std::string_view text) {
        while (!text.empty()) {
            auto const open = text.find("{{");
            add_html(text.substr(0, open));
            if (open == std::string_view::npos) break;
            auto const close = text.find("}}", open);
            if (close == std::string_view::npos) throw std::runtime_error("it has a {{ without }}");
            add(mark_of(text.substr(open + 2, close - open - 2)));
            text.remove_prefix(close + 2);
        }
        if (!open_sections_.empty()) throw std::runtime_error("it has a section without an end");
        if (!(place_ == HtmlPlace())) throw std::runtime_error("it ends in the middle of a tag");
        // They stay for as long as the program runs.
        made_.parts.shrink_to_fit();
        made_.html.shrink_to_fit();
        return std::move(made_);
    }

  private:
    struct OpenSection {
        std::string name;
        std::size_t part;
        HtmlPlace place;
    };

    void add_html(std::string_view html) {
        place_.after(html);
        append_html(html);
    }

    void append_html(std::string_view html) {
        if (html.empty()) return;
        auto const begin = short_of(made_.html.size());
        made_.html += html;
        auto const end = short_of(made_.html.size());
        auto& parts = made_.parts;
        if (!parts.empty() && parts.back().kind == Kind::html && !is_section_end_)
            parts.back().end = end;
        else
            parts.push_back({.kind = Kind::html, .begin = begin, .end = end});
        is_section_end_ = false;
    }

    void add(Mark const& mark) {
        if (mark.kind == ' ' && (mark.is_word() || mark.is_html_word())) return add_word(mark);
        on_name_(mark.name);
        switch (mark.kind) {
            case '#':
                return begin_section(mark.name);
            case '/':
                return end_section(mark.name);
            case '>':
                if (!place_.is_between_tags())
                    throw std::runtime_error("it includes {{>" + mark.name + "}} in a tag");
                made_.parts.push_back({.kind = Kind::include, .name = number_of(mark.name)});
                return;
            default:
                made_.parts.push_back(
                    {.kind = Kind::value, .name = number_of(mark.name), .escape = escape_of(mark)});
                place_.after_value();
        }
    }

    Escape escape_of(Mark const& mark) const {
        auto const escape = place_.escape();
        if (mark.modifier.empty()) return escape;
        if (!place_.is_between_tags() || (mark.modifier != "none" && mark.modifier != "p"))
            throw std::runtime_error("it has a wrong modifier :" + std::string(mark.modifier));
        return mark.modifier == "none" ? Escape::none : Escape::lines_kept;
    }

    void add_word(Mark const& mark) {
        auto const* word = find_word_(std::string_view(mark.name).substr(2));
        if (word == nullptr) throw std::runtime_error("it asks for an unknown word " + mark.name);
        auto const escape = escape_of(mark);
        if ((escape == Escape::none) != mark.is_html_word())
            throw std::runtime_error("it needs :none with H_ words, and with those only: " + mark.name);
        place_.after_value();
        auto const places = word->places();
        if (!places || escape == Escape::url || !are_apart(*word, *places, escape))
            made_.parts.push_back({.kind = Kind::word, .escape = escape, .word = word});
        else
            add_pieces(*word, *places, escape);
    }

    static WordParams stand_ins(std::vector<std::string_view> const& places) {
        WordParams params;
        for (auto const place : places) params.push_back({place, std::string(1, stand_in)});
        return params;
    }

    static bool are_apart(Message const& word, std::vector<std::string_view> const& places, Escape escape) {
        if (escape == Escape::html) return true;  // is not typeset
        auto const escaped = word.html(stand_ins(places));
        for (auto at = escaped.find(stand_in); at != std::string::npos; at = escaped.find(stand_in, at + 1))
            if (!stands_apart(escaped, at)) return false;
        return true;
    }

    void add_pieces(Message const& word, std::vector<std::string_view> const& places, Escape escape) {
        std::string html;
        append_word(html, word, stand_ins(places), escape);
        std::string_view rest = html;
        for (auto const place : places) {
            auto const at = rest.find(stand_in);
            append_html(rest.substr(0, at));
            made_.parts.push_back(
                {.kind = Kind::placeholder, .escape = escape, .word = &word, .placeholder = place});
            rest.remove_prefix(at + 1);
        }
        append_html(rest);
    }

    void begin_section(std::string const& name) {
        if (!place_.may_hold_section()) throw std::runtime_error("it has a section in an address: " + name);
        place_.begin_section();
        open_sections_.push_back({name, made_.parts.size(), place_});
        made_.parts.push_back({.kind = Kind::section, .name = number_of(name)});
    }

    void end_section(std::string const& name) {
        if (open_sections_.empty() || open_sections_.back().name != name)
            throw std::runtime_error("it has an end {{/" + name + "}} of no section");
        auto const& section = open_sections_.back();
        place_.end_section(section.place);
        if (!(section.place == place_))
            throw std::runtime_error("its section " + name +
                                     " ends at another place of the HTML than it began");
        made_.parts[section.part].end = short_of(made_.parts.size());
        open_sections_.pop_back();
        is_section_end_ = true;
    }

    FindWord const& find_word_;
    std::function<void(std::string_view)> const& on_name_;
    TemplateParts made_;
    HtmlPlace place_;
    std::vector<OpenSection> open_sections_;
    bool is_section_end_ = false;  // what comes next belongs to no part before it
};

// What is there to be read by people: lines without what they begin with, and no empty ones.
std::string without_indentation(std::string_view text) {
    std::string result;
    while (!text.empty()) {
        auto const end = text.find('\n');
        auto line = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
        if (!line.empty()) result.append(line).append("\n");
    }
    return result;
}

}  // namespace

TemplateParts parts_of(std::string_view text, FindWord const& find_word,
                       std::function<void(std::string_view)> const& on_name) {
    return Reader(find_word, on_name).read(without_indentation(text));
}

void append_word(std::string& html, Message const& word, WordParams const& params, Escape escape) {
    if (escape == Escape::none)
        append_typeset(html, word.html(params));
    else
        append_escaped(html, word.text(params), escape);
}

void append_placeholder(std::string& html, TemplatePart const& part, WordParams const& params) {
    if (part.escape == Escape::none)
        append_typeset(html, part.word->html_at(part.placeholder, params));
    else
        append_escaped(html, part.word->text_at(part.placeholder, params), part.escape);
}

}  // namespace voordeur
