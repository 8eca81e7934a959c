// SPDX-License-Identifier: EUPL-1.2
// Names and typed texts in the templates: whatever they are, the page keeps its shape.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "embedded.hpp"
#include "page.hpp"
#include "sign_in/sign_in.html.hpp"
#include "sign_in/words.hpp"
#include "values/text.hpp"

using namespace voordeur;

namespace {

void must(bool holds) {
    if (!holds) std::abort();
}

Catalogue const& catalogue() {
    static Catalogue const made(embedded_words(), embedded_mails(), built_in_brand(), "Praktijk");
    return made;
}

Templates const& templates() {
    static Templates const made(embedded_templates(), catalogue());
    return made;
}

std::string page_with(std::string const& text) {
    namespace html = html::sign_in_sign_in;
    PageFrame frame;
    frame.practice = Contact{"de-linde", text, text, text};
    frame.operator_name = text;
    frame.form_token = text;
    Page page(templates(), catalogue(), frame, {html::file, words::sign_in::sign_in_title});
    page.set(html::ACTION, "/inloggen").set(html::FORGOT_URL, "/inloggen/vergeten");
    page.field(html::EMAIL_FIELD,
               TextField{.name = "email", .label = words::sign_in::email_label, .value = text});
    page.field(html::PASSWORD_FIELD,
               PasswordField{.name = "password", .label = words::sign_in::password_label});
    page.error("email", words::sign_in::wrong).advise_to_call();
    return page.respond(422).body;
}

// What a browser builds a page of, but for what keeps a short name with a hyphen on one line.
std::string shape_of(std::string html) {
    for (std::string const kept : {"<span class=\"vd-nowrap\">", "</span>", "<wbr>"})
        for (auto at = html.find(kept); at != std::string::npos; at = html.find(kept, at))
            html.erase(at, kept.size());
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
