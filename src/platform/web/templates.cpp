// SPDX-License-Identifier: EUPL-1.2
#include "web/templates.hpp"

#include <set>
#include <stdexcept>

namespace voordeur {
namespace {

// A template without it would print raw whatever it is given.
constexpr std::string_view escaping = "{{%AUTOESCAPE context=\"HTML\"}}";

ctemplate::TemplateString template_string(std::string_view text) {
    return {text.data(), text.size()};
}

struct FoundWord {
    std::string section;  // the innermost; empty: none
    std::string name;
    auto operator<=>(FoundWord const&) const = default;
};

std::set<FoundWord> words_in(std::string_view text) {
    std::set<FoundWord> found;
    std::vector<std::string> sections{""};
    for (std::size_t at = 0; (at = text.find("{{", at)) != std::string_view::npos; at += 2) {
        auto const name = text.substr(at + 2, text.find_first_of(":}", at + 2) - at - 2);
        if (name.starts_with("#")) sections.emplace_back(name.substr(1));
        if (name.starts_with("/")) sections.pop_back();
        if (name.starts_with("W_") || name.starts_with("H_"))
            found.insert({sections.back(), std::string(name)});
    }
    return found;
}

}  // namespace

Templates::Templates(std::span<TemplateFile const> files, Catalogue const& catalogue) {
    for (auto const& file : files) {
        if (!file.text.starts_with(escaping))
            throw std::runtime_error(std::string(file.path) + " does not escape");
        if (!cache_.StringToTemplateCache(template_string(file.path), template_string(file.text),
                                          ctemplate::STRIP_BLANK_LINES))
            throw std::runtime_error(std::string(file.path) + " is no template");
        for (auto const language : all_languages)
            words_[language][file.path] = words_of(file, catalogue, language);
    }
    cache_.Freeze();
}

std::vector<Templates::TemplateWord> Templates::words_of(TemplateFile const& file, Catalogue const& catalogue,
                                                         Language language) const {
    auto const folder = file.path.substr(0, file.path.find('/'));
    std::vector<TemplateWord> words;
    for (auto const& [section, name] : words_in(file.text)) {
        auto const* message = catalogue.find(folder, std::string_view(name).substr(2), language);
        if (message == nullptr)
            throw std::runtime_error(std::string(file.path) + " asks for an unknown word " + name);
        auto const is_html = name.starts_with("H_");
        if (!message->is_constant())
            words.push_back({name, is_html, message, "", section});
        else
            words.push_back({name, is_html, message, is_html ? message->html({}) : message->text({}), ""});
    }
    return words;
}

void Templates::fill_words(ctemplate::TemplateDictionary& dictionary, WordPlace place, Language language,
                           WordParams const& params) const {
    for (auto const& word : words_.at(language).at(place.path)) {
        if (word.section != place.section) continue;
        auto const name = template_string(word.name);
        if (word.message->is_constant())
            dictionary.SetValueWithoutCopy(name, template_string(word.constant));
        else
            dictionary.SetValue(name, word.is_html ? word.message->html(params) : word.message->text(params));
    }
}

std::string Templates::expand(std::string_view path, ctemplate::TemplateDictionary const& dictionary) const {
    std::string html;
    ctemplate::StringEmitter emitter(&html);
    if (!cache_.ExpandNoLoad(template_string(path), ctemplate::STRIP_BLANK_LINES, &dictionary, nullptr,
                             &emitter))
        throw std::logic_error("cannot expand " + std::string(path));
    return html;
}

}  // namespace voordeur
