// SPDX-License-Identifier: EUPL-1.2
#include "page.hpp"

#include "call_practice.html.hpp"
#include "error_summary.html.hpp"
#include "layout.html.hpp"
#include "step.html.hpp"
#include "urls.hpp"
#include "values/phone_link.hpp"
#include "web/browser.hpp"
#include "words.hpp"

namespace voordeur {
namespace {

Word step_word(int step, int steps) {
    if (steps == 2) return step == 1 ? words::pages::step_1_of_2 : words::pages::step_2_of_2;
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

Page& Page::step(IncludeName where, int number) {
    namespace names = html::pages_step;
    step_ = step_word(number, frame_.steps);
    include(where, names::file)
        .set(names::TEXT, *step_)
        .show_if(frame_.steps == 2 && number == 1, names::HALF)
        .show_if(frame_.steps == 3 && number == 2, names::TWO_THIRDS)
        .show_if(number == frame_.steps, names::WHOLE);
    return *this;
}

Page& Page::wide() {
    wide_ = true;
    return *this;
}

Page& Page::with_documents() {
    with_documents_ = true;
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

void Page::fill_cards(Item item, WhomToCall const& whom) {
    namespace names = html::pages_call_practice;
    for (auto const& card : whom.cards) {
        auto row = item.add(names::CARD);
        row.set(names::PRACTICE_NAME, card.name);
        if (!card.phone.empty())
            row.set(names::PHONE, card.phone)
                .set(names::PHONE_LINK, phone_link(card.phone))
                .show(names::HAS_PHONE);
        if (!card.email.empty()) row.set(names::EMAIL, card.email).show(names::HAS_EMAIL);
    }
    if (whom.are_more) item.set(names::PRACTICES_URL, urls::practice_contact).show(names::MORE);
}

Page& Page::show_whom_to_call(IncludeName where) {
    fill_cards(include(where, html::pages_call_practice::file), frame_.to_call);
    shows_whom_to_call_ = true;
    return *this;
}

Page& Page::error(std::string_view id, FilledWord const& text) {
    saying_.errors.push_back({std::string(id), text});
    return *this;
}

Page& Page::with_form() {
    has_form_ = true;
    return *this;
}

Page& Page::tries_left(std::int64_t tries) {
    saying_.tries_left = tries;
    return *this;
}

Page& Page::advise_to_call() {
    saying_.advise_to_call = true;
    return *this;
}

void Page::fill_errors() {
    namespace names = html::pages_error_summary;
    if (!frame_.said.errors.empty()) saying_ = frame_.said;
    if (saying_.errors.empty()) return;
    auto summary = layout_item().include(html::pages_layout::ERROR_SUMMARY, names::file);
    for (auto const& error : saying_.errors)
        summary.add(names::ITEM).set(names::FIELD, error.id).set(names::TEXT, error.text);
    if (saying_.tries_left) summary.show(names::TRIES_LEFT{.tries = *saying_.tries_left});
    if (saying_.advise_to_call && !frame_.to_call.cards.empty())
        fill_call(summary, first_to_call(frame_.to_call.cards));
}

void Page::fill_call(Item summary, Contact const& card) {
    namespace names = html::pages_error_summary;
    if (!card.phone.empty())
        summary.set(names::PHONE, card.phone)
            .set(names::PHONE_LINK, phone_link(card.phone))
            .show(names::CALL_PHONE{.name = card.name});
    else if (!card.email.empty())
        summary.set(names::EMAIL, card.email).show(names::CALL_EMAIL{.name = card.name});
    else
        summary.show(names::CALL_NAME{.name = card.name});
}

void Page::fill_layout() {
    namespace names = html::pages_layout;
    auto layout = layout_item();
    layout.set(names::TITLE, own_title_.empty() ? text(title_) : own_title_);
    if (step_) layout.set(names::STEP_TEXT, *step_).show(names::STEP);
    if (frame_.logo_name.empty())
        layout.show(names::MARK);
    else
        layout.set(names::LOGO_NAME, frame_.logo_name).show(names::LOGO);
    if (!saying_.errors.empty()) layout.show(names::REFUSED);
    if (wide_) layout.show(names::WIDE);
    if (!frame_.brand_style_name.empty())
        layout.set(names::BRAND_STYLE_NAME, frame_.brand_style_name).show(names::BRAND_STYLE);
    fill_header();
    fill_footer();
}

void Page::fill_header() {
    namespace names = html::pages_layout;
    auto layout = layout_item();
    layout.set(names::HEADER_NAME, frame_.practice ? frame_.practice->name : frame_.operator_name);
    auto const slug = frame_.practice ? frame_.practice->slug : std::string();
    if (frame_.header_link == HeaderLink::sign_in)
        layout.set(names::SIGN_IN_URL, urls::of_practice(urls::sign_in, slug)).show(names::SIGN_IN);
    if (frame_.header_link == HeaderLink::account)
        layout.set(names::ACCOUNT_URL, urls::account).show(names::ACCOUNT);
    if (frame_.header_link == HeaderLink::sign_out || frame_.header_link == HeaderLink::account)
        layout.set(names::SIGN_OUT_URL, urls::sign_out).show(names::SIGN_OUT);
    fill_language();
}

void Page::fill_language() {
    namespace names = html::pages_layout;
    auto layout = layout_item();
    if (!has_form_) {
        layout.show(names::LANGUAGE_LINK);
        return;
    }
    layout.show(names::LANGUAGE_BUTTON);
    if (!saying_.errors.empty() && frame_.sealer != nullptr)
        layout.set(names::SAID, sealed(*frame_.sealer, saying_)).show(names::HAS_SAID);
}

std::string Page::document_url(std::string_view path) const {
    if (with_documents_) return urls::on_this_page(path);
    return urls::of_practice(path, frame_.practice ? frame_.practice->slug : "");
}

void Page::fill_footer() {
    namespace names = html::pages_layout;
    auto layout = layout_item();
    auto const slug = frame_.practice ? frame_.practice->slug : std::string();
    layout.set(names::SUPPORT_URL, urls::of_practice(urls::support, slug))
        .set(names::PRACTICE_CONTACT_URL, urls::of_practice(urls::practice_contact, slug))
        .set(names::CONTACT_URL, urls::of_practice(urls::contact, slug))
        .set(names::TERMS_URL, document_url(urls::terms))
        .set(names::PRIVACY_URL, document_url(urls::privacy))
        .show(frame_.practice ? names::WITH_PRACTICE : names::WITHOUT_PRACTICE);
    fill_help();
    if (frame_.is_demo) layout.set(names::MAILBOX_URL, urls::mailbox).show(names::DEMO);
}

// Below every page, since many say to call.
void Page::fill_help() {
    namespace names = html::pages_layout;
    if (frame_.to_call.cards.empty() || shows_whom_to_call_) return;
    auto layout = layout_item();
    auto const add_number = [](Item item, Contact const& card) {
        item.set(names::PHONE, card.phone).set(names::PHONE_LINK, phone_link(card.phone));
    };
    if (frame_.practice) {
        auto const& card = first_to_call(frame_.to_call.cards);
        if (!card.phone.empty()) add_number(layout.add(names::HELP{.name = card.name}), card);
        return;
    }
    auto const has_numbers = frame_.to_call.are_more || !first_to_call(frame_.to_call.cards).phone.empty();
    if (!has_numbers) return;
    auto list = layout.add(names::HELP_LIST);
    for (auto const& card : frame_.to_call.cards) {
        if (card.phone.empty()) continue;
        auto row = list.add(names::HELP_CARD);
        add_number(row.set(names::HELP_NAME, card.name), card);
    }
    if (frame_.to_call.are_more)
        list.set(names::PRACTICES_URL, urls::practice_contact).show(names::HELP_MORE);
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
