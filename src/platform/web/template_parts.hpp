// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "web/html_place.hpp"
#include "words/message.hpp"

namespace voordeur {

// A template as it is filled in: pieces of HTML, and between them places for values. Words are in the HTML
// already, but for the values of their placeholders, and for those that these change.
struct TemplatePart {
    enum class Kind { html, value, section, include, word, placeholder };
    Kind kind;
    std::uint32_t name = 0;            // of a value, section or include
    std::uint32_t begin = 0, end = 0;  // of HTML, in `html`; of a section: the part after it
    Escape escape = Escape::html;      // of a value or word
    Message const* word = nullptr;
    std::string_view placeholder = {};  // of the word, which outlives the template
};

struct TemplateParts {
    std::vector<TemplatePart> parts;
    std::string html;
};

// Asks for the text of a word by its name in the template ("step_2_title"); nullptr: there is none.
using FindWord = std::function<Message const*(std::string_view name)>;

// `on_name` hears each name. Throws std::runtime_error with one sentence for a template that is wrong, asks
// for an unknown word, or has a value where no escaping makes it safe.
TemplateParts parts_of(std::string_view text, FindWord const& find_word,
                       std::function<void(std::string_view)> const& on_name);

// A word that is made anew each time, and the value of a placeholder of one that is not.
void append_word(std::string& html, Message const& word, WordParams const& params, Escape escape);
void append_placeholder(std::string& html, TemplatePart const& part, WordParams const& params);

}  // namespace voordeur
