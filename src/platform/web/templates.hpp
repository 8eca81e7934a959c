// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "web/filling.hpp"
#include "web/template_parts.hpp"
#include "words/catalogue.hpp"

namespace voordeur {

struct TemplateFile {
    std::string_view path;
    std::string_view text;
};

// What a page is filled in with, apart from what its page function sets.
struct Expanded {
    Language language;
    WordParams const& params;   // of the words of every template
    Filling const& everywhere;  // what any template may ask for
};

// Every page's HTML, read once and with its words in it, for each language. Every value is escaped for where
// it stands (web/html_place.hpp), unless the template says ":none". Thread safe after construction.
class Templates {
  public:
    // Throws std::runtime_error for a template that is wrong or whose word is unknown.
    Templates(std::span<TemplateFile const> files, Catalogue const& catalogue);

    std::string expand(TemplateName file, Filling const& filling, Expanded const& with) const;

  private:
    std::map<Language, std::unordered_map<std::string_view, TemplateParts>> parts_;
};

}  // namespace voordeur
