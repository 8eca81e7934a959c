// SPDX-License-Identifier: EUPL-1.2
// The fields of a page's forms.
#include "checkbox_field.html.hpp"
#include "page.hpp"
#include "password_field.html.hpp"
#include "text_field.html.hpp"

namespace voordeur {

void Page::fill_field(Item item, std::string_view name, Word label) {
    item.set(html::pages_text_field::NAME, name).set(html::pages_text_field::LABEL, label);
}

void Page::fill_description(Item item, std::string_view name, std::optional<Word> hint,
                            std::optional<FilledWord> error) {
    namespace names = html::pages_text_field;
    has_form_ = true;
    if (!error) error = said_beside(name);
    if (hint) item.set(names::HINT, *hint).show(names::HAS_HINT);
    item.show_if(hint || error, names::DESCRIBED);
    if (!error) return;
    item.set(names::ERROR, *error).show(names::HAS_ERROR);
    saying_.errors.push_back({std::string(name), *error, true});
}

std::optional<FilledWord> Page::said_beside(std::string_view name) const {
    for (auto const& error : frame_.said.errors)
        if (error.beside_field && error.id == name) return error.text;
    return std::nullopt;
}

Page& Page::field(IncludeName where, TextField const& field) {
    namespace names = html::pages_text_field;
    auto item = include(where, names::file);
    fill_field(item, field.name, field.label);
    item.set(names::TYPE, field.type)
        .set(names::VALUE, field.value)
        .set(names::AUTOCOMPLETE, field.autocomplete)
        .set(names::INPUTMODE, field.inputmode)
        .show_if(!field.inputmode.empty(), names::HAS_INPUTMODE)
        .show_if(field.is_short, names::SHORT)
        .show_if(field.is_code, names::CODE)
        .show_if(field.in_capitals, names::CAPITALS);
    fill_description(item, field.name, field.hint, field.error);
    return *this;
}

Page& Page::field(IncludeName where, PasswordField const& field) {
    namespace names = html::pages_password_field;
    auto item = include(where, names::file);
    fill_field(item, field.name, field.label);
    item.set(names::AUTOCOMPLETE, field.autocomplete)
        .show_if(field.with_strength, names::WITH_STRENGTH)
        .set(names::TYPE, field.is_shown ? "text" : "password");
    if (!field.repeats.empty()) item.set(names::REPEATED_NAME, field.repeats).show(names::REPEATS);
    fill_description(item, field.name, {}, field.error);
    return *this;
}

Page& Page::field(IncludeName where, CheckboxField const& field) {
    namespace names = html::pages_checkbox_field;
    auto item = include(where, names::file);
    fill_field(item, field.name, field.label);
    item.show_if(field.checked, names::CHECKED);
    if (field.link_text)
        item.set(names::LINK_URL, field.link_url)
            .set(names::LINK_TEXT, *field.link_text)
            .show(names::HAS_LINK);
    fill_description(item, field.name, std::nullopt, field.error);
    return *this;
}

}  // namespace voordeur
