// SPDX-License-Identifier: EUPL-1.2
#include "page.hpp"

#include "call_practice.html.hpp"
#include "checkbox_field.html.hpp"
#include "error_summary.html.hpp"
#include "layout.html.hpp"
#include "password_field.html.hpp"
#include "text_field.html.hpp"
#include "urls.hpp"

namespace voordeur {
namespace {

using ctemplate::TemplateDictionary;

ctemplate::TemplateString template_string(std::string_view text) {
    return {text.data(), text.size()};
}

void set_value(TemplateDictionary& dictionary, ValueName name, std::string_view value) {
    dictionary.SetValue(name.name, template_string(value));
}

Word step_word(int step) {
    if (step == 1) return "pages.step_1"_w;
    return step == 2 ? "pages.step_2"_w : "pages.step_3"_w;
}

void show_if(TemplateDictionary& dictionary, SectionName name, bool condition) {
    if (condition) dictionary.ShowSection(name.name);
}

}  // namespace

Page::Page(Templates const& templates, Catalogue const& catalogue, PageFrame frame, Content content)
    : templates_(templates),
      catalogue_(catalogue),
      frame_(std::move(frame)),
      layout_("page"),
      page_(nullptr),
      title_(content.title) {
    page_ = &include_dictionary(layout_, html::pages_layout::PAGE.name, content.file.path);
    if (frame_.practice) {
        param("practice", frame_.practice->name);
        param("phone", frame_.practice->phone);
    }
    param("year", std::to_string(frame_.year));
}

TemplateDictionary& Page::include_dictionary(TemplateDictionary& parent, char const* where,
                                             char const* path) {
    auto* const dictionary = parent.AddIncludeDictionary(where);
    dictionary->SetFilename(path);
    included_.emplace_back(dictionary, path);
    return *dictionary;
}

std::string Page::text(Word word) const {
    return catalogue_.text(word, frame_.language, params_);
}

Page& Page::title(std::string title) {
    own_title_ = std::move(title);
    return *this;
}

Page& Page::step(int number) {
    step_ = number;
    return *this;
}

Page& Page::wide() {
    wide_ = true;
    return *this;
}

Page& Page::set(ValueName name, std::string_view value) {
    set_value(*page_, name, value);
    return *this;
}

Page& Page::set(ValueName name, Word word) {
    return set(name, text(word));
}

Page& Page::show(SectionName name) {
    page_->ShowSection(name.name);
    return *this;
}

Page::Item Page::add(SectionName name) {
    return Item(*this, *page_->AddSectionDictionary(name.name));
}

// The page's own wins over the frame's: {phone} is the practice's until a page says whose it is.
Page& Page::param(std::string name, std::string value) {
    params_.insert(params_.begin(), {std::move(name), std::move(value)});
    return *this;
}

Page& Page::param(std::string name, std::int64_t count) {
    params_.insert(params_.begin(), {std::move(name), count});
    return *this;
}

Page::Item& Page::Item::set(ValueName name, std::string_view value) {
    set_value(dictionary_, name, value);
    return *this;
}

Page::Item& Page::Item::show(SectionName name) {
    dictionary_.ShowSection(name.name);
    return *this;
}

Page::Item& Page::Item::set(ValueName name, Word word) {
    return set(name, page_.text(word));
}

Page::Item Page::Item::add(SectionName name) {
    return Item(page_, *dictionary_.AddSectionDictionary(name.name));
}

Page::Item Page::Item::include(IncludeName where, TemplateName file) {
    return Item(page_, page_.include_dictionary(dictionary_, where.name, file.path));
}

Page::Item Page::include(IncludeName where, TemplateName file) {
    return Item(*this, include_dictionary(*page_, where.name, file.path));
}

void Page::fill_field(TemplateDictionary& dictionary, std::string_view name, Word label) {
    set_value(dictionary, html::pages_text_field::NAME, name);
    set_value(dictionary, html::pages_text_field::LABEL, text(label));
}

void Page::fill_description(TemplateDictionary& dictionary, std::string_view name, std::optional<Word> hint,
                            std::optional<Word> error) {
    namespace names = html::pages_text_field;
    if (hint) set_value(dictionary, names::HINT, text(*hint));
    show_if(dictionary, names::HAS_HINT, hint.has_value());
    show_if(dictionary, names::DESCRIBED, hint.has_value() || error.has_value());
    if (!error) return;
    set_value(dictionary, names::ERROR, text(*error));
    show_if(dictionary, names::HAS_ERROR, true);
    errors_.emplace_back(std::string(name), *error);
}

Page& Page::field(IncludeName where, TextField const& field) {
    namespace names = html::pages_text_field;
    auto& dictionary = include_dictionary(*page_, where.name, names::file.path);
    fill_field(dictionary, field.name, field.label);
    set_value(dictionary, names::TYPE, field.type);
    set_value(dictionary, names::VALUE, field.value);
    set_value(dictionary, names::AUTOCOMPLETE, field.autocomplete);
    set_value(dictionary, names::INPUTMODE, field.inputmode);
    show_if(dictionary, names::HAS_INPUTMODE, !field.inputmode.empty());
    show_if(dictionary, names::SHORT, field.is_short);
    show_if(dictionary, names::CODE, field.is_code);
    show_if(dictionary, names::CAPITALS, field.in_capitals);
    fill_description(dictionary, field.name, field.hint, field.error);
    return *this;
}

Page& Page::field(IncludeName where, PasswordField const& field) {
    namespace names = html::pages_password_field;
    auto& dictionary = include_dictionary(*page_, where.name, names::file.path);
    fill_field(dictionary, field.name, field.label);
    set_value(dictionary, names::AUTOCOMPLETE, field.autocomplete);
    show_if(dictionary, html::pages_password_field::WITH_STRENGTH, field.with_strength);
    if (!field.repeats.empty()) {
        set_value(dictionary, names::REPEATED_NAME, field.repeats);
        show_if(dictionary, names::REPEATS, true);
    }
    fill_description(dictionary, field.name, {}, field.error);
    return *this;
}

Page& Page::field(IncludeName where, CheckboxField const& field) {
    namespace names = html::pages_checkbox_field;
    auto& dictionary = include_dictionary(*page_, where.name, names::file.path);
    fill_field(dictionary, field.name, field.label);
    show_if(dictionary, names::CHECKED, field.checked);
    if (field.link_text) {
        set_value(dictionary, names::LINK_URL, field.link_url);
        set_value(dictionary, names::LINK_TEXT, text(*field.link_text));
        show_if(dictionary, names::HAS_LINK, true);
    }
    fill_description(dictionary, field.name, std::nullopt, field.error);
    return *this;
}

void Page::fill_practice(Item item, PracticeCard const& practice) {
    namespace names = html::pages_call_practice;
    item.set(names::PRACTICE_NAME, practice.name);
    if (!practice.phone.empty())
        item.set(names::PHONE, practice.phone)
            .set(names::PHONE_LINK, phone_link(practice.phone))
            .show(names::HAS_PHONE);
    if (!practice.email.empty()) item.set(names::EMAIL, practice.email).show(names::HAS_EMAIL);
}

Page& Page::error(std::string_view id, Word text) {
    errors_.emplace_back(std::string(id), text);
    return *this;
}

Page& Page::tries_left(std::int64_t tries) {
    tries_left_ = tries;
    return param("tries", tries);
}

Page& Page::advise_to_call() {
    advise_to_call_ = true;
    return *this;
}

void Page::fill_errors() {
    namespace names = html::pages_error_summary;
    if (errors_.empty()) return;
    auto& summary = include_dictionary(layout_, html::pages_layout::ERROR_SUMMARY.name, names::file.path);
    for (auto const& [id, word] : errors_)
        Item(*this, *summary.AddSectionDictionary(names::ITEM.name))
            .set(names::FIELD, id)
            .set(names::TEXT, text(word));
    show_if(summary, names::TRIES_LEFT, tries_left_.has_value());
    if (advise_to_call_ && frame_.practice) fill_call(Item(*this, summary), *frame_.practice);
}

void Page::fill_call(Item summary, PracticeCard const& practice) {
    namespace names = html::pages_error_summary;
    if (!practice.phone.empty())
        summary.set(names::PHONE, practice.phone)
            .set(names::PHONE_LINK, phone_link(practice.phone))
            .show(names::CALL_PHONE);
    else if (!practice.email.empty())
        summary.set(names::EMAIL, practice.email).show(names::CALL_EMAIL);
    else
        summary.show(names::CALL_NAME);
}

void Page::fill_layout() {
    namespace names = html::pages_layout;
    included_.emplace_back(&layout_, names::file.path);
    Item layout(*this, layout_);
    layout.set(names::TITLE, own_title_.empty() ? text(title_) : own_title_);
    if (step_) {
        layout.set(names::STEP_TEXT, step_word(*step_)).show(names::STEP);
    }
    layout.set(names::HEADER_NAME, frame_.practice ? frame_.practice->name : frame_.operator_name);
    layout.set(names::ASSETS, urls::assets).set(names::SIGN_IN_URL, urls::sign_in);
    if (frame_.logo.empty())
        layout.show(names::MARK);
    else
        layout.set(names::LOGO_FILE, frame_.logo).show(names::LOGO);
    if (!errors_.empty()) layout.show(names::REFUSED);
    if (wide_) layout.show(names::WIDE);
    if (frame_.has_brand_style) layout.show(names::BRAND_STYLE);
    layout_.SetTemplateGlobalValue("FORM_TOKEN", frame_.form_token);
    fill_footer();
}

void Page::fill_footer() {
    namespace names = html::pages_layout;
    Item layout(*this, layout_);
    auto const slug = frame_.practice ? "/" + frame_.practice->slug : std::string();
    layout.set(names::SUPPORT_URL, std::string(urls::support) + slug)
        .set(names::PRACTICE_CONTACT_URL, std::string(urls::practice_contact) + slug)
        .set(names::CONTACT_URL, urls::contact)
        .set(names::TERMS_URL, urls::terms)
        .set(names::PRIVACY_URL, urls::privacy)
        .show(frame_.practice ? names::WITH_PRACTICE : names::WITHOUT_PRACTICE);
    if (frame_.practice && !frame_.practice->phone.empty())
        layout.set(names::PHONE, frame_.practice->phone)
            .set(names::PHONE_LINK, phone_link(frame_.practice->phone))
            .show(names::HELP);
    if (frame_.is_demo) layout.set(names::MAILBOX_URL, urls::mailbox).show(names::DEMO);
}

Response Page::respond(int status) {
    fill_errors();
    fill_layout();
    for (auto const& [dictionary, path] : included_)
        templates_.fill_words(*dictionary, path, frame_.language, params_);
    Response response;
    response.status = status;
    response.body = templates_.expand(html::pages_layout::file.path, layout_);
    return response;
}

std::string phone_link(std::string_view phone) {
    std::string link;
    for (auto const character : phone)
        if ((character >= '0' && character <= '9') || (character == '+' && link.empty())) link += character;
    return link;
}

}  // namespace voordeur
