// SPDX-License-Identifier: EUPL-1.2
#include "web/templates.hpp"

#include <algorithm>
#include <stdexcept>

namespace voordeur {
namespace {

// Longer than most pages, so that it is allocated once.
constexpr std::size_t usual_page = 8 * 1024;

// Two names of one number would each be filled in with what was set for the other.
void note_name(std::unordered_map<std::uint32_t, std::string>& names, std::string_view name) {
    auto const [known, fresh] = names.try_emplace(number_of(name), name);
    if (!fresh && known->second != name)
        throw std::runtime_error("names " + known->second + " and " + std::string(name) + " have one number");
}

}  // namespace

// One page in the making.
class Expansion {
  public:
    Expansion(std::unordered_map<std::string_view, TemplateParts> const& files, Expanded const& with)
        : files_(files), with_(with) {
        html_.reserve(usual_page);
    }

    void add(TemplateName file, Filling const& filling) {
        auto const& made = files_.at(file.path);
        add({made, 0, made.parts.size()}, filling, filling.params_);
    }

    std::string take() { return std::move(html_); }

  private:
    using Kind = TemplatePart::Kind;

    struct Stretch {
        TemplateParts const& made;
        std::size_t begin, end;
    };

    void add(Stretch const& stretch, Filling const& filling, WordParams const& params) {
        auto const& made = stretch.made;
        for (auto i = stretch.begin; i < stretch.end; ++i) {
            auto const& part = made.parts[i];
            switch (part.kind) {
                case Kind::html:
                    html_.append(made.html, part.begin, part.end - part.begin);
                    break;
                case Kind::value:
                    add_value(part, filling);
                    break;
                case Kind::section:
                    add_section({made, i + 1, part.end}, part.name, filling);
                    i = part.end - 1;
                    break;
                case Kind::include:
                    for (auto const& included : filling.included_)
                        if (included.name == part.name) add(included.file, included.filling);
                    break;
                case Kind::word:
                    append_word(html_, *part.word, with_all(params), part.escape);
                    break;
                case Kind::placeholder:
                    add_placeholder(part, params);
            }
        }
    }

    void add_value(TemplatePart const& part, Filling const& filling) {
        auto const* value = filling.value(part.name);
        if (value == nullptr) value = with_.everywhere.value(part.name);
        if (value != nullptr) append_escaped(html_, *value, part.escape);
    }

    WordParams with_all(WordParams params) const {
        params.insert(params.end(), with_.params.begin(), with_.params.end());
        return params;
    }

    // What came with the template or its section goes before what every template has.
    void add_placeholder(TemplatePart const& part, WordParams const& params) {
        auto const is_own = std::ranges::find(params, part.placeholder, &WordParam::name) != params.end();
        append_placeholder(html_, part, is_own ? params : with_.params);
    }

    void add_section(Stretch const& inside, std::uint32_t name, Filling const& filling) {
        auto const* place = filling.place_of(name);
        if (place == nullptr) return;
        auto has_rows = false;
        for (auto const& row : place->rows_) {
            if (row.section != name) continue;
            add(inside, row.filling, row.filling.params_);
            has_rows = true;
        }
        if (!has_rows) add(inside, filling, *place->shown(name));
    }

    std::unordered_map<std::string_view, TemplateParts> const& files_;
    Expanded const& with_;
    std::string html_;
};

Templates::Templates(std::span<TemplateFile const> files, Catalogue const& catalogue) {
    std::unordered_map<std::uint32_t, std::string> names;
    for (auto const language : all_languages)
        for (auto const& file : files) {
            auto const folder = file.path.substr(0, file.path.find('/'));
            try {
                parts_[language][file.path] = parts_of(
                    file.text, [&](std::string_view word) { return catalogue.find(folder, word, language); },
                    [&](std::string_view name) { note_name(names, name); });
            } catch (std::runtime_error const& error) {
                throw std::runtime_error("template " + std::string(file.path) + ": " + error.what());
            }
        }
}

std::string Templates::expand(TemplateName file, Filling const& filling, Expanded const& with) const {
    Expansion expansion(parts_.at(with.language), with);
    expansion.add(file, filling);
    return expansion.take();
}

}  // namespace voordeur
