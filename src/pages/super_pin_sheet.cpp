// SPDX-License-Identifier: EUPL-1.2
#include "super_pin_sheet.hpp"

#include "accounts/words.hpp"
#include "app.hpp"
#include "practices/sign_in_address.hpp"
#include "site_settings.hpp"
#include "values/customer_number.hpp"
#include "values/super_pin.hpp"
#include "visitor.hpp"
#include "words.hpp"
#include "words/catalogue.hpp"
#include "words/dates.hpp"

namespace voordeur {

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

}  // namespace voordeur
