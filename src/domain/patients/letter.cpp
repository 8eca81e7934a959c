// SPDX-License-Identifier: EUPL-1.2
#include "patients/letter.hpp"

#include "accounts/words.hpp"
#include "patients/words.hpp"
#include "words/dates.hpp"

namespace voordeur {
namespace {

std::string contact_of(Practice const& practice) {
    if (!practice.phone.empty()) return practice.phone;
    return practice.email.empty() ? practice.name : practice.email;
}

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

Sheet letter_sheet(Catalogue const& catalogue, std::string const& site, Letter const& letter, Time now) {
    auto const language = letter.language;
    auto const text = [&](FilledWord const& word) { return catalogue.text(word, language); };
    auto const paragraph = [&](FilledWord const& word) { return Sheet::Paragraph{text(word)}; };
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
        Sheet::Paragraph{text(words::patients::letter_site) + ": " + site},
        Sheet::QrCode{site, text(words::patients::letter_qr_alt)},
        paragraph(words::patients::letter_keep),
    };
    sheet.footer = text(words::patients::letter_help{.contact = contact_of(letter.practice)});
    return sheet;
}

std::string make_letter(PatientRooms const& rooms, Letter const& letter, Time now) {
    return rooms.pdf.make(letter_sheet(rooms.catalogue, rooms.site, letter, now));
}

}  // namespace voordeur
