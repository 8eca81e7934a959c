// SPDX-License-Identifier: EUPL-1.2
#include "super_pin_sheet.hpp"

#include "accounts/words.hpp"
#include "app.hpp"
#include "page.hpp"
#include "pdf/make_pdf.hpp"
#include "pdf/sheet.hpp"
#include "practices/sign_in_address.hpp"
#include "problem_pages.hpp"
#include "shown_super_pin.html.hpp"
#include "site_settings.hpp"
#include "values/customer_number.hpp"
#include "values/super_pin.hpp"
#include "visitor.hpp"
#include "web/response.hpp"
#include "words.hpp"
#include "words/catalogue.hpp"
#include "words/dates.hpp"

namespace voordeur {
namespace {

namespace names = html::pages_shown_super_pin;

// Where the visitor signs in.
std::string shown_address(App const& app, PatientVisitor const& visitor) {
    return without_scheme(sign_in_address(app.site.public_url, visitor.practice));
}

Sheet super_pin_sheet(App const& app, PatientVisitor const& visitor, SuperPin const& super_pin) {
    auto const text = [&](FilledWord const& word) { return app.catalogue.text(word, visitor.language); };
    auto const number = CustomerNumber::parse(visitor.account().customer_number).value().grouped();
    Sheet sheet;
    sheet.language = code_of(visitor.language);
    sheet.title = text(words::pages::super_pin_sheet_title);
    sheet.sender = {visitor.practice ? visitor.practice->name : app.site.operated_by.name};
    sheet.date = plain_date(visitor.now(), visitor.language);
    sheet.addressee = visitor.account().name;
    sheet.blocks = {
        Sheet::Paragraph{text(words::pages::super_pin_sheet_intro)},
        Sheet::Numbers{{{text(words::accounts::customer_number_label), number},
                        {text(words::accounts::super_pin_label), super_pin.grouped()}}},
        Sheet::Paragraph{text(words::pages::super_pin_sheet_key) + " " + visitor.account().key()},
        Sheet::Paragraph{text(words::pages::super_pin_sheet_keep_safe)},
        Sheet::Paragraph{text(words::pages::super_pin_sheet_address) + " " + shown_address(app, visitor)}};
    if (visitor.practice && !visitor.practice->phone.empty()) sheet.sender.push_back(visitor.practice->phone);
    auto const contact = contact_for(visitor.practice, app.site.operated_by);
    sheet.footer = text(words::pages::super_pin_sheet_help{.contact = contact.text()});
    return sheet;
}

}  // namespace

void fill_shown_super_pin(Page& page, IncludeName where, ShownSuperPin const& shown) {
    auto const& [app, visitor, super_pin] = shown;
    std::string_view const characters = super_pin.reveal();
    auto const contact = contact_for(visitor.practice, app.site.operated_by);
    page.include(where, names::file{.contact = contact.text()})
        .set(names::EMAIL, visitor.account().key())
        .set(names::SITE, shown_address(app, visitor))
        .set(names::CUSTOMER_NUMBER_LABEL, words::accounts::customer_number_label)
        .set(names::CUSTOMER_NUMBER,
             CustomerNumber::parse(visitor.account().customer_number).value().grouped())
        .set(names::SUPER_PIN_LABEL, words::accounts::super_pin_label)
        .set(names::PIN_1, characters.substr(0, 4))
        .set(names::PIN_2, characters.substr(4, 4))
        .set(names::PIN_3, characters.substr(8, 4))
        .set(names::PIN_4, characters.substr(12, 4));
}

Response super_pin_pdf(ShownSuperPin const& shown) {
    auto const& [app, visitor, super_pin] = shown;
    auto pdf = app.pdf.make_for(visitor.account().id.text(), super_pin_sheet(app, visitor, super_pin));
    if (!pdf) return busy_page(app, visitor);
    Response response;
    response.content_type = "application/pdf";
    response.body = std::move(*pdf);
    return response.with_header("Content-Disposition", "attachment; filename=\"super-pin.pdf\"");
}

}  // namespace voordeur
