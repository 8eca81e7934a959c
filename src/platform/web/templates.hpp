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

// Every page's HTML, parsed once, with the words it asks for already looked up. Thread safe after
// construction.
class Templates {
  public:
    // Throws std::runtime_error for a template that does not parse, that does not escape, or whose word is
    // unknown.
    Templates(std::span<TemplateFile const> files, Catalogue const& catalogue);

    // Sets each {{W_…}} and {{H_…}} of `path` in `dictionary`.
    void fill_words(ctemplate::TemplateDictionary& dictionary, std::string_view path, Language language,
                    WordParams const& params) const;
    std::string expand(std::string_view path, ctemplate::TemplateDictionary const& dictionary) const;

  private:
    struct TemplateWord {
        std::string name;  // W_step_2_title
        bool is_html;
        Message const* message;
        std::string constant;  // its text, when no value is to be filled in
    };
    std::vector<TemplateWord> words_of(TemplateFile const& file, Catalogue const& catalogue,
                                       Language language) const;

    mutable ctemplate::TemplateCache cache_;
    std::map<Language, std::unordered_map<std::string_view, std::vector<TemplateWord>>> words_;
};

}  // namespace voordeur
