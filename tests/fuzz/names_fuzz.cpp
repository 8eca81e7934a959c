// SPDX-License-Identifier: EUPL-1.2
// Names and typed texts in the templates: whatever they are, the page keeps its shape.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "embedded.hpp"
#include "sign_in/sign_in.html.hpp"
#include "values/text.hpp"
#include "web/page.hpp"

using namespace voordeur;

namespace {

void must(bool holds) {
    if (!holds) std::abort();
}

Language language_in(std::string_view path) {
    auto const stem = path.substr(0, path.rfind('.'));
    return language_of(stem.substr(stem.rfind('.') + 1)).value();
}

Catalogue const& catalogue() {
    static Catalogue const made = [] {
        std::vector<WordText> words;
        for (auto const& word : embedded_words())
            words.push_back({word.name, language_of(word.language).value(), word.text});
        std::vector<MailFile> mails;
        for (auto const& file : embedded_mails())
            mails.push_back(
                {file.path.substr(0, file.path.find(".mail.")), language_in(file.path), file.content});
        return Catalogue(words, mails, built_in_brand(), "Praktijk");
    }();
    return made;
}

Templates const& templates() {
    static Templates const made = [] {
        std::vector<TemplateFile> files;
        for (auto const& file : embedded_templates()) files.push_back({file.path, file.content});
        return Templates(files, catalogue());
    }();
    return made;
}

std::string page_with(std::string const& text) {
    namespace html = html::sign_in_sign_in;
    PageFrame frame;
    frame.practice = PracticeCard{"de-linde", text, text, text};
    frame.operator_name = text;
    frame.form_token = text;
    Page page(templates(), catalogue(), frame, {html::file, "sign_in.sign_in_title"_w});
    page.set(html::ACTION, "/inloggen").set(html::FORGOT_URL, "/inloggen/vergeten");
    page.field(html::EMAIL_FIELD,
               TextField{.name = "email", .label = "sign_in.email_label"_w, .value = text});
    page.field(html::PASSWORD_FIELD, PasswordField{.name = "password", .label = "sign_in.password_label"_w});
    page.error("email", "sign_in.wrong"_w).advise_to_call();
    return page.respond(422).body;
}

// What a browser builds a page of.
std::string shape_of(std::string_view html) {
    std::string shape;
    for (auto const character : html)
        if (character == '<' || character == '>' || character == '"') shape += character;
    return shape;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string const text(reinterpret_cast<char const*>(data), size);
    if (!is_valid_utf8_without_nul(text)) return 0;
    static auto const expected = shape_of(page_with("Naam"));
    must(shape_of(page_with("x" + text)) == expected);
    return 0;
}
