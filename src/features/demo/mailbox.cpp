// SPDX-License-Identifier: EUPL-1.2
#include "demo/mailbox.hpp"

#include "app.hpp"
#include "base/overloaded.hpp"
#include "demo/demo_mailbox.hpp"
#include "demo/demo_store.hpp"
#include "demo/mailbox.html.hpp"
#include "demo/mailbox_rules.hpp"
#include "demo/patient_details.html.hpp"
#include "demo/sample_letter.hpp"
#include "demo/sample_service.html.hpp"
#include "demo/words.hpp"
#include "outbox/mail_blocks.hpp"
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

// What somebody types who plays this patient.
void fill_details(Page::Item item, DemoPatient const& patient, bool letter_is_there) {
    namespace details = voordeur::html::demo_patient_details;
    auto const at = patient.email.find('@');
    item.set(details::PATIENT_NAME, patient.name)
        .set(details::EMAIL_NAME, patient.email.substr(0, at + 1))
        .set(details::EMAIL_HOST, patient.email.substr(at + 1))
        .set(details::BIRTH_DATE, typed_form(BirthDate::from_iso(patient.birth_date)))
        .set(details::POSTCODE, Postcode::parse(patient.postcode).value().display());
    if (patient.has_letter && letter_is_there)
        item.set(details::LETTER_URL, urls::sample_letter).show(details::HAS_LETTER);
}

std::optional<std::string> invitation_of(DemoPatient const& patient, std::vector<DemoMessage> const& messages,
                                         std::string const& public_url) {
    for (auto const& message : messages) {
        auto const* const email = std::get_if<Email>(&message.content);
        auto const link =
            email && email->to == patient.email ? link_in(email->text, public_url) : std::nullopt;
        if (link && link->starts_with(public_url + std::string(urls::invitation))) return link;
    }
    return std::nullopt;
}

// The first one is whom a newcomer plays; the others are there for who goes on.
void add_patients(Page& page, App const& app, std::vector<DemoMessage> const& messages) {
    namespace details = voordeur::html::demo_patient_details;
    auto const patients =
        app.database.read([](Transaction& transaction) { return demo_patients(transaction); });
    auto const letter_is_there = has_sample_letter(app.demo_mailbox->folder());
    if (patients.empty()) return;
    auto const& first = patients.front();
    auto begin = page.add(html::BEGIN{.name = called(first.name)});
    fill_details(begin.include(html::FIRST_PATIENT, details::file), first, letter_is_there);
    if (auto const link = invitation_of(first, messages, app.site.public_url))
        begin.set(html::INVITATION, *link).show(html::INVITED);
    if (patients.size() == 1) return;
    auto others = page.add(html::OTHERS);
    for (auto patient = patients.begin() + 1; patient != patients.end(); ++patient) {
        auto item = others.add(html::PATIENT);
        item.set(html::PATIENT_NAME, patient->name);
        fill_details(item.include(html::DETAILS, details::file), *patient, letter_is_there);
    }
}

void fill_mail(Page::Item mail, Email const& email, std::string const& public_url) {
    mail.set(html::SUBJECT, email.subject)
        .set(html::SENDER, words::demo::from_sender{.sender = email.from_name});
    for (auto const& block : mail_blocks(email.text, link_in(email.text, public_url).value_or(""))) {
        auto item = mail.add(html::BLOCK);
        if (block.is_link)
            item.set(html::LINK, block.lines.front()).show(html::BUTTON);
        else
            item.set(html::TEXT, joined_lines(block.lines)).show(html::PARAGRAPH);
    }
}

void fill_sms(Page::Item item, Sms const& sms) {
    item.add(html::SMS)
        .set(html::SENDER, words::demo::from_sender{.sender = sms.sender})
        .set(html::BODY, sms.text);
}

std::string receiver_of(MessageContent const& content) {
    return std::visit(overloaded{
                          [](Email const& email) { return email.to; },
                          [](Sms const& sms) { return PhoneNumber::from_e164(sms.to_e164).display(); },
                      },
                      content);
}

// Who looks, at which site.
struct Reader {
    Language language;
    std::string const& public_url;
};

// The newest is open: it is what somebody waits for.
void add_message(Page& page, DemoMessage const& message, bool is_newest, Reader const& reader) {
    auto item = page.add(html::MESSAGE);
    auto const* const email = std::get_if<Email>(&message.content);
    item.set(html::NUMBER, message.id.text())
        .set(html::KIND, email ? words::demo::kind_mail : words::demo::kind_sms)
        .set(html::WHEN_AND_TO, words::demo::when_and_to{.when = date_and_time(message.at, reader.language),
                                                         .to = receiver_of(message.content)});
    if (!email) return fill_sms(item, std::get<Sms>(message.content));
    auto mail = item.add(html::MAIL);
    mail.show_if(is_newest, html::OPEN);
    fill_mail(mail, *email, reader.public_url);
}

Response mailbox_page(App const& app, Visitor const& visitor) {
    Page page(app.templates, app.catalogue, frame_for(app, visitor),
              {html::file, words::demo::mailbox_title});
    page.wide();
    auto const messages = app.demo_mailbox->newest_first();
    add_patients(page, app, messages);
    if (messages.empty()) page.show(html::EMPTY);
    for (auto const& message : messages)
        add_message(page, message, &message == &messages.front(), {visitor.language, app.site.public_url});
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

Response show_sample_service(App const& app, Visitor const& visitor) {
    if (!app.demo_mailbox) return not_found(app, visitor);
    namespace sample = voordeur::html::demo_sample_service;
    auto page = page_for(app, visitor, sample::file, words::demo::service_title);
    return page.set(sample::SERVICES_URL, urls::services).respond();
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
