// SPDX-License-Identifier: EUPL-1.2
#include "patients/letter.hpp"

#include "words/dates.hpp"

namespace voordeur {
namespace {

constexpr auto language = Language::dutch;

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
std::string last_day(Time expires_at) {
    return plain_date(expires_at - std::chrono::hours(24), language);
}

}  // namespace

Sheet letter_sheet(Catalogue const& catalogue, std::string const& site, Letter const& letter, Time now) {
    WordParams const params{{"name", letter.name},
                            {"practice", letter.practice.name},
                            {"until", last_day(letter.expires_at)},
                            {"contact", contact_of(letter.practice)}};
    auto const words = [&](Word word) { return catalogue.text(word, language, params); };
    auto const paragraph = [&](Word word) { return Sheet::Paragraph{words(word)}; };
    Sheet sheet;
    sheet.language = code_of(language);
    sheet.title = words("patients.letter_title"_w);
    sheet.sender = sender_of(letter.practice);
    sheet.date = plain_date(now, language);
    sheet.addressee = letter.name;
    sheet.blocks = {
        paragraph("patients.letter_salutation"_w),
        paragraph("patients.letter_invites"_w),
        paragraph("patients.letter_mail"_w),
        Sheet::Heading{words("patients.letter_numbers"_w)},
        Sheet::Numbers{{{words("accounts.customer_number_label"_w), letter.customer_number.grouped()},
                        {words("accounts.super_pin_label"_w), letter.super_pin.grouped()}}},
        paragraph("patients.letter_until"_w),
        Sheet::Paragraph{words("patients.letter_site"_w) + ": " + site},
        Sheet::QrCode{site, words("patients.letter_qr_alt"_w)},
        paragraph("patients.letter_keep"_w),
    };
    sheet.footer = words("patients.letter_help"_w);
    return sheet;
}

std::string make_letter(PatientRooms const& rooms, Letter const& letter, Time now) {
    return rooms.pdf.make(letter_sheet(rooms.catalogue, rooms.site, letter, now));
}

}  // namespace voordeur
