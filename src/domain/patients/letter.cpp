// SPDX-License-Identifier: EUPL-1.2
#include "patients/letter.hpp"

#include "accounts/words.hpp"
#include "patients/link_paths.hpp"
#include "patients/words.hpp"
#include "words/dates.hpp"

namespace voordeur {
namespace {

std::vector<std::string> sender_of(Practice const& practice) {
    std::vector<std::string> lines{practice.name};
    if (!practice.phone.empty()) lines.push_back(practice.phone);
    if (!practice.email.empty()) lines.push_back(practice.email);
    return lines;
}

// "Up to and including" is the last day on which it works from morning till night.
std::string last_day(Time expires_at, Language language) {
    return plain_date(expires_at - std::chrono::hours(24), language);
}

}  // namespace

Sheet letter_sheet(PatientRooms const& rooms, Letter const& letter, Time now) {
    auto const language = letter.language;
    auto const text = [&](FilledWord const& word) { return rooms.catalogue.text(word, language); };
    auto const paragraph = [&](FilledWord const& word) { return Sheet::Paragraph{text(word)}; };
    auto const contact = contact_for(letter.practice, rooms.notices.operated_by()).text();
    auto const address = rooms.site + std::string(letter_path) + "/" + letter.practice.slug;
    Sheet sheet;
    sheet.language = code_of(language);
    sheet.title = text(words::patients::letter_title);
    sheet.sender = sender_of(letter.practice);
    sheet.date = plain_date(now, language);
    sheet.addressee = letter.name;
    sheet.blocks = {
        paragraph(words::patients::letter_salutation{.name = letter.name}),
        paragraph(words::patients::letter_invites{.practice = letter.practice.name}),
        paragraph(words::patients::letter_mail),
        Sheet::Heading{text(words::patients::letter_numbers)},
        Sheet::Numbers{{{text(words::accounts::customer_number_label), letter.customer_number.grouped()},
                        {text(words::accounts::super_pin_label), letter.super_pin.grouped()}}},
        paragraph(words::patients::letter_until{.until = last_day(letter.expires_at, language)}),
        paragraph(words::patients::letter_begin),
        Sheet::Paragraph{text(words::patients::letter_site) + ": " + address},
        Sheet::QrCode{address, text(words::patients::letter_qr_alt)},
        paragraph(words::patients::letter_no_email{.contact = contact}),
        paragraph(words::patients::letter_keep),
    };
    sheet.footer = text(words::patients::letter_help{.contact = contact});
    return sheet;
}

std::string make_letter(PatientRooms const& rooms, Letter const& letter, Time now) {
    return rooms.pdf.make(letter_sheet(rooms, letter, now));
}

}  // namespace voordeur
