// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "web/ctemplate.hpp"
#include "web/template_names.hpp"
#include "words/catalogue.hpp"

namespace voordeur {

struct TemplateFile {
    std::string_view path;
    std::string_view text;
};

// Where words are filled in. One with placeholders that stands in a section belongs to the innermost one:
// what it needs is known when that is shown. All others belong to the template.
struct WordPlace {
    std::string_view path;
    std::string_view section = {};
};

// Every page's HTML, parsed once, with the words it asks for already looked up. Thread safe after
// construction.
class Templates {
  public:
    // Throws std::runtime_error for a template that does not parse, that does not escape, or whose word is
    // unknown.
    Templates(std::span<TemplateFile const> files, Catalogue const& catalogue);

    // Sets each {{W_…}} and {{H_…}} of the place in `dictionary`.
    void fill_words(ctemplate::TemplateDictionary& dictionary, WordPlace place, Language language,
                    WordParams const& params) const;
    std::string expand(std::string_view path, ctemplate::TemplateDictionary const& dictionary) const;

  private:
    struct TemplateWord {
        std::string name;  // W_step_2_title
        bool is_html;
        Message const* message;
        std::string constant;  // its text, when no value is to be filled in
        std::string section;   // whose values it needs; empty: those of the template
    };
    std::vector<TemplateWord> words_of(TemplateFile const& file, Catalogue const& catalogue,
                                       Language language) const;

    mutable ctemplate::TemplateCache cache_;
    std::map<Language, std::unordered_map<std::string_view, std::vector<TemplateWord>>> words_;
};

}  // namespace voordeur
