// SPDX-License-Identifier: EUPL-1.2
#include "page.hpp"

#include "call_practice.html.hpp"
#include "checkbox_field.html.hpp"
#include "error_summary.html.hpp"
#include "layout.html.hpp"
#include "password_field.html.hpp"
#include "text_field.html.hpp"
#include "urls.hpp"
#include "values/phone_link.hpp"
#include "web/browser.hpp"
#include "words.hpp"

namespace voordeur {
namespace {

Word step_word(int step) {
    if (step == 1) return words::pages::step_1;
    return step == 2 ? words::pages::step_2 : words::pages::step_3;
}

}  // namespace

Page::Page(Templates const& templates, Catalogue const& catalogue, PageFrame frame, Content content)
    : templates_(templates),
      catalogue_(catalogue),
      frame_(std::move(frame)),
      page_(layout_.include(html::pages_layout::PAGE, content.file)),
      title_(content.title),
      params_{{"practice", frame_.practice ? frame_.practice->name : frame_.operator_name},
              {sms_sender_term,
               catalogue.sms_sender(frame_.practice ? frame_.practice->name : "", frame_.language)},
              {"year", std::to_string(frame_.year)}} {}

Page::Item Page::layout_item() {
    return Item(*this, layout_);
}

Page::Item Page::content_item() {
    return Item(*this, page_);
}

std::string Page::text(FilledWord const& word) const {
    return catalogue_.text(word, frame_.language);
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
    content_item().set(name, value);
    return *this;
}

Page& Page::set(ValueName name, FilledWord const& word) {
    content_item().set(name, word);
    return *this;
}

Page& Page::show(FilledSection const& section) {
    content_item().show(section);
    return *this;
}

Page::Item Page::add(FilledSection const& section) {
    return content_item().add(section);
}

Page::Item Page::include(IncludeName where, FilledTemplate const& file) {
    return content_item().include(where, file);
}

Page::Item& Page::Item::set(ValueName name, std::string_view value) {
    filling_.set(name, value);
    return *this;
}

Page::Item& Page::Item::set(ValueName name, FilledWord const& word) {
    return set(name, page_.text(word));
}

Page::Item& Page::Item::show(FilledSection const& section) {
    filling_.show(section);
    return *this;
}

Page::Item& Page::Item::show_if(bool condition, FilledSection const& section) {
    return condition ? show(section) : *this;
}

Page::Item Page::Item::add(FilledSection const& section) {
    return Item(page_, filling_.add(section));
}

Page::Item Page::Item::include(IncludeName where, FilledTemplate const& file) {
    return Item(page_, filling_.include(where, file));
}

void Page::fill_field(Item item, std::string_view name, Word label) {
    item.set(html::pages_text_field::NAME, name).set(html::pages_text_field::LABEL, label);
}

void Page::fill_description(Item item, std::string_view name, std::optional<Word> hint,
                            std::optional<FilledWord> const& error) {
    namespace names = html::pages_text_field;
    if (hint) item.set(names::HINT, *hint).show(names::HAS_HINT);
    item.show_if(hint || error, names::DESCRIBED);
    if (!error) return;
    item.set(names::ERROR, *error).show(names::HAS_ERROR);
    errors_.emplace_back(std::string(name), *error);
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
    item.set(names::AUTOCOMPLETE, field.autocomplete).show_if(field.with_strength, names::WITH_STRENGTH);
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

void Page::fill_practice(Item item, PracticeCard const& practice) {
    namespace names = html::pages_call_practice;
    item.set(names::PRACTICE_NAME, practice.name);
    if (!practice.phone.empty())
        item.set(names::PHONE, practice.phone)
            .set(names::PHONE_LINK, phone_link(practice.phone))
            .show(names::HAS_PHONE);
    if (!practice.email.empty()) item.set(names::EMAIL, practice.email).show(names::HAS_EMAIL);
}

Page& Page::error(std::string_view id, FilledWord const& text) {
    errors_.emplace_back(std::string(id), text);
    return *this;
}

Page& Page::tries_left(std::int64_t tries) {
    tries_left_ = tries;
    return *this;
}

Page& Page::advise_to_call() {
    advise_to_call_ = true;
    return *this;
}

void Page::fill_errors() {
    namespace names = html::pages_error_summary;
    if (errors_.empty()) return;
    auto summary = layout_item().include(html::pages_layout::ERROR_SUMMARY, names::file);
    for (auto const& [id, word] : errors_)
        summary.add(names::ITEM).set(names::FIELD, id).set(names::TEXT, word);
    if (tries_left_) summary.show(names::TRIES_LEFT{.tries = *tries_left_});
    if (advise_to_call_ && frame_.practice) fill_call(summary, *frame_.practice);
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
    auto layout = layout_item();
    layout.set(names::TITLE, own_title_.empty() ? text(title_) : own_title_);
    if (step_) {
        layout.set(names::STEP_TEXT, step_word(*step_)).show(names::STEP);
    }
    layout.set(names::HEADER_NAME, frame_.practice ? frame_.practice->name : frame_.operator_name);
    layout.set(names::SIGN_IN_URL, urls::sign_in);
    if (frame_.logo_name.empty())
        layout.show(names::MARK);
    else
        layout.set(names::LOGO_NAME, frame_.logo_name).show(names::LOGO);
    if (!errors_.empty()) layout.show(names::REFUSED);
    if (wide_) layout.show(names::WIDE);
    if (!frame_.brand_style_name.empty())
        layout.set(names::BRAND_STYLE_NAME, frame_.brand_style_name).show(names::BRAND_STYLE);
    fill_footer();
}

void Page::fill_footer() {
    namespace names = html::pages_layout;
    auto layout = layout_item();
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
    // In every form, whichever template it is in.
    Filling everywhere;
    everywhere.set(ValueName("FORM_TOKEN"), frame_.form_token);
    Response response;
    response.status = status;
    response.body =
        templates_.expand(html::pages_layout::file, layout_, {frame_.language, params_, everywhere});
    return response;
}

}  // namespace voordeur
