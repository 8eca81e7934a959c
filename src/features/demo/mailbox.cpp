// SPDX-License-Identifier: EUPL-1.2
#include "demo/mailbox.hpp"

#include "app.hpp"
#include "base/overloaded.hpp"
#include "demo/demo_mailbox.hpp"
#include "demo/demo_store.hpp"
#include "demo/mailbox.html.hpp"
#include "demo/mailbox_rules.hpp"
#include "demo/sample_letter.hpp"
#include "demo/words.hpp"
#include "page.hpp"
#include "problem_pages.hpp"
#include "site_settings.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "values/birth_date.hpp"
#include "values/phone_number.hpp"
#include "values/postcode.hpp"
#include "visitor.hpp"
#include "web/response.hpp"
#include "words.hpp"
#include "words/catalogue.hpp"
#include "words/dates.hpp"

namespace voordeur {
namespace {

namespace html = html::demo_mailbox;

// The mailbox belongs to no practice: its header names the program.
PageFrame frame_for(App const& app, Visitor const& visitor) {
    PageFrame frame;
    frame.language = visitor.language;
    frame.operator_name = app.catalogue.text(words::demo::header_name, visitor.language);
    frame.year = year_of(visitor.now());
    frame.is_demo = true;
    frame.brand_style_name = app.brand_style_name;
    frame.logo_name = app.logo_name;
    return frame;
}

void add_patient(Page& page, DemoPatient const& patient, bool letter_is_there) {
    auto item = page.add(html::PATIENT);
    auto const at = patient.email.find('@');
    item.set(html::PATIENT_NAME, patient.name)
        .set(html::EMAIL_NAME, patient.email.substr(0, at))
        .set(html::EMAIL_HOST, patient.email.substr(at + 1))
        .set(html::BIRTH_DATE, typed_form(BirthDate::from_iso(patient.birth_date)))
        .set(html::POSTCODE, Postcode::parse(patient.postcode).value().display());
    if (patient.has_letter && letter_is_there)
        item.set(html::LETTER_URL, urls::sample_letter).show(html::HAS_LETTER);
}

void fill_mail(Page::Item item, Email const& email, std::string const& public_url) {
    auto mail = item.add(html::MAIL);
    mail.set(html::SUBJECT, email.subject).set(html::BODY, email.text);
    if (auto const link = link_in(email.text, public_url)) mail.set(html::LINK, *link).show(html::HAS_LINK);
}

void fill_sms(Page::Item item, Sms const& sms) {
    item.add(html::SMS).set(html::BODY, sms.text);
}

std::string receiver_of(MessageContent const& content) {
    return std::visit(overloaded{
                          [](Email const& email) { return email.to; },
                          [](Sms const& sms) { return PhoneNumber::from_e164(sms.to_e164).display(); },
                      },
                      content);
}

void add_message(Page& page, App const& app, Visitor const& visitor, DemoMessage const& message) {
    auto item = page.add(html::MESSAGE);
    auto const* const email = std::get_if<Email>(&message.content);
    item.set(html::KIND, email ? words::demo::kind_mail : words::demo::kind_sms)
        .set(html::WHEN_AND_TO, words::demo::when_and_to{.when = date_and_time(message.at, visitor.language),
                                                         .to = receiver_of(message.content)});
    if (email)
        fill_mail(item, *email, app.site.public_url);
    else
        fill_sms(item, std::get<Sms>(message.content));
}

Response mailbox_page(App const& app, Visitor const& visitor) {
    Page page(app.templates, app.catalogue, frame_for(app, visitor),
              {html::file, words::demo::mailbox_title});
    page.wide();
    auto const patients =
        app.database.read([](Transaction& transaction) { return demo_patients(transaction); });
    auto const letter_is_there = has_sample_letter(app.demo_mailbox->folder());
    for (auto const& patient : patients) add_patient(page, patient, letter_is_there);
    auto const messages = app.demo_mailbox->newest_first();
    if (messages.empty()) page.show(html::EMPTY);
    for (auto const& message : messages) add_message(page, app, visitor, message);
    return page.respond();
}

// No page leads to itself.
Response not_found(App const& app, Visitor const& visitor) {
    auto elsewhere = visitor;
    elsewhere.page = "/";
    return problem_page(app, elsewhere, {404, words::pages::not_found_title, words::pages::not_found_text});
}

}  // namespace

Response show_mailbox(App const& app, Visitor const& visitor) {
    return app.demo_mailbox ? mailbox_page(app, visitor) : not_found(app, visitor);
}

Response show_sample_letter(App const& app, Visitor const& visitor) {
    auto letter = app.demo_mailbox ? sample_letter(app.demo_mailbox->folder()) : std::nullopt;
    if (!letter) return not_found(app, visitor);
    Response response;
    response.content_type = "application/pdf";
    response.body = std::move(*letter);
    return response.with_header("Content-Disposition", "attachment; filename=\"brief.pdf\"");
}

}  // namespace voordeur
