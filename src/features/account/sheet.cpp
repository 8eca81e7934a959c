// SPDX-License-Identifier: EUPL-1.2
#include "account/sheet.hpp"

#include "account/words.hpp"
#include "app.hpp"
#include "practices/contact.hpp"
#include "practices/sign_in_address.hpp"
#include "site_settings.hpp"
#include "values/paper_code.hpp"
#include "visitor.hpp"
#include "words/catalogue.hpp"
#include "words/dates.hpp"

namespace voordeur {

std::string shown_sign_in_address(App const& app, PatientVisitor const& visitor) {
    return without_scheme(sign_in_address(app.site.public_url, visitor.practice));
}

Sheet paper_codes_sheet(App const& app, PatientVisitor const& visitor, std::vector<PaperCode> const& codes) {
    auto const text = [&](FilledWord const& word) { return app.catalogue.text(word, visitor.language); };
    Sheet sheet;
    sheet.language = code_of(visitor.language);
    sheet.title = text(words::account::sheet_title);
    sheet.sender = {visitor.practice ? visitor.practice->name : app.site.operated_by.name};
    if (visitor.practice && !visitor.practice->phone.empty()) sheet.sender.push_back(visitor.practice->phone);
    sheet.date = plain_date(visitor.now(), visitor.language);
    sheet.addressee = visitor.account().name;
    sheet.blocks.emplace_back(Sheet::Paragraph{text(words::account::sheet_intro)});
    // Two boxes: one holds eight numbers at most.
    Sheet::Numbers box;
    for (std::size_t i = 0; i < codes.size(); ++i) {
        box.numbers.push_back(
            {text(words::account::sheet_code{.number = std::to_string(i + 1)}), codes[i].grouped()});
        if (box.numbers.size() < 5 && i + 1 < codes.size()) continue;
        sheet.blocks.emplace_back(std::move(box));
        box = {};
    }
    sheet.blocks.emplace_back(
        Sheet::Paragraph{text(words::account::sheet_account) + " " + visitor.account().key()});
    sheet.blocks.emplace_back(Sheet::Paragraph{text(words::account::sheet_keep_safe)});
    sheet.blocks.emplace_back(
        Sheet::Paragraph{text(words::account::sheet_address) + " " + shown_sign_in_address(app, visitor)});
    auto const contact = contact_for(visitor.practice, app.site.operated_by).text();
    sheet.footer = text(words::account::sheet_help{.contact = contact});
    return sheet;
}

}  // namespace voordeur
